import { z } from 'zod';
import { readGermanPeriod } from './columns-periods.ts';
import { readTerritoryKey } from './columns-territories.ts';

const text = z.string().max(500);
const indexed = z.union([z.array(text).max(100_000), z.record(text, z.number().int().nonnegative())]);
const cells = <Cell extends z.ZodType>(cell: Cell) => z.union([z.array(cell), z.record(z.string().regex(/^\d{1,9}$/), cell)]);

const dimensionSchema = z.looseObject({
  label: text.optional(),
  category: z.looseObject({
    index: indexed.optional(),
    label: z.record(text, text).optional(),
    unit: z.record(text, z.looseObject({ label: text.optional(), base: text.optional(), symbol: text.optional() })).optional(),
  }),
});

const datasetSchema = z.looseObject({
  class: z.literal('dataset').optional(),
  label: z.string().max(2000).optional(),
  source: z.string().max(2000).optional(),
  updated: text.optional(),
  href: z.string().max(2000).optional(),
  note: z.union([z.string(), z.array(z.string())]).optional(),
  id: z.array(text).min(1).max(50),
  size: z.array(z.number().int().positive()).min(1).max(50),
  role: z
    .looseObject({ time: z.array(text).optional(), geo: z.array(text).optional(), metric: z.array(text).optional() })
    .optional(),
  dimension: z.record(text, dimensionSchema),
  // Its figures are looked at one by one: a wrong one is told with its place.
  value: cells(z.unknown()),
  status: z.union([z.string(), cells(z.string().nullable())]).optional(),
  extension: z.looseObject({ tableCode: text.optional(), px: z.looseObject({ tableid: text.optional() }).optional() }).optional(),
});

export interface StatCategory {
  readonly code: string;
  readonly label: string;
  readonly unit: string | null;
}

export interface StatDimension {
  readonly id: string;
  readonly label: string;
  readonly role: 'time' | 'geo' | 'metric' | null;
  readonly categories: readonly StatCategory[];
}

export interface StatDataset {
  readonly label: string;
  /** Under which the answer "which measure is which indicator" is remembered. */
  readonly code: string;
  readonly source: string | null;
  readonly updated: string | null;
  readonly notes: string | null;
  /** The last one changes fastest. */
  readonly dimensions: readonly StatDimension[];
  /** Place and value; places that a sparse dataset leaves out are missing. */
  readonly values: Iterable<readonly [number, unknown]>;
  statusAt(position: number): string | undefined;
}

export type JsonStatReading =
  | { readonly ok: true; readonly dataset: StatDataset }
  | {
      readonly ok: false;
      readonly code: `json_stat.${'broken' | 'not_json_stat' | 'several_datasets' | 'sizes'}`;
      readonly detail: string;
    };

const failed = (code: Extract<JsonStatReading, { ok: false }>['code'], detail = ''): JsonStatReading => ({
  ok: false,
  code,
  detail,
});

/** Every figure has a place; more than this is no table that people hand over. */
const mostCells = 20_000_000;

/** Reads a dataset, or the single one of a collection. Never throws for the content. */
export function readJsonStat(bytes: Buffer): JsonStatReading {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return failed('json_stat.broken', error instanceof Error ? error.message.slice(0, 120) : '');
  }
  const found = datasetIn(content);
  if (found === 'several') return failed('json_stat.several_datasets');
  const parsed = datasetSchema.safeParse(found);
  if (!parsed.success) return failed('json_stat.not_json_stat', parsed.error.issues[0]?.path.join('.') ?? '');
  const data = parsed.data;
  const dimensions = data.id.map((id, at) => dimensionOf(id, data, data.size[at] ?? 0));
  const wrong = dimensions.find((dimension) => dimension === undefined || typeof dimension === 'string');
  if (data.id.length !== data.size.length || typeof wrong === 'string' || dimensions.includes(undefined))
    return failed('json_stat.sizes', typeof wrong === 'string' ? wrong : '');
  const all = withRoles(dimensions as StatDimension[]);
  const cellsInside = data.size.reduce((product, size) => product * size, 1);
  const values = Array.isArray(data.value) ? data.value.map((value, at) => [at, value] as const) : entriesOf(data.value);
  if (cellsInside > mostCells || values.some(([at]) => at >= cellsInside)) return failed('json_stat.sizes', 'value');
  const { status } = data;
  return {
    ok: true,
    dataset: {
      label: data.label ?? '',
      code: codeOf(data, all),
      source: data.source ?? null,
      updated: data.updated ?? null,
      notes: data.note === undefined ? null : [data.note].flat().join('\n').slice(0, 5000),
      dimensions: all,
      // An empty place without sign says nothing.
      values,
      statusAt: (at) =>
        typeof status === 'string' ? status : ((status as Record<number, string | null> | undefined)?.[at] ?? undefined),
    },
  };
}

const entriesOf = (sparse: Readonly<Record<string, unknown>>): (readonly [number, unknown])[] =>
  Object.entries(sparse).map(([at, value]) => [Number(at), value] as const);

function datasetIn(content: unknown): unknown {
  const one = content as { class?: unknown; link?: { item?: unknown } } | null;
  if (typeof one !== 'object' || one?.class !== 'collection') return content;
  const items = Array.isArray(one.link?.item) ? (one.link.item as { class?: unknown; value?: unknown }[]) : [];
  const inside = items.filter((item) => item?.class === 'dataset' && item.value !== undefined);
  return inside.length > 1 ? 'several' : inside[0];
}

function dimensionOf(id: string, data: z.output<typeof datasetSchema>, size: number): StatDimension | string | undefined {
  const dimension = data.dimension[id];
  if (!dimension) return id;
  const { index, label = {}, unit = {} } = dimension.category;
  // A dimension of a single category may leave out the index.
  const codes = Array.isArray(index)
    ? index
    : Object.entries(index ?? Object.fromEntries(Object.keys(label).map((code, at) => [code, at])))
        .toSorted(([, a], [, b]) => a - b)
        .map(([code]) => code);
  if (codes.length !== size) return id;
  const role = (['time', 'geo', 'metric'] as const).find((one) => data.role?.[one]?.includes(id)) ?? null;
  return {
    id,
    label: dimension.label ?? id,
    role,
    categories: codes.map((code) => ({
      code,
      label: label[code] ?? code,
      unit: unit[code]?.label ?? unit[code]?.base ?? unit[code]?.symbol ?? null,
    })),
  };
}

const namesTime = /^(?:zeit|jahr|time|year|period|stag|jahr)/i;
const namesPlace = /^(?:geo|gebiet|region|kreis|gemein|territor|dland)/i;
const namesMetric = /^(?:metric|measure|concept|kennzahl|indikator|merkmal|contents?code|wert)/i;

/** Roles that the file does not tell, by what the categories are. */
function withRoles(dimensions: readonly StatDimension[]): StatDimension[] {
  const has = (role: StatDimension['role']) => dimensions.some((dimension) => dimension.role === role);
  const guessed = new Set<StatDimension['role']>();
  return dimensions.map((dimension) => {
    if (dimension.role) return dimension;
    const { id, categories } = dimension;
    const all = (test: (category: StatCategory) => boolean) => categories.every(test);
    const role = (['time', 'geo', 'metric'] as const).find((one) => {
      if (has(one) || guessed.has(one)) return false;
      if (one === 'time') return all(({ code, label }) => (readGermanPeriod(code) ?? readGermanPeriod(label)) !== undefined);
      if (one === 'geo')
        return namesPlace.test(id) || all(({ code }) => readTerritoryKey(code) !== undefined && !namesTime.test(id));
      return namesMetric.test(id);
    });
    if (role) guessed.add(role);
    return role ? { ...dimension, role } : dimension;
  });
}

/** What the file calls itself, else its dimensions. */
function codeOf({ extension, href, label }: z.output<typeof datasetSchema>, dimensions: readonly StatDimension[]): string {
  const own = extension?.tableCode ?? extension?.px?.tableid ?? /\/([\w.-]{3,60})(?:[?#].*)?$/.exec(href ?? '')?.[1];
  const described = [label ?? '', ...dimensions.map(({ id }) => id)]
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 80);
  return (own ?? `json-stat-${described}`).replace(/\.json$/, '');
}
