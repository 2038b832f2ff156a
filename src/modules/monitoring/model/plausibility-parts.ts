import { readBreakdown, writeBreakdown } from './breakdown.ts';
import { type Contradiction, type Figures, outside, type Partition, sumOf, sumOfValues } from './plausibility.ts';

/**
 * Categories against their total: the sum of all parts, each within its rounding, has to touch the total. Unknown parts
 * may be anything from zero up, so then only a sum that is too large is noticed.
 */
export function checkParts(figures: Figures, partitions: readonly Partition[]): Contradiction[] {
  return figures.cells.flatMap((whole) => {
    const { indicator, breakdown } = whole;
    if (!figures.indicator(indicator)?.additive) return [];
    const own = readBreakdown(breakdown);
    if (!own) return [];
    return partitions.flatMap((partition) => {
      const { dimension } = partition;
      if ((own[dimension] ?? null) !== partition.whole) return [];
      const find = (part: string) => figures.find({ ...whole, breakdown: writeBreakdown({ ...own, [dimension]: part }) });
      const known = [...partition.parts, ...partition.optional].flatMap((part) => find(part) ?? []);
      const missing = partition.parts.filter((part) => !find(part)).length;
      // A table without all groups does not claim that they are all. Of finer categories, offices leave out the empty ones
      // and those they keep secret: unknown, too.
      if (known.length === 0 || (partition.whole === null && missing > 0)) return [];
      const sum = sumOf(known.map((part) => figures.range(part)));
      const expected = missing > 0 ? { ...sum, high: Number.POSITIVE_INFINITY } : sum;
      return (
        outside(
          figures,
          { rule: 'parts', detail: 'parts' },
          [whole, ...known],
          expected,
          missing > 0 ? null : sumOfValues(known),
        ) ?? []
      );
    });
  });
}
