import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openIntervals } from './opening-hours.ts';
import { readWeeklyHours, type WeeklyHours } from './weekly-hours.ts';

const week = (hours: WeeklyHours) => ({
  closedOnHolidays: hours.closedOnHolidays,
  closedInSchoolHolidays: hours.closedInSchoolHolidays,
  rules: hours.rules,
});

describe('reading weekly hours', () => {
  it.each([
    ['Mo,We,Fr 09:00-11:30; PH,SH off', [{ days: [1, 3, 5], nth: [], times: [{ from: 540, to: 690 }] }], true, true],
    [
      'Mo 09:00-12:00; Th 14:00-17:00; PH off',
      [
        { days: [1], nth: [], times: [{ from: 540, to: 720 }] },
        { days: [4], nth: [], times: [{ from: 840, to: 1020 }] },
      ],
      true,
      false,
    ],
    [
      'Mo-Fr 09:00-12:00,14:00-17:00',
      [
        {
          days: [1, 2, 3, 4, 5],
          nth: [],
          times: [
            { from: 540, to: 720 },
            { from: 840, to: 1020 },
          ],
        },
      ],
      false,
      false,
    ],
    ['Tu[1,3] 16:00-18:00', [{ days: [2], nth: [1, 3], times: [{ from: 960, to: 1080 }] }], false, false],
    ['Tu', [{ days: [2], nth: [], times: [] }], false, false],
    ['Di 16-18', [{ days: [2], nth: [], times: [{ from: 960, to: 1080 }] }], false, false],
    ['Fr 22:00-02:00', [{ days: [5], nth: [], times: [{ from: 1320, to: 1560 }] }], false, false],
    ['Mo 10:00-12:00; We 10:00-12:00', [{ days: [1, 3], nth: [], times: [{ from: 600, to: 720 }] }], false, false],
  ] as const)('%s', (text, rules, closedOnHolidays, closedInSchoolHolidays) => {
    const hours = readWeeklyHours(text);
    expect(hours && week(hours)).toEqual({ rules, closedOnHolidays, closedInSchoolHolidays });
  });

  it('knows what never closes', () => {
    expect(readWeeklyHours('24/7')?.always).toBe(true);
    expect(readWeeklyHours('Mo-Su 00:00-24:00')?.always).toBe(true);
    expect(readWeeklyHours('24/7; PH off')?.always ?? false).toBe(false);
  });

  it.each([
    'Mar-Oct Mo 10:00-12:00',
    'sunrise-sunset',
    'Mo-Fr 10:00+',
    'off',
    'PH 10:00-12:00',
    'Mo "nach Vereinbarung"',
    'Mo 25:00-99:99',
    '',
  ])('says nothing about %j', (text) => expect(readWeeklyHours(text)).toBeUndefined());

  const names = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const rule = fc
    .record({
      days: fc.subarray(names, { minLength: 1 }),
      span: fc
        .tuple(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 5, max: 600 }))
        .filter(([from, length]) => from + length < 1440),
    })
    .map(({ days, span: [from, length] }) => `${days.join(',')} ${clock(from)}-${clock(from + length)}`);

  it('means the same minutes of a week as the evaluator', () => {
    // A week without public or school holidays in North Rhine-Westphalia.
    const monday = new Date(2026, 8, 7);
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), (rules) => {
        const text = rules.join('; ');
        const hours = readWeeklyHours(text);
        const said = (hours?.rules ?? [])
          .flatMap(({ days, times }) =>
            days.flatMap((one) => times.map(({ from, to }) => [(one - 1) * 1440 + from, (one - 1) * 1440 + to])),
          )
          .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
        const evaluated = openIntervals(text, monday, new Date(2026, 8, 14)).map(({ from, to }) => [
          Math.round((from.getTime() - monday.getTime()) / 60_000),
          Math.round((to.getTime() - monday.getTime()) / 60_000),
        ]);
        expect(said).toEqual(evaluated);
      }),
      { numRuns: 150 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('Mo', '-', ',', '[1]', ' ', '10:00', ';', 'off', 'PH') })),
        (text) => void readWeeklyHours(text),
      ),
    );
  });
});
