import rrule from 'rrule';
import { addDays } from '#platform/days';
import { isPublicHoliday } from './schedule-holidays.ts';

// The package is CommonJS, so its members come through the default import.
const { RRule } = rrule;

/** More dates than this in a year are a timetable, no schedule of a body. */
const most = 60;

const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
const isWeekend = (day: string) => weekday(day) === 0 || weekday(day) === 6;

/** A rule that names its weekdays keeps them and goes on by weeks; any other goes on to the next working day. */
function movedOff(day: string, namesWeekdays: boolean): string {
  let moved = day;
  while (isPublicHoliday(moved) || (!namesWeekdays && isWeekend(moved))) moved = addDays(moved, namesWeekdays ? 7 : 1);
  return moved;
}

/**
 * The days on which a body meets by its recurrence rule (RFC 5545) after one day and up to another, without public holidays
 * and, unless the rule asks for them, without weekends. None when the rule is empty or cannot be read.
 * @param anchor day from which the rule counts, e.g. the last meeting somebody fixed
 */
export function scheduledDays(rule: string, anchor: string, after: string, until: string): string[] {
  if (!/(?:^|;)FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;|$)/.test(rule) || /DTSTART|EXRULE|[\r\n]/.test(rule)) return [];
  try {
    const options = { ...RRule.parseString(rule), dtstart: new Date(`${anchor}T00:00:00Z`) };
    const [from, to] = [new Date(`${addDays(after, 1)}T00:00:00Z`), new Date(`${until}T00:00:00Z`)];
    const days = new RRule(options).between(from, to, true, (_date, count) => count < most);
    const moved = days.map((date) => movedOff(date.toISOString().slice(0, 10), rule.includes('BYDAY=')));
    return [...new Set(moved)].filter((day) => day > after && day <= until);
  } catch {
    return [];
  }
}

const distance = (one: string, other: string) => Math.abs(Date.parse(one) - Date.parse(other));

/**
 * Which of the scheduled days still have no meeting, and which days of meetings belong to none of them. A meeting takes the
 * day nearest to it, at most half of the way to the next: one that was moved or called off is not planned a second time.
 */
export function matchDays(days: readonly string[], meetings: readonly string[]): { open: string[]; spare: string[] } {
  const gaps = days.slice(1).map((day, index) => distance(day, days[index] as string));
  const reach = gaps.length ? Math.min(...gaps) / 2 : 92 * 86_400_000;
  // Those that stand on their day come first, so that the order of the others does not matter.
  const taken = new Set(meetings.filter((meeting) => days.includes(meeting)));
  const spare: string[] = [];
  for (const meeting of meetings.filter((one) => !days.includes(one)).toSorted()) {
    const [nearest] = days
      .filter((day) => !taken.has(day) && distance(day, meeting) <= reach)
      .toSorted((one, other) => distance(one, meeting) - distance(other, meeting));
    if (nearest) taken.add(nearest);
    else spare.push(meeting);
  }
  return { open: days.filter((day) => !taken.has(day)), spare };
}
