import OpeningHours from 'opening_hours';
import { expect, test } from 'vitest';
import { addDays } from '#platform/days';
import { occurrences } from './occurrences.ts';
import { openIntervals } from './opening-hours.ts';
import table from './school-holidays.json' with { type: 'json' };
import { isSchoolHoliday, schoolHolidaysUntil } from './school-holidays.ts';

test('the table says the same as the data of the opening-hours library, day by day', () => {
  const place = { lat: 51.6, lon: 7.5, address: { country_code: 'de', state: 'Nordrhein-Westfalen' } };
  const library = new OpeningHours('SH', place as never, { mode: 0 } as never);
  for (let day = table.from; day <= table.until; day = addDays(day, 1))
    expect([day, isSchoolHoliday(day)]).toEqual([day, library.getState(new Date(`${day}T12:00:00`))]);
});

test('beyond the table nobody knows, and no date is made up', () => {
  expect([isSchoolHoliday('2023-12-31'), isSchoolHoliday(addDays(schoolHolidaysUntil, 1))]).toEqual([undefined, undefined]);
  const [from, to] = [new Date('2030-02-01T00:00'), new Date('2030-03-01T00:00')];
  expect(openIntervals('Mo 10:00-12:00; SH off', from, to)).toEqual([]);
  expect(openIntervals('Mo 10:00-12:00', from, to)).toHaveLength(4);
});

const never = { schedules: [{ kind: 'weekly' as const, hours: '24/7' }], breaks: [{ from: '2026-12-24', to: '2026-12-26' }] };

test('a helpline that never closes is closed in its break', () => {
  const found = occurrences(never, new Date('2026-12-20T00:00'), new Date('2026-12-31T00:00'));
  expect(found.map(({ from, to }) => [from.toLocaleString('sv-SE'), to.toLocaleString('sv-SE')])).toEqual([
    ['2026-12-20 00:00:00', '2026-12-24 00:00:00'],
    ['2026-12-27 00:00:00', '2026-12-31 00:00:00'],
  ]);
});

test('an evening that begins before the break ends as planned', () => {
  const evening = { schedules: [{ kind: 'weekly' as const, hours: 'We 20:00-01:00' }], breaks: never.breaks };
  const found = occurrences(evening, new Date('2026-12-20T00:00'), new Date('2026-12-31T00:00'));
  expect(found.map(({ from, to }) => [from.toLocaleString('sv-SE'), to.toLocaleString('sv-SE')])).toEqual([
    ['2026-12-23 20:00:00', '2026-12-24 01:00:00'],
    ['2026-12-30 20:00:00', '2026-12-31 00:00:00'],
  ]);
});
