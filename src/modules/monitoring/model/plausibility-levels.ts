import { readBreakdown, writeBreakdown } from './breakdown.ts';
import { type CheckedCell, type Contradiction, contradiction, type Figures, mayBeNegative, outside } from './plausibility.ts';

/**
 * From how many expected cases on "exactly nothing" is no possible value: of a thousand, even a group that lives very
 * unevenly leaves somebody in every district.
 */
const expectedAtLeast = 1000;

/** What a figure must be by its nature and by the larger ones around it, each source by itself. */
export function checkLevels(
  figures: Figures,
  aboveOf: (territory: string) => readonly string[],
  populationOf: (territory: string) => number | null,
): Contradiction[] {
  return figures.cells.flatMap((cell) => {
    const found = [...ownNature(figures, cell), ...breakdownsAbove(figures, cell)];
    const indicator = figures.indicator(cell.indicator);
    // What a town does by itself is no part of the district's work.
    if (!indicator?.additive || indicator.kind === 'output' || mayBeNegative(indicator)) return found;
    // The nearest one above says it; the same fault is not told three times.
    const above = aboveOf(cell.territory).flatMap((territory) => figures.find({ ...cell, territory }) ?? [])[0];
    if (!above) return found;
    const larger = outside(figures, { rule: 'levels', detail: 'larger_than_land' }, [cell, above], {
      low: 0,
      high: figures.range(above).high,
    });
    return [...found, ...(larger ? [larger] : []), ...nothingHere(cell, above, populationOf)];
  });
}

function ownNature(figures: Figures, cell: CheckedCell): readonly Contradiction[] {
  const indicator = figures.indicator(cell.indicator);
  if (!indicator || cell.value === null || mayBeNegative(indicator)) return [];
  const { low, high } = figures.range(cell);
  if (high < 0)
    return [contradiction({ rule: 'levels', detail: 'negative' }, [cell], { low: 0, high: Number.POSITIVE_INFINITY })];
  if (indicator.unit === 'percent' && low > 100)
    return [contradiction({ rule: 'levels', detail: 'beyond_hundred' }, [cell], { low: 0, high: 100 })];
  return [];
}

/** A part is never larger than the whole: each category against the total without it. */
function breakdownsAbove(figures: Figures, cell: CheckedCell): readonly Contradiction[] {
  const indicator = figures.indicator(cell.indicator);
  if (!indicator?.additive || mayBeNegative(indicator) || cell.breakdown === '') return [];
  const own = Object.entries(readBreakdown(cell.breakdown) ?? {});
  return own.flatMap(([dimension]) => {
    const breakdown = writeBreakdown(Object.fromEntries(own.filter(([other]) => other !== dimension)));
    const whole = figures.find({ ...cell, breakdown });
    if (!whole) return [];
    const expected = { low: 0, high: figures.range(whole).high };
    return outside(figures, { rule: 'levels', detail: 'larger_than_whole' }, [cell, whole], expected) ?? [];
  });
}

/** Offices print `-`, exactly zero, for districts of which they have no figures yet (13111-01-03-4 of June 2025). */
function nothingHere(
  cell: CheckedCell,
  above: CheckedCell,
  populationOf: (territory: string) => number | null,
): readonly Contradiction[] {
  if (cell.value !== 0 || cell.breakdown !== '' || !above.value) return [];
  const [here, there] = [populationOf(cell.territory), populationOf(above.territory)];
  if (!here || !there) return [];
  const expected = (above.value * here) / there;
  return expected >= expectedAtLeast
    ? [contradiction({ rule: 'levels', detail: 'nothing' }, [cell, above], { low: 1, high: above.value })]
    : [];
}
