import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from './index.ts';
import { latin1, read } from './testing/read.ts';
import { type Measure, type Row, type Style, type Value, writeNew, writeOld, writeTable } from './testing/write.ts';

const letters = [...'abcdeßäöüÄÖÜ ().,-/12345'];
const label = fc
  .string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 30 })
  .map((text) => `N${text.trim()}`.replace(/ +/g, ' '));
const awkwardLabel = fc.string({ unit: fc.constantFrom(...letters, ';', '"', '\n'), maxLength: 20 }).map((text) => `N${text}m`);
const territory = fc.constantFrom(
  { variable: 'DLAND', code: '05', label: 'Nordrhein-Westfalen' },
  { variable: 'REGBEZ', code: '055', label: 'Münster, Regierungsbezirk' },
  { variable: 'KREISE', code: '05562', label: 'Recklinghausen, Kreis' },
  { variable: 'KREISE', code: '05354', label: 'Aachen, Kreis (aufgelöst)' },
  { variable: 'GEMEIN', code: '05562032', label: 'Recklinghausen, Stadt' },
);
const period = fc.constantFrom('2024', '2024-12-31', '2022-02-28', '2023-10/P6M', '2023-04/P3M');
const value: fc.Arbitrary<Value> = fc
  .oneof(
    fc.integer({ min: -1_000_000, max: 1_000_000_000 }).map((number) => ({ value: number, marker: null })),
    fc.integer({ min: -99_999, max: 99_999 }).map((number) => ({ value: number / 100, marker: null })),
    fc.integer({ min: 0, max: 9999 }).map((number) => ({ value: number, marker: '()' as const })),
    fc.constant({ value: 0, marker: '-' as const }),
    fc
      .constantFrom('.' as const, '...' as const, '/' as const, 'x' as const, '*' as const)
      .map((marker) => ({ value: null, marker })),
    fc.constant({ value: null, marker: null }),
  )
  .map((cell) => ({ ...cell, quality: null }));
const withQuality = fc.tuple(value, fc.constantFrom(null, 'e', 'p')).map(([cell, quality]) => ({ ...cell, quality }));
const style: fc.Arbitrary<Style> = fc.record({
  decimal: fc.constantFrom(',', '.'),
  quoted: fc.boolean(),
  mark: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  backwards: fc.boolean(),
  language: fc.constantFrom('de', 'en'),
});
const measures = fc.uniqueArray(
  fc.record({
    code: fc.constantFrom('BEVSTD', 'FLC006', 'BEV030', 'PRS017'),
    label: fc.constantFrom('Bevölkerung', 'Fläche in qkm', 'Ältere'),
    unit: fc.constantFrom('Anzahl', 'qkm', 'EW/qkm'),
  }),
  { minLength: 1, maxLength: 3, selector: ({ code }) => code },
);

function rowsOf(count: number, dimensions: number, name: fc.Arbitrary<string>, cell: fc.Arbitrary<Value>): fc.Arbitrary<Row[]> {
  const attribute = fc.record({ code: fc.constantFrom(null, 'GESM', 'ALT000B03', 'ST285'), label: name });
  const row = fc.record({
    period,
    territory,
    attributes: fc.array(attribute, { minLength: dimensions, maxLength: dimensions }),
    values: fc.array(cell, { minLength: count, maxLength: count }),
  });
  return fc.array(row, { minLength: 1, maxLength: 12 });
}

const file = fc
  .tuple(measures, fc.integer({ min: 0, max: 3 }), style)
  .chain(([given, dimensions, look]) =>
    rowsOf(given.length, dimensions, look.quoted ? awkwardLabel : label, withQuality).map((rows) => ({ rows, given, look })),
  );

/** What the parser must give back for the rows, without the row numbers. */
function expected(rows: readonly Row[], given: readonly Measure[]): unknown[] {
  return rows.flatMap((row) =>
    given.map((measure, index) => {
      const cell = row.values[index] as Value;
      return {
        measure: [measure.code, measure.label, measure.unit],
        period: row.period,
        territory: [row.territory.code, row.territory.label.trim()],
        attributes: row.attributes.map(({ code, label: name }) => [code, name.trim()]),
        cell: [cell.value === 0 ? 0 : cell.value, cell.marker, cell.quality],
      };
    }),
  );
}

const plain = (observations: readonly Observation[]): unknown[] =>
  observations.map((one) => ({
    measure: [one.measureCode, one.measureLabel, one.unit],
    period: one.period,
    territory: [one.territory?.code, one.territory?.label],
    attributes: one.dimensions.map(({ attributeCode, attributeLabel }) => [attributeCode, attributeLabel]),
    cell: [one.value, one.marker, one.quality],
  }));

const sorted = (list: readonly unknown[]): string[] => list.map((one) => JSON.stringify(one)).sort();

describe('what is written comes back', () => {
  it('in the new flat layout', async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 500 }), async ({ rows, given, look }, step) => {
        const { observations, report } = await read(writeNew(rows, given, look), {}, step);
        expect(report).toMatchObject({ complete: true, error: null, layout: 'ffcsv-new', rejected: { count: 0 } });
        expect(plain(observations)).toEqual(expected(rows, given));
      }),
      { numRuns: 150 },
    );
  });

  it('in the old flat layout', async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 500 }), async ({ rows, given, look }, step) => {
        const { observations, report } = await read(writeOld(rows, given, look), {}, step);
        expect(report).toMatchObject({ complete: true, error: null, layout: 'ffcsv-old', rejected: { count: 0 } });
        // Within a row, the observations follow the columns, which may be turned round.
        expect(sorted(plain(observations))).toEqual(sorted(expected(rows, given)));
      }),
      { numRuns: 150 },
    );
  });

  it('in tables with the time in a column or in the header, in Latin-1 and UTF-8', async () => {
    const table = fc.tuple(
      measures,
      fc.integer({ min: 0, max: 1 }),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom<',' | '.'>(',', '.'),
    );
    const content = table.chain(([given, dimensions, inHeader, single, decimal]) =>
      rowsOf(given.length, dimensions, label, value).map((rows) => ({
        given: given.map((measure, index) => ({ ...measure, label: `${measure.label} ${index}`, unit: 'Anzahl' })),
        // Tables write the codes of all attributes, and one time where the header has it.
        rows: rows.map((row) => ({
          ...row,
          period: inHeader ? (rows[0]?.period ?? '') : row.period,
          attributes: row.attributes.map(({ code, label: name }) => ({ code: code ?? '100', label: name })),
        })),
        inHeader,
        single,
        decimal,
      })),
    );
    await fc.assert(
      fc.asyncProperty(content, async ({ given, rows, inHeader, single, decimal }) => {
        const text = writeTable(rows, given, decimal, inHeader);
        const { observations, report } = await read(single ? latin1(text) : text, {}, 37);
        expect(report).toMatchObject({ complete: true, error: null, layout: 'table', rejected: { count: 0 } });
        expect(report).toMatchObject({ encoding: single ? 'windows-1252' : 'utf-8', asOf: '2026-02-09T16:09:36' });
        const coded = given.map((measure) => ({ ...measure, code: measure.label }));
        expect(plain(observations)).toEqual(expected(rows, coded));
      }),
      { numRuns: 150 },
    );
  });
});
