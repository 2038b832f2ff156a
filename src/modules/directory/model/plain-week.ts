import type { OfferContent } from './content.ts';
import { readWeeklyHours, type TimeSpan } from './weekly-hours.ts';

/** When something is open on one day of every week; times are `HH:mm`, in order, none over midnight. */
export interface PlainDay {
  readonly allDay: boolean;
  readonly spans: readonly { readonly from: string; readonly to: string }[];
}

const dayMinutes = 24 * 60;
/** The last minute that a day has in formats whose times end before midnight. */
const lastMinute = dayMinutes - 1;
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Sorted, and one where they touch or overlap. */
function merged(spans: readonly TimeSpan[]): TimeSpan[] {
  const out: TimeSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = out.at(-1);
    if (last && span.from <= last.to) out[out.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else out.push(span);
  }
  return out;
}

/**
 * The hours of a typical week, Monday to Sunday, for formats that know nothing else: what holds on some weeks only (the
 * first Tuesday of a month, a season) is left out. Undefined: there are no such hours.
 * @param day ISO day on which they hold
 */
export function plainWeek(schedules: OfferContent['schedules'], day: string): readonly PlainDay[] | undefined {
  const week: TimeSpan[][] = Array.from({ length: 7 }, () => []);
  for (const schedule of schedules) {
    if (schedule.kind !== 'weekly') continue;
    if ((schedule.validFrom ?? day) > day || (schedule.validTo ?? day) < day) continue;
    const hours = readWeeklyHours(schedule.hours);
    const rules = hours?.always ? [{ days: [1, 2, 3, 4, 5, 6, 7], nth: [], times: [] }] : (hours?.rules ?? []);
    for (const { days, nth, times } of rules) {
      if (nth.length) continue;
      for (const at of days) {
        for (const { from, to } of times.length ? times : [{ from: 0, to: dayMinutes }]) {
          week[at - 1]?.push({ from, to: Math.min(to, dayMinutes) });
          if (to > dayMinutes) week[at % 7]?.push({ from: 0, to: to - dayMinutes });
        }
      }
    }
  }
  if (week.every((spans) => !spans.length)) return undefined;
  return week.map((all) => {
    const spans = merged(all);
    const [first] = spans;
    const allDay = first?.from === 0 && first.to >= lastMinute;
    return {
      allDay,
      spans: allDay ? [] : spans.map(({ from, to }) => ({ from: clock(from), to: clock(Math.min(to, lastMinute)) })),
    };
  });
}
