import { strFromU8, unzipSync } from 'fflate';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listTowns } from '#modules/territory';
import type { Context } from '#platform/access';
import { openStage, type Stage, useDatabase } from '#testing';
import { conceptModule } from '../module.ts';
import { insertSyntheticConcept } from '../testing/synthetic.ts';
import { adoptEdition, startEdition } from './editions.ts';
import { documentsOf, orderDocuments, publicDocument, staffDocument, writeDocuments } from './report-documents.ts';
import { publicReport, publicReports, reportView } from './report-reading.ts';
import {
  closeReport,
  createReport,
  editReport,
  publishReport,
  type ReportInput,
  removeReport,
  signOff,
  takeBack,
} from './reports.ts';
import { retireRecommendation } from './succession.ts';

const database = useDatabase();
let stage: Stage;
let lead: Context;
let staff: Context;
let officer: Context;
let edition: string;

const input = (title: string, own: Partial<ReportInput> = {}): ReportInput => ({
  title,
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  fields: ['progress', 'steps', 'adoption', 'notes'],
  summary: 'Das Jahr in Kürze.',
  paperNumber: '12/2026',
  committees: 'Sozialausschuss\nKreistag',
  proposal: '',
  previousId: undefined,
  ...own,
});

async function begin(title: string, own: Partial<ReportInput> = {}, about = edition): Promise<string> {
  const made = await createReport(staff, about, input(title, own));
  if (!made.ok) throw new Error(made.code);
  return made.value;
}

async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const change = (numbers: readonly number[], set: object) =>
  stage
    .context()
    .transaction((trx) => trx.updateTable('concept_recommendation').set(set).where('number', 'in', numbers).execute());

beforeAll(async () => {
  stage = await openStage(database, [conceptModule]);
  lead = stage.context({ actor: stage.add('lead', 'ki_lead') });
  staff = stage.context({ actor: stage.add('staff', 'ki_staff') });
  officer = stage.context({ actor: stage.add('officer', 'integration_officer', { kind: 'territory', id: '05562004' }) });
  const system = stage.context();
  const towns = (await listTowns(system)).map(({ key }) => key);
  const size = { territory: '05562', towns, editions: 1, recommendations: 30, today: '2026-11-22' };
  const made = await system.transaction((trx) => insertSyntheticConcept(trx, { tenantId: stage.here.id, ...size }));
  edition = made[0] ?? '';
  await change([7], { internal: true, title: 'Geheime Verhandlung' });
});
afterAll(() => stage?.close());

describe('a report', () => {
  it('is begun by staff only, about an edition that is there', async () => {
    expect(await createReport(officer, edition, input('x'))).toMatchObject({ ok: false, code: 'concept.not_allowed' });
    const elsewhere = stage.context({ tenant: stage.there, actor: stage.add('other', 'ki_lead', null, stage.there) });
    expect(await createReport(elsewhere, edition, input('x'))).toMatchObject({ ok: false, code: 'concept.unknown_edition' });
  });

  it('is signed, renewed and taken back while it is open', async () => {
    const id = await begin('Freigaben');
    expect(await signOff(officer, id, [1])).toMatchObject({ code: 'concept.not_allowed' });
    expect(await signOff(staff, id, [1, 2, 99_999])).toMatchObject({ code: 'concept.unknown_recommendation' });
    expect(await signOff(staff, id, [1, 2])).toMatchObject({ ok: true, value: 2 });
    await change([1], { manual_progress: 33 });
    const items = async () => (await reportView(staff, id))?.items.filter(({ content }) => content.number < 4) ?? [];
    const short = async () =>
      (await items())
        .toSorted((a, b) => a.content.number - b.content.number)
        .map(({ content, signedOff, changedSince }) => [content.number, signedOff, changedSince]);
    expect(await short()).toEqual([
      [1, true, true],
      [2, true, false],
      [3, false, false],
    ]);
    expect((await items()).find(({ content }) => content.number === 1)?.content.progress).not.toBe(33);
    expect(await signOff(staff, id, [1])).toMatchObject({ ok: true, value: 1 });
    expect((await items()).find(({ content }) => content.number === 1)?.content.progress).toBe(33);
    expect(await takeBack(staff, id, [1, 2, 3])).toMatchObject({ ok: true, value: 2 });
    expect((await short()).every(([, signed]) => signed === false)).toBe(true);
    expect(await removeReport(staff, id)).toMatchObject({ ok: true });
    expect(await reportView(staff, id)).toBeUndefined();
  });

  it('keeps the own input apart when somebody else saved', async () => {
    const id = await begin('Zwei Leute');
    const text = { ...input('Erste'), previousId: null };
    expect(await editReport(staff, id, 1, text)).toMatchObject({ ok: true });
    expect(await editReport(lead, id, 1, { ...text, title: 'Zweite' })).toMatchObject({
      code: 'concept.changed',
      details: { version: 2 },
    });
    expect((await reportView(staff, id))?.report.title).toBe('Erste');
    expect(await editReport(lead, id, 2, { ...text, previousId: id })).toMatchObject({ code: 'concept.report_previous' });
    expect(await removeReport(staff, id)).toMatchObject({ ok: true });
  });

  it('takes the last note of the period along, the public one apart from the internal', async () => {
    const id = await begin('Notizen');
    await stage.context().transaction(async (trx) => {
      const one = await trx.selectFrom('concept_recommendation').select('id').where('number', '=', 1).executeTakeFirstOrThrow();
      const note = (id: string, text: string, isPublic: boolean, at: string) => ({
        tenant_id: stage.here.id,
        id: `01900000-0000-7000-8000-0000000000${id}`,
        recommendation_id: one.id,
        kind: 'progress',
        text,
        public: isPublic,
        author_name: 'KI',
        created_at: at,
      });
      await trx
        .insertInto('concept_note')
        .values([
          note('01', 'davor', true, '2025-12-31T22:59:00Z'),
          note('02', 'erste Stunde des Jahres', true, '2025-12-31T23:30:00Z'),
          note('03', 'vertraulich', false, '2026-05-01T10:00:00Z'),
          note('04', 'danach', true, '2026-12-31T23:30:00Z'),
        ])
        .execute();
    });
    const notes = (await reportView(staff, id))?.items.find(({ content }) => content.number === 1)?.content.notes;
    expect(notes?.public).toEqual({ text: 'erste Stunde des Jahres', on: '2026-01-01', by: 'KI' });
    expect(notes?.internal?.text).toBe('vertraulich');
    expect(await removeReport(staff, id)).toMatchObject({ ok: true });
  });
});

describe('a closed report', () => {
  let id: string;

  it('holds every recommendation; closing it twice at once is closing it once', async () => {
    id = await begin('Bericht 2025', { startsOn: '2025-01-01', endsOn: '2025-12-31' });
    expect(await signOff(staff, id, [1, 2, 3])).toMatchObject({ ok: true });
    expect(await closeReport(staff, id)).toMatchObject({ code: 'concept.not_allowed' });
    const both = await Promise.all([closeReport(lead, id), closeReport(lead, id)]);
    const counts = { ok: true, value: { signed: 3, rest: 27 } };
    expect(both).toEqual([counts, counts]);
    expect(await closeReport(lead, id)).toEqual(counts);
    const lines = await asOwner((client) =>
      client.query("select count(*)::int as count from audit_entry where action = 'concept.report_closed' and subject_id = $1", [
        id,
      ]),
    );
    expect(lines.rows[0].count).toBe(1);
  });

  it('stays as it was whatever becomes of the concept', async () => {
    const before = await reportView(staff, id);
    await change([4, 5], { title: 'Anders', manual_progress: 91 });
    await stage.context().transaction((trx) => trx.updateTable('concept_edition').set({ title: 'Anders' }).execute());
    expect(await reportView(staff, id)).toEqual(before);
    expect(before?.frame.edition.title).toBe('Musterkonzept, 1. Ausgabe');
    expect(before?.items.filter(({ signedOff }) => signedOff)).toHaveLength(3);
  });

  it('refuses every further change in the use cases', async () => {
    const closed = { ok: false, code: 'concept.report_closed' };
    expect(await signOff(staff, id, [4])).toMatchObject(closed);
    expect(await takeBack(staff, id, [1])).toMatchObject(closed);
    expect(await editReport(staff, id, 2, { ...input('x'), previousId: null })).toMatchObject(closed);
    expect(await removeReport(staff, id)).toMatchObject(closed);
  });

  it.each([
    'update concept_report set title = title || $2 where id = $1',
    'update concept_report set ends_on = ends_on + length($2) where id = $1',
    "update concept_report set state = 'open', closed_at = null, frame = null where id = $1 and $2 <> ''",
    "delete from concept_report where id = $1 and $2 <> ''",
    "update concept_snapshot set content = jsonb_set(content, '{title}', to_jsonb($2::text)) where report_id = $1 and number = 1",
    "update concept_snapshot set signed_off = not signed_off where report_id = $1 and $2 <> ''",
    "update concept_snapshot set report_id = gen_random_uuid() where report_id = $1 and $2 <> ''",
    "delete from concept_snapshot where report_id = $1 and $2 <> ''",
    `insert into concept_snapshot (tenant_id, report_id, number, recommendation_id, signed_off, taken_at, content)
      select tenant_id, report_id, 90000, recommendation_id, true, now(), content from concept_snapshot where report_id = $1 and number = 1 and $2 <> ''`,
  ])('is refused by the database: %s', async (statement) => {
    // As the owner of the tables, so that it is the trigger that refuses and not a missing right.
    await asOwner(async (client) => {
      await client.query(`select set_config('app.tenant', $1, false)`, [stage.here.id]);
      await expect(client.query(statement, [id, 'x'])).rejects.toMatchObject({ code: '23001' });
    });
  });

  it('may still be shown to the public, and forget who signed', async () => {
    const shown = async () =>
      (await publicReports(stage.context({ actor: { kind: 'visitor' } }), 'musterkonzept'))?.reports ?? [];
    expect(await shown()).toHaveLength(0);
    expect(await publishReport(staff, id, true)).toMatchObject({ code: 'concept.not_allowed' });
    expect(await publishReport(lead, id, true)).toMatchObject({ ok: true });
    expect((await shown()).map((report) => report.id)).toEqual([id]);
    await asOwner(async (client) => {
      const { rowCount } = await client.query(
        'update concept_snapshot set signed_by = null where report_id = $1 and signed_off',
        [id],
      );
      expect(rowCount).toBe(3);
    });
  });

  it('tells the public nothing internal, in no output', async () => {
    const visitor = stage.context({ actor: { kind: 'visitor' } });
    const view = await publicReport(visitor, 'musterkonzept', id);
    expect(view?.items).toHaveLength(29);
    expect(JSON.stringify(view)).not.toContain('Geheime Verhandlung');
    await writeDocuments(stage.context(), id, 'public');
    await writeDocuments(stage.context(), id, 'staff');
    const textsOf = (file: Buffer | undefined) =>
      Object.entries(unzipSync(file ?? new Uint8Array()))
        .filter(([name]) => name.endsWith('.xml'))
        .map(([, bytes]) => strFromU8(bytes))
        .join();
    for (const format of ['docx', 'xlsx'] as const) {
      expect(textsOf(await publicDocument(visitor, id, format))).not.toContain('Geheime Verhandlung');
      expect(textsOf(await staffDocument(staff, id, format))).toContain('Geheime Verhandlung');
    }
    expect((await publicDocument(visitor, id, 'pdf'))?.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await staffDocument(visitor, id, 'pdf')).toBeUndefined();
  });

  it('is what the next one is compared with by itself', async () => {
    await change([5], { manual_status: 'dropped', status_reason: 'Kein Bedarf mehr' });
    const next = await begin('Bericht 2026');
    const view = await reportView(staff, next);
    expect(view?.previous?.id).toBe(id);
    const kinds = new Map(view?.differences.map((one) => [one.number, one]));
    expect(kinds.get(4)).toMatchObject({ kind: 'progress', after: { progress: 91 } });
    expect(kinds.get(5)).toMatchObject({ kind: 'dropped', reason: 'Kein Bedarf mehr' });
    expect(kinds.get(6)?.kind).toBe('unchanged');
    expect(await createReport(staff, edition, input('x', { previousId: next }))).toMatchObject({
      code: 'concept.report_previous',
    });
    expect(await removeReport(staff, next)).toMatchObject({ ok: true });
  });

  it('is compared over editions by lineage', async () => {
    const started = await startEdition(lead, edition, { title: 'Fortschreibung', startsOn: null, endsOn: null });
    if (!started.ok) throw new Error(started.code);
    expect(await createReport(staff, started.value, input('x'))).toMatchObject({ code: 'concept.report_edition' });
    const gone = await staff.transaction((trx) =>
      trx
        .selectFrom('concept_recommendation')
        .select('id')
        .where('edition_id', '=', started.value)
        .where('number', '=', 8)
        .executeTakeFirstOrThrow(),
    );
    await retireRecommendation(lead, started.value, { id: gone.id, reason: 'Das Land macht es selbst' });
    const adopted = { on: '2026-11-01', by: 'Kreistag', paperNumber: '1/26', resolutionId: null };
    expect(await adoptEdition(lead, started.value, adopted)).toMatchObject({ ok: true });
    const next = await begin('Bericht der Fortschreibung', {}, started.value);
    const view = await reportView(staff, next);
    expect(view?.items).toHaveLength(29);
    expect(view?.differences.find(({ number }) => number === 8)).toMatchObject({
      kind: 'dropped',
      reason: 'Das Land macht es selbst',
      after: null,
    });
    expect(view?.differences.filter(({ kind }) => kind === 'new')).toEqual([]);
    expect(await closeReport(lead, next)).toMatchObject({ ok: true });
    expect((await reportView(staff, next))?.differences).toEqual(view?.differences);
  });

  it('tells how far its documents are', async () => {
    const open = await begin('Dokumente');
    expect(await documentsOf(staff, open)).toBeUndefined();
    expect(await orderDocuments(staff, open)).toMatchObject({ ok: true });
    expect(await documentsOf(staff, open)).toMatchObject({ state: 'waiting', progress: 0, draft: true });
    expect(await staffDocument(staff, open, 'pdf')).toBeUndefined();
    await writeDocuments(stage.context(), open, 'staff');
    expect(await documentsOf(staff, open)).toMatchObject({ state: 'done', progress: 100 });
    const parts = unzipSync((await staffDocument(staff, open, 'docx')) ?? new Uint8Array());
    const document = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    expect(document).toContain('Beschlussvorschlag');
    expect(document).toContain('12/2026');
    expect(document).toContain('Sozialausschuss');
    expect(document).toMatch(/<w:tblHeader\/>/);
    expect(document).toMatch(/<wp:docPr [^>]*descr="Sprache: [^"]+"/);
    expect(await removeReport(staff, open)).toMatchObject({ ok: true });
    expect(await documentsOf(staff, open)).toBeUndefined();
  });

  it('goes with its district', async () => {
    await asOwner(async (client) => {
      await client.query('begin');
      await client.query(`select set_config('app.tenant', $1, true)`, [stage.here.id]);
      const reports = await client.query('select count(*)::int as count from concept_report where tenant_id = $1', [
        stage.here.id,
      ]);
      expect(reports.rows[0].count).toBeGreaterThan(1);
      await client.query('delete from tenant where id = $1', [stage.here.id]);
      const left = await client.query('select count(*)::int as count from concept_snapshot where tenant_id = $1', [
        stage.here.id,
      ]);
      expect(left.rows[0].count).toBe(0);
      // What is checked at the end is checked now.
      await client.query('set constraints all immediate');
      await client.query('rollback');
    });
  });
});
