import { fewest } from './fewest.ts';

/** Something that was counted. */
export interface Counted {
  readonly views: number;
}

/**
 * Which of the counts that make up a known total may be told: none below `fewest`, and never so few are kept back that the
 * total would tell them. What is kept back is at least two counts with at least `fewest` views together; the smallest go first.
 */
export function released<T extends Counted>(counts: readonly T[]): T[] {
  const bySize = counts.filter(({ views }) => views > 0).toSorted((a, b) => a.views - b.views);
  let kept = bySize.findIndex(({ views }) => views >= fewest);
  if (kept === -1) return [];
  let hidden = bySize.slice(0, kept).reduce((sum, { views }) => sum + views, 0);
  while (kept > 0 && kept < bySize.length && (kept < 2 || hidden < fewest)) {
    hidden += bySize[kept]?.views ?? 0;
    kept += 1;
  }
  const told = new Set(bySize.slice(kept));
  return counts.filter((count) => told.has(count));
}

/** Sums of what may be told, by a property, the largest first. */
export function sumsBy<T extends Counted>(counts: readonly T[], keyOf: (count: T) => string): { key: string; views: number }[] {
  const sums = new Map<string, number>();
  for (const count of counts) sums.set(keyOf(count), (sums.get(keyOf(count)) ?? 0) + count.views);
  return [...sums].map(([key, views]) => ({ key, views })).toSorted((a, b) => b.views - a.views || (a.key < b.key ? -1 : 1));
}
