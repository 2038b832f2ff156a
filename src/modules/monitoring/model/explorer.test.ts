import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Found, pivot, readSelection, selectionQuery } from './explorer.ts';
import type { Cell } from './figures.ts';
import type { Indicator } from './indicator.ts';

const queryOf = (text: string) => {
  const query = new URLSearchParams(text);
  return Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
};

describe('a selection', () => {
  test('is read from its address, whatever stands there', () => {
    expect(readSelection({})).toEqual({
      indicators: [],
      places: [],
      from: undefined,
      to: undefined,
      newest: false,
      dimension: undefined,
      rows: 'ort',
      columns: 'zeit',
    });
    const odd = readSelection({
      kennzahl: ['a', '', 'a', 'x'.repeat(99)],
      von: '2024',
      bis: '2011',
      zeilen: 'zeit',
      spalten: 'zeit',
    });
    expect(odd).toMatchObject({ indicators: ['a'], from: 2011, to: 2024, rows: 'zeit', columns: 'ort' });
    expect(readSelection({ von: 'gestern', bis: ['99999'], zeilen: '__proto__' })).toMatchObject({
      from: undefined,
      to: undefined,
      rows: 'ort',
    });
  });

  test('comes back from the address that it writes', () => {
    const words = fc.array(fc.constantFrom('a', 'b_1', '05562', 'ä&ö=?#', 'x y'), { maxLength: 3 });
    const years = fc.option(fc.integer({ min: 1990, max: 2030 }).map(String), { nil: undefined });
    const side = fc.constantFrom('ort', 'zeit', 'kennzahl', 'gliederung', '');
    const queries = fc.record({
      kennzahl: words,
      ort: words,
      von: years,
      bis: years,
      neueste: fc.constantFrom('', '1'),
      gliederung: fc.constantFrom('', 'sex'),
      zeilen: side,
      spalten: side,
    });
    fc.assert(
      fc.property(queries, (query) => {
        const selection = readSelection(query);
        expect(readSelection(queryOf(selectionQuery(selection)))).toEqual(selection);
      }),
    );
  });
});

describe('tables of two axes', () => {
  const indicator = (key: string, kind: 'context' | 'output' = 'context') => ({ key, kind }) as Indicator;
  const [people, moves, offers] = [indicator('people'), indicator('moves'), indicator('offers', 'output')];
  const one = (of: Indicator, place: string, period: string, value: number, breakdown = ''): Found => ({
    indicator: of,
    place,
    period,
    breakdown,
    cell: { value } as Cell,
  });
  const found = [
    one(people, '05562', '2023', 1),
    one(people, '05562', '2024', 2),
    one(people, '05562024', '2024', 3),
    one(people, '05562024', '2024', 4, 'sex=f'),
    one(moves, '05562', '2024', 5),
    one(offers, '05562', '2024', 6),
  ];

  test('places and times, one table for each indicator and category', () => {
    const tables = pivot(found, { rows: 'ort', columns: 'zeit' });
    expect(tables.map(({ fixed }) => fixed.map(({ item }) => item))).toEqual([
      ['people', ''],
      ['people', 'sex=f'],
      ['moves', ''],
      ['offers', ''],
    ]);
    expect(tables[0]).toMatchObject({ rows: ['05562', '05562024'], columns: ['2023', '2024'] });
    expect(tables[0]?.at('05562024', '2024')?.cell.value).toBe(3);
    expect(tables[0]?.at('05562024', '2023')).toBeUndefined();
  });

  test('state and work done stand in tables of their own', () => {
    const tables = pivot(found, { rows: 'kennzahl', columns: 'ort' });
    expect(tables.filter(({ rows }) => rows.includes('offers')).map(({ rows }) => rows)).toEqual([['offers']]);
    expect(tables.some(({ rows }) => rows.includes('people') && rows.includes('moves'))).toBe(true);
  });

  test('every figure stands in exactly one table', () => {
    const axis = fc.constantFrom('ort' as const, 'zeit' as const, 'kennzahl' as const, 'gliederung' as const);
    fc.assert(
      fc.property(axis, axis, (rows, columns) => {
        fc.pre(rows !== columns);
        const tables = pivot(found, { rows, columns });
        const shown = tables.flatMap((table) =>
          table.rows.flatMap((row) => table.columns.flatMap((column) => table.at(row, column) ?? [])),
        );
        expect(shown.map(({ cell }) => cell.value).toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
      }),
    );
  });
});
