import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor, Context } from '#platform/access';
import { openStage, type Stage, useDatabase } from '#testing';
import { monitoringModule } from '../module.ts';
import { loadCatalogue } from './catalogue.ts';
import { explainFinding, findingWorklist, publicFindings, staffFindings } from './findings.ts';
import { checkAll } from './plausibility.ts';
import { type StorableRow, storeRows } from './storing.ts';

const database = useDatabase();
let stage: Stage;
let context: Context;
let staff: Actor;

beforeAll(async () => {
  stage = await openStage(database, [monitoringModule]);
  context = stage.context();
  await loadCatalogue(context);
  await loadCatalogue(stage.context({ tenant: stage.there }));
  staff = stage.add('fachkraft', 'ki_staff');
});
afterAll(() => stage.close());
beforeEach(() =>
  context.transaction(async (trx) => {
    await trx.deleteFrom('monitoring_finding').execute();
    await trx.deleteFrom('monitoring_series').execute();
    await trx.deleteFrom('monitoring_import').execute();
  }),
);

const row = (value: number | null, more: Partial<StorableRow> = {}): StorableRow => ({
  indicator: 'bevoelkerung',
  territory: '05562',
  breakdown: '',
  period: '2024-12-31',
  value,
  marker: value === null ? '.' : null,
  quality: null,
  row: null,
  ...more,
});
const women = { breakdown: 'sex=female' };
const men = { breakdown: 'sex=male' };
const store = (rows: readonly StorableRow[], source = '12411', of: Context = context) =>
  of.transaction((trx) => storeRows(trx, of, { fileName: 'typed', source, asOf: null, rows }));
const stored = () =>
  context.transaction((trx) =>
    trx
      .selectFrom('monitoring_finding')
      .select(['id', 'rule', 'gone_at', 'explanation', 'version'])
      .orderBy('found_at')
      .orderBy('id')
      .execute(),
  );
const actions = () =>
  context.transaction((trx) =>
    trx.selectFrom('audit_entry').select('action').where('action', 'like', 'monitoring.finding%').orderBy('sequence').execute(),
  );

describe('a contradiction', () => {
  it('is found by the import that brings it, goes when it is mended, and comes again with other values only', async () => {
    await store([row(100), row(60, women), row(39, men)]);
    const [found] = await stored();
    expect(found).toMatchObject({ rule: 'parts', gone_at: null, explanation: null });
    expect(await checkAll(context)).toEqual({ found: 0, gone: 0 });

    await store([row(40, men)]);
    expect((await stored())[0]?.gone_at).not.toBeNull();

    await store([row(38, men)]);
    const again = await stored();
    expect(again.map(({ gone_at }) => gone_at === null)).toEqual([false, true]);
    expect(again[1]?.id).not.toBe(found?.id);

    // The first values are back: the first finding is, with all that was said about it.
    await store([row(39, men)]);
    expect((await stored()).map(({ gone_at }) => gone_at === null)).toEqual([true, false]);
  });

  it('between a share and its numbers is found when the numbers come after it', async () => {
    await store([row(20, { indicator: 'auslaenderanteil' })]);
    expect(await stored()).toEqual([]);
    await store([row(1000), row(150, { breakdown: 'nationality_group=foreign' })]);
    expect((await stored()).map(({ rule }) => rule)).toEqual(['share']);
  });

  it('by a revision is found and can be explained', async () => {
    await store([row(1000)]);
    await store([row(2000)]);
    expect((await stored()).map(({ rule }) => rule)).toEqual(['revision']);
  });

  it('is none of the neighbour district', async () => {
    await store([row(100), row(60, women), row(39, men)]);
    expect((await publicFindings(stage.context({ tenant: stage.there }))).findings).toEqual([]);
  });

  it('with a withheld figure is told to nobody', async () => {
    await store([row(100), row(60, women), row(39, men)]);
    expect((await publicFindings(context)).findings).toHaveLength(1);
    await context.transaction((trx) =>
      trx.updateTable('monitoring_observation').set({ withheld: 1 }).where('value', '=', 39).execute(),
    );
    expect((await publicFindings(context)).findings).toEqual([]);
    const list = await staffFindings(stage.context({ actor: staff }), { state: 'open', rule: null, indicator: null });
    expect(list.ok && list.value.findings).toEqual([]);
    // The next run does not know the figure either.
    expect(await checkAll(context)).toEqual({ found: 0, gone: 1 });
  });

  it('in figures of an internal source stays with the staff', async () => {
    await store([row(100), row(60, women), row(39, men)], 'melderegister');
    expect((await publicFindings(stage.context({ actor: { kind: 'visitor' } }))).findings).toEqual([]);
    const list = await staffFindings(stage.context({ actor: staff }), { state: 'open', rule: null, indicator: null });
    expect(list.ok && list.value.findings).toHaveLength(1);
  });
});

describe('an explanation', () => {
  const given = { explanation: 'Bei einer Person ist das Geschlecht nicht bekannt.', version: 1 };
  const one = async () => {
    await store([row(100), row(60, women), row(39, men)]);
    return (await stored())[0]?.id ?? '';
  };

  it('is kept, public and logged; the finding stays listed', async () => {
    const id = await one();
    expect(await findingWorklist(stage.context({ actor: staff }))).toMatchObject([
      { title: '1 Hinweis zu den Zahlen ist zu erklären', href: '/intern/recklinghausen/monitoring/hinweise' },
    ]);
    expect(await findingWorklist(stage.context({ actor: stage.add('leser', 'controlling') }))).toEqual([]);
    expect(await explainFinding(stage.context({ actor: staff }), id, given)).toEqual({ ok: true, value: null });
    const [shown] = (await publicFindings(context)).findings;
    expect(shown).toMatchObject({ id, explanation: given.explanation, version: 2 });
    expect((await actions()).at(-1)).toEqual({ action: 'monitoring.finding_explained' });
    expect(await findingWorklist(stage.context({ actor: staff }))).toEqual([]);
    const list = await staffFindings(stage.context({ actor: staff }), {
      state: 'explained',
      rule: 'parts',
      indicator: 'bevoelkerung',
    });
    expect(list.ok && list.value.findings.map((finding) => finding.id)).toEqual([id]);
    expect(list.ok && list.value.counts).toEqual({ open: 0, explained: 1, gone: 0 });
  });

  it('does not overwrite what somebody else wrote meanwhile', async () => {
    const id = await one();
    await explainFinding(stage.context({ actor: staff }), id, given);
    const late = await explainFinding(stage.context({ actor: staff }), id, { ...given, explanation: 'Anders.' });
    expect(late).toMatchObject({ ok: false, code: 'monitoring.changed', details: { version: 2 } });
    expect((await stored())[0]?.explanation).toBe(given.explanation);
  });

  it('is written by those who may import only', async () => {
    const id = await one();
    for (const role of ['controlling', 'integration_officer', 'provider'] as const) {
      const actor = stage.add(role, role);
      expect(await explainFinding(stage.context({ actor }), id, given)).toMatchObject({
        ok: false,
        code: 'monitoring.not_allowed',
      });
    }
    const neighbour = stage.add('nachbar', 'ki_staff', null, stage.there);
    expect(await explainFinding(stage.context({ tenant: stage.there, actor: neighbour }), id, given)).toMatchObject({
      code: 'monitoring.unknown_finding',
    });
  });
});
