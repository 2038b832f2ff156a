import type { ConceptFile } from '../file.ts';
import { sameTitle } from '../file-check.ts';
import {
  type AreaNames,
  writeAdoptions,
  writeLinks,
  writeList,
  writeResources,
  writeResponsibilities,
  writeScope,
  writeStakeholders,
  writeSteps,
  writeTownSteps,
} from './cells.ts';
import type { ColumnKey } from './columns.ts';
import { escapeItem } from './items.ts';
import * as words from './words.ts';

/** A row of the matrix by column; what is empty is left out. */
export type MatrixRow = Partial<Record<ColumnKey, string | number | null>>;

export interface Matrix {
  /** What hangs above the recommendations, in order: concept, edition, themes, fields with challenges and goals. */
  readonly outline: readonly MatrixRow[];
  readonly recommendations: readonly MatrixRow[];
}

/** Titles by key; with the key in brackets where the title alone would not tell. */
function namesOf(nodes: readonly { readonly key: string; readonly title: string }[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const { title } of nodes) counts.set(sameTitle(title), (counts.get(sameTitle(title)) ?? 0) + 1);
  return new Map(
    nodes.map(({ key, title }) => {
      const alone = counts.get(sameTitle(title)) === 1;
      return [key, alone ? escapeItem(title) : `${escapeItem(title)} [Kennung: ${key}]`];
    }),
  );
}

const kindOf = (kind: keyof typeof words.rowKindWords): string => words.labelOf(words.rowKindWords, kind);

/**
 * An edition as the rows of a table.
 * @param now status by number, for the column that is only read
 */
export function writeMatrix(file: ConceptFile, areas: AreaNames, now: ReadonlyMap<number, string> = new Map()): Matrix {
  const { concept, edition } = file;
  const fieldNames = namesOf(file.fields);
  const outline: MatrixRow[] = [
    {
      kind: kindOf('concept'),
      name: concept.slug,
      heading: concept.title,
      territory: areas.label(concept.territory),
      umbrella: concept.umbrella,
    },
    {
      kind: kindOf('edition'),
      heading: edition.title,
      text: edition.summary,
      state: words.labelOf(words.editionStateWords, edition.state),
      startsOn: edition.startsOn,
      endsOn: edition.endsOn,
      adoptedOn: edition.adoptedOn,
      adoptedBy: edition.adoptedBy,
      paperNumber: edition.paperNumber,
      source: edition.source,
    },
    ...file.themes.map(({ key, title, body, source }) => ({
      kind: kindOf('theme'),
      name: key,
      heading: title,
      text: body,
      source,
    })),
  ];
  const branches = new Map<string, { challenges: ReadonlyMap<string, string>; goals: ReadonlyMap<string, string> }>();
  for (const { key, title, guideline, colour, icon, source, challenges, goals } of file.fields) {
    const field = fieldNames.get(key) ?? '';
    const names = { challenges: namesOf(challenges), goals: namesOf(goals) };
    branches.set(key, names);
    const iconWord = icon === null ? null : words.labelOf(words.iconWords, icon);
    outline.push({ kind: kindOf('field'), name: key, field: escapeItem(title), guideline, colour, icon: iconWord, source });
    for (const one of challenges) {
      const { rank, method, evidence } = one;
      const row = { kind: kindOf('challenge'), name: one.key, field, challenge: escapeItem(one.title), source: one.source };
      outline.push({ ...row, rank, method, evidence });
    }
    for (const one of goals) {
      const challenge = one.challenge === null ? null : (names.challenges.get(one.challenge) ?? null);
      outline.push({ kind: kindOf('goal'), name: one.key, field, challenge, goal: escapeItem(one.title), source: one.source });
    }
  }
  const fields = new Map(file.fields.map((field) => [field.key, field]));
  const recommendations = file.recommendations.map((one): MatrixRow => {
    const field = fields.get(one.field);
    const names = branches.get(one.field);
    const challenge = field?.challenges.find(({ key }) => key === one.challenge);
    return {
      number: one.number,
      field: fieldNames.get(one.field) ?? one.field,
      guideline: field?.guideline ?? '',
      challenge: one.challenge === null ? null : (names?.challenges.get(one.challenge) ?? null),
      rank: challenge?.rank ?? null,
      goal: one.goal === null ? null : (names?.goals.get(one.goal) ?? null),
      targetGroups: writeList(one.targetGroups),
      scope: writeScope(one, areas),
      title: one.title,
      summary: one.summary,
      wording: one.wording,
      steps: writeSteps(one.steps),
      stakeholders: writeStakeholders(one.stakeholders),
      responsibilities: writeResponsibilities(one.responsibilities),
      resources: writeResources(one.resources),
      timeFrame: one.timeFrame === null ? null : words.labelOf(words.timeFrameWords, one.timeFrame),
      startsOn: one.startsOn,
      endsOn: one.endsOn,
      status: one.status === null ? null : words.labelOf(words.statusWords, one.status),
      statusReason: one.statusReason,
      progress: one.progress,
      now: (one.number === null ? undefined : now.get(one.number)) ?? null,
      needsMoney: one.needsMoney ? 'ja' : 'nein',
      fundingReservation: one.fundingReservation,
      needs: one.needs.join(', '),
      adoptions: writeAdoptions(one.adoptions, areas),
      townSteps: writeTownSteps(one.adoptions, areas),
      indicators: writeList(one.indicators),
      figures: writeList(one.figures),
      links: writeLinks(one.links),
      weight: one.weight,
      internal: one.internal ? 'ja' : 'nein',
      contact: one.contact,
      source: one.source,
    };
  });
  return { outline, recommendations };
}

/** What Excel holds in a cell, with room for escaping; longer texts go on in a row "Fortsetzung" below. */
const longest = 30_000;

/** Rows of which no cell is longer than Excel holds. */
export function withContinuations(rows: readonly MatrixRow[]): MatrixRow[] {
  return rows.flatMap((row) => {
    const pieces: MatrixRow[] = [];
    for (const [key, value] of Object.entries(row) as [ColumnKey, string | number | null][]) {
      if (typeof value !== 'string' || value.length <= longest) {
        pieces[0] = { ...pieces[0], [key]: value };
        continue;
      }
      let place = 0;
      for (let start = 0; start < value.length; place++) {
        // Neither a pair of surrogates nor white space, which a reader might take away, stands at a border.
        let end = Math.min(start + longest, value.length);
        while (end < value.length && end > start + 1 && /[\s\ud800-\udfff\\]/.test(`${value[end - 1]}${value[end]}`)) end -= 1;
        pieces[place] = { ...pieces[place], [key]: value.slice(start, end) };
        start = end;
      }
    }
    return Array.from(pieces, (piece, place) => (place === 0 ? { ...piece } : { ...piece, kind: kindOf('more') }));
  });
}
