import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, classMethods, classOf } from './classes.ts';

const towns = [4.1, 5.2, 5.3, 5.9, 8.8, 9.1, 9.4, 14.6, 15.2];

describe('classify', () => {
  it.each([
    ['pretty', 4, [5, 10, 15]],
    ['equal', 3, [7.8, 11.5]],
    ['quantiles', 3, [5.9, 9.4]],
    ['jenks', 3, [8.8, 14.6]],
    ['jenks', 1, []],
  ] as const)('%s into %d', (method, count, limits) => {
    expect(classify(towns, method, count).map((limit) => Number(limit.toFixed(6)))).toEqual(limits);
  });

  it('makes one class of equal values', () => {
    for (const method of classMethods) expect(classify([3, 3, 3], method, 5)).toEqual([]);
  });

  it('refuses what cannot be classified', () => {
    expect(() => classify([], 'equal', 3)).toThrow(RangeError);
    expect(() => classify([1, Number.NaN], 'equal', 3)).toThrow(RangeError);
    for (const count of [0, 8, 2.5]) expect(() => classify([1, 2], 'jenks', count)).toThrow(RangeError);
  });

  const value = fc.oneof(fc.integer({ min: -100, max: 100 }), fc.double({ min: -1e9, max: 1e9, noNaN: true }));
  const values = fc.array(value, { minLength: 1, maxLength: 60 });

  it('gives ascending limits within the values, not more classes than asked for', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(...classMethods), fc.integer({ min: 1, max: 7 }), (some, method, count) => {
        const limits = classify(some, method, count);
        expect(limits.length).toBeLessThan(count);
        for (const [index, limit] of limits.entries()) {
          expect(limit).toBeGreaterThan(index === 0 ? Math.min(...some) : (limits[index - 1] ?? 0));
          expect(limit).toBeLessThanOrEqual(Math.max(...some));
        }
        for (const one of some) expect(classOf(one, limits)).toBeLessThanOrEqual(limits.length);
      }),
    );
  });

  it('leaves no class of natural breaks empty and finds breaks that no other split betters', () => {
    const spread = (group: readonly number[]) => {
      const mean = group.reduce((sum, one) => sum + one, 0) / group.length;
      return group.reduce((sum, one) => sum + (one - mean) ** 2, 0);
    };
    const few = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(few, (some) => {
        const sorted = some.toSorted((a, b) => a - b);
        const limits = classify(some, 'jenks', 3);
        const groups = Map.groupBy(sorted, (one) => classOf(one, limits));
        expect(groups.size).toBe(Math.min(3, new Set(some).size));
        const found = [...groups.values()].reduce((sum, group) => sum + spread(group), 0);
        for (let first = 1; first < sorted.length - 1; first++)
          for (let second = first + 1; second < sorted.length; second++) {
            const parts = [sorted.slice(0, first), sorted.slice(first, second), sorted.slice(second)];
            expect(found).toBeLessThanOrEqual(parts.reduce((sum, part) => sum + spread(part), 0) + 1e-9);
          }
      }),
    );
  });
});
