/** Towns of the district, or the districts of its Land. */
export const correlationLevels = ['kommune', 'kreis'] as const;
export type CorrelationLevel = (typeof correlationLevels)[number];

/** One place with both figures. */
export interface Pair {
  readonly x: number;
  readonly y: number;
}

/** Below, chance rules: with four points nearly every coefficient can come about. */
export const fewestPairs = 5;

/** Up to here the page says that the number of places is small. */
export const smallSample = 20;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Pearson's coefficient: how nearly the points lie on a straight line, -1 to 1. Undefined for fewer than `fewestPairs`
 * points, or where one of the figures is the same everywhere.
 */
export function pearson(pairs: readonly Pair[]): number | undefined {
  if (pairs.length < fewestPairs) return undefined;
  const [atX, atY] = [mean(pairs.map(({ x }) => x)), mean(pairs.map(({ y }) => y))];
  // Divided by the largest distance first, so that squares neither overflow nor vanish.
  const [ofX, ofY] = [largest(pairs.map(({ x }) => x - atX)), largest(pairs.map(({ y }) => y - atY))];
  if (!(ofX > Math.abs(atX) * 1e-12) || !(ofY > Math.abs(atY) * 1e-12)) return undefined;
  let [products, squaresX, squaresY] = [0, 0, 0];
  for (const { x, y } of pairs) {
    const [dx, dy] = [(x - atX) / ofX, (y - atY) / ofY];
    products += dx * dy;
    squaresX += dx * dx;
    squaresY += dy * dy;
  }
  const found = products / Math.sqrt(squaresX * squaresY);
  return Number.isFinite(found) ? Math.max(-1, Math.min(1, found)) : undefined;
}

const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs));

/** Spearman's coefficient: Pearson's of the ranks; places of the same figure share the mean of their ranks. */
export function spearman(pairs: readonly Pair[]): number | undefined {
  const [x, y] = [ranksOf(pairs.map((pair) => pair.x)), ranksOf(pairs.map((pair) => pair.y))];
  return pearson(pairs.map((_, index) => ({ x: x[index] ?? 0, y: y[index] ?? 0 })));
}

/** 1 is the smallest; ties share the mean. */
export function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).toSorted((a, b) => a.value - b.value);
  const ranks: number[] = [];
  for (let first = 0; first < order.length; ) {
    let next = first + 1;
    while (next < order.length && order[next]?.value === order[first]?.value) next++;
    for (const { index } of order.slice(first, next)) ranks[index] = (first + next + 1) / 2;
    first = next;
  }
  return ranks;
}

/** What to think of before anything is concluded; texts `monitoring:correlation.caution.<caution>`. */
export type Caution =
  /** Few places: one of them can turn the result. */
  | 'few'
  /** Both are counts, and large places have more of everything. */
  | 'size'
  /** Rounded so coarsely that the order of the places is not certain. */
  | 'rounded'
  /** The two figures are of different days. */
  | 'times';

export interface CautionGround {
  readonly count: number;
  readonly bothAdditive: boolean;
  readonly samePeriod: boolean;
  /** Of each axis: the values and the uncertainty of the least certain one. */
  readonly axes: readonly { readonly values: readonly number[]; readonly uncertainty: number }[];
}

export function cautionsOf({ count, bothAdditive, samePeriod, axes }: CautionGround): readonly Caution[] {
  const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  const coarse = axes.some(({ values, uncertainty }) => uncertainty * 10 > spread(values));
  return [
    ...(count < smallSample ? (['few'] as const) : []),
    ...(bothAdditive ? (['size'] as const) : []),
    ...(coarse ? (['rounded'] as const) : []),
    ...(samePeriod ? [] : (['times'] as const)),
  ];
}
