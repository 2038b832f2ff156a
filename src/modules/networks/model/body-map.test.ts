import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crossings, layoutNetwork, type MapLink, rowHeight } from './body-map.ts';

const link = fc.record({
  body: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  organisation: fc.constantFrom('1', '2', '3', '4', '5', '6', '7'),
});
const links = fc.array(link, { maxLength: 40 });

/** Two lines cross when their ends stand in opposite orders. */
function slowCrossings(all: readonly MapLink[], bodies: readonly string[], organisations: readonly string[]): number {
  const ends = all.map((one) => [bodies.indexOf(one.body), organisations.indexOf(one.organisation)] as const);
  return ends.flatMap((a, at) => ends.slice(at + 1).filter((b) => (a[0] - b[0]) * (a[1] - b[1]) < 0)).length;
}

const unique = (values: readonly string[]) => [...new Set(values)].sort();

it('counts crossings as by hand', () => {
  fc.assert(
    fc.property(links, (all) => {
      const sides = [unique(all.map(({ body }) => body)), unique(all.map(({ organisation }) => organisation))] as const;
      expect(crossings(all, ...sides)).toBe(slowCrossings(all, ...sides));
    }),
  );
});

it('has every pair once, each side in rows of its own, and fewer crossings than the alphabet', () => {
  fc.assert(
    fc.property(links, (all) => {
      const { bodies, organisations, links: drawn, height, left } = layoutNetwork(all);
      expect(left).toBe(0);
      expect(unique(drawn.map((one) => `${one.body} ${one.organisation}`))).toEqual(
        unique(all.map((one) => `${one.body} ${one.organisation}`)),
      );
      expect(drawn.length).toBe(new Set(all.map((one) => `${one.body} ${one.organisation}`)).size);
      for (const side of [bodies, organisations]) {
        const places = side.map(({ y }) => y);
        for (const [index, y] of places.entries())
          if (index) expect(y - (places[index - 1] as number)).toBeGreaterThanOrEqual(rowHeight - 1);
        for (const y of places) expect(y > 0 && y < height).toBe(true);
      }
      const before = crossings(
        drawn,
        unique(drawn.map(({ body }) => body)),
        unique(drawn.map(({ organisation }) => organisation)),
      );
      const after = crossings(
        drawn,
        bodies.map(({ id }) => id),
        organisations.map(({ id }) => id),
      );
      expect(after).toBeLessThanOrEqual(before);
    }),
  );
});

it('gives the same drawing whatever the order of the links', () => {
  fc.assert(
    fc.property(links, (all) => {
      const [one, other] = [layoutNetwork(all), layoutNetwork(all.toReversed())];
      expect([other.bodies, other.organisations]).toEqual([one.bodies, one.organisations]);
    }),
  );
});

it('untangles what can be untangled', () => {
  const crossed = [
    { body: 'a', organisation: '2' },
    { body: 'b', organisation: '1' },
  ];
  const { bodies, organisations, links: drawn } = layoutNetwork(crossed);
  expect(
    crossings(
      drawn,
      bodies.map(({ id }) => id),
      organisations.map(({ id }) => id),
    ),
  ).toBe(0);
});

it('leaves out the organisations with the fewest seats first', () => {
  const all = [
    { body: 'a', organisation: 'viel' },
    { body: 'b', organisation: 'viel' },
    { body: 'a', organisation: 'wenig' },
  ];
  const { organisations, left } = layoutNetwork(all, 1);
  expect([organisations.map(({ id }) => id), left]).toEqual([['viel'], 1]);
});
