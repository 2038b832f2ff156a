import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { agsOfArs, levelOf, levels, parentKeyOf } from './keys.ts';
import { readPostcode } from './postcode.ts';
import { slugOf } from './slug.ts';
import { faultsOfTree, type Territory } from './tree.ts';

/** Columns of a table of territories; more may stand in it, none of these may be missing. */
export const columns = [
  'ags',
  'ars',
  'level',
  'name',
  'other_names',
  'postcode_of_town_hall',
  'lon',
  'lat',
  'area_km2',
  'population',
  'population_date',
] as const;
type Column = (typeof columns)[number];

/** What is wrong in a table: `row` counts lines of the file from 1 (the head); 0: the file as a whole. */
export interface RowFault {
  readonly row: number;
  readonly column: string;
  readonly fault: string;
}

export type ReadRows =
  | { readonly ok: true; readonly units: Territory[] }
  | { readonly ok: false; readonly faults: readonly RowFault[] };

const limits = { bytes: 2 * 1024 * 1024, faults: 100 };

const number = (minimum: number, maximum: number) =>
  z.string().transform((text, context) => {
    if (text === '') return null;
    const value = Number(text);
    if (/^-?\d+(\.\d+)?$/.test(text) && value >= minimum && value <= maximum) return value;
    context.addIssue({ code: 'custom', message: 'number' });
    return z.NEVER;
  });

const rowSchema = z
  .object({
    ags: z.string().refine((text) => levelOf(text) !== undefined && levelOf(text) !== 'quartier', 'key'),
    ars: z.string(),
    level: z.enum(levels, 'level'),
    name: z.string().min(1, 'name').max(120, 'name'),
    other_names: z.string().max(2000, 'name'),
    postcode_of_town_hall: z.string().refine((text) => text === '' || readPostcode(text) === text, 'postcode'),
    lon: number(-180, 180),
    lat: number(-90, 90),
    area_km2: number(0.01, 1e6),
    population: number(0, 1e8),
    population_date: z.union([z.literal(''), z.iso.date('date')]),
  })
  .refine((row) => row.ars === '' || agsOfArs(row.ars) === row.ags, { path: ['ars'], message: 'ars_differs' })
  .refine((row) => (row.lon === null) === (row.lat === null), { path: ['lat'], message: 'half_point' })
  .refine((row) => (row.population === null) === (row.population_date === ''), {
    path: ['population_date'],
    message: 'half_population',
  });

/** `en=North Rhine-Westphalia|fr=…` → names by language tag. */
function otherNames(text: string): Record<string, string> {
  const pairs = text.split('|').map((part) => part.split('=', 2).map((one) => one.trim()));
  return Object.fromEntries(pairs.filter(([tag, name]) => tag && name) as [string, string][]);
}

function toUnit(row: z.output<typeof rowSchema>, source: string): Territory {
  return {
    key: row.ags,
    level: row.level,
    parentKey: parentKeyOf(row.ags),
    names: { ...otherNames(row.other_names), de: row.name },
    slug: slugOf(row.name),
    postcodes: row.postcode_of_town_hall ? [row.postcode_of_town_hall] : [],
    point: row.lon !== null && row.lat !== null ? { lat: row.lat, lon: row.lon } : null,
    areaKm2: row.area_km2,
    population: row.population === null ? null : { count: row.population, date: row.population_date, source },
    shape: null,
    shapeSource: null,
    validFrom: null,
    validTo: null,
  };
}

function parseTable(bytes: Uint8Array): Record<Column, string>[] | RowFault {
  if (bytes.byteLength > limits.bytes) return { row: 0, column: '', fault: 'too_large' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { row: 0, column: '', fault: 'encoding' };
  }
  try {
    const table = parse(text, {
      columns: (head: string[]) => head.map((name) => name.trim()),
      bom: true,
      trim: true,
      skip_empty_lines: true,
    }) as Record<Column, string>[];
    const missing = columns.find((column) => table[0]?.[column] === undefined);
    return missing ? { row: 1, column: missing, fault: 'column_missing' } : table;
  } catch (error) {
    return { row: Number((error as { lines?: number }).lines ?? 0), column: '', fault: 'not_csv' };
  }
}

/**
 * Reads a UTF-8, comma-separated table of the Land, the region, the district and its towns. All rows are sound and form
 * one tree, or every fault is listed by its row and there are no units.
 * @param source citation of the figures, with licence
 */
export function readRows(bytes: Uint8Array, source: string): ReadRows {
  const table = parseTable(bytes);
  if (!Array.isArray(table)) return { ok: false, faults: [table] };
  const faults: RowFault[] = [];
  const units: Territory[] = [];
  for (const [index, raw] of table.entries()) {
    const row = rowSchema.safeParse(raw);
    if (row.success) units.push(toUnit(row.data, source));
    else
      for (const issue of row.error.issues) faults.push({ row: index + 2, column: issue.path.join('.'), fault: issue.message });
  }
  if (!faults.length) {
    for (const { key, fault } of faultsOfTree(units)) {
      faults.push({ row: units.findLastIndex((unit) => unit.key === key) + 2, column: 'ags', fault });
    }
  }
  return faults.length ? { ok: false, faults: faults.slice(0, limits.faults) } : { ok: true, units };
}
