import { isGroupOfCategories, readBreakdown, writeBreakdown } from '../model/breakdown.ts';
import { summedUp, takenOut } from '../model/formula.ts';
import { breakdownAt } from '../model/formula-evaluation.ts';
import type { Grid } from '../model/grid.ts';

type Parts = Readonly<Record<string, string>>;

/** Breakdowns are few, places many: each text is read once. */
class BreakdownTexts {
  private readonly known = new Map<string, Parts | null>();

  read(text: string): Parts | null {
    let parts = this.known.get(text);
    if (parts === undefined) {
      parts = readBreakdown(text) ?? null;
      this.known.set(text, parts);
    }
    return parts;
  }
}

const without = (parts: Parts, dimensions: readonly string[]): string =>
  writeBreakdown(Object.fromEntries(Object.entries(parts).filter(([dimension]) => !dimensions.includes(dimension))));

const isFinest = (parts: Parts, dimension: string): boolean => {
  const category = Object.hasOwn(parts, dimension) ? parts[dimension] : undefined;
  return category !== undefined && !isGroupOfCategories(category);
};

/** Finds the finest parts of a breakdown, in an index for each set of dimensions: a sum is asked for hundreds of times. */
export class FinerBreakdowns {
  private readonly texts = new BreakdownTexts();
  /** Grid → dimensions → territory → what remains without them → breakdowns. */
  private readonly indexes = new Map<Grid<unknown>, Map<string, Map<string, Map<string, readonly string[]>>>>();

  of(grid: Grid<unknown>, territory: string, breakdown: string, dimensions: readonly string[]): readonly string[] {
    const ofGrid = this.indexes.get(grid) ?? new Map<string, Map<string, Map<string, readonly string[]>>>();
    this.indexes.set(grid, ofGrid);
    const name = dimensions.toSorted().join(';');
    const ofDimensions = ofGrid.get(name) ?? new Map<string, Map<string, readonly string[]>>();
    ofGrid.set(name, ofDimensions);
    let byRest = ofDimensions.get(territory);
    if (!byRest) {
      byRest = Map.groupBy(this.finest(grid.breakdowns(territory), dimensions), (one) =>
        without(this.texts.read(one) ?? {}, dimensions),
      );
      ofDimensions.set(territory, byRest);
    }
    return byRest.get(breakdown) ?? [];
  }

  private finest(breakdowns: readonly string[], dimensions: readonly string[]): readonly string[] {
    return breakdowns.filter((one) => {
      const parts = this.texts.read(one);
      return parts !== null && dimensions.every((dimension) => isFinest(parts, dimension));
    });
  }
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
