import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { occurrences, offerWeekdays } from './occurrences.ts';
import { canonicalHours, isOpeningHours, openIntervals, weekdays } from './opening-hours.ts';
import { isRecurrenceRule, recurrences } from './recurrence.ts';
import { offer } from './testing.ts';

const local = (text: string) => new Date(text);
const starts = (intervals: readonly { from: Date }[]) => intervals.map(({ from }) => from.toLocaleString('sv-SE').slice(0, 16));

describe('opening hours', () => {
  it.each(['Tu 16:00-18:00; PH,SH off', '24/7', 'Mo[1] 10:00-11:00', 'Di 16-18', 'Mo-Fr 09:00-12:00,14:00-17:00'])(
    'understands %s',
    (text) => {
      expect(isOpeningHours(text)).toBe(true);
    },
  );
  it.each(['', 'Tu 25:00-26:00', 'Tu 16:00-', '<script>', 'jeden zweiten Tag', 'Mo-Fr 09:00-12:00,14:00-'])(
    'refuses %j',
    (text) => {
      expect(isOpeningHours(text)).toBe(false);
    },
  );
  it('writes German day names in the common notation', () => {
    expect(canonicalHours('Di 16-18')).toBe('Tu 16:00-18:00');
  });
  it('knows the public and school holidays of North Rhine-Westphalia', () => {
    // 25 December 2026 is a Friday; the Christmas school holidays last until 6 January 2027; 1 November (All Saints) is a holiday here.
    expect(starts(openIntervals('Fr 10:00-11:00; PH off', local('2026-12-21'), local('2027-01-09')))).toEqual([
      '2027-01-08 10:00',
    ]);
    expect(starts(openIntervals('We 16:00-17:00; SH off', local('2026-12-14'), local('2027-01-14')))).toEqual([
      '2026-12-16 16:00',
      '2027-01-13 16:00',
    ]);
    expect(openIntervals('10:00-11:00; PH off', local('2027-11-01'), local('2027-11-02'))).toEqual([]);
  });
  it('gives no hours for "by appointment"', () => {
    expect(openIntervals('"nach Vereinbarung"', local('2026-12-01'), local('2026-12-08'))).toEqual([]);
  });
  it('lists the weekdays of monthly rules too', () => {
    expect(weekdays('Mo[1] 10:00-11:00; Th 09:00-10:00')).toEqual([1, 4]);
  });
  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'binary' }), (text) => {
        expect(typeof isOpeningHours(text)).toBe('boolean');
        expect(Array.isArray(openIntervals(text, local('2026-12-01'), local('2026-12-03')))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('recurrence rules', () => {
  it.each(['FREQ=WEEKLY;BYDAY=TU;COUNT=10', 'FREQ=MONTHLY;BYDAY=1MO', 'FREQ=DAILY;INTERVAL=2;UNTIL=20270101T000000Z'])(
    'understands %s',
    (rule) => {
      expect(isRecurrenceRule(rule)).toBe(true);
    },
  );
  it.each([
    '',
    'FREQ=SECONDLY',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=WEEKLY;INTERVAL=0',
    'FREQ=WEEKLY;COUNT=-1',
    'DTSTART:20260101T000000Z\nRRULE:FREQ=DAILY',
    'FREQ=WEEKLY;UNTIL=nie',
  ])('refuses %j', (rule) => {
    expect(isRecurrenceRule(rule)).toBe(false);
  });
  it('keeps the wall time when the clocks change', () => {
    const dates = recurrences('2027-03-22T16:00', 90, 'FREQ=WEEKLY;COUNT=2', local('2027-03-01'), local('2027-05-01'));
    expect(starts(dates)).toEqual(['2027-03-22 16:00', '2027-03-29 16:00']);
    expect(dates.map(({ from, to }) => to.getTime() - from.getTime())).toEqual([90 * 60_000, 90 * 60_000]);
  });
  it('stays within the window and never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (rule) => {
        for (const { from, to } of recurrences(
          '2026-12-01T16:00',
          60,
          `FREQ=WEEKLY;${rule}`,
          local('2026-12-01'),
          local('2027-01-01'),
        )) {
          expect(to > local('2026-12-01') && from <= local('2027-01-01')).toBe(true);
        }
      }),
    );
  });
});

describe('occurrences of an offer', () => {
  it('takes breaks out, respects validity and merges overlaps', () => {
    const found = occurrences(
      {
        schedules: [
          { kind: 'weekly', hours: 'Tu 16:00-18:00', validFrom: '2026-12-02', validTo: '2026-12-22' },
          { kind: 'weekly', hours: 'Tu 17:00-19:00', validTo: '2026-12-08' },
        ],
        breaks: [{ from: '2026-12-15', to: '2026-12-15' }],
      },
      local('2026-12-01T00:00'),
      local('2026-12-31T00:00'),
    );
    expect(found.map(({ from, to }) => `${from.toLocaleString('sv-SE')} ${to.getHours()}`)).toEqual([
      '2026-12-01 17:00:00 19',
      '2026-12-08 16:00:00 19',
      '2026-12-22 16:00:00 18',
    ]);
  });
  it('collects the weekdays of all schedules', () => {
    const schedules = [
      { kind: 'weekly' as const, hours: 'Tu 16:00-18:00; PH off' },
      { kind: 'dates' as const, start: '2026-12-04T10:00', minutes: 60, rrule: 'FREQ=WEEKLY;COUNT=3' },
    ];
    expect(offerWeekdays(offer({ schedules }))).toEqual([2, 5]);
  });
});
