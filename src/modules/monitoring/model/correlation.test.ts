import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cautionsOf, pearson, ranksOf, spearman } from './correlation.ts';

const pairs = (...all: readonly (readonly [number, number])[]) => all.map(([x, y]) => ({ x, y }));

describe('coefficients', () => {
  // Computed by hand: sum of products 16, sums of squares 10 and 40 → 16 / 20.
  test('of a small example', () => {
    const example = pairs([1, 2], [2, 6], [3, 4], [4, 10], [5, 8]);
    expect(pearson(example)).toBeCloseTo(0.8, 12);
    expect(spearman(example)).toBeCloseTo(0.8, 12);
  });

  test('of a curve: the ranks agree wholly, the line does not', () => {
    const curve = pairs([1, 1], [2, 4], [3, 9], [4, 16], [5, 25], [6, 36]);
    expect(spearman(curve)).toBeCloseTo(1, 12);
    expect(pearson(curve)).toBeLessThan(0.99);
  });

  test('need five places, and figures that differ', () => {
    expect(pearson(pairs([1, 1], [2, 2], [3, 3], [4, 4]))).toBeUndefined();
    expect(pearson(pairs([1, 1], [1, 2], [1, 3], [1, 4], [1, 5]))).toBeUndefined();
    expect(spearman(pairs([1, 0.1], [2, 0.1], [3, 0.1], [4, 0.1], [5, 0.1]))).toBeUndefined();
  });

  test('ties share their rank', () => {
    expect(ranksOf([10, 20, 20, 5, 20])).toEqual([2, 4, 4, 1, 4]);
    expect(ranksOf([])).toEqual([]);
  });

  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const sets = fc.array(fc.record({ x: value, y: value }), { maxLength: 40 });

  test('lie between -1 and 1, and do not mind which axis is which', () => {
    fc.assert(
      fc.property(sets, (set) => {
        for (const coefficient of [pearson, spearman]) {
          const found = coefficient(set);
          const turned = coefficient(set.map(({ x, y }) => ({ x: y, y: x })));
          if (found === undefined) expect(turned).toBeUndefined();
          else {
            expect(Math.abs(found)).toBeLessThanOrEqual(1);
            expect(turned).toBeCloseTo(found, 9);
          }
        }
      }),
    );
  });

  test('turn their sign with one axis; ranks do not mind a stretched one', () => {
    const whole = fc.uniqueArray(fc.record({ x: fc.integer({ min: -999, max: 999 }), y: fc.integer({ min: -999, max: 999 }) }), {
      minLength: 5,
      maxLength: 30,
      selector: ({ x }) => x,
    });
    fc.assert(
      fc.property(whole, (set) => {
        const [found, against] = [pearson(set), pearson(set.map(({ x, y }) => ({ x, y: -y })))];
        if (found === undefined) expect(against).toBeUndefined();
        else expect(against).toBeCloseTo(-found, 9);
        const [ranked, stretched] = [spearman(set), spearman(set.map(({ x, y }) => ({ x: x ** 3, y })))];
        if (ranked === undefined) expect(stretched).toBeUndefined();
        else expect(stretched).toBeCloseTo(ranked, 9);
      }),
    );
  });
});

test('what to think of', () => {
  const sharp = [{ values: [1, 50], uncertainty: 0.05 }];
  expect(cautionsOf({ count: 30, bothAdditive: false, samePeriod: true, axes: sharp })).toEqual([]);
  expect(
    cautionsOf({ count: 10, bothAdditive: true, samePeriod: false, axes: [...sharp, { values: [1, 2], uncertainty: 0.5 }] }),
  ).toEqual(['few', 'size', 'rounded', 'times']);
});
