import { splitList } from '../table/cells.ts';
import { firstSentence, oneLine, plainText } from './plain-text.ts';
import type { IncomingRecord } from './record.ts';
import type { Mapping } from './source.ts';
import { pathOf } from './units.ts';

/** Columns of ours whose cells are words of a vocabulary: its name, and whether several may stand there. */
export const vocabularyColumns: Readonly<Record<string, { readonly name: string; readonly several: boolean }>> = {
  kind: { name: 'kind', several: false },
  organisationKind: { name: 'organisationKind', several: false },
  categories: { name: 'category', several: true },
  town: { name: 'town', several: false },
  areaServed: { name: 'town', several: true },
  visibility: { name: 'visibility', several: false },
  accessibility: { name: 'accessibility', several: true },
  languages: { name: 'language', several: true },
  fee: { name: 'fee', several: false },
  registration: { name: 'registration', several: false },
  waiting: { name: 'waiting', several: false },
  childcare: { name: 'childcare', several: false },
  gender: { name: 'gender', several: false },
  targetGroups: { name: 'target', several: true },
  residence: { name: 'residence', several: true },
  levelMin: { name: 'level', several: false },
  levelMax: { name: 'level', several: false },
  evaluation: { name: 'evaluation', several: false },
  effortPer: { name: 'effortUnit', several: false },
  training: { name: 'yesNo', several: false },
  insurance: { name: 'yesNo', several: false },
  expenses: { name: 'yesNo', several: false },
  certificate: { name: 'yesNo', several: false },
  newcomers: { name: 'yesNo', several: false },
  welcomeLanguages: { name: 'language', several: true },
  profession: { name: 'profession', several: false },
  accepting: { name: 'accepting', several: false },
  billing: { name: 'billing', several: true },
  appointment: { name: 'appointment', several: true },
};

/** Where several columns go into one of ours, this stands between them. */
const between: Readonly<Record<string, string>> = {
  description: '\n\n',
  how: '\n',
  directions: '\n',
  address: ', ',
  organisationAddress: ', ',
  name: ' – ',
};
const prose = new Set([
  'description',
  'organisationDescription',
  'how',
  'directions',
  'hours',
  'dates',
  'breaks',
  'languages',
  'documents',
  'address',
  'organisationAddress',
]);

/** Words of a cell: as divided in our tables; else by comma, semicolon or line. */
export const wordsOf = (cell: string): string[] =>
  splitList(cell)
    .flatMap((item) => item.split(/[|,;]/))
    .map((text) => text.trim())
    .filter(Boolean);

/** Which word of theirs a cell asks us to know; with its own translation for a whole cell first. */
function translate(column: string, cell: string, values: Mapping['values']): string {
  const table = values[column];
  const vocabulary = vocabularyColumns[column];
  if (!table || !vocabulary) return cell;
  const whole = table[cell.toLowerCase().slice(0, 300)];
  if (whole !== undefined || !vocabulary.several) return whole ?? cell;
  const words = splitList(cell).flatMap(
    (item) =>
      table[item.toLowerCase()] ?? (known(table, item) ? wordsOf(item).map((word) => table[word.toLowerCase()] ?? word) : [item]),
  );
  return [...new Set(words.filter(Boolean))].join(' | ');
}

const known = (table: Readonly<Record<string, string>>, item: string) =>
  wordsOf(item).some((word) => word.toLowerCase() in table);

const germanDate = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;

const oneNumber = (text: string): string =>
  text
    .replace(/^(?:tel|telefon|fon|t)\b[.: ]*/i, '')
    .replaceAll(/[()]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .split(/\s*[,;|]\s*|\s+(?:oder|und)\s+/)[0]
    ?.trim() ?? '';

/** What people write differently and mean alike. */
const tidy: Readonly<Record<string, (text: string) => string>> = {
  phone: oneNumber,
  organisationPhone: oneNumber,
  email: (text) => text.replace(/^mailto:/i, '').split(/[\s,;|]+/)[0] ?? '',
  website: (text) => webAddress(text),
  url: (text) => webAddress(text),
  organisationWebsite: (text) => webAddress(text),
  postcode: (text) => /(?:^|\D)(\d{5})(?!\d)/.exec(text)?.[1] ?? text,
  confirmedOn: (text) =>
    text.replace(germanDate, (_, day, month, year) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`).slice(0, 10),
};

const webAddress = (text: string) => (/^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/.test(text) ? `https://${text}` : text);

/** `VHS, Herzogswall 17, 45657 Recklinghausen` in its parts. */
export function addressParts(text: string): Record<string, string> {
  const parts = text
    .split(/\s*[,\n;]\s*|\s+[–-]\s+/)
    .map((part) => part.trim())
    .filter((part) => part && !/^(?:deutschland|germany|nrw|nordrhein-westfalen)$/i.test(part));
  const result: Record<string, string> = {};
  const rest: string[] = [];
  for (const part of parts) {
    const [, before = '', postcode, city] = /^(.*?)\s*(?:D-)?(\d{5})\s+(\p{L}.*)$/u.exec(part) ?? [];
    if (postcode && city && !result.postcode) {
      Object.assign(result, { postcode, city });
      if (before) rest.push(before);
    } else rest.push(part);
  }
  const street = rest.findLastIndex((part) => /\p{L}.*\s\d{1,4}\s*[a-z]?(?:\s*-\s*\d+\s*[a-z]?)?$/iu.test(part));
  if (street >= 0) [result.street] = rest.splice(street, 1) as [string];
  if (rest.length) result.placeName = rest.join(', ').slice(0, 200);
  return result;
}

/** What a record of theirs says, in columns of ours. */
export interface MappedRecord {
  readonly cells: Readonly<Record<string, string>>;
  /** Paths of the content of which they speak; what is made up for an empty field is none of theirs. */
  readonly spoken: readonly string[];
}

/** Column of ours → columns of theirs that go into it, in their order. */
function sourcesOf(mapping: Mapping): Map<string, string[]> {
  const sources = new Map<string, string[]>();
  for (const [theirs, ours] of Object.entries(mapping.columns))
    if (ours) sources.set(ours, [...(sources.get(ours) ?? []), theirs]);
  return sources;
}

/** Makes records of a source into rows of our table. */
export function mapper(mapping: Mapping): (record: IncomingRecord) => MappedRecord {
  const sources = sourcesOf(mapping);
  const fixed = Object.entries(mapping.fixed).filter(([, text]) => text);
  const said = new Set([...sources.keys(), ...fixed.map(([column]) => column)]);
  if (said.has('address')) for (const column of ['placeName', 'street', 'postcode', 'city']) said.add(column);
  if (said.has('coordinates')) for (const column of ['lat', 'lon']) said.add(column);
  const spoken = [
    ...new Set([...said].flatMap((column) => (column === 'address' || column === 'coordinates' ? [] : (pathOf(column) ?? [])))),
  ];
  return ({ cells: theirs }) => {
    const cells: Record<string, string> = {};
    for (const [column, names] of sources) {
      const several = vocabularyColumns[column]?.several || column === 'documents' || column === 'hours' || column === 'dates';
      const divider = between[column] ?? (several ? ' | ' : ' ');
      const text = names.flatMap((name) => theirs[name] ?? []).join(divider);
      if (!text) continue;
      const plain = prose.has(column) ? plainText(text) : several ? text : oneLine(text);
      const value = translate(column, (tidy[column] ?? String)(plain), mapping.values);
      if (value) cells[column] = value;
    }
    for (const [column, text] of fixed) cells[column] ||= text;
    if (cells.address) for (const [column, text] of Object.entries(addressParts(cells.address))) cells[column] ||= text;
    const [, lat, lon] = /(-?\d{1,2}[.,]\d+)\s*[,; |/]\s*(-?\d{1,3}[.,]\d+)/.exec(cells.coordinates ?? '') ?? [];
    if (lat && lon) Object.assign(cells, { lat, lon });
    return { cells: filled(cells), spoken };
  };
}

/** The texts that every offer has, where they say nothing: the first sentence, or the name. */
function filled(cells: Record<string, string>): Record<string, string> {
  const { name = '', summary, description } = cells;
  const short = summary ?? (description ? firstSentence(description, 300) : name);
  return { ...cells, ...(short ? { summary: short, description: description ?? short } : {}) };
}

/** Columns of ours without which nothing can be read; shown by the assistant. */
export function missingColumns(mapping: Mapping): string[] {
  const said = new Set([
    ...Object.values(mapping.columns),
    ...Object.keys(mapping.fixed).filter((column) => mapping.fixed[column]),
  ]);
  return ['name', 'organisation', 'categories'].filter((column) => !said.has(column));
}
