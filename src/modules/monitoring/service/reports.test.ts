import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#platform/access';
import { openStage, type Stage, useDatabase } from '#testing';
import { type Block, eachTown } from '../model/report.ts';
import { monitoringModule } from '../module.ts';
import { insertFigures } from '../testing/observations.ts';
import { insertProfileFigures, town } from '../testing/profile.ts';
import { allReports, documentOf, editionFile, editionView, faultsOf, publicEditions, reportView } from './report-viewing.ts';
import {
  addBlock,
  createReport,
  editBlock,
  editReport,
  freezeReport,
  moveBlock,
  publishEdition,
  removeBlock,
  removeReport,
} from './reports.ts';

const database = useDatabase();
let stage: Stage;
let staff: Context;
let officer: Context;
let visitor: Context;

beforeAll(async () => {
  stage = await openStage(database, [monitoringModule]);
  staff = stage.context({ actor: stage.add('staff', 'ki_staff') });
  officer = stage.context({ actor: stage.add('officer', 'integration_officer') });
  visitor = stage.context({ actor: { kind: 'visitor' } });
  await insertProfileFigures(stage.context());
});
afterAll(() => stage?.close());

/** As the owner of the tables, so that it is the trigger that refuses and not a missing right. */
async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    await client.query(`select set_config('app.tenant', $1, false)`, [stage.here.id]);
    return await work(client);
  } finally {
    await client.end();
  }
}

async function begin(title: string, beginning: 'town' | 'district' | 'empty' = 'empty', territory = town): Promise<string> {
  const made = await createReport(staff, { title, territory, beginning });
  if (!made.ok) throw new Error(made.code);
  return made.value;
}

const text = (id: string, words: string): Block => ({ id, kind: 'text', optional: false, text: words });
const blocksOf = async (id: string) => (await reportView(staff, id))?.report.blocks.map((block) => block.id);

describe('a report', () => {
  it('is begun by staff only, about a place that is there', async () => {
    const input = { title: 'x', territory: town, beginning: 'empty' as const };
    expect(await createReport(officer, input)).toMatchObject({ code: 'monitoring.not_allowed' });
    expect(await createReport(staff, { ...input, territory: '05754008' })).toMatchObject({ code: 'monitoring.unknown_place' });
    const made = await begin('Vom Muster', 'town');
    expect((await reportView(staff, made))?.report.blocks.length).toBeGreaterThan(20);
    expect(await removeReport(staff, made)).toMatchObject({ ok: true });
  });

  it('of the same title twice has two addresses, and is not seen in another district', async () => {
    const [one, other] = [await begin('Gleich'), await begin('Gleich')];
    const slugs = (await allReports(staff)).reports.map(({ slug }) => slug);
    expect(slugs).toEqual(['gleich', 'gleich-2']);
    const elsewhere = stage.context({ tenant: stage.there, actor: stage.add('other', 'ki_lead', null, stage.there) });
    expect(await reportView(elsewhere, one)).toBeUndefined();
    expect(await editReport(elsewhere, one, 1, { title: 'y', territory: '05754008' })).toMatchObject({
      code: 'monitoring.unknown_report',
    });
    for (const id of [one, other]) expect(await removeReport(staff, id)).toMatchObject({ ok: true });
  });

  it('has its blocks added, moved, edited and taken out in their order', async () => {
    const id = await begin('Bausteine');
    expect(await addBlock(staff, id, 1, text('a', 'A'), null)).toMatchObject({ ok: true });
    expect(await addBlock(staff, id, 2, text('c', 'C'), 'a')).toMatchObject({ ok: true });
    expect(await addBlock(staff, id, 3, text('b', 'B'), 'a')).toMatchObject({ ok: true });
    expect(await blocksOf(id)).toEqual(['a', 'b', 'c']);
    expect(await moveBlock(staff, id, 4, 'c', -1)).toMatchObject({ ok: true });
    expect(await moveBlock(staff, id, 5, 'a', -1)).toMatchObject({ ok: true });
    expect(await blocksOf(id)).toEqual(['a', 'c', 'b']);
    expect(await editBlock(staff, id, 6, text('c', 'Neu'))).toMatchObject({ ok: true });
    expect(await removeBlock(staff, id, 7, 'a')).toMatchObject({ ok: true });
    expect(await blocksOf(id)).toEqual(['c', 'b']);
    expect(await removeBlock(staff, id, 8, 'a')).toMatchObject({ code: 'monitoring.unknown_block' });
    expect(await addBlock(staff, id, 8, text('z', 'Z'), 'a')).toMatchObject({ code: 'monitoring.unknown_block' });
    expect(await editBlock(officer, id, 8, text('c', 'x'))).toMatchObject({ code: 'monitoring.not_allowed' });
    expect(await removeReport(staff, id)).toMatchObject({ ok: true });
  });

  it('is not overwritten by who opened it earlier', async () => {
    const id = await begin('Zwei');
    expect(await addBlock(staff, id, 1, text('a', 'A'), null)).toMatchObject({ ok: true });
    const both = await Promise.all([editBlock(staff, id, 2, text('a', 'eins')), editBlock(staff, id, 2, text('a', 'zwei'))]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ code: 'monitoring.changed', details: { version: 3 } });
    expect(await freezeReport(staff, id, 2)).toMatchObject({ code: 'monitoring.changed' });
    expect(await removeReport(staff, id)).toMatchObject({ ok: true });
  });

  it('says which placeholders cannot be filled, and why', async () => {
    const id = await begin('Fehler');
    const words = '{{bevoelkerung}} {{bevölkerung}} {{gibt_es_nicht}} {{intern}} {{bevoelkerung#1950}} {{bevoelkerung';
    const view = await reportView(staff, id);
    const faults = await faultsOf(staff, [text('a', words)], view?.about ?? []);
    expect(faults.get('a')).toEqual([
      { code: 'grammar', raw: '{{bevölkerung}}' },
      { code: 'indicator', raw: '{{gibt_es_nicht}}' },
      { code: 'indicator', raw: '{{intern}}' },
      { code: 'missing', raw: '{{bevoelkerung#1950}}' },
      { code: 'grammar', raw: '{{bevoelkerung' },
    ]);
    expect(await removeReport(staff, id)).toMatchObject({ ok: true });
  });
});

describe('a frozen edition', () => {
  let id: string;
  let edition: string;

  it('is made by staff, of the version that was looked at', async () => {
    id = await begin('Jahresbericht');
    const words = 'Zum Stichtag {{bevoelkerung.zeit}} betrug die Zahl {{bevoelkerung}}; Geduldete: {{geduldete}}.';
    expect(await addBlock(staff, id, 1, text('a', words), null)).toMatchObject({ ok: true });
    expect(await freezeReport(officer, id, 2)).toMatchObject({ code: 'monitoring.not_allowed' });
    const frozen = await freezeReport(staff, id, 2);
    if (!frozen.ok) throw new Error(frozen.code);
    edition = frozen.value;
    expect(await removeReport(staff, id)).toMatchObject({ code: 'monitoring.report_frozen' });
  });

  it('stays as it is when figures are revised and the report changes', async () => {
    const before = await editionView(staff, edition, false);
    const sentence = 'Zum Stichtag 31. Dezember 2024 betrug die Zahl 115.344; Geduldete: unbekannt oder geheim.';
    expect(JSON.stringify(before?.content)).toContain(sentence);
    await insertFigures(stage.context(), {
      observations: [{ indicator: 'bevoelkerung', territory: town, period: '2024-12-31', value: 99_999, source: '12411' }],
    });
    expect(await editBlock(staff, id, 2, text('a', 'Jetzt: {{bevoelkerung}}'))).toMatchObject({ ok: true });
    expect(await editionView(staff, edition, false)).toEqual(before);
    const again = await freezeReport(staff, id, 3);
    expect(JSON.stringify(again.ok && (await editionView(staff, again.value, false))?.content)).toContain('Jetzt: 99.999');
  });

  it.each([
    "update monitoring_report_edition set title = title || 'x' where id = $1",
    "update monitoring_report_edition set content = jsonb_set(content, '{documents}', '[]') where id = $1",
    'update monitoring_report_edition set frozen_at = now() where id = $1',
    'update monitoring_report_edition set report_id = gen_random_uuid() where id = $1',
    'delete from monitoring_report_edition where id = $1',
    'delete from monitoring_report where id = (select report_id from monitoring_report_edition where id = $1)',
  ])('is refused by the database: %s', (statement) =>
    asOwner(async (client) => {
      await expect(client.query(statement, [edition])).rejects.toMatchObject({ code: '23001' });
    }),
  );

  it('may be published, withdrawn, and forget who froze it', async () => {
    expect(await editionView(visitor, edition, true)).toBeUndefined();
    expect(await publishEdition(officer, edition, true)).toMatchObject({ code: 'monitoring.not_allowed' });
    const { contentVersion } = staff.tenant;
    expect(await publishEdition(staff, edition, true)).toMatchObject({ ok: true });
    await stage.tenants.refresh();
    expect(stage.context().tenant.contentVersion).toBeGreaterThan(contentVersion);
    expect((await publicEditions(visitor)).map((one) => one.id)).toEqual([edition]);
    expect(await publishEdition(staff, edition, false)).toMatchObject({ ok: true });
    expect(await publicEditions(visitor)).toEqual([]);
    await asOwner(async (client) => {
      const { rowCount } = await client.query('update monitoring_report_edition set frozen_by = null where id = $1', [edition]);
      expect(rowCount).toBe(1);
    });
  });

  it('of each town holds one document for each, without anything internal or withheld', async () => {
    const all = await begin('Städte', 'town', eachTown);
    const frozen = await freezeReport(staff, all, 1);
    const view = frozen.ok ? await editionView(staff, frozen.value, false) : undefined;
    if (!view) throw new Error('not frozen');
    expect(view.content.documents).toHaveLength(10);
    expect(view.content.documents.map(({ title }) => title.text)).toContain('Städte: Marl');
    expect(documentOf(view, '')).toBeNull();
    expect(documentOf(view, 'nirgends')).toBeUndefined();
    const document = documentOf(view, 'recklinghausen');
    const told = JSON.stringify(view.content);
    for (const secret of ['987.654', '876.543', '987654', '876543', 'Interne Kennzahl', 'Aus interner Quelle'])
      expect(told).not.toContain(secret);
    const geduldete = document?.parts.find((part) => part.kind === 'chart' && part.indicator === 'geduldete');
    expect(geduldete).toMatchObject({ series: [{ points: [{ y: 44 }, { y: 41 }, { y: null }] }] });
    if (!document) throw new Error('no document');
    const [one, other] = await Promise.all([
      editionFile(staff, view, document, 'pdf'),
      editionFile(staff, view, document, 'pdf'),
    ]);
    expect(one.subarray(0, 5).toString()).toBe('%PDF-');
    expect(other).toBe(one);
  });

  it('goes with its district', () =>
    asOwner(async (client) => {
      await client.query('begin');
      await client.query('delete from tenant where id = $1', [stage.here.id]);
      const left = await client.query('select count(*)::int as count from monitoring_report_edition where tenant_id = $1', [
        stage.here.id,
      ]);
      expect(left.rows[0].count).toBe(0);
      await client.query('set constraints all immediate');
      await client.query('rollback');
    }));
});
