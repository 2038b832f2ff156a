import { spanOf } from './period.ts';
import type { Periodicity } from './vocabulary.ts';

const monthsOf: Readonly<Record<Periodicity, number | null>> = {
  year: 12,
  school_year: 12,
  half_year: 6,
  quarter: 3,
  month: 1,
  several_years: null,
  irregular: null,
};

const two = (value: number) => String(value).padStart(2, '0');

/**
 * The period so many months earlier (later, when negative), in the same spelling: `2024-12-31` → `2023-12-31`, a last day of
 * a month stays one; undefined when there is none.
 */
export function monthsEarlier(period: string, months: number): string | undefined {
  const span = spanOf(period);
  if (!span) return undefined;
  const [text = '', length = ''] = period.split('/');
  const [year = 0, month = 1, day] = text.split('-').map(Number);
  const index = year * 12 + month - 1 - months;
  if (index < 12_000 || index > 119_999) return undefined;
  const shifted = `${Math.floor(index / 12)}-${two((index % 12) + 1)}`;
  if (day === undefined) {
    const written = text.includes('-') ? shifted : months % 12 === 0 ? shifted.slice(0, 4) : undefined;
    return written === undefined ? undefined : `${written}${length && `/${length}`}`;
  }
  const lastThen = lastDay(shifted);
  const last = day === lastDay(text.slice(0, 7));
  if (!last && day > lastThen) return undefined;
  return `${shifted}-${two(last ? lastThen : day)}`;
}

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The number of the last day of a month written `2024-02`. */
function lastDay(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return number === 2 && leap ? 29 : (daysOfMonths[number - 1] ?? 31);
}

/** The period exactly n steps before, in the rhythm of the indicator; undefined where it has none. */
export function periodBefore(period: string, steps: number, periodicity: Periodicity): string | undefined {
  const years = /\/P(\d{1,2})Y$/.exec(period)?.[1];
  const months = years && periodicity === 'several_years' ? Number(years) * 12 : monthsOf[periodicity];
  return months ? monthsEarlier(period, steps * months) : undefined;
}

/** The same day, month or span of another year. */
export function sameInYear(period: string, year: number): string | undefined {
  return monthsEarlier(period, (Number(period.slice(0, 4)) - year) * 12);
}

/** Years that a change over so many steps reaches back at most, for reading. */
export function yearsBack(steps: number, periodicity: Periodicity): number {
  const months = periodicity === 'several_years' ? 120 : (monthsOf[periodicity] ?? 0);
  return Math.ceil((steps * months) / 12);
}
