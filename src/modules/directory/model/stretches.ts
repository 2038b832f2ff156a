import type { OfferContent, Schedule } from './content.ts';
import type { Interval } from './opening-hours.ts';
import { recurrences } from './recurrence.ts';
import { isoDay } from './series.ts';

/** Dates of one schedule that a single rule says: from a first to a last one, with none of them left out. */
export interface Stretch {
  /** Never empty. */
  readonly dates: readonly Interval[];
  /** RRULE value that makes these dates out of the first; null: there is only one. */
  readonly rule: string | null;
}

/** `UNTIL` in wall-clock time, at the end of the last day. */
const untilEndOf = (day: string) => `${day.replaceAll('-', '')}T235959`;

function stretchOf(dates: readonly Interval[], rrule: string): Stretch {
  const last = dates.at(-1);
  if (dates.length < 2 || !last) return { dates, rule: null };
  const parts = rrule.split(';').filter((part) => !/^(?:COUNT|UNTIL)=/.test(part));
  return { dates, rule: [...parts, `UNTIL=${untilEndOf(isoDay(last.from))}`].join(';') };
}

/**
 * The dates of a schedule between two moments, cut where a break takes some away: for formats that know rules and no
 * exceptions. A rule without end ends with `to`; 500 dates are the most there are.
 */
export function stretchesOf(
  schedule: Extract<Schedule, { kind: 'dates' }>,
  breaks: OfferContent['breaks'],
  from: Date,
  to: Date,
): readonly Stretch[] {
  const { start, minutes, rrule } = schedule;
  const dates = recurrences(start, minutes, rrule, from, to).filter((date) => date.to > from);
  const stretches: Interval[][] = [[]];
  for (const date of dates) {
    const day = isoDay(date.from);
    if (!breaks.some((one) => one.from <= day && day <= one.to)) stretches.at(-1)?.push(date);
    else if (stretches.at(-1)?.length) stretches.push([]);
  }
  return stretches.filter(({ length }) => length > 0).map((one) => stretchOf(one, rrule ?? ''));
}
