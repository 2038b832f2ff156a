import fc from 'fast-check';
import rrule from 'rrule';
import { describe, expect, it } from 'vitest';
import { isoDay } from './series.ts';
import { stretchesOf } from './stretches.ts';

const { RRule } = rrule;
const from = new Date('2026-11-23T10:00:00+01:00');
const to = new Date('2027-11-24T00:00:00+01:00');
const schedule = (start: string, rrule?: string, minutes = 90) => ({
  kind: 'dates' as const,
  start,
  minutes,
  ...(rrule ? { rrule } : {}),
});
const days = (dates: readonly { from: Date }[]) => dates.map((date) => isoDay(date.from));

describe('dates of a schedule for formats that know rules and no exceptions', () => {
  it('are one stretch where nothing is left out, and end', () => {
    const [found, ...others] = stretchesOf(schedule('2026-12-01T16:00', 'FREQ=WEEKLY;COUNT=3'), [], from, to);
    expect(others).toEqual([]);
    expect(days(found?.dates ?? [])).toEqual(['2026-12-01', '2026-12-08', '2026-12-15']);
    expect(found?.rule).toBe('FREQ=WEEKLY;UNTIL=20261215T235959');
  });

  it('are bounded where the rule has no end', () => {
    const [weekly] = stretchesOf(schedule('2020-01-07T16:00', 'FREQ=WEEKLY'), [], from, to);
    expect(weekly?.dates.length).toBe(53);
    expect(weekly?.rule).toMatch(/^FREQ=WEEKLY;UNTIL=2027/);
    const [daily] = stretchesOf(schedule('1990-01-01T08:00', 'FREQ=DAILY;BYHOUR=8,9,10,11;BYMINUTE=0,15,30'), [], from, to);
    expect(daily?.dates.length).toBeLessThanOrEqual(500);
  });

  it('are cut by breaks, and have no rule where one date is left', () => {
    const breaks = [{ from: '2026-12-08', to: '2026-12-15' }];
    const found = stretchesOf(schedule('2026-12-01T16:00', 'FREQ=WEEKLY;COUNT=5'), breaks, from, to);
    expect(found.map(({ dates, rule }) => [days(dates), rule])).toEqual([
      [['2026-12-01'], null],
      [['2026-12-22', '2026-12-29'], 'FREQ=WEEKLY;UNTIL=20261229T235959'],
    ]);
  });

  it.each([
    ['a single one', schedule('2026-11-23T09:30'), 1],
    ['a single one that is over', schedule('2026-11-23T08:00'), 0],
    ['a series that is over', schedule('2026-01-01T08:00', 'FREQ=WEEKLY;COUNT=2'), 0],
    ['one in a break only', schedule('2026-12-24T08:00'), 0],
  ])('%s', (_name, one, expected) => {
    expect(stretchesOf(one, [{ from: '2026-12-24', to: '2026-12-26' }], from, to)).toHaveLength(expected);
  });

  it('come out of their rules again, whatever the rule', () => {
    const rule = fc.oneof(
      fc
        .tuple(fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY'), fc.integer({ min: 1, max: 4 }))
        .map(([freq, interval]) => `FREQ=${freq};INTERVAL=${interval}`),
      fc
        .subarray(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], { minLength: 1 })
        .map((some) => `FREQ=WEEKLY;INTERVAL=2;BYDAY=${some}`),
      fc.constantFrom(
        'FREQ=MONTHLY;BYDAY=1TU,-1FR',
        'FREQ=MONTHLY;BYMONTHDAY=-1',
        'FREQ=YEARLY;BYMONTH=5;BYDAY=2SU',
        'FREQ=WEEKLY;COUNT=7',
      ),
    );
    // Between two and three at night an hour is missing once a year; nobody meets then.
    const start = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 4, max: 23 })).map(([day, hour]) => {
      const date = new Date(Date.UTC(2025, 5, 1 + day, hour, 30));
      return date.toISOString().slice(0, 16);
    });
    const aBreak = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 40 })).map(([day, length]) => ({
      from: isoDay(new Date(2026, 11, 1 + day)),
      to: isoDay(new Date(2026, 11, 1 + day + length)),
    }));
    fc.assert(
      fc.property(start, rule, fc.array(aBreak, { maxLength: 3 }), (begin, text, breaks) => {
        for (const { dates, rule: made } of stretchesOf(schedule(begin, text), breaks, from, to)) {
          expect(dates.length).toBeGreaterThan(0);
          for (const date of dates)
            expect(breaks.some((one) => one.from <= isoDay(date.from) && isoDay(date.from) <= one.to)).toBe(false);
          if (made === null) continue;
          const [first] = dates;
          if (!first) continue;
          const wall = (date: Date) =>
            new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes()));
          const again = new RRule({ ...RRule.parseString(made), dtstart: wall(first.from) }).all();
          expect(again.map((date) => date.toISOString())).toEqual(dates.map((date) => wall(date.from).toISOString()));
        }
      }),
      { numRuns: 150 },
    );
  });
});
