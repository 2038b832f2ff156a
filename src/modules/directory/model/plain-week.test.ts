import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainWeek } from './plain-week.ts';

const weekly = (hours: string, validFrom?: string, validTo?: string) => ({
  kind: 'weekly' as const,
  hours,
  ...(validFrom ? { validFrom } : {}),
  ...(validTo ? { validTo } : {}),
});
const today = '2026-11-23';
const said = (...hours: string[]) =>
  plainWeek(
    hours.map((one) => weekly(one)),
    today,
  )?.map(({ allDay, spans }) => (allDay ? 'all' : spans.map(({ from, to }) => `${from}-${to}`).join(' ')));

describe('a typical week', () => {
  it.each([
    [['Mo-Tu 08:00-12:00; Do 14:00-17:00'], ['08:00-12:00', '08:00-12:00', '', '14:00-17:00', '', '', '']],
    [['Mo,Tu 08:00-12:00; Th 14:00-17:00; PH off'], ['08:00-12:00', '08:00-12:00', '', '14:00-17:00', '', '', '']],
    [['24/7'], ['all', 'all', 'all', 'all', 'all', 'all', 'all']],
    [['Fr 20:00-02:00'], ['', '', '', '', '20:00-23:59', '00:00-02:00', '']],
    [['Su 22:00-01:00'], ['00:00-01:00', '', '', '', '', '', '22:00-23:59']],
    [
      ['We 09:00-11:00', 'We 10:30-13:00'],
      ['', '', '09:00-13:00', '', '', '', ''],
    ],
    [['Tu[1] 09:00-11:00'], undefined],
    [[], undefined],
  ] as const)('of %j', (hours, expected) => {
    expect(said(...hours)).toEqual(expected);
  });

  it('knows what holds today only', () => {
    expect(plainWeek([weekly('Mo 09:00-10:00', '2026-12-01')], today)).toBeUndefined();
    expect(plainWeek([weekly('Mo 09:00-10:00', undefined, '2026-11-22')], today)).toBeUndefined();
    expect(plainWeek([weekly('Mo 09:00-10:00', '2026-11-23', '2026-11-23')], today)).toHaveLength(7);
    expect(plainWeek([{ kind: 'dates', start: '2026-12-01T10:00', minutes: 60 }], today)).toBeUndefined();
  });

  it('has seven days with spans in order that do not touch, whatever the hours', () => {
    const day = fc.constantFrom('Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su');
    const hour = fc.integer({ min: 0, max: 23 }).map((value) => `${String(value).padStart(2, '0')}:30`);
    const hours = fc.tuple(day, hour, hour).map(([on, from, to]) => weekly(`${on} ${from}-${to}`));
    fc.assert(
      fc.property(fc.array(hours, { maxLength: 8 }), (schedules) => {
        const week = plainWeek(schedules, today);
        if (!week) return;
        expect(week).toHaveLength(7);
        for (const { allDay, spans } of week) {
          if (allDay) expect(spans).toEqual([]);
          spans.forEach(({ from, to }, index) => {
            expect(from < to).toBe(true);
            const before = spans[index - 1];
            if (before) expect(before.to < from).toBe(true);
          });
        }
      }),
    );
  });
});
