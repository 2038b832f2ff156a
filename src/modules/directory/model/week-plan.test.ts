import fc from 'fast-check';
import OpeningHours from 'opening_hours';
import { describe, expect, test } from 'vitest';
import { weekPlan } from '../testing/arbitraries.ts';
import { isOpeningHours, openIntervals } from './opening-hours.ts';
import { dayList, daysOf, hoursOf, type WeekPlan, weekPlanOf } from './week-plan.ts';

test.each([
  [[1, 2, 3, 4, 5], 'Mo-Fr'],
  [[2, 4], 'Tu,Th'],
  [[1, 2], 'Mo,Tu'],
  [[7, 1], 'Mo,Su'],
  [[1, 2, 3, 5], 'Mo-We,Fr'],
])('days %j are written %s', (days, text) => {
  expect(dayList(days)).toBe(text);
  expect(daysOf(text)?.sort()).toEqual([...days].sort());
});

test.each([
  'Mo-Fr 09:00-12:00',
  'Tu 16:00-18:00; PH,SH off',
  'Mo,We,Fr 09:00-11:30; PH off',
  'Mo 10:00-12:00,14:00-16:00; Tu 10:00-12:00',
])('the rows of %s say the same', (hours) => expect(hoursOf(weekPlanOf(hours) as WeekPlan)).toBe(hours));

test.each([
  '24/7',
  'Mo-Tu 10:00-12:00',
  'Mo 22:00-02:00',
  'Mo[1] 10:00-12:00',
  'Dec 24 off',
  '',
  'PH off',
  'Fr-Mo 10:00-12:00',
  'Mo 10:00-12:00 "x"',
])('%s stays text', (hours) => expect(weekPlanOf(hours)).toBeUndefined());

describe('every plan', () => {
  test('survives being written and read', () => {
    fc.assert(
      fc.property(weekPlan, (plan) => {
        const hours = hoursOf(plan);
        expect(hoursOf(weekPlanOf(hours) as WeekPlan)).toBe(hours);
      }),
    );
  });

  test('opens as the evaluator of OSM opening hours says', () => {
    const place = { lat: 51.6, lon: 7.5, address: { country_code: 'de', state: 'Nordrhein-Westfalen' } } as never;
    // Four weeks with Christmas, New Year and school holidays.
    const [from, to] = [new Date(2026, 11, 9), new Date(2027, 0, 20)];
    fc.assert(
      fc.property(weekPlan, (plan) => {
        const hours = hoursOf(plan);
        const evaluated = new OpeningHours(hours, place, { mode: 0 } as never)
          .getOpenIntervals(from, to)
          .map(([start, end]) => [start.toISOString(), end.toISOString()]);
        const planned = openIntervals(hours, from, to).map((one) => [one.from.toISOString(), one.to.toISOString()]);
        expect(isOpeningHours(hours)).toBe(true);
        expect(planned).toEqual(evaluated);
      }),
      { numRuns: 40 },
    );
  });
});
