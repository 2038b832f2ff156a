import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#platform/access';
import { type Stage, useDatabase } from '#testing';
import { flatFile, flatRow, type ImportBench, zipOf } from '../testing/import-files.ts';
import { openPeopleImports, type PeopleImports, peopleTable } from '../testing/people-imports.ts';
import { acceptImport, readImport } from './import-jobs.ts';
import { discardImport, importOf, importsOf, orderAccept, undoImport } from './imports.ts';

const database = useDatabase();
let imports: PeopleImports;
let stage: Stage;
let staff: Context;
let bench: ImportBench;
/** Imports of their own districts of the year: each test has one year. */
const name = peopleTable;

beforeAll(async () => {
  imports = await openPeopleImports(database);
  ({ stage, staff, bench } = imports);
});
afterAll(() => imports.close());

const marl = (year: number, value: string, sex: '' | 'GESM' | 'GESW' = '') => flatRow('05562024', 'Marl', year, sex, value);
const values = async (year: number) => {
  const rows = await staff.transaction((trx) =>
    trx
      .selectFrom('monitoring_observation as o')
      .innerJoin('monitoring_series as s', 's.id', 'o.series_id')
      .select(['s.territory', 's.breakdown', 'o.value', 'o.marker', 'o.superseded_by'])
      .where('o.period', '=', `${year}-12-31`)
      .orderBy('s.territory')
      .orderBy('s.breakdown')
      .execute(),
  );
  return rows.filter((row) => row.superseded_by === null).map((row) => [row.territory, row.breakdown, row.value ?? row.marker]);
};
const must = async (outcome: Promise<{ ok: boolean }>) => expect(await outcome).toMatchObject({ ok: true });

describe('a file', () => {
  it('is previewed, stores nothing before it is accepted, and everything afterwards', async () => {
    const rows = [marl(2001, '85000'), marl(2001, '43000', 'GESW'), flatRow('05313', 'Aachen', 2001, '', '-')];
    const read = await bench.read(staff, 'a.zip', zipOf(name, flatFile(rows)));
    expect(read).toMatchObject({
      state: 'ready',
      report: {
        reader: 'official',
        signature: 'table:12411-01-01-4',
        reading: { layout: 'ffcsv-new', tableCode: '12411-01-01-4' },
      },
      preview: { figures: 3, added: 3, revised: 0, unchanged: 0, missing: 0, indicators: { people: 3 } },
    });
    expect(read.preview?.territories.list).toEqual([
      { key: '05313', name: 'Aachen', count: 1, fresh: true, validTo: '2009-10-20' },
      { key: '05562024', name: 'Marl', count: 2, fresh: false, validTo: null },
    ]);
    expect(await values(2001)).toEqual([]);
    await must(orderAccept(staff, read.id));
    await acceptImport(staff, bench.files, read.id);
    expect(await importOf(staff, read.id)).toMatchObject({ state: 'accepted', outcome: { added: 3, revised: 0 } });
    expect(await values(2001)).toEqual([
      ['05313', '', 0],
      ['05562024', '', 85000],
      ['05562024', 'sex=female', 43000],
    ]);
    const places = await staff.transaction((trx) => trx.selectFrom('monitoring_place').selectAll().execute());
    expect(places).toMatchObject([{ key: '05313', name: 'Aachen', valid_to: '2009-10-20' }]);
    // The same job again, after a crash of whoever should have noted its end.
    await acceptImport(staff, bench.files, read.id);
    expect((await values(2001)).length).toBe(3);
  });

  it('says what is new, revised, unchanged and missing', async () => {
    await bench.accept(staff, name, flatFile([marl(2002, '1'), marl(2002, '2', 'GESM'), marl(2002, '3', 'GESW')]));
    const { preview } = await bench.read(
      staff,
      name,
      flatFile([marl(2002, '1'), marl(2002, '9', 'GESM'), flatRow('05', 'NRW', 2002, '', '7')]),
    );
    expect(preview).toMatchObject({ added: 1, revised: 1, unchanged: 1, missing: 1 });
    expect(preview?.revisions).toEqual([
      {
        indicator: 'people',
        territory: '05562024',
        breakdown: 'sex=male',
        period: '2002-12-31',
        before: { value: 2, marker: null },
        after: { value: 9, marker: null },
      },
    ]);
    expect(preview?.missingFigures).toMatchObject([{ breakdown: 'sex=female' }]);
  });

  it('can be taken back, as long as nothing builds upon it', async () => {
    const first = await bench
      .accept(staff, 'first.csv', flatFile([marl(2003, '1'), marl(2003, '5', 'GESM')]).subarray(0))
      .catch((error) => error);
    expect(String(first)).toContain('monitoring.import_state');
    const one = await bench.accept(staff, `one_${name}`, flatFile([marl(2003, '1'), marl(2003, '5', 'GESM')]));
    const two = await bench.accept(
      staff,
      `two_${name}`,
      flatFile([marl(2003, '2'), marl(2003, '5', 'GESM'), marl(2003, '3', 'GESW')]),
    );
    expect(two.outcome).toMatchObject({ added: 1, revised: 1, unchanged: 1, repeats: [one.id] });
    expect(await undoImport(staff, one.id)).toMatchObject({ code: 'monitoring.import_needed', details: { names: two.fileName } });
    await must(undoImport(staff, two.id));
    expect(await values(2003)).toEqual([
      ['05562024', '', 1],
      ['05562024', 'sex=male', 5],
    ]);
    await must(undoImport(staff, one.id));
    expect(await values(2003)).toEqual([]);
    expect(await undoImport(staff, one.id)).toMatchObject({ code: 'monitoring.import_state' });
    expect(await importOf(staff, one.id)).toMatchObject({ state: 'undone' });
  });

  it('is gone when it is discarded', async () => {
    const read = await bench.read(staff, name, flatFile([marl(2004, '1')]));
    await must(discardImport(staff, bench.files, read.id));
    expect(await bench.files.get(String(read.fileKey))).toBeUndefined();
    expect(await orderAccept(staff, read.id)).toMatchObject({ code: 'monitoring.import_state', details: { state: 'discarded' } });
    await readImport(staff, bench.files, read.id);
    expect(await importOf(staff, read.id)).toMatchObject({ state: 'discarded' });
  });

  it('that is not what was looked at any more is refused, and nothing of it is stored', async () => {
    const read = await bench.read(staff, name, flatFile([marl(2005, '1'), marl(2005, '2', 'GESM')]));
    await bench.files.put(String(read.fileKey), flatFile([marl(2005, '7'), marl(2005, '2', 'GESM')]), 'text/csv');
    await must(orderAccept(staff, read.id));
    await acceptImport(staff, bench.files, read.id);
    expect(await importOf(staff, read.id)).toMatchObject({
      state: 'refused',
      report: { problem: { code: 'storing.file_changed' } },
    });
    expect(await values(2005)).toEqual([]);
  });

  it('waits for one that is being accepted, and sees what that one stored', async () => {
    const both = await Promise.all([1, 2].map((value) => bench.read(staff, name, flatFile([marl(2006, String(value))]))));
    await Promise.all(
      both.map(async ({ id }) => {
        await must(orderAccept(staff, id));
        await acceptImport(staff, bench.files, id);
      }),
    );
    const outcomes = await Promise.all(both.map(async ({ id }) => (await importOf(staff, id))?.outcome));
    expect(outcomes.map((one) => [one?.added, one?.revised]).toSorted()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect((await values(2006)).length).toBe(1);
  });

  it('is nobody else’s business', async () => {
    const { id } = await bench.read(staff, name, flatFile([marl(2007, '1')]));
    const there = stage.context({ tenant: stage.there, actor: stage.add('there', 'ki_staff', null, stage.there) });
    expect(await importOf(there, id)).toBeUndefined();
    expect(await orderAccept(there, id)).toMatchObject({ code: 'monitoring.unknown_import' });
    const reader = stage.context({ actor: stage.add('reader', 'controlling') });
    expect(await importOf(reader, id)).toBeDefined();
    expect(await orderAccept(reader, id)).toMatchObject({ code: 'monitoring.not_allowed' });
    expect(await importOf(staff, '../x')).toBeUndefined();
    expect((await importsOf(there)).lines).toEqual([]);
  });
});
