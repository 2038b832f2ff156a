import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#platform/access';
import { type App, createServer } from '#platform/http';
import type { Tenant, TenantDirectory } from '#platform/tenancy';
import { createTestTenants, formSecretOf, person, testServerParts, useDatabase } from '#testing';
import { permissionTable } from '../../app.ts';
import { linesOf } from '../audit/testing.ts';
import { createPrivacyModule } from './module.ts';
import { addSampleTables, sampleRegister } from './testing.ts';

const database = useDatabase();
const base = '/intern/recklinghausen/datenschutz';
const userId = '01900000-0000-7000-8000-0000000000aa';
let app: App;
let tenants: TenantDirectory;
let here: Tenant;
let there: Tenant;

beforeAll(async () => {
  ({ tenants, here, there } = await createTestTenants(database));
  await addSampleTables(database);
  const module = createPrivacyModule({
    database,
    modules: [{ name: 'sample', personalData: sampleRegister }],
    findAccount: async (_, email) => (email === 'amal@example.org' ? { userId, elsewhere: false } : undefined),
  });
  const as = (role: Role) => person([{ role, tenantId: here.id, scope: null }]);
  const actors = {
    lead: as('ki_lead'),
    officer: as('data_protection_officer'),
    admin: as('administrator'),
    staff: as('ki_staff'),
    leadThere: person([{ role: 'ki_lead', tenantId: there.id, scope: null }]),
  };
  const permissions = permissionTable([module]);
  app = await createServer(
    testServerParts({ database, tenants, permissions, actors, now: () => new Date('2026-11-22T12:00:00Z') }),
  );
  module.routes?.(app);
  await app.ready();
  await database.inTenant(here.id, (trx) =>
    sql`insert into sample_note (tenant_id, email, body) values (${here.id}, 'amal@example.org', 'geheim')`.execute(trx),
  );
});
afterAll(async () => {
  await app.close();
  await tenants.close();
});

const get = (path: string, session = 'lead') =>
  app.inject({ url: `${base}${path}`, headers: { cookie: `__Host-session=${session}` } });

async function post(path: string, fields: Record<string, string>, session = 'lead') {
  const { cookie, token } = await formSecretOf(app, `${base}/sperren`, '__Host-session=lead');
  const body = new URLSearchParams({ ...fields, _token: token }).toString();
  const headers = { cookie: cookie.replace('lead', session), 'content-type': 'application/x-www-form-urlencoded' };
  return app.inject({ method: 'POST', url: `${base}${path}`, headers, payload: body });
}

async function enter(kind: string, email = 'amal@example.org'): Promise<string> {
  const reply = await post('/anfragen/neu', { kind, email, received: '2026-11-20' });
  expect(reply.statusCode).toBe(303);
  return String(reply.headers.location).slice(`${base}/anfragen/`.length);
}

describe('the register', () => {
  test('shows what the modules declare, in words', async () => {
    const { body, statusCode } = await get('/verzeichnis');
    expect(statusCode).toBe(200);
    for (const text of [
      'Zweck sample_note',
      'Gelöscht 6 Monate nach',
      'Anonymisiert 12 Monate nach',
      'Gelöscht am Tag nach',
      'privacy_hold',
    ])
      expect(body).toContain(text);
    expect(body).not.toContain('privacy:staff');
  });

  test('leaves the house as CSV', async () => {
    const reply = await get('/verzeichnis.csv');
    const lines = reply.body.trimEnd().split('\r\n');
    expect(lines[0]?.replace('\ufeff', '')).toBe('Tabelle;Zweck;Daten;Rechtsgrundlage;Wer die Daten bekommt;Löschung');
    expect(lines).toHaveLength(1 + sampleRegister.length + 2);
  });

  test('is where the tab without a name leads', async () => {
    expect((await get('')).headers.location).toBe(`${base}/verzeichnis`);
  });
});

describe('who may what', () => {
  const pages = ['/verzeichnis', '/anfragen', '/anfragen/neu', '/sperren'];
  test.each([
    ['lead', [200, 200, 200, 200]],
    ['officer', [200, 200, 200, 200]],
    ['admin', [200, 403, 403, 403]],
    ['staff', [403, 403, 403, 403]],
    ['nobody', [303, 303, 303, 303]],
  ])('%s', async (session, expected) => {
    expect(await Promise.all(pages.map(async (page) => (await get(page, session)).statusCode))).toEqual(expected);
  });

  test('the officer oversees, but neither sees contents nor deletes', async () => {
    const id = await enter('access');
    expect((await get(`/anfragen/${id}`, 'officer')).body).toContain('Beantworten kann die Anfrage die Leitung');
    expect((await post(`/anfragen/${id}/auskunft`, {}, 'officer')).statusCode).toBe(403);
    expect((await post(`/anfragen/${id}/loeschen`, {}, 'officer')).statusCode).toBe(403);
  });

  test('nothing changes without the form’s token', async () => {
    const reply = await app.inject({
      method: 'POST',
      url: `${base}/sperren`,
      headers: { cookie: '__Host-session=lead' },
      payload: { reason: 'x', table: 'sample_note' },
    });
    expect(reply.statusCode).toBe(403);
  });

  test('a request of another district is not there', async () => {
    const id = await enter('access');
    const elsewhere = (session: string) =>
      app.inject({ url: `/intern/guetersloh/datenschutz/anfragen/${id}`, headers: { cookie: `__Host-session=${session}` } });
    expect((await elsewhere('lead')).statusCode).toBe(403);
    expect((await elsewhere('leadThere')).statusCode).toBe(404);
    expect((await get('/anfragen/0199b2f0-0000-7000-8000-000000000001')).statusCode).toBe(404);
    expect((await get('/anfragen/x')).statusCode).toBe(404);
  });
});

describe('a request', () => {
  test('for access is answered with the file, and the log says so', async () => {
    const id = await enter('access');
    const open = await get(`/anfragen/${id}`);
    expect(open.body).toContain('20.12.2026');
    const reply = await post(`/anfragen/${id}/auskunft`, {});
    expect(reply.headers['content-disposition']).toBe(`attachment; filename="auskunft-${id.slice(0, 8)}.json"`);
    expect(reply.json()).toMatchObject({
      person: { email: 'amal@example.org', account: userId },
      parts: [{ table: 'sample_note', rows: [{ body: 'geheim' }] }, { table: 'privacy_request' }],
    });
    expect((await get('/anfragen')).body).toContain('Beantwortet');
    expect((await linesOf(database, here.id)).map(({ action }) => action)).toContain('privacy.dossier');
    expect((await post(`/anfragen/${id}/loeschen`, {})).statusCode).toBe(404);
  });

  test('for erasure asks first, then deletes once, and keeps the numbers', async () => {
    const id = await enter('erasure', 'Amal@Example.org');
    const question = await get(`/anfragen/${id}/loeschen`);
    expect(question.body).toContain('Alle Daten zu amal@example.org löschen?');
    expect((await post(`/anfragen/${id}/loeschen`, {})).statusCode).toBe(303);
    const { body } = await get(`/anfragen/${id}`);
    expect(body).toMatch(/sample_note<\/code>.*?>1</s);
    expect(body).toContain('privacy_request');
    expect((await post(`/anfragen/${id}/loeschen`, {})).statusCode).toBe(409);
    expect((await get(`/anfragen/${id}/loeschen`)).statusCode).toBe(409);
  });

  test.each([
    [{ kind: 'access', email: 'amal', received: '2026-11-20' }, 'Bitte schreiben Sie eine E-Mail-Adresse'],
    [{ kind: 'access', email: 'a@example.org', received: '2026-02-30' }, 'Dieses Datum gibt es nicht'],
    [{ kind: 'access', email: 'a@example.org', received: '2026-11-23' }, 'Dieser Tag liegt in der Zukunft'],
    [{ kind: 'everything', email: 'a@example.org', received: '2026-11-20' }, 'Bitte wählen Sie einen der Einträge'],
    [{ email: '<b>', received: '' }, 'Bitte wählen Sie einen der Einträge'],
  ])('with %j comes back with what was typed', async (fields, message) => {
    const reply = await post('/anfragen/neu', fields as Record<string, string>);
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(message);
    expect(reply.body).toContain(`value="${fields.email.replace('<', '&lt;')}"`);
  });
});

describe('a hold', () => {
  test('is placed, listed and released', async () => {
    expect((await post('/sperren', { email: '', table: 'sample_note', row: '', reason: 'Klage <1>' })).statusCode).toBe(303);
    const page = await get('/sperren');
    expect(page.body).toContain('Klage &lt;1>');
    const id = /sperren\/([0-9a-f-]{36})\/aufheben/.exec(page.body)?.[1];
    expect((await post(`/sperren/${id}/aufheben`, {})).statusCode).toBe(303);
    expect((await get('/sperren')).body).toContain('Keine Löschsperren');
    expect((await post(`/sperren/${id}/aufheben`, {})).statusCode).toBe(404);
    const actions = (await linesOf(database, here.id)).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['privacy_hold.placed', 'privacy_hold.released']));
  });

  test('of a person remembers the account', async () => {
    await post('/sperren', { email: 'Amal@example.org', table: '', row: '', reason: 'Klage' });
    const rows = await database.inTenant(here.id, (trx) =>
      trx.selectFrom('privacy_hold').select(['email', 'user_id']).where('email', 'is not', null).execute(),
    );
    expect(rows).toEqual([{ email: 'amal@example.org', user_id: userId }]);
  });

  test.each([
    [{ email: '', table: '', row: '', reason: 'x' }, 'eine E-Mail-Adresse oder eine Tabelle'],
    [{ email: 'a@example.org', table: 'sample_note', row: '', reason: 'x' }, 'nicht beides'],
    [{ email: 'a@example.org', table: '', row: '7', reason: 'x' }, 'wählen Sie auch die Tabelle'],
    [{ email: '', table: 'pg_class', row: '', reason: 'x' }, 'Bitte wählen Sie einen der Einträge'],
    [{ email: '', table: 'sample_note', row: '', reason: '' }, 'Bitte füllen Sie dieses Feld aus'],
  ])('with %j is refused beside the field', async (fields, message) => {
    const reply = await post('/sperren', fields);
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(message);
  });
});
