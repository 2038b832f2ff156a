import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { german } from '#platform/i18n';
import { readSpreadsheet } from './spreadsheet.ts';
import { unzip } from './unzip.ts';
import { workbook } from './workbook.ts';

const rowsOf = async (bytes: Buffer) => {
  const reading = await readSpreadsheet(bytes);
  return reading.ok ? reading.sheets.map(({ rows }) => rows) : reading;
};

test.each([
  ['UTF-8 with mark', Buffer.from('\ufeffOrt;Text\nKöln;"a\r\nb"\n')],
  ['Windows-1252', Buffer.from('Ort;Text\r\nK\xf6ln;"a\nb"\r\n', 'latin1')],
  ['UTF-16', Buffer.from('\ufeffOrt\tText\nKöln\t"a\nb"\n', 'utf16le')],
  ['commas', Buffer.from('Ort,Text\nKöln,"a\nb"\n')],
])('a text in %s', async (_, bytes) => {
  expect(await rowsOf(bytes)).toEqual([
    [
      ['Ort', 'Text'],
      ['Köln', 'a\nb'],
    ],
  ]);
});

test('a workbook: texts as texts, numbers, days; formulas stay text', async () => {
  const columns = [
    { key: 'text', header: 'Text', kind: 'text' },
    { key: 'day', header: 'Tag', kind: 'date' },
    { key: 'count', header: 'Zahl', kind: 'integer' },
  ] as const;
  const rows = [{ text: '=1+1', day: '2026-02-28', count: 5 }];
  const bytes = await workbook([{ name: 'A', columns, rows }], {
    title: 'T',
    language: german,
    createdAt: new Date('2026-11-22'),
  });
  expect(await rowsOf(bytes)).toEqual([
    [
      ['Text', 'Tag', 'Zahl'],
      ['=1+1', '2026-02-28', '5'],
    ],
  ]);
});

const png = Buffer.from('89504e470d0a1a0a0000000d494844520000', 'hex');
const zipped = (parts: Record<string, Uint8Array>) => Buffer.from(zipSync(parts));

test.each([
  ['a picture', png, 'unknown'],
  ['nothing', Buffer.alloc(0), 'empty'],
  ['white space', Buffer.from(' \n;;\n'), 'empty'],
  ['an open quotation mark', Buffer.from('a;b\n"c;d\n'), 'quotes'],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old'],
  ['half a workbook', zipped({ '[Content_Types].xml': new Uint8Array(50) }).subarray(0, 60), 'broken'],
  ['a ZIP file that is no workbook', zipped({ 'a.txt': new Uint8Array(5) }), 'broken'],
  ['a workbook without sheets', zipped({ '[Content_Types].xml': Buffer.from('<Types/>') }), 'broken'],
])('%s is refused', async (_, bytes, fault) => {
  expect(await rowsOf(bytes)).toMatchObject({ ok: false, fault });
});

test('a file that unpacks to more than allowed is refused while it is unpacked', async () => {
  const bomb = zipped({
    '[Content_Types].xml': Buffer.from('<Types/>'),
    'xl/worksheets/sheet1.xml': new Uint8Array(100 * 1024 * 1024),
  });
  expect(bomb.length).toBeLessThan(1024 * 1024);
  expect(await rowsOf(bomb)).toMatchObject({ ok: false, fault: 'too_large' });
  // What the directory says about sizes is not believed.
  const lying = Buffer.from(bomb);
  for (let at = lying.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = lying.indexOf('PK\x01\x02', at + 4, 'latin1'))
    lying.writeUInt32LE(10, at + 24);
  expect(await rowsOf(lying)).toMatchObject({ ok: false, fault: 'too_large' });
});

test('a cell far out does not fill the memory', async () => {
  const sheet =
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' +
    '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>' +
    '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>y</t></is></c></row></sheetData></worksheet>';
  const columns = [{ key: 'a', header: 'A', kind: 'text' }] as const;
  const whole = await workbook([{ name: 'A', columns, rows: [] }], {
    title: 'T',
    language: german,
    createdAt: new Date('2026-11-22'),
  });
  const parts = unzip(whole, 1e6);
  if (typeof parts === 'string') throw new Error(parts);
  const far = zipped({ ...Object.fromEntries(parts), 'xl/worksheets/sheet1.xml': Buffer.from(sheet) });
  const reading = await readSpreadsheet(far);
  if (!reading.ok) throw new Error(reading.fault);
  expect(reading.sheets[0]?.rows.length).toBeLessThanOrEqual(20_000);
  expect(Math.max(...(reading.sheets[0]?.rows ?? []).map((row) => row.length))).toBeLessThanOrEqual(104);
});

test('what the cells of a workbook are, a formula without result among them, and that there is more', async () => {
  const sheet =
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">' +
    '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>' +
    '<c r="D1" t="inlineStr"><is><t>1.234</t></is></c><c r="E1"><v>1.234</v></c></row>' +
    '<row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3"><v>1</v></c></row></sheetData></worksheet>';
  const whole = await workbook([{ name: 'A', columns: [{ key: 'a', header: 'A', kind: 'text' }], rows: [] }], {
    title: 'T',
    language: german,
    createdAt: new Date('2026-11-22'),
  });
  const parts = unzip(whole, 1e6);
  if (typeof parts === 'string') throw new Error(parts);
  const bytes = zipped({ ...Object.fromEntries(parts), 'xl/worksheets/sheet1.xml': Buffer.from(sheet) });
  const reading = await readSpreadsheet(bytes);
  expect(reading.ok && reading.sheets[0]).toMatchObject({
    cut: false,
    kinds: ['nfesn', expect.stringMatching(/^n *$/), expect.stringMatching(/^n *$/)],
  });
  for (const limits of [{ rows: 2 }, { columns: 3 }]) {
    const short = await readSpreadsheet(bytes, limits);
    expect(short.ok && short.sheets[0]?.cut).toBe(true);
  }
  const lines = await readSpreadsheet(Buffer.from('a;b\n1;2\n3;4\n'), { rows: 2 });
  expect(lines.ok && lines.sheets[0]).toMatchObject({
    cut: true,
    rows: [
      ['a', 'b'],
      ['1', '2'],
    ],
  });
});
