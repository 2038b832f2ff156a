import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recurrences } from './recurrence.ts';
import { readSeries } from './series.ts';

const dates = (rrule?: string, start = '2026-12-01T16:00') =>
  readSeries({ kind: 'dates', start, minutes: 90, ...(rrule ? { rrule } : {}) });
const times = [{ from: 960, to: 1050 }];

describe('reading dated schedules', () => {
  it('reads a single date', () => expect(dates()).toEqual({ kind: 'once', day: '2026-12-01', from: 960, minutes: 90 }));

  it.each([
    ['FREQ=WEEKLY;BYDAY=TU;COUNT=3', { rule: { days: [2], nth: [], times }, weeks: 1, last: '2026-12-15' }],
    ['FREQ=WEEKLY', { rule: { days: [2], nth: [], times }, weeks: 1, last: null }],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,TU', { rule: { days: [2, 4], nth: [], times }, weeks: 2, last: null }],
    ['FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270301T000000Z', { rule: { days: [2], nth: [1], times }, weeks: 1, last: '2027-02-02' }],
    ['FREQ=DAILY;COUNT=2', { rule: { days: [1, 2, 3, 4, 5, 6, 7], nth: [], times }, weeks: 1, last: '2026-12-02' }],
  ])('%s', (rrule, expected) => expect(dates(rrule)).toEqual({ kind: 'regular', first: '2026-12-01', ...expected }));

  it.each([
    'FREQ=MONTHLY;BYMONTHDAY=5',
    'FREQ=YEARLY',
    'FREQ=MONTHLY;BYDAY=1TU,2WE',
    'FREQ=WEEKLY;BYDAY=TU;BYSETPOS=1',
    'FREQ=DAILY;INTERVAL=3',
  ])('%s is irregular', (rrule) => expect(dates(rrule).kind).toBe('irregular'));

  it('names days on which the series really takes place', () => {
    const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
    fc.assert(
      fc.property(fc.subarray(names, { minLength: 1 }), fc.integer({ min: 1, max: 4 }), (days, interval) => {
        const rrule = `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${days.join(',')}`;
        const series = dates(rrule);
        const start = new Date('2026-12-01T16:00:00');
        const taken = recurrences('2026-12-01T16:00', 90, rrule, start, new Date(start.getTime() + 200 * 24 * 3600_000));
        const seen = [...new Set(taken.map(({ from }) => ((from.getDay() + 6) % 7) + 1))].sort();
        expect(series.kind === 'regular' && series.rule.days).toEqual(seen);
      }),
      { numRuns: 60 },
    );
  });
});
