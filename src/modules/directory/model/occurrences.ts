import type { OfferContent, Schedule } from './content.ts';
import { type Interval, openIntervals, weekdays } from './opening-hours.ts';
import { recurrences } from './recurrence.ts';

/** Midnight in the process's zone (Europe/Berlin) at the start of an ISO date. */
function dayStart(date: string, plusDays = 0): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day + plusDays);
}

function intervalsOf(schedule: Schedule, from: Date, to: Date): readonly Interval[] {
  if (schedule.kind === 'dates') return recurrences(schedule.start, schedule.minutes, schedule.rrule, from, to);
  const start = schedule.validFrom && dayStart(schedule.validFrom) > from ? dayStart(schedule.validFrom) : from;
  const end = schedule.validTo && dayStart(schedule.validTo, 1) < to ? dayStart(schedule.validTo, 1) : to;
  return start < end ? openIntervals(schedule.hours, start, end) : [];
}

const aDay = 24 * 3_600_000;

/**
 * What is left of an interval when there are breaks. What begins in a break falls out, what begins before it ends as
 * planned; only what lasts longer than a day (a helpline that never closes) is cut to the break.
 */
function outside(interval: Interval, breaks: readonly Interval[]): Interval[] {
  if (interval.to.getTime() - interval.from.getTime() <= aDay)
    return breaks.some((one) => interval.from >= one.from && interval.from < one.to) ? [] : [interval];
  return breaks.reduce<Interval[]>(
    (left, one) =>
      left.flatMap((part) => {
        if (part.to <= one.from || part.from >= one.to) return [part];
        const [before, after] = [
          { from: part.from, to: one.from },
          { from: one.to, to: part.to },
        ];
        return [before, after].filter(({ from, to }) => from < to);
      }),
    [interval],
  );
}

/**
 * When an offer takes place between two moments: all its schedules, without its breaks, in order, overlaps merged.
 * Public and school holidays act as the schedules say (PH, SH).
 */
export function occurrences(offer: Pick<OfferContent, 'schedules' | 'breaks'>, from: Date, to: Date): Interval[] {
  const closed = offer.breaks.map((one) => ({ from: dayStart(one.from), to: dayStart(one.to, 1) }));
  const all = offer.schedules
    .flatMap((schedule) => intervalsOf(schedule, from, to))
    .flatMap((interval) => outside(interval, closed))
    .sort((a, b) => a.from.getTime() - b.from.getTime());
  const merged: Interval[] = [];
  for (const interval of all) {
    const last = merged.at(-1);
    if (last && interval.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: new Date(Math.max(interval.to.getTime(), last.to.getTime())) };
    else merged.push(interval);
  }
  return merged;
}

/** ISO weekdays (1–7) on which the offer regularly takes place. */
export function offerWeekdays(offer: Pick<OfferContent, 'schedules'>): number[] {
  const year = { from: new Date(2026, 0, 1), to: new Date(2027, 0, 1) };
  const days = offer.schedules.flatMap((schedule) => {
    if (schedule.kind === 'weekly') return weekdays(schedule.hours);
    // A series counts from its own start, a single date by its day.
    const start = new Date(`${schedule.start}:00`);
    const dates = recurrences(
      schedule.start,
      schedule.minutes,
      schedule.rrule,
      start,
      new Date(start.getTime() + (year.to.getTime() - year.from.getTime())),
    );
    return dates.map(({ from }) => ((from.getDay() + 6) % 7) + 1);
  });
  return [...new Set(days)].sort((a, b) => a - b);
}
