import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#platform/access';
import { openStage, type Stage, useDatabase } from '#testing';
import { monitoringModule } from '../module.ts';
import { addTestIndicators } from '../testing/import-definitions.ts';
import { type StorableRow, StoringError, storeRows } from './storing.ts';

const database = useDatabase();
let stage: Stage;
let context: Context;

beforeAll(async () => {
  stage = await openStage(database, [monitoringModule]);
  context = stage.context();
  await addTestIndicators(context, ['people', 'others', 'twice', 'twins', 'raced']);
});
afterAll(() => stage.close());

const row = (value: number | null, more: Partial<StorableRow> = {}): StorableRow => ({
  indicator: 'people',
  territory: '05562',
  breakdown: '',
  period: '2024-12-31',
  value,
  marker: value === null ? '.' : null,
  quality: null,
  row: null,
  ...more,
});
const store = (rows: readonly StorableRow[], fileName = 'typed') =>
  context.transaction((trx) => storeRows(trx, context, { fileName, source: '12411', asOf: '2026-02-09T16:09:36', rows }));
const current = (indicator: string) =>
  context.transaction((trx) =>
    trx
      .selectFrom('monitoring_observation as o')
      .innerJoin('monitoring_series as s', 's.id', 'o.series_id')
      .innerJoin('monitoring_indicator as i', 'i.id', 's.indicator_id')
      .select(['s.territory', 's.breakdown', 'o.period', 'o.value', 'o.marker'])
      .where('i.key', '=', indicator)
      .where('o.superseded_by', 'is', null)
      .orderBy('s.territory')
      .orderBy('s.breakdown')
      .orderBy('o.period')
      .execute(),
  );

describe('figures that are stored', () => {
  it('are new, revised or unchanged, and every value stays', async () => {
    const first = await store([row(100), row(0, { territory: '05', marker: '-' }), row(null, { breakdown: 'sex=female' })]);
    expect(first).toMatchObject({ added: 3, revised: 0, unchanged: 0 });
    const second = await store([row(101), row(0, { territory: '05', marker: '-' }), row(50, { breakdown: 'sex=male' })]);
    expect(second).toMatchObject({ added: 1, revised: 1, unchanged: 1 });
    expect(await current('people')).toEqual([
      { territory: '05', breakdown: '', period: '2024-12-31', value: 0, marker: '-' },
      { territory: '05562', breakdown: '', period: '2024-12-31', value: 101, marker: null },
      { territory: '05562', breakdown: 'sex=female', period: '2024-12-31', value: null, marker: '.' },
      { territory: '05562', breakdown: 'sex=male', period: '2024-12-31', value: 50, marker: null },
    ]);
    const old = await context.transaction((trx) =>
      trx
        .selectFrom('monitoring_observation')
        .select(['value', 'import_id'])
        .where('superseded_by', '=', second.importId)
        .execute(),
    );
    expect(old).toEqual([{ value: 100, import_id: first.importId }]);
    const record = await context.transaction((trx) =>
      trx.selectFrom('monitoring_import').selectAll().where('id', '=', second.importId).executeTakeFirstOrThrow(),
    );
    expect(record).toMatchObject({ state: 'accepted', file_key: null, preview: { outcome: { repeats: [first.importId] } } });
    // Winter time of the office.
    expect(record.as_of?.toISOString()).toBe('2026-02-09T15:09:36.000Z');
  });

  it('may repeat a figure but not contradict it, and then nothing of them is kept', async () => {
    const twice = (value: number, number: number) => row(value, { indicator: 'twice', row: number });
    expect(await store([twice(1, 2), twice(1, 3)])).toMatchObject({ added: 1, unchanged: 1 });
    const refused = store([twice(7, 2), twice(8, 9), row(1, { indicator: 'others' })]);
    await expect(refused).rejects.toMatchObject({ code: 'conflicting_rows', conflicts: { count: 1, list: [{ rows: [2, 9] }] } });
    await expect(refused).rejects.toBeInstanceOf(StoringError);
    expect(await current('others')).toEqual([]);
    expect(await current('twice')).toMatchObject([{ value: 1 }]);
  });

  it('keep odd signs of an office as they came', async () => {
    const quality = 'e\\\tx\n';
    await store([row(1, { indicator: 'twins', quality })]);
    const rows = await context.transaction((trx) =>
      trx.selectFrom('monitoring_observation').select('quality').where('quality', 'is not', null).execute(),
    );
    expect(rows).toEqual([{ quality }]);
  });

  it('are refused when nobody knows the indicator or the source', async () => {
    await expect(store([row(1, { indicator: 'unheard_of' })])).rejects.toMatchObject({ code: 'unknown_indicator' });
    await expect(store([row(1, { source: '99999' })])).rejects.toMatchObject({ code: 'unknown_source' });
  });

  it('come one after the other, however many come at once', async () => {
    const outcomes = await Promise.all([1, 2, 3, 4].map((value) => store([row(value, { indicator: 'raced' })])));
    expect(outcomes.reduce((sum, { added }) => sum + added, 0)).toBe(1);
    expect(outcomes.reduce((sum, { revised }) => sum + revised, 0)).toBe(3);
    expect(await current('raced')).toHaveLength(1);
  });

  it('stay in their district', async () => {
    const there = stage.context({ tenant: stage.there });
    const rows = await there.transaction((trx) => trx.selectFrom('monitoring_observation').select('value').execute());
    expect(rows).toEqual([]);
  });
});
