import { describe, expect, it } from 'vitest';
import { labelLines } from '../pages/district-map.tsx';
import { labelSpot } from './label.ts';

describe('labels', () => {
  it.each([
    ['Marl', ['Marl']],
    ['Recklinghausen', ['Recklinghausen']],
    ['Castrop-Rauxel', ['Castrop-', 'Rauxel']],
    ['Schloß Holte-Stukenbrock', ['Schloß Holte-', 'Stukenbrock']],
    ['Werther (Westf.)', ['Werther', '(Westf.)']],
    ['Kreis Recklinghausen', ['Kreis', 'Recklinghausen']],
    ['Endet-mit-Strich-', ['Endet-mit-', 'Strich-']],
  ])('%s is written as %j', (name, lines) => expect(labelLines(name)).toEqual(lines));

  it('stand in the wide part of an area, not in the middle of its box', () => {
    // A flag on a thin pole at the left: the box's middle lies outside.
    const flag = [
      [0, 0],
      [200, 0],
      [200, 80],
      [10, 80],
      [10, 400],
      [0, 400],
      [0, 0],
    ].map(([x, y]) => ({ x: x as number, y: y as number }));
    const spot = labelSpot([flag], 20);
    expect(spot.x).toBe(100);
    expect(spot.y).toBeGreaterThan(20);
    expect(spot.y).toBeLessThan(60);
  });

  it('keep out of holes', () => {
    const ring = (x: number, y: number, side: number) =>
      [
        [x, y],
        [x + side, y],
        [x + side, y + side],
        [x, y + side],
        [x, y],
      ].map(([a, b]) => ({ x: a as number, y: b as number }));
    const spot = labelSpot([ring(0, 0, 100), ring(20, 10, 70)], 5);
    expect(spot.x < 20 || spot.x > 90 || spot.y < 10 || spot.y > 80).toBe(true);
  });
});
