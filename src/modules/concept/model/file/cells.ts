import type { ConceptFile } from '../file.ts';
import { readDay } from './dates.ts';
import { escapeItem, type Item, readItem, splitItems, splitOutside, unescapeItem, writeItem, writeItems } from './items.ts';
import * as words from './words.ts';

type Recommendation = ConceptFile['recommendations'][number];
export type FileStep = Recommendation['steps'][number];
type Adoption = Recommendation['adoptions'][number];

/** Names of areas for people, and back; names that two areas share stand for neither. */
export interface AreaNames {
  /** Name to write for a key. */
  label(key: string): string;
  /** Key of a name, a key itself included. */
  find(name: string): string | undefined;
  /** A name that looks like the one given. */
  similar(name: string): string | undefined;
  /** True for the district itself and its names. */
  isDistrict(name: string): boolean;
}

/** Told of everything in a cell that is not understood, or understood in a way the reader should know. */
export interface Telling {
  problem(code: string, details?: Readonly<Record<string, string | number>>): void;
  notice(code: string, details?: Readonly<Record<string, string | number>>): void;
}

const shown = (text: string) => unescapeItem(text).slice(0, 80);

export function readList(cell: string): string[] {
  return splitItems(cell, true).map(unescapeItem);
}

export const writeList = (items: readonly string[]): string => writeItems(items.map(escapeItem));

export function readYes(cell: string, telling: Telling): boolean {
  const said = words.plain(cell);
  if (['ja', 'x', 'wahr', 'true', '1', 'j', 'yes'].includes(said)) return true;
  if (!['', 'nein', 'falsch', 'false', '0', 'n', 'no'].includes(said)) telling.problem('yes_no', { value: cell.slice(0, 80) });
  return false;
}

export function readWhole(cell: string, telling: Telling): number | null {
  const said = cell
    .trim()
    .replace(/\s*%$/, '')
    .replace(/^Nr\.?\s*/i, '')
    .replace(/\.0+$/, '')
    .replace(/\.$/, '');
  if (!said) return null;
  if (/^\d{1,7}$/.test(said)) return Number(said);
  telling.problem('number', { value: cell.slice(0, 80) });
  return null;
}

export function readDayCell(cell: string, edge: 'first' | 'last', telling: Telling): string | null {
  if (!cell.trim()) return null;
  const found = readDay(cell, edge);
  if (found) return found;
  telling.problem(words.wordOf(words.timeFrameWords, cell) ? 'date_is_frame' : 'date', { value: cell.slice(0, 80) });
  return null;
}

function readCents(text: string, telling: Telling): number | undefined {
  const said = text.replace(/€|EUR|Euro|\s/gi, '').replace(/,-+$/, '');
  const plainNumber = said.includes(',') || /^\d{1,3}(\.\d{3})+$/.test(said) ? said.replaceAll('.', '').replace(',', '.') : said;
  if (/^\d{1,12}(\.\d{1,2})?$/.test(plainNumber)) return Math.round(Number(plainNumber) * 100);
  telling.problem('money', { value: text.slice(0, 80) });
  return undefined;
}

function writeCents(cents: number | undefined): string {
  if (cents === undefined) return '';
  const euros = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${euros},${String(cents % 100).padStart(2, '0')} €`;
}

/** What stands in the last round brackets, when it says one of these words. */
const lastBrackets = /\s*\(([^()]*)\)$/;
/** Takes the meaning away from last brackets that belong to the text. */
const keepBrackets = (text: string, meant: (inside: string) => boolean): string => {
  const found = lastBrackets.exec(text);
  return found && meant(found[1] ?? '') ? `${text.slice(0, found.index)}${found[0].replace('(', '\\(')}` : text;
};

const stepDetails = ['bis', 'Zuständig', 'Stand', 'erledigt am', 'Nachweis', 'Gewicht'] as const;
const isUntil = (inside: string) => /^\s*bis\s/i.test(inside);

function readStep({ text, details }: Item, telling: Telling): FileStep {
  const brackets = lastBrackets.exec(text);
  const until = brackets && isUntil(brackets[1] ?? '') ? readDay(brackets[1] ?? '', 'last') : undefined;
  if (brackets && isUntil(brackets[1] ?? '') && !until) telling.problem('date', { value: shown(brackets[1] ?? '') });
  const said = details.get('stand');
  const state = said === undefined ? undefined : words.wordOf(words.stepStateWords, said);
  if (said !== undefined && !state)
    telling.problem('word', { value: said.slice(0, 80), choices: words.choices(words.stepStateWords) });
  const due = details.get('bis');
  return {
    title: unescapeItem(until && brackets ? text.slice(0, brackets.index) : text).trim(),
    dueOn: due === undefined ? (until ?? null) : readDayCell(due, 'last', telling),
    responsible: details.get('zuständig') ?? '',
    state: state ?? 'open',
    doneOn: readDayCell(details.get('erledigt am') ?? '', 'last', telling),
    evidence: details.get('nachweis') ?? '',
    weight: readWhole(details.get('gewicht') ?? '', telling) ?? 1,
  };
}

function writeStep(step: FileStep, before = ''): string {
  const details = [
    ['bis', step.dueOn],
    ['Zuständig', step.responsible],
    ['Stand', step.state === 'open' ? '' : words.labelOf(words.stepStateWords, step.state)],
    ['erledigt am', step.doneOn],
    ['Nachweis', step.evidence],
    ['Gewicht', step.weight === 1 ? null : step.weight],
  ] as const;
  const title = writeItem(step.title, details).slice(escapeItem(step.title).length);
  return `${before}${keepBrackets(escapeItem(step.title), isUntil)}${title}`;
}

export const readSteps = (cell: string, telling: Telling): FileStep[] =>
  splitItems(cell).map((item) => readStep(readItem(item, stepDetails), telling));

export const writeSteps = (steps: readonly FileStep[]): string => writeItems(steps.map((step) => writeStep(step)));

const isRole = (inside: string) => words.wordOf(words.roleWords, unescapeItem(inside)) !== undefined;

export function readStakeholders(cell: string): Recommendation['stakeholders'] {
  return splitItems(cell, true).map((item) => {
    const { text, details } = readItem(item, ['Kennung']);
    const brackets = lastBrackets.exec(text);
    const role = brackets ? words.wordOf(words.roleWords, unescapeItem(brackets[1] ?? '')) : undefined;
    const organisation = details.get('kennung');
    const name = unescapeItem(role && brackets ? text.slice(0, brackets.index) : text).trim();
    return { name, role: role ?? 'partner', ...(organisation ? { organisation } : {}) };
  });
}

export function writeStakeholders(all: Recommendation['stakeholders']): string {
  return writeItems(
    all.map(({ name, role, organisation }) => {
      const own = keepBrackets(escapeItem(name), isRole);
      const said = role === 'partner' ? '' : ` (${words.labelOf(words.roleWords, role)})`;
      return `${own}${said}${organisation ? ` [Kennung: ${organisation}]` : ''}`;
    }),
  );
}

/** Responsibilities, and the names that are none: they become stakeholders in the lead. */
export function readResponsibilities(
  cell: string,
  areas: AreaNames,
): { known: Recommendation['responsibilities']; others: string[] } {
  const known: Recommendation['responsibilities'] = [];
  const others: string[] = [];
  const parts = splitItems(cell, true).flatMap((item) =>
    words.wordOf(words.responsibilityWords, item) ? [item] : splitOutside(item, ','),
  );
  for (const part of parts.flatMap((one) =>
    words.wordOf(words.responsibilityWords, one) ? [one] : one.split(/\s+und\s+|\s*\/\s*/),
  )) {
    const name = unescapeItem(part).trim();
    const area = areas.find(name.replace(/^(?:Stadt|Gemeinde)\s+/i, ''));
    const word =
      words.wordOf(words.responsibilityWords, name) ??
      (areas.isDistrict(name) ? 'district' : area?.length === 8 ? 'town' : undefined);
    if (word === undefined) others.push(name);
    else if (!known.includes(word)) known.push(word);
  }
  return { known, others };
}

export const writeResponsibilities = (all: Recommendation['responsibilities']): string =>
  all.map((one) => words.labelOf(words.responsibilityWords, one)).join(', ');

const resourceDetails = ['geplant', 'gesichert', 'ausgegeben'] as const;

export function readResources(cell: string, telling: Telling): Recommendation['resources'] {
  return splitItems(cell).map((item) => {
    const { text, details } = readItem(item, resourceDetails);
    const [, before = '', after = ''] = /^([^:]{1,30}):\s*(.*)$/s.exec(text) ?? [];
    const named = words.wordOf(words.resourceWords, before);
    const guessed =
      words.wordOf(words.resourceWords, text.split(/[\s,(/]/)[0] ?? '') ?? (/€|Euro\b/.test(text) ? 'money' : 'other');
    const amounts = resourceDetails.map((name) => {
      const said = details.get(name);
      return said === undefined ? undefined : readCents(said, telling);
    });
    const [plannedCents, securedCents, spentCents] = amounts;
    return {
      kind: named ?? guessed,
      text: unescapeItem(named ? after : text).trim(),
      ...(plannedCents === undefined ? {} : { plannedCents }),
      ...(securedCents === undefined ? {} : { securedCents }),
      ...(spentCents === undefined ? {} : { spentCents }),
    };
  });
}

export function writeResources(all: Recommendation['resources']): string {
  return writeItems(
    all.map((one) => {
      const details = [
        ['geplant', writeCents(one.plannedCents)],
        ['gesichert', writeCents(one.securedCents)],
        ['ausgegeben', writeCents(one.spentCents)],
      ] as const;
      return writeItem(`${words.labelOf(words.resourceWords, one.kind)}: ${one.text}`.trim(), details);
    }),
  );
}

export function readLinks(cell: string, telling: Telling): Recommendation['links'] {
  return splitItems(cell).flatMap((item) => {
    const { text, details } = readItem(item, ['Adresse']);
    const bare = /(https:\/\/\S+)$/.exec(text)?.[1];
    const href = details.get('adresse') ?? (bare && unescapeItem(bare));
    if (!href) {
      telling.problem('link', { value: shown(text) });
      return [];
    }
    const name = details.has('adresse') ? text : text.slice(0, -(bare ?? '').length).trim() || text;
    const [, before = '', after = ''] = /^([^:]{1,30}):\s*(.*)$/s.exec(name) ?? [];
    const kind = words.wordOf(words.linkWords, before);
    return [{ kind: kind ?? 'page', label: unescapeItem(kind ? after : name).trim(), href }];
  });
}

export const writeLinks = (all: Recommendation['links']): string =>
  writeItems(
    all.map(({ kind, label, href }) => writeItem(`${words.labelOf(words.linkWords, kind)}: ${label}`, [['Adresse', href]])),
  );

function townOf(name: string, areas: AreaNames, telling: Telling): string | undefined {
  const key = areas.find(unescapeItem(name).trim());
  if (key?.length === 8) return key;
  const similar = areas.similar(unescapeItem(name).trim());
  telling.problem(similar ? 'town_similar' : 'town', { value: shown(name), ...(similar ? { similar } : {}) });
  return undefined;
}

const adoptionDetails = ['Stand', 'Anmerkung', 'Kontakt'] as const;

export function readAdoptions(cell: string, areas: AreaNames, telling: Telling): Omit<Adoption, 'steps'>[] {
  return splitItems(cell).flatMap((item) => {
    const { text, details } = readItem(item, adoptionDetails);
    const [, name = text, said = ''] = /^([^:]+):\s*(.*)$/s.exec(text) ?? [];
    const town = townOf(name, areas, telling);
    const decision = words.wordOf(words.decisionWords, unescapeItem(said));
    if (!decision) telling.problem('word', { value: shown(said), choices: words.choices(words.decisionWords) });
    const stand = details.get('stand');
    const status = stand === undefined ? null : words.wordOf(words.adoptionStatusWords, stand);
    if (status === undefined) telling.problem('word', { value: stand ?? '', choices: words.choices(words.adoptionStatusWords) });
    if (!town || !decision) return [];
    const [note = '', contact = ''] = [details.get('anmerkung'), details.get('kontakt')];
    return [{ town, decision, note, status: status ?? null, contact }];
  });
}

export function writeAdoptions(all: readonly Adoption[], areas: AreaNames): string {
  return writeItems(
    all.map(({ town, decision, note, status, contact }) =>
      writeItem(`${areas.label(town)}: ${words.labelOf(words.decisionWords, decision)}`, [
        ['Stand', status === null ? '' : words.labelOf(words.adoptionStatusWords, status)],
        ['Anmerkung', note],
        ['Kontakt', contact],
      ]),
    ),
  );
}

export function readTownSteps(cell: string, areas: AreaNames, telling: Telling): { town: string; step: FileStep }[] {
  return splitItems(cell).flatMap((item) => {
    const read = readItem(item, stepDetails);
    const [, name = read.text, title = ''] = /^([^:]+):\s*(.*)$/s.exec(read.text) ?? [];
    const town = townOf(name, areas, telling);
    return town ? [{ town, step: readStep({ ...read, text: title }, telling) }] : [];
  });
}

export const writeTownSteps = (all: readonly Adoption[], areas: AreaNames): string =>
  writeItems(all.flatMap(({ town, steps }) => steps.map((step) => writeStep(step, `${areas.label(town)}: `))));

/** "Sozialraum": levels in general, and areas by name. */
export function readScope(cell: string, areas: AreaNames, telling: Telling): Pick<Recommendation, 'levels' | 'territories'> {
  const levels: Recommendation['levels'] = [];
  const territories: string[] = [];
  const parts = splitItems(cell, true).flatMap((item) => splitOutside(item, ','));
  for (const part of parts) {
    const name = unescapeItem(part).trim();
    const level = words.wordOf(words.levelWords, name);
    const area = level ? undefined : (areas.find(name) ?? areas.find(name.replace(/^(?:Stadt|Gemeinde)\s+/i, '')));
    if (level && !levels.includes(level)) levels.push(level);
    if (area && !territories.includes(area)) territories.push(area);
    if (level || area) continue;
    const similar = areas.similar(name);
    telling.problem(similar ? 'area_similar' : 'area', { value: name.slice(0, 80), ...(similar ? { similar } : {}) });
  }
  return { levels, territories };
}

export const writeScope = ({ levels, territories }: Pick<Recommendation, 'levels' | 'territories'>, areas: AreaNames): string =>
  [...levels.map((one) => words.labelOf(words.levelWords, one)), ...territories.map((key) => areas.label(key))].join(', ');
