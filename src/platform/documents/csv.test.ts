import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from './csv.ts';
import { type CsvImportOptions, parseCsv } from './csv-import.ts';
import { scanCsv } from './csv-scan.ts';
import type { TableColumn } from './table.ts';

const columns: TableColumn[] = [
  { key: 'name', header: 'Name', kind: 'text' },
  { key: 'places', header: 'Plätze', kind: 'integer' },
  { key: 'share', header: 'Anteil', kind: 'percent' },
  { key: 'day', header: 'Tag', kind: 'date' },
];
const german = { separator: ';', bom: true } as const;
const machine = { separator: ',', bom: false } as const;

describe('csv', () => {
  const row = { name: 'Café; "Mitte"', places: -12, share: 0.125, day: '2026-11-22T23:30:00Z' };

  it('writes for a German spreadsheet with byte order mark and decimal comma, for machines without', () => {
    expect(csv(columns, [row], german)).toBe('\ufeffName;Plätze;Anteil;Tag\r\n"Café; ""Mitte""";-12;0,125;2026-11-22\r\n');
    expect(csv(columns, [row], machine)).toBe('Name,Plätze,Anteil,Tag\r\n"Café; ""Mitte""",-12,0.125,2026-11-22\r\n');
  });

  it('writes a moment as the day it is in Berlin, lists with commas, nothing as nothing', () => {
    const wide = csv(columns, [{ name: ['de', 'ar'], places: null, day: new Date('2026-11-22T23:30:00Z') }, {}], german);
    expect(wide.split('\r\n').slice(1)).toEqual(['de, ar;;;2026-11-23', ';;;', '']);
  });

  it.each(['=1+1', '+49 2361', '-x', '@SUM(A1)', '\tx', '\rx', '＝1', "'=1"])('defuses %j', (text) => {
    expect(csv([{ key: 'a', header: text, kind: 'text' }], [{ a: text }], german).slice(1)).toMatch(/^"?'.*\r\n"?'/s);
  });

  it('refuses a value of the wrong kind and names the column', () => {
    for (const wrong of [{ places: '12' }, { share: Number.NaN }, { day: '22.11.2026' }, { day: new Date('x') }, { name: {} }]) {
      expect(() => csv(columns, [wrong], german)).toThrow(/Column (places|share|day|name)/);
    }
  });

  it('streams rows that come one by one', async () => {
    async function* rows() {
      for (let at = 0; at < 5000; at++) yield { name: `Zeile ${at}`, places: at };
    }
    const pieces: string[] = [];
    for await (const piece of csv(columns, rows(), german)) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('').split('\r\n').length).toBe(5002);
  });
});

const importOptions: CsvImportOptions = {
  columns: [
    { key: 'name', header: ['Name', 'Bezeichnung'], required: true },
    { key: 'town', header: ['Ort', 'Stadt / Gemeinde'], required: false },
  ],
};

function read(text: string | Uint8Array, options: Partial<CsvImportOptions> = {}) {
  return parseCsv(typeof text === 'string' ? new TextEncoder().encode(text) : text, { ...importOptions, ...options });
}

describe('parseCsv', () => {
  it.each([
    ['semicolons, CRLF and a byte order mark', '\ufeffName;Ort\r\nA;B\r\n'],
    ['commas and LF', 'Name,Ort\nA,B\n'],
    ['tabs and CR', 'Name\tOrt\rA\tB'],
    ['quotes, other names, other case and spaces', '" bezeichnung";"STADT /  Gemeinde"\n"A";"B"\n'],
    ['another order and separators in the other names', 'Ort;Name\nB;A'],
  ])('reads %s', (_, text) => {
    expect(read(text)).toEqual({ rows: [{ number: 2, values: { name: 'A', town: 'B' } }], problems: [] });
  });

  it('numbers rows as a spreadsheet does, over empty rows and line breaks in fields', () => {
    const { rows, problems } = read('Name;Ort\n\n"A\nA";x\n;\n"say ""yes""";');
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { number: 3, values: { name: 'A\nA', town: 'x' } },
      { number: 5, values: { name: 'say "yes"', town: '' } },
    ]);
  });

  it.each([
    ['Windows-1252', Buffer.from('Name;Ort\nA;B\nC;W\xfcrzburg', 'latin1'), 3],
    ['UTF-16 with mark', Buffer.from('\ufeffName;Ort\n', 'utf16le'), 1],
    ['UTF-16 without mark', Buffer.from('Name;Ort\n', 'utf16le'), 1],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]), 1],
  ])('names the first line that is %s', (_, bytes, row) => {
    expect(read(bytes)).toEqual({ rows: [], problems: [{ row, code: 'encoding' }] });
  });

  it.each([
    ['', [{ row: 1, code: 'empty' }]],
    ['\ufeff \r\n', [{ row: 1, code: 'empty' }]],
    ['Name;Neu\nA;B', [{ row: 1, column: 'Neu', code: 'column_unknown' }]],
    ['Ort\nA', [{ row: 1, column: 'Name', code: 'column_missing' }]],
    ['Name;Bezeichnung\nA;B', [{ row: 1, column: 'Bezeichnung', code: 'column_duplicate' }]],
    [
      'Name;Ort\nA\nB;C;D\nE;F',
      [
        { row: 2, code: 'row_ragged' },
        { row: 3, code: 'row_ragged' },
      ],
    ],
    ['Name;Ort\nA;"B', [{ row: 2, code: 'quotes' }]],
    ['Name;Ort\nA;B\n"A"x;B', [{ row: 3, code: 'quotes' }]],
    ['Name;Ort\nA;5" Rohr', [{ row: 2, code: 'quotes' }]],
  ])('reports %j', (text, problems) => {
    expect(read(text).problems).toEqual(problems);
  });

  it('stops at too many rows, too long fields and a file that is wrong throughout', () => {
    expect(read('Name\nA\nB\nC\nD', { maxRows: 2 })).toMatchObject({
      rows: [{}, {}],
      problems: [{ row: 4, code: 'too_many_rows' }],
    });
    expect(read('Name\nA\nB\n\n', { maxRows: 2 }).problems).toEqual([]);
    expect(read('Name;Ort\nA;BBBB', { maxFieldLength: 3 }).problems).toEqual([{ row: 2, column: 'Ort', code: 'field_too_long' }]);
    const { problems } = read(`Name;Ort\n${'A\n'.repeat(5000)}`);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toEqual({ row: 102, code: 'too_many_problems' });
  });

  it('gives back what csv() wrote', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('"', ';', ',', '\n', '\r', "'", '=', ' ', '\t', 'ä', '🎉') }),
    );
    const written = [
      { key: 'name', header: 'Name', kind: 'text' },
      { key: 'town', header: 'Ort', kind: 'text' },
    ] as const;
    fc.assert(
      fc.property(fc.array(fc.record({ name: text, town: text })), fc.constantFrom(german, machine), (rows, options) => {
        const well = rows.map(({ name, town }) => ({ name: name.replaceAll('\0', ''), town: town.replaceAll('\0', '') }));
        const result = read(csv(written, well, options));
        expect(result.problems).toEqual([]);
        expect(result.rows.map(({ values }) => values)).toEqual(well.filter(({ name, town }) => name || town));
      }),
    );
  });
});

describe('scanCsv', () => {
  it('takes apart what csv-parse takes apart, and refuses what it refuses', () => {
    const anyText = fc.string({ unit: fc.constantFrom('"', ';', '\n', 'a', ' ', '""', '"\n', '";"'), maxLength: 30 });
    fc.assert(
      fc.property(anyText, (text) => {
        const records: string[][] = [];
        const broken = scanCsv(text, ';', (fields) => records.push(fields) > 0);
        let expected: string[][] | undefined;
        try {
          expected = parse(text, { delimiter: ';', relax_column_count: true, record_delimiter: '\n' });
        } catch {
          expected = undefined;
        }
        expect(broken === undefined ? records : undefined).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
