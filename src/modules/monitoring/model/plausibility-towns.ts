import {
  type CheckedCell,
  type Contradiction,
  type Figures,
  outside,
  type Range,
  sumOf,
  sumOfValues,
  toleranceBetween,
  widen,
} from './plausibility.ts';
import type { Unit } from './vocabulary.ts';

/** Units of which the whole's value is a weighted mean of its parts'. */
const averaged: readonly Unit[] = ['percent', 'permille', 'per_thousand', 'per_square_kilometre'];

/** What a territory is made of. */
export interface Children {
  readonly keys: readonly string[];
  /** False: something may lie between them. Quarters are those that a town has drawn, and need not cover it. */
  readonly complete: boolean;
}

/**
 * Parts of a territory: all of them, or undefined where not all are known. The source itself has priority; a district that a
 * source knows only as a whole is held against the towns of another one.
 */
function partsOf(figures: Figures, whole: CheckedCell, children: readonly string[]): readonly CheckedCell[] | undefined {
  const own = children.flatMap((territory) => figures.find({ ...whole, territory }) ?? []);
  if (own.length > 0) return own.length === children.length ? own : undefined;
  const sources = new Set(children.flatMap((territory) => figures.ofAll({ ...whole, territory }).map(({ source }) => source)));
  for (const source of sources) {
    const others = children.flatMap((territory) => figures.find({ ...whole, source, territory }) ?? []);
    if (others.length === children.length) return others;
  }
  return undefined;
}

/**
 * Towns against their district, quarters against their town: counts have to add up; a share of the district has to lie
 * between the smallest and the largest of its towns.
 */
export function checkTowns(figures: Figures, childrenOf: (territory: string, period: string) => Children): Contradiction[] {
  return figures.cells.flatMap((whole) => {
    const indicator = figures.indicator(whole.indicator);
    const { keys, complete } = childrenOf(whole.territory, whole.period);
    // Work that is done for several towns counts in each of them and once in the district.
    if (!indicator || indicator.kind === 'output' || keys.length === 0) return [];
    const sums = indicator.additive;
    if (!sums && !(complete && averaged.includes(indicator.unit))) return [];
    const parts = partsOf(figures, whole, keys);
    if (!parts) return [];
    const ranges = parts.map((part) => figures.range(part));
    const sources = [whole, ...parts].map(({ source }) => source);
    // One table has one base, whatever it is; the tolerance is for figures from several.
    const tolerance = new Set(sources).size === 1 ? 0 : toleranceBetween(figures, sources);
    const expected = widen(sums ? sumOf(ranges) : hull(ranges), tolerance);
    const kind = { rule: 'towns', detail: sums ? 'towns' : 'outside' } as const;
    const bounds = complete ? expected : { ...expected, high: Number.POSITIVE_INFINITY };
    return outside(figures, kind, [whole, ...parts], bounds, sums ? sumOfValues(parts) : null) ?? [];
  });
}

const hull = (ranges: readonly Range[]): Range => ({
  low: Math.min(...ranges.map(({ low }) => low)),
  high: Math.max(...ranges.map(({ high }) => high)),
});
