import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { german, translator } from '#platform/i18n';
import { axisLabels, firstAfter, targetPeriod, timeAxis } from './time-axis.ts';

const words = { t: translator(german), language: german };

describe('timeAxis', () => {
  it.each([
    [['2024', '2021'], [], ['2021', '2022', '2023', '2024']],
    [['2022-12-31', '2024-12-31'], [2026], ['2022-12-31', '2023-12-31', '2024-12-31', '2025-12-31', '2026-12-31']],
    [['2024-12-31', '2024-06-30'], [], ['2024-06-30', '2024-12-31']],
    [['2011', '2024-12-31'], [2030], ['2011', '2024-12-31', '2030']],
    [['1871', '2024'], [], ['1871', '2024']],
    [[], [2030], []],
  ])('%j with %j', (periods, years, axis) => {
    expect(timeAxis(periods, years)).toEqual(axis);
  });

  it('keeps every period, once', () => {
    const period = fc.tuple(fc.integer({ min: 1950, max: 2030 }), fc.constantFrom('', '-12-31', '-06', '-08/P12M'));
    fc.assert(
      fc.property(fc.array(period, { minLength: 1, maxLength: 20 }), (some) => {
        const periods = some.map(([year, rest]) => `${year}${rest}`);
        const axis = timeAxis(periods);
        expect(new Set(axis).size).toBe(axis.length);
        for (const one of periods) expect(axis).toContain(one);
      }),
    );
  });
});

describe('labels, targets and breaks', () => {
  it('names the year alone where the day is always the same', () => {
    expect([...axisLabels(['2023-12-31', '2024-12-31'], words).values()]).toEqual(['2023', '2024']);
    expect([...axisLabels(['2024-06-30', '2024-12-31'], words).values()]).toEqual(['30.06.2024', '31.12.2024']);
  });

  it.each([
    [2030, ['2024-12-31'], '2030-12-31'],
    [2024, ['2024-06-30', '2024-12-31'], '2024-12-31'],
    [2030, ['2024-06-30', '2024-12-31'], '2030'],
  ])('a target of %d among %j', (year, periods, period) => {
    expect(targetPeriod(year, periods)).toBe(period);
  });

  it.each([
    ['2022', '2022-12-31'],
    ['2022-12-31', '2022-12-31'],
    ['2020', '2021-12-31'],
    ['2023', undefined],
  ])('a break at %s begins at %s', (period, first) => {
    expect(firstAfter(['2021-12-31', '2022-12-31'], { period })).toBe(first);
  });
});
