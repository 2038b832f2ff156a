import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { workbook } from '#platform/documents';
import { german } from '#platform/i18n';
import { gridOf } from '../model/columns-grid.ts';
import { contentOf, guessColumns, swappedColumns } from '../model/columns-guess.ts';
import { findHeader, headingPattern, headingsOf } from '../model/columns-header.ts';
import type { IncomingObservation } from '../model/incoming.ts';
import type { ColumnMapping } from '../model/mapping.ts';
import { gridOfText, testFinder } from '../testing/columns-files.ts';
import { columnTable, readSheets } from './columns-reading.ts';

const finder = testFinder();
const attributes = new Map([
  ['männer', { variable: 'Geschlecht', attribute: 'Männer' }],
  ['ausländer', { variable: 'Staatsangehörigkeit', attribute: 'Ausländer' }],
  ['insgesamt', { variable: 'Staatsangehörigkeit', attribute: '' }],
]);

async function guessed(bytes: Buffer, change: Partial<ColumnMapping> = {}) {
  const reading = await readSheets(bytes);
  if (!reading.ok) throw new Error(reading.code);
  const grid = gridOf(reading.sheets[0] as never);
  const header = findHeader(grid);
  if (!header) throw new Error('no header');
  const contents = contentOf(grid, header, headingsOf(grid, header), finder);
  return { mapping: { ...guessColumns(grid, header, contents, { attributes }, finder), ...change }, contents };
}

async function read(bytes: Buffer, mapping?: ColumnMapping) {
  const table = columnTable(bytes, mapping ?? (await guessed(bytes)).mapping, finder);
  const all: IncomingObservation[] = [];
  for await (const batch of table.batches()) all.push(...batch);
  return { all, report: table.report() };
}

const short = ({ territory, period, measure, attributes: parts, value, marker }: IncomingObservation) => [
  territory,
  period,
  measure,
  parts.map(({ attribute }) => attribute).join('/'),
  marker ?? value,
];

describe('a table as it comes, read by the guess alone', () => {
  it('tall, with keys without zero and a dimension', async () => {
    const text =
      'AGS;Gebiet;Stichtag;Geschlecht;Anzahl\n5562024;Marl;31.12.2024;männlich;1.234\n5562024;Marl;31.12.2024;insgesamt;2.500,5\n5562032;Recklinghausen;31.12.2024;weiblich;-\n';
    const { all, report } = await read(Buffer.from(text));
    expect(all.map(short)).toEqual([
      ['05562024', '2024-12-31', 'Anzahl', 'männlich', 1234],
      ['05562024', '2024-12-31', 'Anzahl', '', 2500.5],
      ['05562032', '2024-12-31', 'Anzahl', 'weiblich', '-'],
    ]);
    expect(report).toMatchObject({
      complete: true,
      rows: 3,
      markers: { number: 2, '-': 1 },
      levels: { kommune: { observations: 3, territories: 2 } },
    });
    expect(report.notices).toEqual([{ code: 'territory.leading_zero_restored', count: 3, detail: '5562024' }]);
  });

  it('wide by period', async () => {
    const { all } = await read(Buffer.from('Einwohner am 31.12.\nKommune;2022;2023\nMarl;100;101\nHerten;x;*\n'));
    expect(all.map(short)).toEqual([
      ['05562024', '2022', 'Einwohner am 31.12.', '', 100],
      ['05562024', '2023', 'Einwohner am 31.12.', '', 101],
      ['05562020', '2022', 'Einwohner am 31.12.', '', 'x'],
      ['05562020', '2023', 'Einwohner am 31.12.', '', '*'],
    ]);
  });

  it('wide by measure, the time in the title', async () => {
    const { all } = await read(
      Buffer.from(
        'Bericht;;\nStand: 30.06.2024;;\n\nStadt;Arbeitslose;Quote in %\nMarl;1234,0;8,5\nRecklinghausen, Stadt;99;7,1\n\nQuelle: eigene Erhebung 2024;;\n',
      ),
    );
    expect(all.map(short)).toEqual([
      ['05562024', '2024-06-30', 'Arbeitslose', '', 1234],
      ['05562024', '2024-06-30', 'Quote in %', '', 8.5],
      ['05562032', '2024-06-30', 'Arbeitslose', '', 99],
      ['05562032', '2024-06-30', 'Quote in %', '', 7.1],
    ]);
  });

  it('names that mean two territories stay names, and are told', async () => {
    const { all, report } = await read(Buffer.from('Ort;Jahr;Wert\nRecklinghausen;2024;5\nMarl;2024;6\n'));
    expect(all.map(({ territory, territoryLabel }) => [territory, territoryLabel])).toEqual([
      [null, 'Recklinghausen'],
      ['05562024', 'Marl'],
    ]);
    expect(report.notices).toEqual([{ code: 'territory.ambiguous_name', count: 1, detail: 'Recklinghausen' }]);
  });
});

const enc = (text: string) => Buffer.from(text);
/** A workbook from the inside: cells, merges, formulas. */
async function sheetFile(cells: string, merges = '') {
  const { unzip } = await import('fflate');
  const whole = await workbook([{ name: 'Tabelle 1', columns: [{ key: 'a', header: 'A', kind: 'text' }], rows: [] }], {
    title: 'T',
    language: german,
    createdAt: new Date('2026-11-22'),
  });
  const parts = await new Promise<Record<string, Uint8Array>>((done, fault) =>
    unzip(whole, (error, files) => (error ? fault(error) : done(files))),
  );
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData>${merges && `<mergeCells>${merges}</mergeCells>`}</worksheet>`;
  return Buffer.from(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': enc(sheet) }));
}
const s = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const n = (at: string, number: number | string) => `<c r="${at}"><v>${number}</v></c>`;
const row = (number: number, ...cells: string[]) => `<row r="${number}">${cells.join('')}</row>`;

describe('a workbook of the Bundesagentur', () => {
  const file = () =>
    sheetFile(
      [
        row(1, s('A1', 'Arbeitslose nach Staatsangehörigkeit')),
        row(3, s('A3', 'Berichtsmonat Dezember 2024')),
        row(5, s('A5', 'Region'), s('B5', 'Insgesamt'), s('C5', 'davon')),
        row(6, s('C6', 'Ausländer 1)')),
        row(7, s('C7', 'Männer'), s('D7', 'Anteil in %')),
        row(8, n('A8', 1), n('B8', 2), n('C8', 3), n('D8', 4)),
        row(9, s('A9', 'Marl, Stadt'), n('B9', 1500), n('C9', '250'), `<c r="D9"><f>C9/B9</f><v>16.667</v></c>`),
        row(10, s('A10', 'Herten, Stadt'), s('B10', '*'), s('C10', 'x'), '<c r="D10"><f>C10/B10</f></c>'),
        row(12, s('A12', '1) ohne Personen, deren Angabe fehlt')),
        row(13, s('A13', '© Statistik der Bundesagentur für Arbeit')),
      ].join(''),
      '<mergeCell ref="A1:D1"/><mergeCell ref="A5:A7"/><mergeCell ref="B5:B7"/><mergeCell ref="C5:D5"/><mergeCell ref="C6:D6"/>',
    );

  it('stacked headings become one each; signs, cached results, footnotes', async () => {
    const bytes = await file();
    const { mapping } = await guessed(bytes);
    expect(mapping).toMatchObject({ headerRow: 5, headerRows: 3, period: '2024-12', sheet: 'Tabelle 1' });
    expect(mapping.columns.map(({ heading, role }) => [heading, role])).toEqual([
      ['Region', 'territory_name'],
      ['Insgesamt', 'value'],
      ['davon > Ausländer > Männer', 'value'],
      ['davon > Ausländer > Anteil in %', 'value'],
    ]);
    const { all, report } = await read(bytes, mapping);
    expect(all.filter(({ territory }) => territory === '05562024').map(({ value }) => value)).toEqual([1500, 250, 16.667]);
    expect(all.filter(({ territory }) => territory === '05562020').map(({ marker }) => marker)).toEqual(['*', 'x']);
    expect(all[1]?.attributes.map(({ variable, attribute }) => [variable, attribute])).toEqual([
      ['Staatsangehörigkeit', 'Ausländer'],
      ['Geschlecht', 'Männer'],
    ]);
    expect(report.rejected.list).toEqual([{ row: 10, code: 'value.formula_without_result', detail: 'Anteil in %: ' }]);
    expect(report).toMatchObject({ complete: true, rows: 2, layout: 'workbook' });
  });

  it('a bomb is refused', async () => {
    const bomb = Buffer.from(
      zipSync({ '[Content_Types].xml': enc('<Types/>'), 'xl/worksheets/sheet1.xml': new Uint8Array(100 * 1024 * 1024) }),
    );
    const { mapping } = await guessed(enc('Ort;Jahr;Wert\nMarl;2024;5\n'));
    expect((await read(bomb, mapping)).report).toMatchObject({
      complete: false,
      observations: 0,
      error: { code: 'file.too_large' },
    });
  });
});

describe('a remembered mapping', () => {
  const first = enc('Kommune;Nr;Ausländer 2023;Stand 2022;Stand 2023\nMarl;7;5;100;101\nHerten;8;6;200;201\n');
  it('fits the file of the next year: columns moved, a period more, a head that grew', async () => {
    const { mapping } = await guessed(enc('Kommune;2022;2023\nMarl;100;101\nHerten;200;201\n'), { measure: 'Einwohner' });
    const next = await read(enc('Neuer Titel;;;\n\nlfd. Text;Kommune;2023;2024\na;Marl;101;102\nb;Herten;201;202\n'), mapping);
    expect(next.report.complete).toBe(true);
    expect(next.all.map(short)).toEqual([
      ['05562024', '2023', 'Einwohner', '', 101],
      ['05562024', '2024', 'Einwohner', '', 102],
      ['05562020', '2023', 'Einwohner', '', 201],
      ['05562020', '2024', 'Einwohner', '', 202],
    ]);
  });
  it('does not fit another table', async () => {
    const { mapping } = await guessed(first);
    const { report, all } = await read(enc('Ort;Wert\nMarl;5\n'), mapping);
    expect(all).toEqual([]);
    expect(report.error?.code).toBe('columns.changed');
  });
  it('is found again by a signature that the years do not change', () => {
    const signature = (text: string) => {
      const grid = gridOfText(text);
      return createHash('sha256')
        .update(headingPattern(headingsOf(grid, findHeader(grid) as never)))
        .digest('hex');
    };
    expect(signature('Ort;2022;2023\nMarl;1,5;2\n')).toBe(signature('Titel\n\nOrt;2022;2023;2024\nHerten;1;2;33\n'));
    expect(signature('Ort;2022\nMarl;1,5\n')).not.toBe(signature('Stadt;2022\nMarl;1,5\n'));
  });
});

describe('bad input', () => {
  it('columns that hold what their heading does not say are noticed', async () => {
    const { contents } = await guessed(enc('Gemeinde;Jahr;Anzahl\n2023;Marl;5\n2024;Herten;6\n'));
    expect(swappedColumns(contents).map(({ heading, promised, found }) => [heading, promised, found])).toEqual([
      ['Gemeinde', 'territory', 'period'],
      ['Jahr', 'period', 'territory'],
    ]);
  });
  it('nothing of a file is kept whose columns are not what the mapping says', async () => {
    const { mapping } = await guessed(enc('Ort;Jahr;Anzahl\nMarl;2023;5\nHerten;2024;6\n'));
    const { report } = await read(enc(`Ort;Jahr;Anzahl\n${'2023;Marl;fünf\n'.repeat(20)}`), mapping);
    expect(report).toMatchObject({ complete: false, error: { code: 'columns.nothing_fits' } });
  });
  it.each([
    ['nothing', Buffer.alloc(0), 'file.empty'],
    ['blanks', enc(';;\n;;\n'), 'file.empty'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'file.unknown'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file.old'],
    ['1001 columns', enc(`${'a;'.repeat(1001)}b\n${'1;'.repeat(1001)}2\n`), 'file.too_many_rows'],
  ])('%s', async (_, bytes, code) => {
    expect(await readSheets(bytes)).toMatchObject({ ok: false, code });
  });
  it('a thousand columns are read', async () => {
    const years = Array.from({ length: 998 }, (_, at) => `M${at}`);
    const { all } = await read(enc(`Ort;Jahr;${years.join(';')}\nMarl;2024;${years.map((_, at) => at).join(';')}\n`));
    expect(all).toHaveLength(998);
  });
  it('the same figure twice is told', async () => {
    const { report } = await read(enc('Ort;Jahr;Anzahl\nMarl;2024;5\nMarl;2024;5\nMarl;2024;6\n'));
    expect(report.duplicates).toEqual({ identical: 1, conflicting: 1, rows: [4] });
  });
  it('whatever the cells are, a guess is made or refused, and reading ends with a report', async () => {
    const cell = fc.constantFrom('', 'Marl', '05562024', '2024', '31.12.2024', '5', '1.234', '-', 'x', 'Text', '0,5', '=1', '"');
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, async (cells) => {
        const bytes = enc(cells.map((line) => line.map((one) => one.replace('"', '""""')).join(';')).join('\n'));
        const mapping = await guessed(bytes).catch((error: Error) => {
          expect(error.message).toMatch(/^(no header|file\.(empty|quotes))$/);
          return undefined;
        });
        if (!mapping) return;
        const { report, all } = await read(bytes, mapping.mapping);
        expect(report.observations).toBe(all.length);
        expect(report.complete).toBe(report.error === null);
      }),
      { numRuns: 300 },
    );
  });
});
