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
  const starts = options
    ? new RRule({ ...options, dtstart: wall }).between(before, asWall(to), true, (_date, count) => count < limit)
    : wall >= before && wall <= asWall(to)
      ? [wall]
      : [];
  return starts.map((date) => {
    const begin = asLocal(date);
    return { from: begin, to: new Date(begin.getTime() + minutes * 60_000) };
  });
}
