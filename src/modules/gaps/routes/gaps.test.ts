import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryModule } from '#modules/directory';
import { monitoringModule } from '#modules/monitoring';
import { networksModule } from '#modules/networks';
import type { Actor } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { readSpreadsheet } from '#platform/documents';
import { worklistOf } from '#platform/module';
import { openStage, openTestFiles, type Stage, useDatabase } from '#testing';
import { gapsModule } from '../module.ts';
import { gapFigures } from '../service/overview.ts';

const database = useDatabase();
const papers = openTestFiles();
const modules = [directoryModule, networksModule({ effects: [], files: papers.files }), monitoringModule, gapsModule];
const base = '/intern/recklinghausen/luecken';
const marl = '05562024';
const haltern = '05562020';
const secret = 'erika mustermann';
const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };
let stage: Stage;
let bodyId: string;
let officer: Actor;

const rowsOf = <T>(work: Parameters<typeof database.inTenant<T>>[1]) => database.inTenant(stage.here.id, work);

async function ask(query: string, times: number, language = 'de') {
  for (let number = 0; number < times; number++) {
    const url = `/recklinghausen/${language}/angebote?${query}`;
    const answer = await stage.app.inject({ url, headers: browser, remoteAddress: `198.51.100.${number}` });
    expect(answer.statusCode).toBe(200);
  }
}

beforeAll(async () => {
  stage = await openStage(database, modules);
  await directoryModule.setUp?.(stage.context());
  stage.add('staff', 'ki_staff');
  officer = stage.add('officer', 'integration_officer', { kind: 'territory', id: marl });
  stage.add('controller', 'controlling');
  stage.add('there', 'ki_staff', null, stage.there);
  bodyId = uuidv7();
  await rowsOf((trx) =>
    trx
      .insertInto('network_body')
      .values({
        tenant_id: stage.here.id,
        id: bodyId,
        slug: 'lenkungsgruppe',
        kind: 'steering_group',
        name: 'Lenkungsgruppe',
        territory: stage.here.ags,
      })
      .execute(),
  );
  await ask(`q=${encodeURIComponent(`${secret} schuldnerberatung`)}&ort=${marl}`, 4);
  await ask(`q=schuldnerberatung&ort=${marl}`, 7, 'uk');
  await ask(`q=hebamme&ort=${haltern}`, 6);
});
afterAll(async () => {
  await stage.close();
  papers.close();
});

const cellOf = (town = marl, language = '') => ({
  thema: 'counselling',
  ort: town,
  sprache: language,
  zielgruppe: '',
  km: '10',
  frei: '',
  zeitraum: '52',
});
const cell = (town = marl, language = '') => `${base}/zelle?${new URLSearchParams(cellOf(town, language))}`;
const order = (changes: Record<string, string> = {}, as = 'staff') =>
  stage.post(
    `${base}/auftrag`,
    {
      ...cellOf(),
      id: uuidv7(),
      gremium: bodyId,
      title: 'Schuldnerberatung',
      reason: 'Es fehlt.',
      dueOn: '2027-06-30',
      owner: '',
      ...changes,
    },
    as,
  );

describe('the board', () => {
  it('names the largest gaps with their reason, and marks what is not there by word', async () => {
    const { statusCode, body } = await stage.get(base, 'staff');
    expect(statusCode).toBe(200);
    expect(body).toContain('Kein Angebot im Umkreis von 10 km. Dafür sprechen: 7 vergebliche Suchen.');
    expect(body).toContain('dk-gap-count--none');
    expect(body).toContain('>keins<');
  });

  it('stands any address', async () => {
    for (const query of [
      'ebene=fein&thema=health',
      'km=7&zeitraum=x&sprache=%00&frei=9',
      'thema=erfunden',
      'ebene=fein&ebene=oben&sprache=tir',
    ])
      expect((await stage.get(`${base}?${query}`, 'staff')).statusCode, query).toBe(200);
  });

  it('shows integration officers their towns alone, and others nothing', async () => {
    const { body } = await stage.get(base, 'officer');
    expect(body).toContain('Marl');
    expect(body).not.toContain('Haltern');
    expect((await stage.get(cell(haltern), 'officer')).statusCode).toBe(404);
    expect((await stage.get(base, 'there')).statusCode).toBe(403);
  });

  it('leads to each cell, with the words asked five times and more', async () => {
    const { body } = await stage.get(cell(), 'staff');
    expect(body).toContain('<bdi>schuldnerberatung</bdi>');
    expect((await stage.get(cell(marl, 'ukr'), 'staff')).body).toContain('7');
    for (const wrong of ['thema=erfunden', '', 'thema=counselling&ort=99999999', 'thema=counselling&zielgruppe=niemand'])
      expect((await stage.get(`${base}/zelle?${wrong}`, 'staff')).statusCode, wrong).toBe(404);
  });
});

describe('words asked less than five times', () => {
  it('are in no page, no copy, no JSON, no figure, no audit line and no row', async () => {
    const isTold = (text: string) => /muster|erika/i.test(text);
    for (const path of [base, `${base}?ebene=fein`, `${base}?zeitraum=13&sprache=deu`, cell(), cell(''), `${base}/auftraege`])
      expect(isTold((await stage.get(path, 'staff')).body), path).toBe(false);
    const asJson = await stage.get('/recklinghausen/de/angebote?q=x', undefined, { accept: 'application/json' });
    expect(isTold(asJson.body)).toBe(false);
    const file = await stage.get(`${base}/uebersicht.xlsx`, 'staff');
    expect(file.statusCode).toBe(200);
    expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const sheets = await readSpreadsheet(file.rawPayload);
    expect(isTold(JSON.stringify(sheets))).toBe(false);
    expect(JSON.stringify(sheets)).toContain('Marl');
    expect(isTold(JSON.stringify(await gapFigures(stage.context(), { period: '2026', territory: '05562' })))).toBe(false);
    const rows = await rowsOf((trx) => trx.selectFrom('directory_demand').selectAll().execute());
    expect(isTold(JSON.stringify(rows.map((row) => ({ ...row, term_hash: row.term_hash.toString('latin1') }))))).toBe(false);
    const lines = await rowsOf((trx) => trx.selectFrom('audit_entry').selectAll().execute());
    expect(lines.length).toBeGreaterThan(0);
    expect(isTold(JSON.stringify(lines))).toBe(false);
  });

  it('have numbers that are withheld in the figures too', async () => {
    const figure = async (period: string) =>
      (await gapFigures(stage.context(), { period, territory: '05562' })).find(({ id }) => id === 'gaps.searches_in_vain')?.value;
    expect(await figure('2026')).toBe(17);
    expect(await figure('2025')).toBe(0);
    await rowsOf((trx) => trx.updateTable('directory_demand').set({ week: '2024-03-04' }).where('town', '=', haltern).execute());
    await rowsOf((trx) => trx.updateTable('directory_demand').set({ uses: 3 }).where('town', '=', haltern).execute());
    expect(await figure('2024')).toBe(null);
    expect(await figure('2024/2024-03-10')).toBe(null);
    expect(await figure('unsinn')).toBe(undefined);
  });
});

describe('a copy for the meeting', () => {
  it('is a PDF with the filters, and leaves a line in the log', async () => {
    const { statusCode, headers, rawPayload } = await stage.get(`${base}/uebersicht.pdf?sprache=ukr&km=20`, 'controller');
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('application/pdf');
    expect(rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const lines = await rowsOf((trx) =>
      trx.selectFrom('audit_entry').select('details').where('action', '=', 'gap.board_exported').execute(),
    );
    expect(lines.map(({ details }) => details)).toContainEqual(
      expect.objectContaining({ format: 'pdf', language: 'ukr', kilometres: 20 }),
    );
  });
});

describe('a commission', () => {
  it('asks for the body first, then shows a form that is filled in', async () => {
    const address = `${base}/auftrag?${new URLSearchParams(cellOf())}`;
    expect((await stage.get(address, 'staff')).body).toContain('Lenkungsgruppe');
    const { body } = await stage.get(`${address}&gremium=${bodyId}`, 'staff');
    expect(body).toContain('Angebot schaffen: Beratung · Marl');
    expect(body).toContain('vergebliche Suchen');
  });

  it('is a task and the evidence of the day, all or nothing, and sent twice is one', async () => {
    const id = uuidv7();
    const answers = await Promise.all([order({ id }), order({ id })]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    const [stored, ...others] = await rowsOf((trx) =>
      trx.selectFrom('gap_commission').selectAll().where('id', '=', id).execute(),
    );
    expect(others).toEqual([]);
    expect(stored).toMatchObject({
      topic: 'counselling',
      town: marl,
      task_id: id,
      due_on: '2027-06-30',
      evidence: { offers: 0, searches: 11, kilometres: 10 },
    });
    const task = await rowsOf((trx) => trx.selectFrom('network_task').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
    expect(task).toMatchObject({ title: 'Schuldnerberatung', body_id: bodyId, due_on: '2027-06-30', state: 'open' });
    const actions = await rowsOf((trx) => trx.selectFrom('audit_entry').select('action').where('subject_id', '=', id).execute());
    expect(actions.map(({ action }) => action).sort()).toEqual(['gap.commissioned', 'task.added']);
    const shown = await stage.get(`${base}/auftraege/${id}`, 'staff');
    expect(shown.body).toContain('0 damals, 0 heute: unverändert');
    expect(shown.body).toContain(`/aufgaben/${id}`);
  });

  it.each([
    ['a day that is past', { dueOn: '2026-01-01' }, 422],
    ['no day', { dueOn: 'bald' }, 422],
    ['no title', { title: '' }, 422],
    ['somebody else as owner', { owner: `account:${uuidv7()}` }, 422],
    ['an unknown body', { gremium: uuidv7() }, 404],
    ['an unknown topic', { thema: 'erfunden' }, 404],
  ])('with %s is refused, and leaves neither task nor commission', async (_what, changes, status) => {
    const id = uuidv7();
    expect((await order({ id, ...changes })).statusCode).toBe(status);
    for (const table of ['gap_commission', 'network_task'] as const)
      expect(await rowsOf((trx) => trx.selectFrom(table).select('id').where('id', '=', id).execute())).toEqual([]);
  });

  it('never takes over a task that is there already', async () => {
    const id = uuidv7();
    await rowsOf((trx) =>
      trx.insertInto('network_task').values({ tenant_id: stage.here.id, id, body_id: bodyId, title: 'Etwas anderes' }).execute(),
    );
    expect((await order({ id })).statusCode).toBe(404);
    expect(await rowsOf((trx) => trx.selectFrom('gap_commission').select('id').where('id', '=', id).execute())).toEqual([]);
  });

  it('is done and opened again by who has seen its last state', async () => {
    const id = uuidv7();
    await order({ id });
    const set = (state: string, version: string, as = 'staff') => stage.post(`${base}/auftraege/${id}`, { state, version }, as);
    expect((await set('closed', '1')).statusCode).toBe(303);
    const late = await set('closed', '1');
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('inzwischen geändert');
    expect((await stage.get(`${base}/auftraege?stand=erledigt`, 'staff')).body).toContain(id);
    expect((await stage.get(`${base}/auftraege?stand=offen`, 'staff')).body).not.toContain(id);
    expect((await set('open', '2')).statusCode).toBe(303);
    expect((await set('closed', '3', 'controller')).statusCode).toBe(403);
    expect((await set('closed', '3', 'there')).statusCode).toBe(403);
  });

  it('of an integration officer is for the own town, and shows the others none', async () => {
    const id = uuidv7();
    await order({ id, ort: haltern });
    expect((await stage.get(`${base}/auftraege/${id}`, 'officer')).statusCode).toBe(404);
    expect((await stage.get(`${base}/auftraege`, 'officer')).body).not.toContain(id);
    expect((await stage.post(`${base}/auftraege/${id}`, { state: 'closed', version: '1' }, 'officer')).statusCode).toBe(404);
    // The body works for the whole district, so an officer gives it no tasks; the district's cells are not theirs either.
    expect((await order({}, 'officer')).statusCode).toBe(404);
    expect((await order({ ort: '' }, 'officer')).statusCode).toBe(403);
    for (const wrong of ['keine-id', uuidv7()])
      expect((await stage.post(`${base}/auftraege/${wrong}`, {}, 'staff')).statusCode).toBe(404);
    for (const wrong of ['keine-id', uuidv7()])
      expect((await stage.get(`${base}/auftraege/${wrong}`, 'staff')).statusCode).toBe(404);
  });

  it('that is late waits for those who give commissions', async () => {
    const id = uuidv7();
    await order({ id, dueOn: '2026-12-01' });
    const later = (actor: Actor) => stage.context({ actor, now: new Date('2026-12-05T12:00:00+01:00') });
    const staff = stage.add('staff', 'ki_staff');
    const lines = await worklistOf([gapsModule], later(staff));
    expect(lines).toMatchObject([
      { kind: 'gaps:staff.work.commission', href: `${base}/auftraege/${id}`, dueOn: '2026-12-01', late: true },
    ]);
    expect(await worklistOf([gapsModule], later(officer))).toHaveLength(1);
    expect(await worklistOf([gapsModule], later(stage.add('controller', 'controlling')))).toEqual([]);
  });
});
