import { isGroupOfCategories, readBreakdown, writeBreakdown } from '../model/breakdown.ts';
import { summedUp, takenOut } from '../model/formula.ts';
import { breakdownAt } from '../model/formula-evaluation.ts';
import type { Grid } from '../model/grid.ts';

type Parts = Readonly<Record<string, string>>;

const without = (parts: Parts, dimensions: readonly string[]): string =>
  writeBreakdown(Object.fromEntries(Object.entries(parts).filter(([dimension]) => !dimensions.includes(dimension))));

const isFinest = (parts: Parts, dimension: string): boolean => {
  const category = Object.hasOwn(parts, dimension) ? parts[dimension] : undefined;
  return category !== undefined && !isGroupOfCategories(category);
};

/** Territory → what remains of a breakdown → breakdowns. */
type Index = Map<string, ReadonlyMap<string | null, readonly string[]>>;

/** Finds the finest parts of a breakdown, in an index for each set of dimensions: a sum is asked for hundreds of times. */
export class FinerBreakdowns {
  /** By the dimensions. */
  private readonly indexes = new Map<
    string,
    { readonly restOf: (breakdown: string) => string | null; readonly grids: Map<Grid<unknown>, Index> }
  >();

  of(grid: Grid<unknown>, territory: string, breakdown: string, dimensions: readonly string[]): readonly string[] {
    const name = dimensions.toSorted().join(';');
    const known = this.indexes.get(name) ?? { restOf: restWithout(dimensions), grids: new Map<Grid<unknown>, Index>() };
    this.indexes.set(name, known);
    const index: Index = known.grids.get(grid) ?? new Map();
    known.grids.set(grid, index);
    let byRest = index.get(territory);
    if (!byRest) {
      byRest = Map.groupBy(grid.breakdowns(territory), known.restOf);
      index.set(territory, byRest);
    }
    return byRest.get(breakdown) ?? [];
  }
}

/** What remains of a breakdown without some dimensions; null: it is not of their finest categories. Breakdowns are few, places many. */
function restWithout(dimensions: readonly string[]): (breakdown: string) => string | null {
  const known = new Map<string, string | null>();
  return (breakdown) => {
    let rest = known.get(breakdown);
    if (rest === undefined) {
      const parts = readBreakdown(breakdown);
      rest = parts && dimensions.every((dimension) => isFinest(parts, dimension)) ? without(parts, dimensions) : null;
      known.set(breakdown, rest);
    }
    return rest;
  };
}

/** Tells which breakdowns have to be asked for, so that a reference reads one. */
export function askedBreakdowns(where: Parts): (breakdown: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (breakdown) => {
    let asked = known.get(breakdown);
    if (!asked) {
      asked = askedFor(where, breakdown);
      known.set(breakdown, asked);
    }
    return asked;
  };
}

/** One breakdown as a rule; none where it is not read; several where dimensions are added up: with and without each of them. */
function askedFor(where: Parts, breakdown: string): readonly string[] {
  const chosen = Object.entries(where);
  if (chosen.length === 0) return [breakdown];
  const parts = readBreakdown(breakdown);
  const reads = ([dimension, category]: readonly [string, string]) => {
    const own = parts && Object.hasOwn(parts, dimension) ? parts[dimension] : takenOut;
    return category === summedUp ? own !== takenOut : own === category;
  };
  if (!parts || !chosen.every(reads)) return [];
  const fixed = chosen.filter(([, category]) => category !== takenOut && category !== summedUp);
  const asked = breakdownAt(Object.fromEntries(fixed.map(([dimension]) => [dimension, takenOut])), breakdown);
  if (asked === undefined) return [];
  const all = [asked];
  for (const [dimension, category] of chosen)
    if (category === summedUp && isFinest(parts, dimension))
      all.push(...all.flatMap((one) => breakdownAt({ [dimension]: takenOut }, one) ?? []));
  return all;
}
