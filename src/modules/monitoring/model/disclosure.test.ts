import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attack } from '../testing/attack.ts';
import { fullTable, territoriesOf } from '../testing/disclosure-tables.ts';
import { primary, withholdTable } from './disclosure.ts';
import type { TableCell } from './disclosure-net.ts';

/** What is wrong with the protection of a full table; nothing: []. */
function leaks(cells: readonly TableCell[], states: Uint8Array, k: number): string[] {
  const blunt = attack(cells, states, 0);
  // Where zeros had to be withheld too, nobody can conclude that what is withheld is not zero.
  const clever = cells.some(({ value }, cell) => value === 0 && states[cell]) ? blunt : attack(cells, states, 1);
  const name = (cell: number) => `${cells[cell]?.territory} ${cells[cell]?.breakdown} = ${cells[cell]?.value}`;
  const small = [...cells.keys()].filter((cell) => (cells[cell]?.value ?? 0) > 0 && (cells[cell]?.value ?? 0) < k);
  return [
    ...small.filter((cell) => !states[cell]).map((cell) => `shown: ${name(cell)}`),
    ...blunt.computed.map((cell) => `computed: ${name(cell)}`),
    ...small.flatMap((cell) => {
      const [[low, high], [, highest]] = [blunt.bounds(cell), clever.bounds(cell)];
      return low > 1 || high < k || highest < k ? [`narrowed to ${low} … ${high} (${highest}): ${name(cell)}`] : [];
    }),
  ];
}

const territories = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }))
  .map(([towns, quarters]) => territoriesOf(towns, quarters.slice(0, towns)));
const dimensions = fc.constantFrom<Readonly<Record<string, number>>>(
  {},
  { age: 3 },
  { age: 5 },
  { sex: 2 },
  { age: 3, sex: 2 },
  { age: 4, origin: 3 },
  { age: 2, origin: 2, sex: 2 },
);
/** Mostly small counts and zeros: the hardest tables. */
const values = fc.array(
  fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 5, max: 9000 })),
  { minLength: 1, maxLength: 60 },
);
const tables = fc.tuple(territories, dimensions, values).map(([places, parts, drawn]) => {
  let next = 0;
  return fullTable(places, parts, () => drawn[next++ % drawn.length] as number);
});

describe('a table with margins', () => {
  it('lets nobody compute what is withheld, nor narrow a small count', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 2, max: 10 }), (cells, k) => {
        expect(leaks(cells, withholdTable(cells, { k }), k)).toEqual([]);
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });

  it('withholds each small count, and zeros hardly ever', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 2, max: 10 }), (cells, k) => {
        const states = withholdTable(cells, { k });
        for (const [cell, { value }] of cells.entries())
          expect(states[cell] === primary).toBe(value !== null && value > 0 && value < k);
      }),
    );
  });
});
