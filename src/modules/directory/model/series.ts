import type { Schedule } from './content.ts';
import { recurrences } from './recurrence.ts';
import type { WeeklyRule } from './weekly-hours.ts';

/** Dates as they can be said; days are ISO dates, local time. */
export type Series =
  | { readonly kind: 'once'; readonly day: string; readonly from: number; readonly minutes: number }
  /** Every `weeks` weeks (or on certain days of the month, see `rule.nth`), from the first date to the last one if there is one. */
  | {
      readonly kind: 'regular';
      readonly rule: WeeklyRule;
      readonly weeks: number;
      readonly first: string;
      readonly last: string | null;
    }
  /** A rule that no short sentence says. */
  | { readonly kind: 'irregular'; readonly first: string; readonly last: string | null };

const dayNumbers: Readonly<Record<string, number>> = { MO: 1, TU: 2, WE: 3, TH: 4, FR: 5, SA: 6, SU: 7 };
/** Nobody plans a course further ahead; a rule without end runs on. */
const farAhead = 5 * 366 * 24 * 3600 * 1000;

/** The local day of a moment as an ISO date. */
export function isoDay(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

function weekdayOf(day: string): number {
  return ((new Date(`${day}T12:00`).getDay() + 6) % 7) + 1;
}

/** The days of BYDAY: `TU,TH`, or with one and the same ordinal `1TU` (first Tuesday of the month). */
function readByDay(text: string | undefined): { days: number[]; nth: number[] } | undefined {
  if (!text) return { days: [], nth: [] };
  const parts = text.split(',').map((part) => /^([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)$/.exec(part));
  if (parts.some((part) => !part) || new Set(parts.map((part) => part?.[1])).size > 1) return undefined;
  const nth = parts[0]?.[1];
  return { days: parts.map((part) => dayNumbers[part?.[2] ?? ''] ?? 0).sort((a, b) => a - b), nth: nth ? [Number(nth)] : [] };
}

const understood = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'WKST']);

/** Reads a dated schedule for a sentence about it. */
export function readSeries(schedule: Extract<Schedule, { kind: 'dates' }>): Series {
  const [first = '', time = '00:00'] = schedule.start.split('T');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const from = hour * 60 + minute;
  if (!schedule.rrule) return { kind: 'once', day: first, from, minutes: schedule.minutes };
  const parts = new Map(schedule.rrule.split(';').map((part) => part.split('=', 2) as [string, string]));
  const start = new Date(`${schedule.start}:00`);
  const ends = parts.has('COUNT') || parts.has('UNTIL');
  const last = ends
    ? recurrences(schedule.start, schedule.minutes, schedule.rrule, start, new Date(start.getTime() + farAhead)).at(-1)
    : undefined;
  const irregular: Series = { kind: 'irregular', first, last: last ? isoDay(last.from) : null };
  const frequency = parts.get('FREQ');
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const byDay = readByDay(parts.get('BYDAY'));
  if (!byDay || [...parts.keys()].some((part) => !understood.has(part))) return irregular;
  const regular = (days: readonly number[], nth: readonly number[], weeks: number): Series => ({
    ...irregular,
    kind: 'regular',
    rule: { days, nth, times: [{ from, to: from + schedule.minutes }] },
    weeks,
  });
  if (frequency === 'DAILY' && interval === 1) return regular(byDay.days.length ? byDay.days : [1, 2, 3, 4, 5, 6, 7], [], 1);
  if (frequency === 'WEEKLY' && !byDay.nth.length)
    return regular(byDay.days.length ? byDay.days : [weekdayOf(first)], [], interval);
  if (frequency === 'MONTHLY' && interval === 1 && byDay.nth.length) return regular(byDay.days, byDay.nth, 1);
  return irregular;
}
