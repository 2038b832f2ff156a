import fc from 'fast-check';
import OpeningHours from 'opening_hours';
import { describe, expect, it } from 'vitest';
import { addDays } from '#platform/days';
import { matchDays, scheduledDays } from './schedule.ts';
import { isPublicHoliday } from './schedule-holidays.ts';

const place = { lat: 51.6, lon: 7.5, address: { country_code: 'de', state: 'Nordrhein-Westfalen' } };

it('knows the public holidays of North Rhine-Westphalia as the opening hours of the directory do', () => {
  const holidays = new OpeningHours('PH', place as never, { mode: 0, locale: 'de' } as never);
  for (let day = '2025-01-01'; day < '2029-01-01'; day = addDays(day, 1))
    expect([day, isPublicHoliday(day)]).toEqual([day, holidays.getState(new Date(`${day}T12:00:00`))]);
});

describe('the days of a schedule', () => {
  it.each([
    ['twice a year', 'FREQ=MONTHLY;INTERVAL=6', '2026-05-12', ['2026-11-12', '2027-05-12', '2027-11-12']],
    [
      'every second Tuesday of the quarter',
      'FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU',
      '2026-11-10',
      ['2026-11-10', '2027-02-09', '2027-05-11', '2027-08-10', '2027-11-09'],
    ],
    ['from a Saturday to Monday', 'FREQ=YEARLY', '2020-11-28', ['2026-11-30', '2027-11-29']],
    ['from Good Friday to Tuesday', 'FREQ=YEARLY', '2021-03-26', ['2027-03-30']],
    [
      'a Thursday rule from Corpus Christi to the Thursday after',
      'FREQ=YEARLY;BYMONTH=5;BYDAY=-1TH',
      '2020-05-28',
      ['2027-06-03'],
    ],
    ['none without a rule', '', '2026-05-12', []],
    ['none for nonsense', 'FREQ=SOMETIMES', '2026-05-12', []],
    ['none for a rule that cannot be', 'FREQ=MONTHLY;BYDAY=ZZ', '2026-05-12', []],
  ])('%s', (_name, rule, anchor, expected) => {
    expect(scheduledDays(rule, anchor, '2026-10-31', '2027-11-30')).toEqual(expected);
  });

  it('are bounded for a rule that meets every day', () => {
    expect(scheduledDays('FREQ=DAILY', '2026-01-01', '2026-01-01', '2027-01-01').length).toBeLessThanOrEqual(60);
  });
});

describe('the open days', () => {
  const days = ['2026-11-12', '2027-05-12', '2027-11-12'];

  it.each([
    ['all without a meeting', [], days],
    ['none that a meeting stands on', days, []],
    ['not the one a meeting was moved from', ['2026-11-26'], ['2027-05-12', '2027-11-12']],
    ['one for each meeting', ['2027-05-20', '2027-05-12'], ['2026-11-12', '2027-11-12']],
    ['far meetings take none', ['2025-01-01'], days],
  ])('%s', (_name, meetings, expected) => expect(matchDays(days, meetings).open).toEqual(expected));

  it('leave over what the schedule does not ask for any more', () => {
    const quarterly = ['2026-11-12', '2027-02-12', '2027-05-12', '2027-08-12'];
    expect(matchDays(days, quarterly)).toEqual({ open: ['2027-11-12'], spare: ['2027-02-12', '2027-08-12'] });
    expect(matchDays(['2026-11-12', '2027-05-12'], quarterly).spare).toEqual(['2027-02-12', '2027-08-12']);
  });

  it('planned once leave nothing to plan', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((offset) => addDays('2026-11-22', offset));
    fc.assert(
      fc.property(
        fc.constantFrom('FREQ=MONTHLY;INTERVAL=6', 'FREQ=MONTHLY;BYDAY=1MO', 'FREQ=WEEKLY'),
        fc.array(day),
        (rule, meetings) => {
          const all = scheduledDays(rule, '2026-11-01', '2026-11-22', '2027-11-22');
          const planned = matchDays(all, meetings).open;
          const again = matchDays(all, [...meetings, ...planned].toSorted());
          expect(again.open).toEqual([]);
          expect(again.spare.filter((one) => planned.includes(one))).toEqual([]);
        },
      ),
    );
  });
});
