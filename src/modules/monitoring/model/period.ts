import { addDays, isDay } from '#platform/days';

/**
 * Periods as text: `2024` · `2024-12-31` (a day) · `2024-05` (a month) · `2024-04/P3M` (three months from April) ·
 * `2023-08/P12M` (a school year) · `2019/P3Y` (three years).
 */
const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:\/P(\d{1,2})([MY]))?$/;

export interface Span {
  /** ISO days, both included. */
  readonly from: string;
  readonly to: string;
}

/** Spans of the periods met lately: each figure asks for its own, and a district's figures speak of some hundred. */
const known = new Map<string, Span | undefined>();
const mostKnown = 5000;

/** First and last day; undefined when the text is no period. */
export function spanOf(period: string): Span | undefined {
  if (known.has(period)) return known.get(period);
  if (known.size >= mostKnown) known.clear();
  const span = readSpan(period);
  known.set(period, span);
  return span;
}

function readSpan(period: string): Span | undefined {
  const match = shape.exec(period);
  if (!match) return undefined;
  const [, year = '', month, day, count, unit] = match;
  if (day !== undefined) {
    const from = `${year}-${month}-${day}`;
    return count === undefined && isDay(from) ? { from, to: from } : undefined;
  }
  const first = Number(month ?? 1);
  if (first < 1 || first > 12) return undefined;
  const months = count === undefined ? (month === undefined ? 12 : 1) : Number(count) * (unit === 'Y' ? 12 : 1);
  const next = Number(year) * 12 + first - 1 + months;
  const from = `${year}-${String(first).padStart(2, '0')}-01`;
  return { from, to: addDays(`${Math.floor(next / 12)}-${String((next % 12) + 1).padStart(2, '0')}-01`, -1) };
}

/** Order of time: by the last day, then the longer one last. */
export function comparePeriods(a: string, b: string): number {
  const [one, other] = [spanOf(a), spanOf(b)];
  return (one?.to ?? a).localeCompare(other?.to ?? b) || (other?.from ?? b).localeCompare(one?.from ?? a) || a.localeCompare(b);
}
