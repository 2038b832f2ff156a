import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMeetingDay, isTime, momentOf, timeOf, wallTimeOf } from './meeting-time.ts';

describe('the moment of a day and a time', () => {
  it.each([
    ['2026-01-15', '10:00', '2026-01-15T09:00:00.000Z'],
    ['2026-07-15', '10:00', '2026-07-15T08:00:00.000Z'],
    // The night in which the clocks go forward (29 March 2026), before, within and after the hour that is missing.
    ['2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29', '10:00', '2026-03-29T08:00:00.000Z'],
    // And the one in which they go back: the first of the two.
    ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
    ['2026-12-31', '23:59', '2026-12-31T22:59:00.000Z'],
  ])('%s %s', (day, time, utc) => expect(momentOf(day, time).toISOString()).toBe(utc));

  it('is what the clock shows, but for the hour that is missing', () => {
    const minutes = fc.integer({ min: Date.parse('1990-01-01') / 60_000, max: Date.parse('2099-12-31') / 60_000 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const wall = wallTimeOf(new Date(minute * 60_000));
        const [day = '', time = ''] = wall.split('T');
        expect(wallTimeOf(momentOf(day, time))).toBe(wall);
        expect(timeOf(momentOf(day, time))).toBe(time);
      }),
    );
  });
});

it.each(['2026-02-31', '9999-01-01', '1989-12-31', '0001-01-01', '2026-2-1', 'morgen', ''])('%j is no day of a meeting', (day) =>
  expect(isMeetingDay(day)).toBe(false),
);

it.each(['24:00', '9:00', '12:60', '12:00:00', ''])('%j is no time of a meeting', (time) => expect(isTime(time)).toBe(false));
