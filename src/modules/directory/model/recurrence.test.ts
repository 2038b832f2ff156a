import fc from 'fast-check';
import rrule from 'rrule';
import { expect, it } from 'vitest';
import { recurrences } from './recurrence.ts';

const { RRule } = rrule;

it('finds for rules of weeks what the evaluator finds', () => {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = fc.tuple(fc.integer({ min: 2020, max: 2027 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }));
  const part = (name: string, value: fc.Arbitrary<string | number>) =>
    fc.option(
      value.map((text) => `${name}=${text}`),
      { nil: undefined },
    );
  const days = fc.subarray(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], { minLength: 1 });
  const rule = fc
    .tuple(
      part('INTERVAL', fc.integer({ min: 1, max: 5 })),
      part('BYDAY', days.chain((some) => fc.shuffledSubarray(some, { minLength: 1 })).map(String)),
      fc.oneof(
        part('COUNT', fc.integer({ min: 1, max: 400 })),
        part(
          'UNTIL',
          day.map(([year, month, date]) => `${year}${two(month)}${two(date)}T170000Z`),
        ),
      ),
    )
    .map((parts) => ['FREQ=WEEKLY', ...parts.filter((one) => one !== undefined)].join(';'));
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 4, max: 22 }),
      rule,
      fc.integer({ min: 0, max: 800 }),
      ([year, month, date], hour, text, length) => {
        const start = `${year}-${two(month)}-${two(date)}T${two(hour)}:00`;
        const from = new Date(2026, 5, 1, 12);
        const to = new Date(2026, 5, 1 + length, 12);
        const wall = (moment: Date) =>
          new Date(Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate(), moment.getHours()));
        const expected = new RRule({ ...RRule.parseString(text), dtstart: new Date(`${start}:00Z`) }).between(
          new Date(wall(from).getTime() - 60 * 60_000),
          wall(to),
          true,
          (_date, count) => count < 500,
        );
        expect(recurrences(start, 60, text, from, to).map((one) => wall(one.from).toISOString())).toEqual(
          expected.map((one) => one.toISOString()),
        );
      },
    ),
    { numRuns: 300 },
  );
});
