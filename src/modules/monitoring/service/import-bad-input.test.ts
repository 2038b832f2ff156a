import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import { flatFile, flatRow, type ImportBench, peopleMapping, rememberMapping, zipOf } from '../testing/import-files.ts';
import { openPeopleImports, type PeopleImports, peopleTable } from '../testing/people-imports.ts';
import { acceptImport } from './import-jobs.ts';
import { importOf, orderAccept, uploadImport } from './imports.ts';

const database = useDatabase();
let imports: PeopleImports;
let staff: Context;
let bench: ImportBench;
const name = peopleTable;

beforeAll(async () => {
  imports = await openPeopleImports(database);
  ({ staff, bench } = imports);
});
afterAll(() => imports.close());

const good = (year = 2001) => [
  flatRow('05562', 'Recklinghausen', year, '', '100'),
  flatRow('05562', 'Recklinghausen', year, 'GESW', '51'),
];
const stored = async () =>
  staff.transaction(async (trx) => (await trx.selectFrom('monitoring_observation').select('value').execute()).length);
const nothingStored = async () => expect(await stored()).toBe(0);

describe('a file that is refused', () => {
  const whole = zipOf(name, flatFile(good()));
  const noise = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 7919 + (index >> 3)) % 251);
  it.each<[string, string, Uint8Array, string]>([
    ['a ZIP that ends too early', 'a.zip', whole.subarray(0, whole.length - 40), 'zip.truncated'],
    ['a ZIP whose contents were changed', 'a.zip', damaged(whole), 'zip.damaged'],
    ['a ZIP bomb', 'a.zip', zipOf(name, Buffer.alloc(40_000_000, 'a')), 'zip.bomb'],
    ['a ZIP with two tables', 'a.zip', twoTables(), 'zip.several_tables'],
    ['a ZIP without a table', 'a.zip', zipOf('bild.png', noise(500)), 'zip.no_table'],
    ['a header in a third language', name, Buffer.from('code_statistique;libelle;temps\n12411;x;2001\n'), 'header.unknown'],
    [
      'a table whose columns are cut off',
      name,
      Buffer.from('statistics_code;statistics_label;time_code;time\n'),
      'header.incomplete',
    ],
    ['two values for one figure', name, flatFile([...good(), flatRow('05562', 'RE', 2001, '', '101')]), 'duplicates.conflicting'],
    [
      'a table of another statistic than its name says',
      name,
      flatFile([flatRow('05562', 'Recklinghausen', 2001, '', '1', '12521')]),
      'table.unexpected',
    ],
    ['columns swapped: key and name', name, flatFile([flatRow('Recklinghausen', '05562', 2001, '', '1')]), 'territories.unknown'],
    ['a header alone', name, flatFile([]), 'table.no_rows'],
  ])('%s', async (_, fileName, content, code) => {
    const read = await bench.read(staff, fileName, content);
    expect([read.state, read.report?.problem?.code]).toEqual(['refused', code]);
    expect(await orderAccept(staff, read.id)).toMatchObject({ code: 'monitoring.import_state' });
    await nothingStored();
  });

  it('because two of its rows become one figure', async () => {
    const categories = { sex: { GESW: 'any', GESM: 'any' } };
    await rememberMapping(staff, uuidv7(), 'table:12411-02-02-4', { ...peopleMapping, categories });
    const rows = [flatRow('05562', 'RE', 2001, 'GESW', '51'), flatRow('05562', 'RE', 2001, 'GESM', '49')];
    const read = await bench.read(staff, '12411-02-02-4_de.csv', flatFile(rows));
    expect(read).toMatchObject({
      state: 'refused',
      report: { problem: { code: 'rows.conflicting', detail: '1: 2/3: 51 ≠ 49' } },
    });
    await nothingStored();
  });

  it.each<[string, Uint8Array]>([
    ['bild.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])],
    ['seite.csv', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['bericht.pdf', Buffer.from('%PDF-1.7')],
  ])('%s is not even kept', async (fileName, firstBytes) => {
    const file = { path: '/nowhere', name: fileName, bytes: 8, sha256: '', firstBytes };
    expect(await uploadImport(staff, bench.files, file)).toMatchObject({ code: 'monitoring.import_kind' });
  });
});

describe('a file that is read all the same, with a word about it', () => {
  it('rows that do not begin with the statistic’s code, and rows cut short', async () => {
    const [first = '', second = ''] = good();
    const read = await bench.read(
      staff,
      name,
      flatFile([first, 'x;y;z', `Summe;${second.slice(6)}`, second.slice(0, 60), second]),
    );
    expect(read).toMatchObject({ state: 'ready', preview: { figures: 2 } });
    expect(read.report?.reading.rejected).toMatchObject({
      count: 3,
      perCode: { 'row.no_statistic_code': 2, 'row.wrong_number_of_fields': 1 },
      list: [{ row: 3 }, { row: 4 }, { row: 5 }],
    });
  });

  it('keys that lost their first zero', async () => {
    const read = await bench.read(staff, name, flatFile([flatRow('5562024', 'Marl', 2001, '', '1')]));
    expect(read.preview?.territories.list).toMatchObject([{ key: '05562024', count: 1, fresh: false }]);
    expect(read.report?.reading.notices).toMatchObject([{ code: 'territory.leading_zero_restored', count: 1 }]);
  });

  it('umlauts of Windows, and bytes that are no text', async () => {
    const text = flatFile([flatRow('05754', 'Gütersloh', 2001, '', '1')]).subarray(3);
    const read = await bench.read(staff, name, Buffer.from(text.toString('utf8'), 'latin1'));
    expect(read.preview?.territories.list).toMatchObject([{ name: 'Gütersloh' }]);
    expect(read.report?.reading.encoding).toBe('windows-1252');
    const twice = Buffer.from(text.toString('latin1'), 'utf8');
    const again = await bench.read(staff, name, twice);
    expect(again.report?.reading.notices).toMatchObject([{ code: 'encoding.decoded_twice' }]);
    const broken = Buffer.concat([flatFile([...good()]), Buffer.from([0xff, 0xfe, 0x0a])]);
    expect((await bench.read(staff, name, broken)).report?.reading.rejected.count).toBe(1);
  });

  it('territories that nobody knows are counted and left out', async () => {
    const rows = [...good(), flatRow('99999', 'Atlantis', 2001, '', '1')];
    const { preview } = await bench.read(staff, name, flatFile(rows));
    expect(preview).toMatchObject({
      figures: 2,
      unknownTerritories: { rows: 1, list: [{ key: '99999', name: 'Atlantis', count: 1 }] },
    });
  });

  it('rows that no rule uses, and cells without content', async () => {
    const other = flatRow('05562', 'RE', 2001, '', '7').replace('BEVSTD', 'GEBURT');
    const { preview } = await bench.read(staff, name, flatFile([...good(), other, flatRow('05562', 'RE', 2002, '', '')]));
    expect(preview).toMatchObject({ figures: 2, emptyCells: 1, unused: { rows: 1, list: [{ measure: 'GEBURT', count: 1 }] } });
  });

  it('every sign of an office, kept as it is', async () => {
    const signs = ['-', '.', '...', '/', 'x', '(12)', '0'];
    const rows = signs.map((sign, index) => flatRow('05562', 'RE', 1990 + index, '', sign));
    const { id } = await bench.accept(staff, name, flatFile(rows));
    const found = await staff.transaction((trx) =>
      trx
        .selectFrom('monitoring_observation')
        .select(['value', 'marker'])
        .where('import_id', '=', id)
        .orderBy('period')
        .execute(),
    );
    expect(found.map(({ value, marker }) => [value, marker])).toEqual([
      [0, '-'],
      [null, '.'],
      [null, '...'],
      [null, '/'],
      [null, 'x'],
      [12, '()'],
      [0, null],
    ]);
  });

  it('a table that nobody has explained yet waits for somebody who does', async () => {
    const read = await bench.read(staff, '12411-77-77-4.csv', flatFile(good()));
    expect(read).toMatchObject({ state: 'mapping', preview: null, report: { signature: 'table:12411-77-77-4', problem: null } });
    await acceptImport(staff, bench.files, read.id);
    expect(await importOf(staff, read.id)).toMatchObject({ state: 'mapping' });
  });

  it('a mapping to an indicator that the district does not have', async () => {
    const rules = [{ indicator: 'unheard_of', measure: 'BEVSTD', where: {}, factor: 1 }];
    await rememberMapping(staff, uuidv7(), 'table:12411-88-88-4', { ...peopleMapping, rules });
    const read = await bench.read(staff, '12411-88-88-4.csv', flatFile(good()));
    expect(read.report?.problem).toEqual({ code: 'mapping.unknown_indicator', detail: 'unheard_of' });
  });
});

function damaged(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  const at = Math.floor(copy.length / 2);
  // A stored byte within the compressed content: the checksum no longer fits, or the stream itself breaks.
  copy[at] = (copy[at] as number) ^ 0xff;
  return copy;
}

function twoTables(): Buffer {
  const content = new Uint8Array(flatFile(good()));
  return Buffer.from(zipSync({ 'a.csv': content, 'b.csv': content }));
}
