import type { SeriesBreak } from './indicator.ts';
import { comparePeriods, spanOf } from './period.ts';
import { timeWords, type Words } from './report-words.ts';

/** Longer gaps are left out: an empty axis of a century says nothing. */
const mostYears = 60;

/** What follows the year, when it is the same in all periods: '' of years, `-12-31` of days at the end of the year. */
function commonRest(periods: readonly string[]): string | undefined {
  const rests = new Set(periods.map((period) => period.slice(4)));
  return rests.size === 1 ? [...rests][0] : undefined;
}

const yearOf = (period: string): number => Number(period.slice(0, 4));

/**
 * Places on an axis of time, in its order. Yearly series get one for each year between the first and the last, so that
 * distances are true and a year without a figure is seen.
 * @param years further years that must have their place, e.g. of targets
 */
export function timeAxis(periods: readonly string[], years: readonly number[] = []): string[] {
  const rest = commonRest(periods);
  const ordered = [...new Set(periods)].toSorted(comparePeriods);
  if (periods.length === 0) return [];
  if (rest === undefined) return [...new Set([...ordered, ...years.map((year) => targetPeriod(year, periods))])];
  const all = [...periods.map(yearOf), ...years];
  const [first, last] = [Math.min(...all), Math.max(...all)];
  if (last - first > mostYears) return ordered;
  return Array.from({ length: last - first + 1 }, (_, index) => `${first + index}${rest}`);
}

/** The place of a target's year among the periods of a series. */
export function targetPeriod(year: number, periods: readonly string[]): string {
  const rest = commonRest(periods);
  if (rest !== undefined) return `${year}${rest}`;
  const ends = periods.filter((period) => Number(spanOf(period)?.to.slice(0, 4)) === year);
  return ends.toSorted(comparePeriods).at(-1) ?? String(year);
}

/** Labels of the axis, each once: the year alone where the day is always the same, which the page names elsewhere. */
export function axisLabels(axis: readonly string[], words: Words): ReadonlyMap<string, string> {
  const short = axis.length > 1 && /^-\d{2}-\d{2}$/.test(commonRest(axis) ?? 'no');
  return new Map(axis.map((period) => [period, short ? period.slice(0, 4) : timeWords(period, words)]));
}

/** The first place on the axis after a break; undefined when all lie before it. */
export function firstAfter(axis: readonly string[], { period }: Pick<SeriesBreak, 'period'>): string | undefined {
  const begins = spanOf(period)?.from ?? period;
  return axis.find((place) => (spanOf(place)?.to ?? place) >= begins);
}
