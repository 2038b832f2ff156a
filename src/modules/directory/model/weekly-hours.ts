import { canonicalHours } from './opening-hours.ts';

/** Minutes since midnight; `to` may lie on the next day (up to 48 hours). */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** On these days at these times. */
export interface WeeklyRule {
  /** ISO weekdays in order, 1 = Monday. */
  readonly days: readonly number[];
  /** Only on the first, second … such day of a month, -1: the last; empty: every week. */
  readonly nth: readonly number[];
  /** Empty: the whole day. */
  readonly times: readonly TimeSpan[];
}

/** Opening hours as they can be said: what happens every week, and whether holidays are left out. */
export interface WeeklyHours {
  readonly always: boolean;
  readonly rules: readonly WeeklyRule[];
  readonly closedOnHolidays: boolean;
  readonly closedInSchoolHolidays: boolean;
}

const dayNumbers: Readonly<Record<string, number>> = { Mo: 1, Tu: 2, We: 3, Th: 4, Fr: 5, Sa: 6, Su: 7 };
const everyDay = [1, 2, 3, 4, 5, 6, 7] as const;
const day = '(?:Mo|Tu|We|Th|Fr|Sa|Su)';
const dayPart = new RegExp(`^(${day})(?:-(${day})|\\[([-1-5,]+)\\])?$`);
const timePart = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/;
const rulePattern = new RegExp(
  `^((?:(?:${day}(?:-${day}|\\[[-1-5,]+\\])?|PH|SH),?)+)?\\s*(\\d\\d:\\d\\d-\\d\\d:\\d\\d(?:,\\s*\\d\\d:\\d\\d-\\d\\d:\\d\\d)*|off|closed|open)?$`,
);

function dayRange(from: number, to: number): number[] {
  const length = ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => ((from - 1 + index) % 7) + 1);
}

/** The days of `Mo,We-Fr` or `Tu[1,3]`; undefined when weekly and monthly days are mixed. */
function readDays(text: string): Pick<WeeklyRule, 'days' | 'nth'> | undefined {
  const days = new Set<number>();
  let nth: string | undefined;
  const parts = text.split(/,(?![^[]*\])/).filter((part) => part && part !== 'PH' && part !== 'SH');
  for (const part of parts) {
    const match = dayPart.exec(part);
    const first = dayNumbers[match?.[1] ?? ''];
    if (!match || !first) return undefined;
    if (days.size && nth !== match[3]) return undefined;
    nth = match[3];
    for (const one of dayRange(first, dayNumbers[match[2] ?? ''] ?? first)) days.add(one);
  }
  return { days: [...days].sort((a, b) => a - b), nth: nth ? nth.split(',').map(Number) : [] };
}

function readTimes(text: string): TimeSpan[] | undefined {
  const spans: TimeSpan[] = [];
  for (const part of text.split(/,\s*/)) {
    const [, fromHour, fromMinute, toHour, toMinute] = timePart.exec(part)?.map(Number) ?? [];
    if (fromHour === undefined || fromMinute === undefined || toHour === undefined || toMinute === undefined) return undefined;
    if (fromHour > 23 || toHour > 48 || fromMinute > 59 || toMinute > 59) return undefined;
    const from = fromHour * 60 + fromMinute;
    const to = toHour * 60 + toMinute;
    spans.push({ from, to: to > from ? to : to + 24 * 60 });
  }
  return spans;
}

const wholeDay = (times: readonly TimeSpan[]) => times.length === 1 && times[0]?.from === 0 && times[0].to === 24 * 60;
const sameTimes = (a: WeeklyRule, b: WeeklyRule) =>
  a.times.length === b.times.length &&
  a.times.every((span, index) => span.from === b.times[index]?.from && span.to === b.times[index]?.to);

/** Days with the same times become one rule: `Mo 9-12; Th 9-12` is "Mondays and Thursdays". */
function joined(rules: readonly WeeklyRule[]): WeeklyRule[] {
  const out: WeeklyRule[] = [];
  for (const rule of rules) {
    const at = out.findIndex((other) => !other.nth.length && !rule.nth.length && sameTimes(other, rule));
    const other = out[at];
    if (other) out[at] = { ...other, days: [...new Set([...other.days, ...rule.days])].sort((a, b) => a - b) };
    else out.push(rule);
  }
  return out.sort((a, b) => (a.days[0] ?? 0) - (b.days[0] ?? 0));
}

function read(text: string): WeeklyHours | undefined {
  if (text === '24/7') return { always: true, rules: [], closedOnHolidays: false, closedInSchoolHolidays: false };
  let rules: WeeklyRule[] = [];
  let closedOnHolidays = false;
  let closedInSchoolHolidays = false;
  for (const part of text.split(/\s*;\s*/)) {
    const match = rulePattern.exec(part);
    if (!match || !part) return undefined;
    const [, dayText = '', timeText = 'open'] = match;
    const off = timeText === 'off' || timeText === 'closed';
    const names = dayText.split(',');
    const holidays = names.includes('PH');
    const schoolHolidays = names.includes('SH');
    const onlyHolidays = names.every((name) => name === 'PH' || name === 'SH');
    if (dayText && onlyHolidays) {
      if (!off) return undefined;
      closedOnHolidays ||= holidays;
      closedInSchoolHolidays ||= schoolHolidays;
      continue;
    }
    if (holidays || schoolHolidays) return undefined;
    const selected = dayText ? readDays(dayText) : { days: everyDay, nth: [] };
    if (!selected) return undefined;
    const times = off || timeText === 'open' ? [] : readTimes(timeText);
    if (!times) return undefined;
    // A later rule replaces an earlier one on the days that both name.
    if (selected.nth.length) {
      if (off || rules.some((rule) => !rule.nth.length && rule.days.some((one) => selected.days.includes(one)))) return undefined;
    } else {
      if (rules.some((rule) => rule.nth.length && rule.days.some((one) => selected.days.includes(one)))) return undefined;
      rules = rules
        .map((rule) => ({ ...rule, days: rule.days.filter((one) => !selected.days.includes(one)) }))
        .filter((rule) => rule.days.length);
    }
    if (!off) rules.push({ ...selected, times: wholeDay(times) ? [] : times });
  }
  const week = joined(rules);
  if (!week.length) return undefined;
  const always =
    !closedOnHolidays &&
    !closedInSchoolHolidays &&
    week.every((rule) => rule.days.length === 7 && !rule.times.length && !rule.nth.length);
  return { always, rules: always ? [] : week, closedOnHolidays, closedInSchoolHolidays };
}

const known = new Map<string, WeeklyHours | undefined>();
const mostKnown = 10_000;

/**
 * Reads OSM opening hours that repeat every week or month. Undefined for what cannot be said in a sentence (seasons,
 * sunsets, appointments): then the worked-out dates say it.
 */
export function readWeeklyHours(text: string): WeeklyHours | undefined {
  const given = text.trim();
  if (known.has(given)) return known.get(given);
  const hours = read(given) ?? read(canonicalHours(given));
  if (known.size >= mostKnown) known.clear();
  known.set(given, hours);
  return hours;
}
