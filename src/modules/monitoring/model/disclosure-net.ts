import { readBreakdown, writeBreakdown } from './breakdown.ts';
import { partitionsOf, type Slice } from './disclosure-partition.ts';

/** A cell of the table of one indicator, source and period. */
export interface TableCell {
  readonly territory: string;
  /** As in `Observation.breakdown`. */
  readonly breakdown: string;
  /** Null: nobody knows it, the office withheld it or never delivered it. */
  readonly value: number | null;
}

/**
 * Cells and everything that is known to add up: each relation says that its cells, times their signs, give a constant.
 * The cells of the table come first; then margins that the table does not show but whose parts it does, and remainders
 * (what the parts leave of a whole), both of which nobody can look up.
 */
export interface Net {
  readonly values: readonly (number | null)[];
  /** How many are cells of the table. */
  readonly real: number;
  /** What readers lose when the cell is withheld. */
  readonly costs: readonly number[];
  readonly relations: readonly { readonly cells: readonly number[]; readonly signs: readonly number[] }[];
  /** Cell → its relations, and its sign in each. */
  readonly places: readonly { readonly relations: readonly number[]; readonly signs: readonly number[] }[];
}

/** Territories in which a territory lies, the nearest first. Associations overlap with towns and districts: they add up to nothing. */
export function wholesOf(territory: string): readonly string[] {
  if (territory === 'DG' || territory.length === 9) return [];
  const [key = ''] = territory.split('-');
  const lengths = [8, 5, 3, 2].filter((length) => length < key.length || (length === key.length && territory !== key));
  return [...lengths.map((length) => key.slice(0, length)), 'DG'];
}

/** Figures of larger territories are read by more people; those of the Land stand elsewhere too and cannot be taken back. */
const weightOfLevel = (territory: string): number => {
  if (territory.includes('-')) return 1;
  return territory.length === 8 ? 2 : territory.length === 5 ? 6 : 1000;
};

export function netOf(cells: readonly TableCell[], roundedTo: number | null): Net {
  const values: (number | null)[] = [];
  const names: { territory: string; parts: Readonly<Record<string, string>> }[] = [];
  const index = new Map<string, number>();
  const relations: { cells: number[]; signs: number[] }[] = [];
  const parsed = new Map<string, Readonly<Record<string, string>>>();
  const partsOf = (breakdown: string) => {
    const parts = parsed.get(breakdown) ?? readBreakdown(breakdown) ?? {};
    parsed.set(breakdown, parts);
    return parts;
  };
  const add = (territory: string, breakdown: string, value: number | null) => {
    index.set(`${territory}\n${breakdown}`, values.length);
    names.push({ territory, parts: partsOf(breakdown) });
    return values.push(value) - 1;
  };
  for (const { territory, breakdown, value } of cells) add(territory, breakdown, value);
  const without = (parts: Readonly<Record<string, string>>, dimension: string) =>
    writeBreakdown(Object.fromEntries(Object.entries(parts).filter(([key]) => key !== dimension)));

  // A margin that the table does not show still binds its parts to the other margins: as a cell that nobody sees.
  for (let cell = 0; cell < names.length; cell++) {
    const { territory, parts } = names[cell] as (typeof names)[number];
    if (Object.keys(parts).length < 2) continue;
    for (const dimension of Object.keys(parts)) {
      const margin = without(parts, dimension);
      if (!index.has(`${territory}\n${margin}`)) add(territory, margin, null);
    }
  }
  const seen = names.length;
  const rounding = (roundedTo ?? 0) / 2;
  /** The relation of a whole with its parts; what the parts leave of it is a cell of its own. */
  const relate = (whole: number, parts: readonly number[]) => {
    const sum = parts.reduce<number | null>((total, part) => {
      const value = values[part] ?? null;
      return total === null || value === null ? null : total + value;
    }, 0);
    if (whole >= cells.length && values[whole] === null) values[whole] = sum;
    const left = sum === null ? 0 : (values[whole] ?? 0) - sum;
    const remainder = left > rounding * (parts.length + 1) ? [values.push(left) - 1] : [];
    const all = [...parts, ...remainder];
    relations.push({ cells: [whole, ...all], signs: [-1, ...all.map(() => 1)] });
  };

  // Dimensions first and deepest first, so that unseen margins have their value before their own wholes are looked at.
  const groups = new Map<string, Map<string, { whole: number; parts: Map<string, number> }>>();
  for (let cell = 0; cell < seen; cell++) {
    const { territory, parts } = names[cell] as (typeof names)[number];
    for (const [dimension, code] of Object.entries(parts)) {
      const margin = `${territory}\n${without(parts, dimension)}`;
      const whole = index.get(margin);
      if (whole === undefined) continue;
      const depth = `${9 - Object.keys(parts).length} ${dimension}`;
      const slices = groups.get(depth) ?? new Map<string, { whole: number; parts: Map<string, number> }>();
      const slice = slices.get(margin) ?? { whole, parts: new Map<string, number>() };
      slice.parts.set(code, cell);
      slices.set(margin, slice);
      groups.set(depth, slices);
    }
  }
  for (const depth of [...groups.keys()].toSorted()) {
    const slices = [...(groups.get(depth)?.values() ?? [])];
    const codes = [...new Set(slices.flatMap(({ parts }) => [...parts.keys()]))].toSorted();
    const tables: Slice[] = slices.map(
      ({ whole, parts }) => new Map([['', values[whole] ?? null], ...[...parts].map(([code, cell]) => [code, values[cell] ?? null] as const)]),
    );
    for (const partition of partitionsOf(tables, codes, (parts) => rounding * (parts + 1)))
      for (const { whole, parts } of slices) {
        const sum = partition.whole === '' ? whole : parts.get(partition.whole);
        const members = partition.parts.flatMap((code) => parts.get(code) ?? []);
        if (sum !== undefined && members.length) relate(sum, members);
      }
  }
  const below = new Map<number, number[]>();
  for (let cell = 0; cell < seen; cell++) {
    const { territory, parts } = names[cell] as (typeof names)[number];
    const breakdown = writeBreakdown(parts);
    const whole = wholesOf(territory).flatMap((key) => index.get(`${key}\n${breakdown}`) ?? [])[0];
    if (whole !== undefined) below.set(whole, [...(below.get(whole) ?? []), cell]);
  }
  // From the smallest territories upwards, for the same reason.
  const depthOf = (cell: number) => wholesOf(names[cell]?.territory ?? '').length;
  for (const [whole, parts] of [...below].toSorted(([a], [b]) => depthOf(b) - depthOf(a))) relate(whole, parts);

  const widest = Math.max(0, ...names.map(({ parts }) => Object.keys(parts).length));
  const places = values.map(() => ({ relations: [] as number[], signs: [] as number[] }));
  for (const [relation, { cells: members, signs }] of relations.entries())
    for (const [at, cell] of members.entries()) {
      places[cell]?.relations.push(relation);
      places[cell]?.signs.push(signs[at] as number);
    }
  return {
    values,
    real: cells.length,
    costs: cells.map(({ territory, value }, cell) => {
      const margins = widest - Object.keys(names[cell]?.parts ?? {}).length;
      return (1 + Math.log2(1 + Math.max(0, value ?? 0))) * (1 + margins) * weightOfLevel(territory);
    }),
    relations,
    places,
  };
}
