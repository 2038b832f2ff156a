import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listTowns } from '#modules/territory';
import { openStage, type PostedFields, type Stage, useDatabase } from '#testing';
import { conceptModule } from '../module.ts';
import { writeDocuments } from '../service/report-documents.ts';
import { insertSyntheticConcept } from '../testing/synthetic.ts';

const database = useDatabase();
let stage: Stage;
let edition: string;
const all = '/intern/recklinghausen/konzept/berichte';
const nobody = '01900000-0000-7000-8000-00000000dead';

const form = (own: PostedFields = {}): PostedFields => ({
  title: 'Umsetzungsbericht 2026',
  edition,
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  fields: ['progress', 'steps', 'adoption'],
  previous: 'auto',
  summary: 'Kurz gesagt.',
  ...own,
});

async function begin(): Promise<string> {
  const answer = await stage.post(`${all}/neu`, form(), 'staff');
  expect(answer.statusCode).toBe(303);
  return String(answer.headers.location);
}

beforeAll(async () => {
  stage = await openStage(database, [conceptModule]);
  stage.add('lead', 'ki_lead');
  stage.add('staff', 'ki_staff');
  stage.add('officer', 'integration_officer', { kind: 'territory', id: '05562004' });
  stage.add('provider', 'provider', { kind: 'organisation', id: nobody });
  stage.add('neighbour', 'ki_lead', null, stage.there);
  const system = stage.context();
  const towns = (await listTowns(system)).map(({ key }) => key);
  const size = { territory: '05562', towns, editions: 1, recommendations: 12, today: '2026-11-22' };
  const made = await system.transaction((trx) => insertSyntheticConcept(trx, { tenantId: stage.here.id, ...size }));
  edition = made[0] ?? '';
  await system.transaction((trx) =>
    trx
      .updateTable('concept_recommendation')
      .set({ internal: true, title: 'Geheime Verhandlung' })
      .where('number', '=', 7)
      .execute(),
  );
});
afterAll(() => stage?.close());

describe('the form of a report', () => {
  it.each([
    ['title', { title: '' }],
    ['title', { title: 'x'.repeat(201) }],
    ['startsOn', { startsOn: '2026-02-31' }],
    ['startsOn', { startsOn: 'kurzfristig' }],
    ['endsOn', { endsOn: '' }],
    ['endsOn', { startsOn: '2026-12-31', endsOn: '2026-01-01' }],
    ['fields.0', { fields: 'password' }],
    ['edition', { edition: nobody }],
    ['edition', { edition: "' or 1=1" }],
    ['previous', { previous: nobody }],
    ['paperNumber', { paperNumber: '1'.repeat(61) }],
  ] as const)('refuses a wrong %s and keeps what was typed', async (_, own) => {
    const answer = await stage.post(`${all}/neu`, form({ summary: 'Bleibt <b>stehen</b>', ...own }), 'staff');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Bleibt &lt;b>stehen&lt;/b>');
  });

  it('opens with everything chosen', async () => {
    const { body, statusCode } = await stage.get(`${all}/neu`, 'staff');
    expect(statusCode).toBe(200);
    expect(body).toContain(edition);
    expect(body.match(/name="fields"[^>]*checked/g)).toHaveLength(10);
  });

  it('shows the second editor what the first saved, and keeps the own input', async () => {
    const here = await begin();
    expect((await stage.post(`${here}/bearbeiten`, form({ version: '1', summary: 'Von Erster' }), 'staff')).statusCode).toBe(303);
    const second = await stage.post(`${here}/bearbeiten`, form({ version: '1', summary: 'Von Zweiter' }), 'lead');
    expect(second.statusCode).toBe(422);
    expect(second.body).toMatch(/<textarea[^>]*name="summary"[^>]*>Von Zweiter/);
    expect(second.body).toMatch(/Erster/);
    expect(second.body).toContain('name="version" value="2"');
    expect((await stage.post(`${here}/bearbeiten`, form({ version: 'x' }), 'staff')).statusCode).toBe(422);
    expect((await stage.post(`${here}/loeschen`, {}, 'staff')).statusCode).toBe(303);
    expect((await stage.get(here, 'staff')).statusCode).toBe(404);
  });
});

describe('signing and closing', () => {
  it('lists what is not signed yet, signs the selected, then the rest', async () => {
    const here = await begin();
    const post = (fields: PostedFields, as = 'staff') => stage.post(`${here}/freigabe`, fields, as);
    expect((await post({ aktion: 'sign' })).statusCode).toBe(422);
    expect((await post({ aktion: 'sign', numbers: '999' })).statusCode).toBe(422);
    expect((await post({ aktion: 'sign', numbers: ['1', 'x'] })).statusCode).toBe(422);
    expect((await post({ aktion: 'explode', numbers: '1' })).statusCode).toBe(422);
    expect((await post({ aktion: 'sign', numbers: ['1', '2'] })).statusCode).toBe(303);
    const boxes = async (query: string) =>
      [...(await stage.get(`${here}/freigabe${query}`, 'staff')).body.matchAll(/name="numbers"[^>]*value="(\d+)"/g)].length;
    expect(await boxes('')).toBe(12);
    expect(await boxes('?zeigen=offen')).toBe(10);
    expect(await boxes('?zeigen=geaendert')).toBe(0);
    expect(await boxes('?zeigen=%00')).toBe(12);
    expect((await post({ aktion: 'back', numbers: '2' })).statusCode).toBe(303);
    expect(await boxes('?zeigen=offen')).toBe(11);
    expect((await post({ aktion: 'all' })).statusCode).toBe(303);
    expect(await boxes('?zeigen=offen')).toBe(0);

    expect((await stage.post(`${here}/abschliessen`, {}, 'staff')).statusCode).toBe(403);
    expect((await stage.get(`${here}/abschliessen`, 'lead')).body).toContain('12 Empfehlungen sind freigegeben');
    const twice = await Promise.all([
      stage.post(`${here}/abschliessen`, {}, 'lead'),
      stage.post(`${here}/abschliessen`, {}, 'lead'),
    ]);
    expect(twice.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    // What was open in another window leads back to the closed report.
    for (const path of ['freigabe', 'bearbeiten', 'loeschen']) {
      const answer = await stage.post(`${here}/${path}`, form({ aktion: 'all', version: '1' }), 'staff');
      expect([answer.statusCode, answer.headers.location]).toEqual([303, here]);
    }
    expect((await stage.get(here, 'staff')).body).toContain('Umsetzungsbericht 2026');
  });
});

describe('the public', () => {
  it('reads a closed report once it is published, without what is internal', async () => {
    const here = await begin();
    const id = here.split('/').at(-1);
    const list = '/recklinghausen/de/konzept/musterkonzept/berichte';
    expect((await stage.post(`${here}/oeffentlich`, { public: 'yes' }, 'lead')).statusCode).toBe(409);
    expect((await stage.post(`${here}/abschliessen`, {}, 'lead')).statusCode).toBe(303);
    expect((await stage.get(`${list}/${id}`)).statusCode).toBe(404);
    expect((await stage.post(`${here}/oeffentlich`, { public: 'yes' }, 'staff')).statusCode).toBe(403);
    expect((await stage.post(`${here}/oeffentlich`, { public: 'yes' }, 'lead')).statusCode).toBe(303);
    expect((await stage.get(list)).body).toContain(`${list}/${id}`);
    expect((await stage.get(`${list}/${id}/pdf`)).statusCode).toBe(404);
    await writeDocuments(stage.context(), id ?? '', 'public');
    for (const language of ['de', 'ar']) {
      const page = await stage.get(`/recklinghausen/${language}/konzept/musterkonzept/berichte/${id}`);
      expect(page.statusCode).toBe(200);
      expect(page.body).not.toContain('Geheime Verhandlung');
      expect(page.body).toContain(`/berichte/${id}/pdf`);
    }
    expect((await stage.get(here, 'staff')).body).toContain('Geheime Verhandlung');
    const pdf = await stage.get(`${list}/${id}/pdf`);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.headers['content-disposition']).toContain('bericht-2026-01-01-2026-12-31.pdf');
    expect((await stage.get(`/recklinghausen/de/konzept/anderes/berichte/${id}`)).statusCode).toBe(404);
    expect((await stage.post(`${here}/oeffentlich`, { public: 'no' }, 'lead')).statusCode).toBe(303);
    for (const gone of [`${list}/${id}`, `${list}/${id}/pdf`]) expect((await stage.get(gone)).statusCode).toBe(404);
  });
});

describe('documents', () => {
  it('are asked for, shown on their way without a script, and fetched', async () => {
    const here = await begin();
    const page = () => stage.get(`${here}/dokumente`, 'officer');
    expect((await page()).headers.refresh).toBeUndefined();
    expect((await stage.get(`${here}/dokumente/pdf`, 'officer')).statusCode).toBe(404);
    expect((await stage.post(`${here}/dokumente`, {}, 'officer')).statusCode).toBe(303);
    const waiting = await page();
    expect(waiting.headers.refresh).toBe('2');
    expect(waiting.body).toMatch(/<progress value="0" max="100"/);
    await writeDocuments(stage.context(), here.split('/').at(-1) ?? '', 'staff');
    const done = await page();
    expect(done.headers.refresh).toBeUndefined();
    for (const format of ['pdf', 'docx', 'xlsx']) {
      expect(done.body).toContain(`${here}/dokumente/${format}`);
      expect((await stage.get(`${here}/dokumente/${format}`, 'officer')).rawPayload.length).toBeGreaterThan(4000);
    }
    expect((await stage.get(`${here}/dokumente/exe`, 'officer')).statusCode).toBe(404);
  });
});

describe('addresses', () => {
  it('of nobody, of another district or malformed are not found', async () => {
    const here = await begin();
    const id = here.split('/').at(-1) ?? '';
    for (const wrong of [nobody, 'x', '%00', '1;drop table concept_report', `${id}x`]) {
      for (const path of ['', '/bearbeiten', '/freigabe', '/dokumente', '/dokumente/pdf', '/abschliessen']) {
        expect((await stage.get(`${all}/${wrong}${path}`, 'lead')).statusCode, `${wrong}${path}`).toBe(404);
      }
      expect((await stage.get(`/recklinghausen/de/konzept/musterkonzept/berichte/${wrong}`)).statusCode).toBe(404);
    }
    expect((await stage.get(`/intern/guetersloh/konzept/berichte/${id}`, 'neighbour')).statusCode).toBe(404);
    expect((await stage.post(`/intern/guetersloh/konzept/berichte/${id}/abschliessen`, {}, 'neighbour')).statusCode).toBe(404);
    expect((await stage.get(`/intern/guetersloh/konzept/berichte`, 'neighbour')).body).not.toContain(id);
    expect((await stage.get(here, 'neighbour')).statusCode).toBe(403);
    expect((await stage.get(here, 'provider')).statusCode).toBe(403);
    expect((await stage.get(here)).statusCode).toBe(303);
    expect((await stage.get(here, 'officer')).statusCode).toBe(200);
    expect((await stage.get(`${here}/freigabe`, 'officer')).statusCode).toBe(403);
    expect((await stage.get(`${all}/neu`, 'officer')).statusCode).toBe(403);
  });
});
