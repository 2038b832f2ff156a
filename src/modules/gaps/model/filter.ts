import { z } from 'zod';

/** Kilometres around a town's point within which an offer counts for it; 0: only in the town itself. */
export const radii = [0, 5, 10, 20] as const;

/** Weeks of searches that are looked at. */
export const periods = [13, 26, 52, 104] as const;

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);
/** What makes no sense in an address is left out, so that old and mangled links still lead somewhere. */
const lenient = <T extends z.ZodType>(schema: T, otherwise: z.output<T>) =>
  z.preprocess(first, schema.catch(otherwise as never).default(otherwise as never));

const word = z.string().regex(/^[a-z0-9-]{2,60}$/);
const oneOf = (values: readonly number[]) => z.coerce.number().refine((number) => values.includes(number));

const shared = {
  sprache: lenient(z.string().regex(/^[a-z]{3}$/), ''),
  zielgruppe: lenient(word, ''),
  km: lenient(oneOf(radii), 10),
  frei: lenient(z.enum(['', '1']), ''),
  zeitraum: lenient(oneOf(periods), 52),
};

const boardAddress = z.object({ ebene: lenient(z.enum(['oben', 'fein']), 'oben'), thema: lenient(word, ''), ...shared });
const cellAddress = z.object({ thema: lenient(word, ''), ort: lenient(z.string().regex(/^\d{8}$/), ''), ...shared });

/** What the board counts. */
export interface Filter {
  /** ISO 639-3; '' for any. */
  readonly language: string;
  readonly target: string;
  readonly kilometres: number;
  readonly bookable: boolean;
  readonly weeks: number;
}

export interface BoardFilter extends Filter {
  readonly level: 'top' | 'leaf';
  /** Top category whose leaves are shown; '' for all. */
  readonly topic: string;
}

/** One field of the board; '' is any language, any group, the whole district. */
export interface Cell {
  readonly topic: string;
  readonly language: string;
  readonly target: string;
  readonly town: string;
}

export interface CellFilter extends Filter, Cell {}

const filterOf = (address: z.output<typeof boardAddress> | z.output<typeof cellAddress>): Filter => ({
  language: address.sprache,
  target: address.zielgruppe,
  kilometres: address.km,
  bookable: address.frei === '1',
  weeks: address.zeitraum,
});

export function readBoardFilter(query: unknown): BoardFilter {
  const address = boardAddress.parse(query ?? {});
  return { ...filterOf(address), level: address.ebene === 'fein' ? 'leaf' : 'top', topic: address.thema };
}

export function readCellFilter(query: unknown): CellFilter {
  const address = cellAddress.parse(query ?? {});
  return { ...filterOf(address), topic: address.thema, town: address.ort };
}

const sharedValues = (filter: Filter) => ({
  sprache: filter.language,
  zielgruppe: filter.target,
  km: String(filter.kilometres),
  frei: filter.bookable ? '1' : '',
  zeitraum: String(filter.weeks),
});

/** The filter as its form and addresses carry it. */
export function boardValues(filter: BoardFilter): Record<string, string> {
  return { ebene: filter.level === 'leaf' ? 'fein' : 'oben', thema: filter.topic, ...sharedValues(filter) };
}

export function cellValues(cell: Cell, filter: Filter): Record<string, string> {
  return { thema: cell.topic, ort: cell.town, ...sharedValues(filter), sprache: cell.language, zielgruppe: cell.target };
}

/** An address with those of the values that say something. */
export function addressWith(path: string, values: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();
  return query ? `${path}?${query}` : path;
}
