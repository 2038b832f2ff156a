import type { ConceptFile, ConceptFileInput } from '../file.ts';
import { sameTitle } from '../file-check.ts';
import { Branches } from './branches.ts';
import {
  type AreaNames,
  readAdoptions,
  readDayCell,
  readLinks,
  readList,
  readResources,
  readResponsibilities,
  readScope,
  readStakeholders,
  readSteps,
  readTownSteps,
  readWhole,
  readYes,
  type Telling,
} from './cells.ts';
import { type ColumnKey, columnOf, mostRecommendations } from './columns.ts';
import { readPeriod, readTimeFrame } from './dates.ts';
import { type FoundColumn, type GridRow, readGrid, type Sheet } from './grid.ts';
import * as words from './words.ts';

type Recommendation = ConceptFile['recommendations'][number];
type RecommendationInput = ConceptFileInput['recommendations'][number];

/** Something to tell about a place of the file; texts are `concept:staff.file.problem.<code>` and `…notice.<code>`. */
export interface Remark {
  /** As a spreadsheet program counts; null: the file as a whole. */
  readonly row: number | null;
  readonly sheet: string;
  /** Heading of the column; '' when it is the row or file. */
  readonly column: string;
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface Place {
  readonly row: number;
  readonly sheet: string;
}

export interface MatrixReading {
  /** What the file says, to be parsed by `conceptFileSchema`; concept and edition only as far as the file names them. */
  readonly file: Pick<ConceptFileInput, 'themes' | 'fields' | 'recommendations'> & {
    readonly concept: Partial<ConceptFileInput['concept']>;
    readonly edition: Partial<ConceptFileInput['edition']>;
  };
  /** Where each recommendation stands. */
  readonly places: readonly Place[];
  readonly columns: readonly FoundColumn[];
  /** Nothing is stored when there is one. */
  readonly problems: readonly Remark[];
  /** Read in a way that somebody should know of. */
  readonly notices: readonly Remark[];
}

export interface ReadingChoice {
  readonly areas: AreaNames;
  /** What is there already: recommendations are found in it by number, then by title; columns that the file lacks keep its values. */
  readonly base?: ConceptFile | undefined;
}

const mostRemarks = 200;

class Reader {
  readonly problems: Remark[] = [];
  readonly notices: Remark[] = [];
  readonly branches: Branches;
  readonly recommendations: RecommendationInput[] = [];
  readonly places: Place[] = [];
  concept: MatrixReading['file']['concept'] = {};
  edition: MatrixReading['file']['edition'] = {};
  readonly #areas: AreaNames;
  readonly #byNumber: ReadonlyMap<number, Recommendation>;
  readonly #byTitle: ReadonlyMap<string, Recommendation>;
  readonly #outlined = new Set<string>();
  readonly #needs: { at: number; cell: string; telling: Telling }[] = [];
  #before: GridRow | undefined;

  constructor({ areas, base }: ReadingChoice) {
    this.#areas = areas;
    this.branches = new Branches(base);
    const stored = base?.recommendations ?? [];
    this.#byNumber = new Map(stored.flatMap((one) => (one.number === null ? [] : [[one.number, one] as const])));
    this.#byTitle = new Map(stored.map((one) => [sameTitle(one.title), one]));
  }

  tellingOf({ row, sheet }: Place, key?: ColumnKey): Telling {
    const column = key ? columnOf(key).header : '';
    const into =
      (list: Remark[]) =>
      (code: string, details: Remark['details'] = {}) => {
        if (list.length < mostRemarks) list.push({ row, sheet, column, code, details });
      };
    return { problem: into(this.problems), notice: into(this.notices) };
  }

  outline(row: GridRow): void {
    const cell = (key: ColumnKey) => row.cells[key]?.trim() ?? '';
    const telling = (key: ColumnKey) => this.tellingOf(row, key);
    const day = (key: 'startsOn' | 'endsOn' | 'adoptedOn') =>
      readDayCell(cell(key), key === 'startsOn' ? 'first' : 'last', telling(key));
    const given = (key: ColumnKey): boolean => row.cells[key] !== undefined;
    if (row.kind === 'concept') {
      const territory = cell('territory') ? this.#areas.find(cell('territory')) : undefined;
      if (cell('territory') && !territory) telling('territory').problem('area', { value: cell('territory').slice(0, 80) });
      this.concept = {
        slug: cell('name'),
        title: cell('heading'),
        umbrella: cell('umbrella') || null,
        ...(territory ? { territory } : {}),
      };
    } else if (row.kind === 'edition') {
      const state = cell('state') ? words.wordOf(words.editionStateWords, cell('state')) : undefined;
      this.edition = {
        title: cell('heading'),
        summary: cell('text'),
        startsOn: day('startsOn'),
        endsOn: day('endsOn'),
        adoptedOn: day('adoptedOn'),
        adoptedBy: cell('adoptedBy'),
        paperNumber: cell('paperNumber'),
        source: cell('source'),
        ...(state ? { state } : {}),
      };
    } else if (row.kind === 'theme') {
      const theme = this.branches.theme(cell('heading'), cell('name'));
      if (given('text')) theme.body = cell('text');
      if (given('source')) theme.source = cell('source');
    } else {
      this.#branch(row, cell, given, telling);
    }
  }

  #branch(
    row: GridRow,
    cell: (key: ColumnKey) => string,
    given: (key: ColumnKey) => boolean,
    telling: (key: ColumnKey) => Telling,
  ): void {
    if (!cell('field')) {
      telling('field').problem('required');
      return;
    }
    const name = cell('name');
    if (row.kind === 'field') {
      const field = this.branches.field(cell('field'), name);
      const icon = cell('icon') ? words.wordOf(words.iconWords, cell('icon')) : null;
      if (icon === undefined) telling('icon').problem('word', { value: cell('icon'), choices: words.choices(words.iconWords) });
      if (given('guideline')) field.guideline = cell('guideline');
      if (given('colour')) field.colour = cell('colour').toLowerCase() || null;
      if (given('icon')) field.icon = icon ?? null;
      if (given('source')) field.source = cell('source');
      this.#outlined.add(field.key);
      return;
    }
    const field = this.branches.field(cell('field'));
    if (row.kind === 'challenge') {
      if (!cell('challenge')) {
        telling('challenge').problem('required');
        return;
      }
      const challenge = this.branches.challenge(field, cell('challenge'), name);
      if (given('rank')) challenge.rank = readWhole(cell('rank'), telling('rank'));
      if (given('method')) challenge.method = cell('method');
      if (given('evidence')) challenge.evidence = cell('evidence');
      if (given('source')) challenge.source = cell('source');
      this.#outlined.add(challenge.key);
    } else {
      if (!cell('goal')) {
        telling('goal').problem('required');
        return;
      }
      const answers = cell('challenge') ? this.branches.challenge(field, cell('challenge')).key : null;
      const goal = this.branches.goal(field, cell('goal'), given('challenge') ? answers : undefined, name);
      if (given('source')) goal.source = cell('source');
    }
  }

  /** A cell of a block that Excel had merged and CSV left empty: what stands above it. */
  #continued(row: GridRow): GridRow {
    const { cells } = row;
    const before = this.#before;
    if (cells.field?.trim() || !before?.cells.field || before.sheet !== row.sheet) return row;
    this.tellingOf(row, 'field').notice('from_above', { value: before.cells.field.slice(0, 80), other: before.row });
    const filled = { ...cells };
    for (const key of ['field', 'challenge', 'goal', 'guideline', 'rank'] as const)
      if (cells[key] !== undefined && !cells[key]?.trim()) filled[key] = before.cells[key] ?? '';
    return { ...row, cells: filled };
  }

  recommendation(given: GridRow): void {
    const row = this.#continued(given);
    this.#before = row;
    const { cells } = row;
    const telling = (key: ColumnKey) => this.tellingOf(row, key);
    const title = cells.title?.trim() ?? '';
    if (!title) {
      telling('title').problem('required');
      return;
    }
    if (!cells.field?.trim()) {
      telling('field').problem('required');
      return;
    }
    const number = readWhole(cells.number ?? '', telling('number'));
    const before = number === null ? this.#byTitle.get(sameTitle(title)) : this.#byNumber.get(number);
    const branch = this.#hang(row, before);
    // A column that the file has says what it says, empty cells included; one that it lacks changes nothing.
    const one: RecommendationInput = { ...before, ...branch, number: number ?? before?.number ?? null, title };
    for (const key of ['summary', 'wording', 'statusReason', 'fundingReservation', 'contact', 'source'] as const)
      if (cells[key] !== undefined) one[key] = cells[key]?.trim() ?? '';
    for (const key of ['targetGroups', 'indicators', 'figures'] as const)
      if (cells[key] !== undefined) one[key] = readList(cells[key] ?? '');
    if (cells.scope !== undefined) Object.assign(one, readScope(cells.scope, this.#areas, telling('scope')));
    if (cells.steps !== undefined) one.steps = readSteps(cells.steps, telling('steps'));
    if (cells.resources !== undefined) one.resources = readResources(cells.resources, telling('resources'));
    if (cells.links !== undefined) one.links = readLinks(cells.links, telling('links'));
    if (cells.startsOn !== undefined) one.startsOn = readDayCell(cells.startsOn, 'first', telling('startsOn'));
    if (cells.endsOn !== undefined) one.endsOn = readDayCell(cells.endsOn, 'last', telling('endsOn'));
    if (cells.timeFrame !== undefined) this.#timeFrame(one, cells.timeFrame, telling('timeFrame'));
    if (cells.weight !== undefined) one.weight = readWhole(cells.weight, telling('weight')) ?? 1;
    if (cells.internal !== undefined) one.internal = readYes(cells.internal, telling('internal'));
    if (cells.progress !== undefined) one.progress = this.#percent(cells.progress, telling('progress'));
    if (cells.status !== undefined) this.#status(one, cells.status, telling('status'));
    this.#people(one, row);
    this.#money(one, row);
    this.#towns(one, row, before);
    if (cells.needs !== undefined)
      this.#needs.push({ at: this.recommendations.length, cell: cells.needs, telling: telling('needs') });
    this.recommendations.push(one);
    this.places.push({ row: row.row, sheet: row.sheet });
  }

  #hang(
    { cells, ...place }: GridRow,
    before: Recommendation | undefined,
  ): Pick<RecommendationInput, 'field' | 'challenge' | 'goal'> {
    const field = this.branches.field(cells.field ?? '');
    const stays = before?.field === field.key ? before : undefined;
    const guideline = cells.guideline?.trim();
    if (guideline && !field.guideline && !this.#outlined.has(field.key)) field.guideline = guideline;
    else if (guideline && guideline !== field.guideline)
      this.tellingOf(place, 'guideline').notice('first_counts', { value: field.guideline.slice(0, 80) });
    const challenge = cells.challenge?.trim() ? this.branches.challenge(field, cells.challenge) : undefined;
    if (challenge && cells.rank?.trim() && !this.#outlined.has(challenge.key))
      challenge.rank = readWhole(cells.rank, this.tellingOf(place, 'rank'));
    const goal = cells.goal?.trim() ? this.branches.goal(field, cells.goal, challenge?.key) : undefined;
    return {
      field: field.key,
      challenge: challenge?.key ?? (cells.challenge === undefined ? (stays?.challenge ?? null) : null),
      goal: goal?.key ?? (cells.goal === undefined ? (stays?.goal ?? null) : null),
    };
  }

  #timeFrame(one: RecommendationInput, cell: string, telling: Telling): void {
    const frame = readTimeFrame(cell);
    one.timeFrame = frame?.frame ?? null;
    if (frame?.several) telling.notice('time_frame_first', { value: cell.trim().slice(0, 80) });
    if (frame || !cell.trim()) return;
    const period = readPeriod(cell);
    if (!period) {
      telling.problem('time_frame', { value: cell.trim().slice(0, 80), choices: words.choices(words.timeFrameWords) });
      return;
    }
    one.startsOn ??= period.startsOn;
    one.endsOn ??= period.endsOn;
    telling.notice('time_frame_dates', { value: cell.trim().slice(0, 80) });
  }

  /** Whole percent; a cell formatted as percentage comes as a fraction. */
  #percent(cell: string, telling: Telling): number | null {
    const fraction = /^0?[.,]\d+$/.test(cell.trim()) ? Number(`0${cell.trim().replace(/^0/, '').replace(',', '.')}`) : undefined;
    return fraction === undefined ? readWhole(cell, telling) : Math.round(fraction * 100);
  }

  /** "Umsetzung" is a status in our tables, and in those of some districts the text of what is to be done. */
  #status(one: RecommendationInput, cell: string, telling: Telling): void {
    one.status = null;
    if (!cell.trim()) return;
    const status = words.wordOf(words.statusWords, cell);
    if (status) {
      one.status = status;
      return;
    }
    one.steps = [...(one.steps ?? []), ...readSteps(cell, telling)];
    telling.notice('status_as_steps');
  }

  #people(one: RecommendationInput, { cells, ...place }: GridRow): void {
    if (cells.stakeholders !== undefined) one.stakeholders = readStakeholders(cells.stakeholders);
    if (cells.responsibilities === undefined) return;
    const { known, others } = readResponsibilities(cells.responsibilities, this.#areas);
    one.responsibilities = known;
    if (!others.length) return;
    const named = one.stakeholders ?? [];
    const missing = others.filter((name) => !named.some((other) => sameTitle(other.name) === sameTitle(name)));
    one.stakeholders = [...named, ...missing.map((name) => ({ name, role: 'lead' as const }))];
    this.tellingOf(place, 'responsibilities').notice('responsible_as_lead', { value: others.join(', ').slice(0, 200) });
  }

  /** Without a column of its own, "ja" in the reservation says that money is needed. */
  #money(one: RecommendationInput, { cells, ...place }: GridRow): void {
    if (cells.needsMoney !== undefined) one.needsMoney = readYes(cells.needsMoney, this.tellingOf(place, 'needsMoney'));
    else if (cells.fundingReservation !== undefined) {
      const said = words.plain(cells.fundingReservation);
      one.needsMoney = said !== '' && said !== 'nein';
      if (['ja', 'nein', 'x'].includes(said)) one.fundingReservation = '';
    }
  }

  #towns(one: RecommendationInput, { cells, ...place }: GridRow, before: Recommendation | undefined): void {
    if (cells.adoptions === undefined && cells.townSteps === undefined) return;
    const answers =
      cells.adoptions === undefined
        ? (before?.adoptions ?? [])
        : readAdoptions(cells.adoptions, this.#areas, this.tellingOf(place, 'adoptions'));
    const kept = new Map((before?.adoptions ?? []).map(({ town, steps }) => [town, steps]));
    const all = answers.map((answer) => ({
      ...answer,
      steps: cells.townSteps === undefined ? (kept.get(answer.town) ?? []) : ([] as Recommendation['steps']),
    }));
    if (cells.townSteps !== undefined)
      for (const { town, step } of readTownSteps(cells.townSteps, this.#areas, this.tellingOf(place, 'townSteps'))) {
        const answer = all.find((other) => other.town === town);
        if (answer) answer.steps = [...answer.steps, step];
        else all.push({ town, decision: 'undecided', note: '', status: null, contact: '', steps: [step] });
      }
    one.adoptions = all;
  }

  /** Numbers and titles of what has to be done first, once all rows are known. */
  settle(): void {
    const titles = new Map(this.recommendations.map((one) => [sameTitle(one.title), one.number]));
    for (const { at, cell, telling } of this.#needs) {
      const one = this.recommendations[at];
      if (!one) continue;
      const numbers = cell.split(/\n|;|,(?=\s*(?:Nr\.?\s*)?\d)|\s+und\s+(?=(?:Nr\.?\s*)?\d)/).flatMap((part) => {
        const said = part.replace(/^\s*[•–-]?\s*(?:Nr\.?|Nummer)?\s*/i, '').trim();
        if (!said) return [];
        if (/^\d{1,7}(?:\.0+)?$/.test(said)) return [Math.trunc(Number(said))];
        const number = titles.get(sameTitle(said));
        if (number === undefined) telling.problem('needs', { value: said.slice(0, 80) });
        else if (number === null) telling.problem('needs_unnumbered', { value: said.slice(0, 80) });
        return number ?? [];
      });
      one.needs = [...new Set(numbers)];
    }
  }
}

/** Reads the tables of a matrix, however they are laid out. */
export function readMatrix(sheets: readonly Sheet[], choice: ReadingChoice): MatrixReading {
  const grid = readGrid(sheets);
  const reader = new Reader(choice);
  for (const { row, sheet, code, value } of grid.problems)
    reader.problems.push({ row, sheet, column: value, code, details: { value } });
  const recommendations = grid.rows.filter(({ kind }) => kind === 'recommendation');
  if (recommendations.length > mostRecommendations) {
    const row = recommendations[mostRecommendations]?.row ?? null;
    reader.problems.push({
      row,
      sheet: '',
      column: '',
      code: 'too_many',
      details: { count: recommendations.length, most: mostRecommendations },
    });
  }
  if (!reader.problems.length) {
    for (const row of grid.rows) if (row.kind !== 'recommendation') reader.outline(row);
    for (const row of recommendations) reader.recommendation(row);
    reader.settle();
  }
  const { branches, places, problems, notices, concept, edition } = reader;
  return {
    file: { concept, edition, themes: branches.themes, fields: branches.fields, recommendations: reader.recommendations },
    places,
    columns: grid.columns,
    problems,
    notices,
  };
}
