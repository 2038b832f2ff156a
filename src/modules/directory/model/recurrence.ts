import rrule from 'rrule';
import type { Interval } from './opening-hours.ts';

// The package is CommonJS, so its members come through the default import.
const { RRule } = rrule;

const frequencies = /(?:^|;)FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;|$)/;

function parse(rule: string): Partial<InstanceType<typeof RRule>['origOptions']> | undefined {
  if (!frequencies.test(rule) || /DTSTART|EXRULE|[\r\n]/.test(rule)) return undefined;
  try {
    const options = RRule.parseString(rule);
    // The constructor checks what parsing alone lets through, e.g. BYSETPOS without a set.
    new RRule(options);
    if (
      options.interval !== undefined &&
      options.interval !== null &&
      (!Number.isInteger(options.interval) || options.interval < 1)
    )
      return undefined;
    if (options.count !== undefined && options.count !== null && (!Number.isInteger(options.count) || options.count < 1))
      return undefined;
    return options;
  } catch {
    return undefined;
  }
}

/** True for the value of an RRULE (RFC 5545) with a day or more between two dates. */
export function isRecurrenceRule(rule: string): boolean {
  return parse(rule) !== undefined;
}

const limit = 500;

const dayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const aDay = 24 * 3_600_000;

/** The parts of a rule that a week says: nearly all there are. */
interface PlainWeekly {
  readonly interval: number;
  /** Days of the week, 0 = Monday, in order; empty: the one of the start. */
  readonly days: readonly number[];
  readonly count: number;
  /** Wall-clock time as if it were UTC. */
  readonly until: number;
}

function plainWeekly(rule: string): PlainWeekly | undefined {
  const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string | undefined]));
  if (parts.get('FREQ') !== 'WEEKLY' || (parts.get('WKST') ?? 'MO') !== 'MO') return undefined;
  if ([...parts.keys()].some((key) => !['FREQ', 'INTERVAL', 'BYDAY', 'COUNT', 'UNTIL', 'WKST'].includes(key))) return undefined;
  const days = (parts.get('BYDAY') ?? '')
    .split(',')
    .filter(Boolean)
    .map((code) => dayCodes.indexOf(code));
  const until = parts.get('UNTIL');
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?$/.exec(until ?? '') ?? [];
  if (days.includes(-1) || (until !== undefined && year === undefined)) return undefined;
  const number = (text: string | undefined) => Number(text);
  return {
    interval: Number(parts.get('INTERVAL') ?? 1),
    days: [...new Set(days)].sort((a, b) => a - b),
    count: Number(parts.get('COUNT') ?? Number.POSITIVE_INFINITY),
    until: until
      ? Date.UTC(number(year), number(month) - 1, number(day), number(hour), number(minute), number(second))
      : Number.POSITIVE_INFINITY,
  };
}

/** What the evaluator would find, fifty times faster: with a thousand courses it is what a page waits for. */
function weeklyStarts({ interval, days, count, until }: PlainWeekly, wall: Date, before: Date, to: Date): Date[] {
  const first = wall.getTime();
  const startDay = (wall.getUTCDay() + 6) % 7;
  const monday = first - startDay * aDay;
  const week = days.length ? days : [startDay];
  const stop = Math.min(until, to.getTime());
  const found: Date[] = [];
  let seen = 0;
  // Without a count the weeks that are over need not be gone through.
  const skipped = Number.isFinite(count) ? 0 : Math.max(0, Math.floor((before.getTime() - monday) / (7 * aDay * interval)) - 1);
  for (let at = monday + skipped * interval * 7 * aDay; at <= stop; at += interval * 7 * aDay) {
    for (const day of week) {
      const start = at + day * aDay;
      if (start < first) continue;
      if (start > stop || seen >= count || found.length >= limit) return found;
      seen += 1;
      if (start >= before.getTime()) found.push(new Date(start));
    }
  }
  return found;
}

/**
 * The dates of a series between two moments, at most 500. The rule runs on local wall time, so a course at 16:00 stays
 * at 16:00 when the clocks change.
 * @param start local time in Europe/Berlin, `2026-12-01T16:00`
 */
export function recurrences(start: string, minutes: number, rule: string | undefined, from: Date, to: Date): Interval[] {
  const wall = new Date(`${start}:00Z`);
  const asLocal = (date: Date) =>
    new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes());
  const asWall = (date: Date) =>
    new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes()));
  const options = rule === undefined ? undefined : parse(rule);
  const before = new Date(asWall(from).getTime() - minutes * 60_000);
  const weekly = options && rule !== undefined ? plainWeekly(rule) : undefined;
  const starts = weekly
    ? weeklyStarts(weekly, wall, before, asWall(to))
    : options
      ? new RRule({ ...options, dtstart: wall }).between(before, asWall(to), true, (_date, count) => count < limit)
      : wall >= before && wall <= asWall(to)
        ? [wall]
        : [];
  return starts.map((date) => {
    const begin = asLocal(date);
    return { from: begin, to: new Date(begin.getTime() + minutes * 60_000) };
  });
}
