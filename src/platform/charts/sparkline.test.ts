import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sparkline } from './index.ts';

const path = (values: readonly (number | null)[], dir: 'ltr' | 'rtl' = 'ltr') =>
  / d="([^"]+)"/.exec(sparkline(values, dir) ?? '')?.[1] ?? '';

it('goes from the oldest to the newest value, the lowest below, and leaves gaps', () => {
  expect(path([1, 2, null, 3])).toBe('M4 28L41.3 16M116 4');
  expect(path([1, 2], 'rtl')).toBe('M116 28L4 4');
  expect(path([5, 5])).toBe('M4 16L116 16');
});

it('is none of one value', () => {
  expect(sparkline([null, 3], 'ltr')).toBeUndefined();
  expect(sparkline([], 'ltr')).toBeUndefined();
});

it('stays in its box whatever the values', () => {
  const value = fc.option(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { nil: null });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 30 }), (values) => {
      for (const [, x, y] of path(values).matchAll(/[ML]([-\d.]+) ([-\d.]+)/g)) {
        expect(Number(x) >= 4 && Number(x) <= 116 && Number(y) >= 4 && Number(y) <= 28).toBe(true);
      }
    }),
  );
});
