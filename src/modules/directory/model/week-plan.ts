/**
 * The plain weekly hours that people enter row by row: weekday, from, to, and whether holidays count. The subset of
 * OSM `opening_hours` that needs no evaluator; everything beyond it stays text for those who know the syntax.
 */
export interface WeekPlan {
  readonly slots: readonly Slot[];
  /** Closed on public holidays (PH) and in school holidays (SH). */
  readonly offOnHolidays: boolean;
  readonly offInSchoolHolidays: boolean;
}

/** One row; `day` is the ISO weekday (1 = Monday), times are `HH:MM` with `from` before `to`. */
export interface Slot {
  readonly day: number;
  readonly from: string;
  readonly to: string;
}

export const weekdayCodes = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;

const dayNumber = (code: string) => weekdayCodes.indexOf(code as (typeof weekdayCodes)[number]) + 1;

/** `[1, 2, 3, 5]` → `Mo-We,Fr`: three days in a row become a range. */
export function dayList(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let index = 0; index < sorted.length; ) {
    let last = index;
    while (sorted[last + 1] === (sorted[last] as number) + 1) last += 1;
    const code = (at: number) => weekdayCodes[(sorted[at] as number) - 1] as string;
    if (last - index >= 2) {
      parts.push(`${code(index)}-${code(last)}`);
      index = last + 1;
    } else {
      parts.push(code(index));
      index += 1;
    }
  }
  return parts.join(',');
}

const day = '(?:Mo|Tu|We|Th|Fr|Sa|Su)';
const daysPattern = new RegExp(`^${day}(?:-${day})?(?:,${day}(?:-${day})?)*$`);

/** `Mo-We,Fr` → `[1, 2, 3, 5]`; nothing when it is not a plain list of weekdays in order. */
export function daysOf(text: string): number[] | undefined {
  if (!daysPattern.test(text)) return undefined;
  const days = text.split(',').flatMap((part) => {
    const [first = '', last = first] = part.split('-');
    return Array.from({ length: dayNumber(last) - dayNumber(first) + 1 }, (_, index) => dayNumber(first) + index);
  });
  return dayList(days) === text ? days : undefined;
}

/** The plan as OSM `opening_hours`: days with the same times share a rule, holidays come last. */
export function hoursOf(plan: WeekPlan): string {
  const sorted = [...plan.slots].sort((a, b) => a.day - b.day || (a.from < b.from ? -1 : 1));
  const timesByDay = new Map<number, string[]>();
  for (const slot of sorted) timesByDay.set(slot.day, [...(timesByDay.get(slot.day) ?? []), `${slot.from}-${slot.to}`]);
  const daysByTimes = new Map<string, number[]>();
  for (const [number, times] of timesByDay)
    daysByTimes.set(times.join(','), [...(daysByTimes.get(times.join(',')) ?? []), number]);
  const rules = [...daysByTimes].map(([times, days]) => `${dayList(days)} ${times}`);
  const off = [...(plan.offOnHolidays ? ['PH'] : []), ...(plan.offInSchoolHolidays ? ['SH'] : [])];
  return [...rules, ...(off.length ? [`${off.join(',')} off`] : [])].join('; ');
}

const time = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const rulePattern = new RegExp(`^([A-Za-z,-]+) (${time}-${time}(?:,${time}-${time})*)$`);

/** The rows of plain hours; nothing when the text says more than rows can, or says it in another order. */
export function weekPlanOf(hours: string): WeekPlan | undefined {
  const rules = hours.split('; ');
  const off = /^(PH)?,?(SH)? off$/.exec(rules.at(-1) ?? '');
  if (off) rules.pop();
  const slots: Slot[] = [];
  for (const rule of rules) {
    const [, dayText = '', times = ''] = rulePattern.exec(rule) ?? [];
    const days = daysOf(dayText);
    if (!days) return undefined;
    for (const number of days) {
      for (const range of times.split(',')) {
        const [from = '', to = ''] = range.split('-');
        if (from >= to) return undefined;
        slots.push({ day: number, from, to });
      }
    }
  }
  const plan = { slots, offOnHolidays: Boolean(off?.[1]), offInSchoolHolidays: Boolean(off?.[2]) };
  return slots.length && hoursOf(plan) === hours ? plan : undefined;
}
