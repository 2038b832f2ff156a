import { LRUCache } from 'lru-cache';
import OpeningHours from 'opening_hours';
import { isSchoolHoliday } from './school-holidays.ts';
import { type WeekPlan, weekPlanOf } from './week-plan.ts';

/** North Rhine-Westphalia, for public holidays (PH) and school holidays (SH); the place itself matters for sunrise only. */
const northRhineWestphalia = {
  lat: 51.6,
  lon: 7.5,
  address: { country_code: 'de', state: 'Nordrhein-Westfalen' },
} as never;

export interface Interval {
  readonly from: Date;
  readonly to: Date;
}

/** Remembers results by text: a district's offers share few distinct hours, and the evaluator takes milliseconds. */
function remembering<T>(compute: (key: string) => T, max = 2000): (key: string) => T {
  const memory = new LRUCache<string, { value: T }>({ max });
  return (key) => {
    let known = memory.get(key);
    if (!known) {
      known = { value: compute(key) };
      memory.set(key, known);
    }
    return known.value;
  };
}

const parse = remembering((text): OpeningHours | undefined => {
  try {
    return new OpeningHours(text, northRhineWestphalia, { mode: 0, locale: 'de' } as never);
  } catch {
    return undefined;
  }
});

const planOf = remembering(weekPlanOf, 20_000);

/** True for OSM `opening_hours` that the evaluator understands, German day names included. */
export function isOpeningHours(text: string): boolean {
  return planOf(text) !== undefined || parse(text) !== undefined;
}

/** The same hours in canonical English notation: `Di 16-18` → `Tu 16:00-18:00`. */
export function canonicalHours(text: string): string {
  return planOf(text) ? text : (parse(text)?.prettifyValue() ?? text);
}

function evaluate(text: string, from: Date, to: Date): Interval[] {
  const hours = parse(text);
  if (!hours) return [];
  try {
    return hours
      .getOpenIntervals(from, to)
      .filter(([, , unknown]) => !unknown)
      .map(([start, end]) => ({ from: start, to: end }));
  } catch {
    return [];
  }
}

const holidays = remembering((key) => {
  const [rule = '', from = 0, to = 0] = key.split(' ');
  const days = new Set<number>();
  for (const interval of evaluate(rule, new Date(Number(from)), new Date(Number(to)))) {
    for (let at = new Date(interval.from); at < interval.to; at = new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1)) {
      days.add(new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime());
    }
  }
  return days;
}, 50);

/** The day in the process's zone (Europe/Berlin) as ISO text. */
const dayText = (date: Date) =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

const weekdayOf = (date: Date) => ((date.getDay() + 6) % 7) + 1;

function plannedIntervals(plan: WeekPlan, from: Date, to: Date): Interval[] {
  const publicHolidays = plan.offOnHolidays ? holidays(`PH ${from.getTime()} ${to.getTime()}`) : undefined;
  const found: Interval[] = [];
  for (
    let at = new Date(from.getFullYear(), from.getMonth(), from.getDate());
    at < to;
    at = new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1)
  ) {
    if (publicHolidays?.has(at.getTime()) || (plan.offInSchoolHolidays && isSchoolHoliday(dayText(at)) !== false)) continue;
    const weekday = weekdayOf(at);
    for (const slot of plan.slots) {
      if (slot.day !== weekday) continue;
      const moment = (time: string) =>
        new Date(at.getFullYear(), at.getMonth(), at.getDate(), Number(time.slice(0, 2)), Number(time.slice(3)));
      const [start, end] = [moment(slot.from), moment(slot.to)];
      if (end > from && start < to) found.push({ from: start < from ? from : start, to: end > to ? to : end });
    }
  }
  return found;
}

/**
 * When it is open between two moments; the process runs in Europe/Berlin. Hours by appointment (unknown) do not count
 * as open. Holidays that are not decided yet (school holidays some years ahead) give no interval instead of a guess.
 * Plain weekly hours, nearly all there are, are worked out here: a hundred times faster than by the evaluator.
 */
export function openIntervals(text: string, from: Date, to: Date): readonly Interval[] {
  return knownIntervals(`${from.getTime()} ${to.getTime()} ${text}`);
}

/** Many offers share their hours, and all are worked out for the same weeks. */
const knownIntervals = remembering((key): readonly Interval[] => {
  const [, from = '', to = '', text = ''] = /^(-?\d+) (-?\d+) (.*)$/s.exec(key) ?? [];
  const [start, end] = [new Date(Number(from)), new Date(Number(to))];
  const plan = planOf(text);
  return plan ? plannedIntervals(plan, start, end) : evaluate(text, start, end);
});

const evaluatedWeekdays = remembering((text) => {
  // 52 weeks catch rules such as "first Monday of the month".
  const start = new Date(2026, 0, 5);
  return [...new Set(evaluate(text, start, new Date(2027, 0, 4)).map(({ from }) => weekdayOf(from)))].sort((a, b) => a - b);
});

/** ISO weekdays (1 = Monday … 7 = Sunday) on which it opens in a typical week, outside of holidays. */
export function weekdays(text: string): number[] {
  const plan = planOf(text);
  return plan ? [...new Set(plan.slots.map((slot) => slot.day))].sort((a, b) => a - b) : [...evaluatedWeekdays(text)];
}
