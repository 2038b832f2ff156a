import { LRUCache } from 'lru-cache';
import OpeningHours from 'opening_hours';

/** North Rhine-Westphalia, for public holidays (PH) and school holidays (SH); the place itself matters for sunrise only. */
const northRhineWestphalia = {
  lat: 51.6,
  lon: 7.5,
  address: { country_code: 'de', state: 'Nordrhein-Westfalen' },
} as never;

export interface Interval {
  readonly from: Date;
  readonly to: Date;
}

// Parsing costs about a millisecond, and a district's offers share few different hours.
const parsed = new LRUCache<string, { hours: OpeningHours | undefined }>({ max: 2000 });
const weekdaysOf = new LRUCache<string, number[]>({ max: 2000 });
const intervalsOf = new LRUCache<string, Interval[]>({ max: 5000 });

function parse(text: string): OpeningHours | undefined {
  const known = parsed.get(text);
  if (known) return known.hours;
  let hours: OpeningHours | undefined;
  try {
    hours = new OpeningHours(text, northRhineWestphalia, { mode: 0, locale: 'de' } as never);
  } catch {
    hours = undefined;
  }
  parsed.set(text, { hours });
  return hours;
}

/** True for OSM `opening_hours` that the evaluator understands, German day names included. */
export function isOpeningHours(text: string): boolean {
  return parse(text) !== undefined;
}

/** The same hours in canonical English notation: `Di 16-18` → `Tu 16:00-18:00`. */
export function canonicalHours(text: string): string {
  return parse(text)?.prettifyValue() ?? text;
}

/**
 * When it is open between two moments; the process runs in Europe/Berlin. Hours by appointment (unknown) do not count
 * as open. Holidays that are not decided yet (school holidays some years ahead) give no interval instead of a guess.
 */
export function openIntervals(text: string, from: Date, to: Date): Interval[] {
  const key = `${from.getTime()} ${to.getTime()} ${text}`;
  let intervals = intervalsOf.get(key);
  if (!intervals) {
    intervals = evaluate(text, from, to);
    intervalsOf.set(key, intervals);
  }
  return intervals;
}

function evaluate(text: string, from: Date, to: Date): Interval[] {
  try {
    const all = parse(text)?.getOpenIntervals(from, to) ?? [];
    return all.filter(([, , unknown]) => !unknown).map(([start, end]) => ({ from: start, to: end }));
  } catch {
    return [];
  }
}

/** ISO weekdays (1 = Monday … 7 = Sunday) on which it opens in a typical week, outside of holidays. */
export function weekdays(text: string): number[] {
  let days = weekdaysOf.get(text);
  if (!days) {
    // 52 weeks catch rules such as "first Monday of the month".
    const opened = evaluate(text, new Date(2026, 0, 5), new Date(2027, 0, 4));
    days = [...new Set(opened.map(({ from }) => ((from.getDay() + 6) % 7) + 1))].sort((a, b) => a - b);
    weekdaysOf.set(text, days);
  }
  return days;
}
