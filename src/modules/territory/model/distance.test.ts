import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centroid, distanceKm, nearest } from './distance.ts';

const point = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});
const recklinghausen = { lat: 51.614576, lon: 7.197544 };
const marl = { lat: 51.658211, lon: 7.101811 };

describe('distances', () => {
  it('measures Recklinghausen to Marl as 8.2 km and a quarter of the equator as 10,008 km', () => {
    expect(distanceKm(recklinghausen, marl)).toBeCloseTo(8.2, 1);
    expect(distanceKm({ lat: 0, lon: 0 }, { lat: 0, lon: 90 })).toBeCloseTo(10_007.6, 0);
  });

  it('is a distance: never negative, the same both ways, none to itself, never longer over a third point', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        const direct = distanceKm(a, b);
        expect(direct).toBeGreaterThanOrEqual(0);
        expect(direct).toBeLessThanOrEqual(20_016);
        expect(distanceKm(b, a)).toBeCloseTo(direct, 6);
        expect(distanceKm(a, a)).toBe(0);
        expect(distanceKm(a, c) + distanceKm(c, b)).toBeGreaterThanOrEqual(direct - 1e-3);
      }),
    );
  });

  it('lists the nearest first and leaves out what has no point', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ point: fc.option(point) }), { maxLength: 30 }),
        point,
        fc.integer({ min: 0, max: 10 }),
        (units, from, limit) => {
          const found = nearest(units, from, limit);
          expect(found.length).toBe(Math.min(limit, units.filter((unit) => unit.point).length));
          expect(found.map(({ km }) => km)).toEqual(found.map(({ km }) => km).toSorted((a, b) => a - b));
          const chosen = new Set(found.map(({ unit }) => unit));
          for (const unit of units) {
            if (unit.point && !chosen.has(unit) && found.length)
              expect(distanceKm(unit.point, from)).toBeGreaterThanOrEqual(found.at(-1)?.km ?? 0);
          }
        },
      ),
    );
  });

  it('finds the middle of points', () => {
    expect(centroid([])).toBeUndefined();
    expect(centroid([recklinghausen])).toEqual(recklinghausen);
    expect(
      centroid([
        { lat: 50, lon: 6 },
        { lat: 52, lon: 8 },
      ]),
    ).toEqual({ lat: 51, lon: 7 });
  });
});
