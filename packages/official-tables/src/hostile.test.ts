import fc from 'fast-check';
import { strToU8, Zip, ZipDeflate, ZipPassThrough, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openTable, type ReadOptions } from './index.ts';
import { cut, latin1, type Reading, read, readInput } from './testing/read.ts';

const header =
  'statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;1_variable_attribute_code;1_variable_attribute_label;value;value_unit;value_variable_code;value_variable_label';
const row = (index: number): string =>
  `12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;2024-12-31;KREISE;Kreise;0${5000 + index};Kreis ${index};${index * 7};Anzahl;BEVSTD;Bevölkerungsstand`;
const text = (rows: number): string => `${[header, ...Array.from({ length: rows }, (_, index) => row(index))].join('\n')}\n`;
const bytes = (rows: number): Uint8Array => strToU8(text(rows));
const values = ({ observations }: Reading): (number | null)[] => observations.map(({ value }) => value);
const name = '12411-01-01-4_4711_de_flat.csv';

/** As Java writes it: sizes and checksum behind the data. */
function streamed(content: Uint8Array, Kind: typeof ZipDeflate | typeof ZipPassThrough = ZipDeflate): Uint8Array {
  const parts: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    parts.push(chunk);
  });
  const entry = new Kind(name);
  zip.add(entry);
  entry.push(content, true);
  zip.end();
  return Buffer.concat(parts);
}

describe('ZIP files', () => {
  it.each<[string, Uint8Array]>([
    ['with sizes in front', zipSync({ [name]: bytes(300) })],
    ['with sizes behind the data', streamed(bytes(300))],
    ['without compression', zipSync({ [name]: [bytes(300), { level: 0 }] })],
    [
      'with something beside the table',
      zipSync({ 'liesmich.pdf': strToU8('%PDF'), [name]: bytes(300), 'ende/': new Uint8Array() }),
    ],
  ])('%s are read, however the bytes arrive', async (_, zip) => {
    for (const step of [1, 7, 4096, 1e6]) {
      const reading = await read(zip, {}, step);
      expect(reading.report).toMatchObject({
        complete: true,
        error: null,
        tableCode: '12411-01-01-4',
        fileName: name,
        observations: 300,
      });
      expect(values(reading)).toEqual(Array.from({ length: 300 }, (__, index) => index * 7));
    }
  });

  it('cut off anywhere are never complete', async () => {
    const zips = [zipSync({ [name]: bytes(50) }), streamed(bytes(50))];
    for (const zip of zips) {
      for (let length = 4; length < zip.length; length += 13) {
        const { report } = await read(zip.subarray(0, length));
        expect([length, report.complete, report.error?.code]).toEqual([length, false, 'zip.truncated']);
      }
    }
  });

  it('with a changed byte in the data are damaged', async () => {
    const zip = zipSync({ [name]: [bytes(300), { level: 0 }] });
    zip[2000] = (zip[2000] as number) ^ 1;
    expect((await read(zip)).report.error?.code).toBe('zip.damaged');
    const packed = zipSync({ [name]: bytes(300) });
    packed.fill(0xff, 200, 260);
    expect((await read(packed)).report.error?.code).toBe('zip.damaged');
  });

  it('that grow beyond the limits are stopped', async () => {
    const bomb = zipSync({ [name]: [new Uint8Array(60_000_000).fill(10), { level: 9 }] });
    expect((await read(bomb)).report.error).toMatchObject({ code: 'zip.bomb', detail: { ratio: 250 } });
    const limits: ReadOptions = { limits: { bytes: 10_000 } };
    expect((await read(zipSync({ [name]: bytes(300) }), limits)).report.error?.code).toBe('zip.bomb');
    expect((await read(bytes(300), limits)).report.error?.code).toBe('file.too_large');
    const many = zipSync(Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index}.pdf`, strToU8('x')])));
    expect((await read(many)).report.error?.code).toBe('zip.bomb');
  });

  it.each<[string, Uint8Array, string]>([
    ['two tables', zipSync({ 'a.csv': bytes(3), 'b.csv': bytes(3) }), 'zip.several_tables'],
    ['no table', zipSync({ 'a.pdf': strToU8('%PDF') }), 'zip.no_table'],
    ['nothing', zipSync({}), 'zip.no_table'],
    ['a workbook', zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<w/>') }), 'file.workbook'],
    ['an entry without size or compression', streamed(bytes(3), ZipPassThrough), 'zip.unsupported'],
    ['an empty table', zipSync({ 'a.csv': new Uint8Array() }), 'file.empty'],
  ])('with %s are refused', async (_, zip, code) => {
    expect((await read(zip)).report).toMatchObject({ complete: false, error: { code } });
  });

  it('with a password are refused', async () => {
    const zip = zipSync({ [name]: bytes(3) });
    zip[6] = (zip[6] as number) | 1;
    expect((await read(zip)).report.error?.code).toBe('zip.encrypted');
  });
});

describe('files that are no tables', () => {
  it.each<[string, Uint8Array | string, string]>([
    ['empty', '', 'file.empty'],
    ['blank', '\n \n\n', 'file.empty'],
    ['only a byte order mark', '\ufeff', 'file.empty'],
    ['a web page', '<!DOCTYPE html><html lang="de">', 'file.not_a_table'],
    ['an error message', '{"Ident":{"Service":"data"},"Status":{"Code":104}}', 'file.not_a_table'],
    ['binary', Uint8Array.from({ length: 5000 }, (_, index) => (index * 97) % 256), 'file.binary'],
    ['one line of 10 MB', 'x;'.repeat(5_000_000), 'file.not_a_table'],
    ['a header with too many columns', `${'a;'.repeat(20_000)}\n`, 'header.too_wide'],
    ['a header alone', `${header}\n`, 'table.no_rows'],
    ['prose', 'Sehr geehrte Damen und Herren,\nanbei die Tabelle.\n', 'header.unknown'],
  ])('%s', async (_, content, code) => {
    const { observations, report } = await read(content, {}, 65536);
    expect(report).toMatchObject({ complete: false, error: { code } });
    expect(observations).toEqual([]);
  });

  it('rubbish of any kind ends in a report, not in an exception', async () => {
    const rubbish = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.uint8Array({ maxLength: 200 }).map((tail) => Buffer.concat([Buffer.from('PK\u0003\u0004'), tail])),
      fc.uint8Array({ maxLength: 200 }).map((tail) => Buffer.concat([Buffer.from(`${header}\n`), tail])),
      fc
        .string({ unit: fc.constantFrom(...'12;\n"-.©_Stand: 2024'), maxLength: 200 })
        .map((tail) => Buffer.from(`Tabelle: 12411-15i\n;;Anzahl\n${tail}`)),
    );
    await fc.assert(
      fc.asyncProperty(rubbish, fc.integer({ min: 1, max: 50 }), async (content, step) => {
        const { report } = await read(content, {}, step);
        expect(report.complete).toBe(report.error === null);
      }),
      { numRuns: 600 },
    );
  });

  it('an input that breaks off is a value too', async () => {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes(3);
      throw new Error('connection reset');
    };
    const { report } = await readInput(broken());
    expect(report).toMatchObject({ complete: false, error: { code: 'file.unreadable' } });
  });
});

describe('encodings', () => {
  it.each<[string, Uint8Array, string]>([
    ['UTF-8', strToU8(text(5)), 'utf-8'],
    ['Latin-1', latin1(text(5)), 'windows-1252'],
    ['UTF-16', Buffer.from(`\ufeff${text(5)}`, 'utf16le'), 'utf-16le'],
    ['ASCII', strToU8(text(5).replaceAll('ö', 'oe')), 'ascii'],
  ])('%s is found, however the bytes arrive', async (_, content, encoding) => {
    for (const step of [1, 3, 1000]) {
      const { observations, report } = await read(content, {}, step);
      expect(report).toMatchObject({ complete: true, encoding });
      expect(observations[0]?.measureLabel).toMatch(/^Bev(ö|oe)lkerungsstand$/);
      expect(observations).toHaveLength(5);
    }
  });

  it('rows with bytes of another encoding in a file of UTF-8 are refused one by one', async () => {
    const lines = text(5).trim().split('\n');
    const content = Buffer.concat(lines.flatMap((line, index) => [index === 3 ? latin1(line) : strToU8(line), strToU8('\n')]));
    const { observations, report } = await read(content, {}, 100_000);
    expect(report).toMatchObject({
      complete: true,
      encoding: 'utf-8',
      rejected: { list: [{ row: 4, code: 'encoding.invalid_bytes' }] },
    });
    expect(observations).toHaveLength(4);
  });

  it('letters that were decoded twice are noticed', async () => {
    const { report } = await read(`${header}\n${row(1).replace('Kreis 1', 'GÃ¼tersloh')}\n`);
    expect(report.notices.map(({ code }) => code)).toEqual(['encoding.decoded_twice']);
  });
});

describe('size', () => {
  it('a line of 10 MB is left out and the rest is read', async () => {
    const content = `${header}\n${row(1)}\n${'x'.repeat(10_000_000)}\n${row(2)}`;
    const { observations, report } = await read(content, {}, 65536);
    expect(observations.map((one) => one.row)).toEqual([2, 4]);
    expect(report.rejected.list).toEqual([{ row: 3, code: 'row.too_long', detail: { length: 10_000_000, limit: 1024 * 1024 } }]);
    expect(report.notices.map(({ code }) => code)).toEqual(['file.no_final_newline']);
  });

  it('keys are remembered up to the limit, and the report says when that was not enough', async () => {
    const twice = `${text(50)}${row(1).replace(';7;', ';8;')}\n${row(49).replace(';343;', ';344;')}\n`;
    const all = await read(twice);
    expect(all.report.duplicates).toMatchObject({ conflicting: 2, exhaustive: true });
    const few = await read(twice, { limits: { keys: 20 } });
    expect(few.report.duplicates).toMatchObject({ conflicting: 1, exhaustive: false });
  });

  it('nothing is read ahead of the one who iterates', async () => {
    let taken = 0;
    const slow = function* (): Generator<Uint8Array> {
      for (const chunk of cut(bytes(20_000), 65536)) {
        taken += 1;
        yield chunk;
      }
    };
    for await (const _ of openTable(slow())) break;
    expect(taken).toBeLessThan(4);
  });
});
