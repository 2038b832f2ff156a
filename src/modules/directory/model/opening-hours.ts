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

function parse(text: string): OpeningHours | undefined {
  try {
    return new OpeningHours(text, northRhineWestphalia, { mode: 0, locale: 'de' } as never);
  } catch {
    return undefined;
  }
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
  const hours = parse(text);
  if (!hours) return [];
  try {
    return hours
      .getOpenIntervals(from, to)
      .filter(([, , unknown]) => !unknown)
      .map(([start, end]) => ({ from: start, to: end }));
  } catch {
    return [];
  }
}

/** ISO weekdays (1 = Monday … 7 = Sunday) on which it opens in a typical week, outside of holidays. */
export function weekdays(text: string): number[] {
  // 52 weeks catch rules such as "first Monday of the month".
  const start = new Date(2026, 0, 5);
  const days = new Set(openIntervals(text, start, new Date(2027, 0, 4)).map(({ from }) => ((from.getDay() + 6) % 7) + 1));
  return [...days].sort((a, b) => a - b);
}
