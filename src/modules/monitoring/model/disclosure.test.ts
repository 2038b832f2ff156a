import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attack } from '../testing/attack.ts';
import { fullTable, largeTable, territoriesOf } from '../testing/disclosure-tables.ts';
import { primary, secondary, shown, withholdTable } from './disclosure.ts';
import type { TableCell } from './disclosure-cells.ts';

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
      { numRuns: 100, endOnFailure: true },
    );
  });

  it('keeps that where some of its figures were not delivered', () => {
    fc.assert(
      fc.property(tables, fc.array(fc.nat(6), { minLength: 1, maxLength: 90 }), (full, gaps) => {
        const delivered = full.map((_, cell) => gaps[cell % gaps.length] !== 0);
        const decided = withholdTable(
          full.filter((_, cell) => delivered[cell]),
          { k: 5 },
        );
        let next = 0;
        const states = Uint8Array.from(delivered, (there) => (there ? (decided[next++] as number) : secondary));
        const found = attack(full, states, 0);
        for (const [cell, { value }] of full.entries()) {
          if (states[cell] !== primary) continue;
          const [low, high] = found.bounds(cell);
          expect([low <= 1, high >= 5], `${value}: ${low} … ${high}`).toEqual([true, true]);
        }
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });

  it('takes a part that was not delivered for no people of unknown kind', () => {
    const cell = (breakdown: string, value: number): TableCell => ({ territory: '05999', breakdown, value });
    const small = cell('age=c1;sex=c1', 4);
    const delivered = [
      cell('', 51054),
      cell('sex=c2', 15002),
      small,
      cell('age=c2', 35996),
      cell('age=c2;sex=c2', 6),
      cell('age=c3;sex=c1', 58),
    ];
    // All men, less those of c2 (all of c2 less its women), less those of c3: what is left are the four.
    const states = withholdTable(delivered, { k: 5 });
    expect(states[2]).toBe(primary);
    expect([...states].filter((state) => state === secondary).length).toBeGreaterThan(0);
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

describe('the large table', () => {
  const cells = largeTable();
  const states = withholdTable(cells, { k: 5 });
  const withheld = (state: number) => states.filter((one) => one === state).length;

  it('keeps each withheld count from being computed or narrowed', () => {
    expect(cells).toHaveLength(54 * 21 * 3);
    expect(withheld(primary)).toBeGreaterThan(100);
    expect(leaks(cells, states, 5)).toEqual([]);
  });

  it('loses no more than four further figures for each', () => {
    expect(withheld(secondary)).toBeLessThan(4 * withheld(primary));
    for (const [cell, { territory }] of cells.entries()) if (territory === '05999') expect(states[cell]).not.toBe(secondary);
  });

  it('would be open if only the small counts were withheld', () => {
    const naive = states.map((state) => (state === primary ? primary : shown));
    expect(attack(cells, naive, 0).computed.length).toBeGreaterThan(100);
  });

  it('is decided the same each time', () => {
    expect(withholdTable(cells, { k: 5 })).toEqual(states);
  });
});

/** Territory, breakdown, value; marked with the state of each. */
const decided = (rows: readonly (readonly [string, string, number | null])[], rule: Parameters<typeof withholdTable>[1]) => {
  const cells = rows.map(([territory, breakdown, value]) => ({ territory, breakdown, value }));
  return [...withholdTable(cells, rule)].join('');
};

describe('what is withheld', () => {
  it('begins at one: a zero is shown unless told otherwise', () => {
    const rows = [
      ['05999', '', 100],
      ['05999001', '', 0],
      ['05999002', '', 3],
      ['05999003', '', 57],
      ['05999004', '', 40],
    ] as const;
    expect(decided(rows, { k: 3 })).toBe('00000');
    expect(decided(rows, { k: 4 })).toBe('00102');
    expect(decided(rows, { k: 4, hideZeros: true })).toBe('01102');
  });

  it('is nothing where nothing is small, unless another table tells it', () => {
    const rows = [
      ['05999', '', 100],
      ['05999001', '', 60],
      ['05999002', '', 40],
    ] as const;
    expect(decided(rows, { k: 5 })).toBe('000');
    expect(decided(rows, { k: 5, already: [false, true, false] })).toBe('020');
  });

  it('is also what was small once, so that the older table tells nothing either', () => {
    const rows = [
      ['05999', '', 107],
      ['05999001', '', 7],
      ['05999002', '', 60],
      ['05999003', '', 40],
    ] as const;
    expect(decided(rows, { k: 5, sensitive: [false, true, false, false] })).toBe('0202');
  });

  it('needs no second figure where the parts leave enough of the whole', () => {
    // Inhabitants outside of the quarters: nobody knows how many.
    const rows = [
      ['05999001', '', 1000],
      ['05999001-nord', '', 3],
      ['05999001-sued', '', 40],
    ] as const;
    expect(decided(rows, { k: 5 })).toBe('010');
    expect(decided([['05999001', '', 43], ...rows.slice(1)], { k: 5 })).toBe('012');
  });

  it('counts with rounding: sums of rounded parts hold as far as they are rounded', () => {
    const rows = [
      ['05999', '', 105],
      ['05999001', '', 5],
      ['05999002', '', 95],
    ] as const;
    expect(decided(rows, { k: 6, roundedTo: 5 })).toBe('012');
    // Exact figures would leave five persons that live in no town.
    expect(decided(rows, { k: 6 })).toBe('010');
  });

  it('minds parts of parts: categories that hold others', () => {
    const rows = [
      ['05999', '', 1000],
      ['05999', 'nationality=german', 900],
      ['05999', 'nationality=foreign', 100],
      ['05999', 'nationality=eu', 97],
      ['05999', 'nationality=third', 3],
    ] as const;
    const states = decided(rows, { k: 5 });
    expect(states).toBe('00021');
  });

  it('sees what a town lacks and its quarters have', () => {
    // The town's own row tells what its quarters add up to, and that the other town's small count.
    const rows = [
      ['05999', 'age=old', 146],
      ['05999', 'age=young', 444],
      ['05999001', '', 238],
      ['05999001', 'age=young', 175],
      ['05999001-nord', 'age=old', 4],
      ['05999001-sued', 'age=old', 59],
      ['05999002', 'age=old', 81],
      ['05999003', 'age=old', 2],
    ] as const;
    // Hiding the quarters alone would not do: 146 − (238 − 175) − 81 = 2.
    expect(decided(rows, { k: 5 })).not.toMatch(/^0.00..0/);
  });

  it('takes what the office has withheld as it is', () => {
    const rows = [
      ['05999', '', 100],
      ['05999001', '', null],
      ['05999002', '', 3],
      ['05999003', '', 57],
    ] as const;
    expect(decided(rows, { k: 5 })).toBe('0012');
  });

  it('sees margins that the table does not show', () => {
    // Total and cross table, no margins of their own: all four cells add up to the total.
    const rows = [
      ['05999', '', 100],
      ['05999', 'age=old;sex=f', 3],
      ['05999', 'age=old;sex=m', 30],
      ['05999', 'age=young;sex=f', 27],
      ['05999', 'age=young;sex=m', 40],
    ] as const;
    expect([...decided(rows, { k: 5 })].filter((state) => state !== '0')).toHaveLength(2);
  });
});
