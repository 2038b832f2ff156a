import { columnOfPath } from '../table/offer-row.ts';

/** What somebody says of an entry, by path (`name`, `place.street`); a path without a value: they say there is none. */
export type Values = Readonly<Record<string, unknown>>;

type Content = Readonly<Record<string, unknown>>;

const pathOfColumn = new Map(Object.entries(columnOfPath).map(([path, column]) => [column, path]));
const others: Readonly<Record<string, string>> = { hours: 'schedules', dates: 'schedules' };
/** Columns that are no part of an offer. */
const apart = new Set([
  'slug',
  'externalId',
  'organisationKind',
  'organisationDescription',
  'organisationEmail',
  'organisationWebsite',
  'organisationPhone',
  'organisationAddress',
  'confirmedOn',
]);

/** Path of the content that a column of our table fills; undefined: none. */
export function pathOf(column: string): string | undefined {
  return apart.has(column) ? undefined : (others[column] ?? pathOfColumn.get(column) ?? column);
}

/** Parts of a place that are decided by themselves: a new street must not uncover a hidden address. */
const ofItsOwn = new Set(['place.visibility', 'place.accessibility', 'place.directions']);

/** The field that people decide about as a whole. */
export const unitOf = (path: string): string => (ofItsOwn.has(path) ? path : (path.split('.')[0] as string));

export function valueAt(content: Content, path: string): unknown {
  const [field = '', part] = path.split('.');
  const value = content[field];
  return part === undefined ? value : (value as Content | undefined)?.[part];
}

export const valuesAt = (content: Content, paths: readonly string[]): Values =>
  Object.fromEntries(paths.map((path) => [path, valueAt(content, path)]));

/** A text, list or object without anything in it; what nobody knows says nothing either. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 'unknown') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

/** Fields of which all is absent or the whole. */
const mayBeAbsent = ['contact', 'source', 'project', 'volunteering', 'professional'] as const;

/** The content with values put in their places; fields of which nothing is left are gone. */
export function withValues(content: Content, values: Values): Record<string, unknown> {
  const result: Record<string, unknown> = structuredClone(content) as Record<string, unknown>;
  for (const [path, value] of Object.entries(values)) {
    const [field = '', part] = path.split('.');
    if (part === undefined) {
      if (value === undefined) delete result[field];
      else result[field] = value;
      continue;
    }
    const inner = { ...(result[field] as Content | undefined) } as Record<string, unknown>;
    if (value === undefined) delete inner[part];
    else inner[part] = value;
    result[field] = inner;
  }
  for (const field of mayBeAbsent) if (isEmpty(result[field])) delete result[field];
  return withPlace(result);
}

/** A place of which nothing is said is none; one of which something is said says how much of it may be shown. */
function withPlace(result: Record<string, unknown>): Record<string, unknown> {
  const { place, ...rest } = result;
  const { visibility = 'public', accessibility = [], ...said } = (place ?? {}) as Content;
  if (isEmpty(said) && isEmpty(accessibility) && visibility === 'public') return rest;
  return { ...rest, place: { ...said, visibility, accessibility } };
}
