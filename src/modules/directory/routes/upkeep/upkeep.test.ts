import { afterAll, beforeAll, expect, test } from 'vitest';
import { person, useDatabase } from '#testing';
import { runUpkeep } from '../../service/upkeep/nightly.ts';
import { addDistrict, addEntries, type District, type Entries, queuedMails, towns } from '../../testing/district.ts';
import { hiddenFields, startServer, type TestServer } from '../../testing/server.ts';

const database = useDatabase();
let now = new Date('2026-11-23T10:00:00+01:00');
let district: District;
let server: TestServer;
let made: Entries;
let path: string;
let base: string;

beforeAll(async () => {
  district = await addDistrict(database);
  made = await addEntries(district, {
    organisation: { name: 'Treff', email: 'treff@example.org', mailLanguage: 'ar' },
    offer: {
      name: 'Nähtreff Süd',
      contact: { role: 'Büro', person: 'Amal Beispiel', consentUntil: '2027-06-30', phone: '02361 1234' },
      place: { street: 'Geheime Straße 1', visibility: 'hidden', accessibility: [] },
    },
  });
  await district.system.transaction((trx) =>
    trx.updateTable('directory_entry').set({ confirmed_on: '2026-01-01' }).where('id', '=', made.offerId).execute(),
  );
  const services = {
    tenantIds: () => [district.tenant.id],
    contextOf: (_id: string, name: string) => district.context({ kind: 'system', name }, 'de', () => now),
  };
  await runUpkeep({}, services);
  const [mail] = (await queuedMails(database.ownerUrl)).filter(({ to }) => to === 'treff@example.org');
  path = new URL(/http\S+\/bestaetigen\/[\w-]{43}/.exec(mail?.text ?? '')?.[0] ?? 'http://x/').pathname;
  server = await startServer(database, () => now);
  base = `/intern/${district.tenant.slug}/wegweiser/aktualitaet`;
  server.add('staff', person([{ role: 'ki_staff', tenantId: district.tenant.id, scope: null }]));
  server.add(
    'officer',
    person([{ role: 'integration_officer', tenantId: district.tenant.id, scope: { kind: 'territory', id: towns.verl } }]),
  );
});
afterAll(() => server.close());

const inGerman = () => path.replace('/ar/', '/de/');
const seenIn = (html: string) => [...html.matchAll(/name="gesehen" value="([^"]+)"/g)].map(([, value]) => value as string);

test('the mail speaks the organisation’s language and its link shows all, kept nowhere, found by no search engine', async () => {
  expect(path).toMatch(/^\/guetersloh\/ar\/bestaetigen\//);
  const page = await server.get(inGerman());
  expect(page.statusCode).toBe(200);
  expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  expect(page.body).toContain('noindex');
  expect(page.body).toContain('Nähtreff Süd');
  expect(page.body).toContain('Amal Beispiel');
  expect(page.body).not.toContain('Geheime');
  expect(page.body).not.toMatch(/<script/);
});

test('a forged link is not found, in whatever way it is used', async () => {
  const forged = `/guetersloh/de/bestaetigen/${'A'.repeat(43)}`;
  for (const address of [forged, `${forged}/${made.offerId}`, '/guetersloh/de/bestaetigen/x'])
    expect((await server.get(address)).statusCode).toBe(404);
  for (const address of [forged, `${forged}/neu`, `${forged}/${made.offerId}`])
    expect((await server.post(address, { alle: 'ja' })).statusCode).toBe(404);
  for (const id of ['x', made.organisationId]) expect((await server.get(`${inGerman()}/${id}`)).statusCode).toBe(404);
  expect((await server.post(inGerman(), { weg: 'x' })).statusCode).toBe(404);
});

test('a post without a choice, or with nonsense, confirms nothing', async () => {
  const gesehen = seenIn((await server.get(inGerman())).body);
  for (const fields of [
    { gesehen },
    { alle: 'ja' },
    { alle: 'ja', gesehen: ['x', `${made.offerId} 0`, "' 1"] },
    { stimmt: 'x', gesehen },
  ])
    expect((await server.post(inGerman(), fields)).statusCode).toBe(303);
  const row = await district.system.transaction((trx) =>
    trx.selectFrom('directory_entry').select('confirmed_on').where('id', '=', made.offerId).executeTakeFirstOrThrow(),
  );
  expect(row.confirmed_on).toBe('2026-01-01');
});

test('a correction comes back with its errors, then waits for staff, and keeps the address that was not shown', async () => {
  const address = `${inGerman()}/${made.offerId}`;
  const form = await server.get(address);
  expect(form.headers['cache-control']).toBe('no-store');
  expect(form.body).not.toContain('Geheime');
  const { _token: _other, ...hidden } = hiddenFields(form.body);
  const fields = {
    ...hidden,
    kind: 'offer',
    name: 'Nähtreff Süd',
    summary: 'Jetzt auch samstags',
    description: 'Jede Woche üben Menschen zusammen Deutsch.',
    organisation: 'treff',
    'categories.0': 'conversation',
    town: towns.gueterslohTown,
    'contact.person': 'Amal Beispiel',
    'contact.phone': '02361 1234',
    'contact.role': 'Büro',
  };
  for (const [until, message] of [
    ['', 'gehören zusammen'],
    ['2026-11-01', 'Vergangenheit'],
    ['2030-01-01', 'drei Jahre'],
    ['2026-02-31', ''],
  ]) {
    const again = await server.post(address, { ...fields, 'contact.consentUntil': until as string });
    expect(again.statusCode).toBe(422);
    expect(again.body).toContain('Jetzt auch samstags');
    expect(again.body).toContain(message);
  }
  expect((await server.post(address, { ...fields, 'contact.consentUntil': '2028-06-30' })).statusCode).toBe(303);
  const stored = await district.system.transaction((trx) =>
    trx
      .selectFrom('directory_version')
      .select(['state', 'author_kind', 'author_email', 'content', 'contact_name', 'contact_consent_until'])
      .where('entry_id', '=', made.offerId)
      .orderBy('version', 'desc')
      .executeTakeFirstOrThrow(),
  );
  expect(stored).toMatchObject({
    state: 'proposed',
    author_kind: 'provider',
    author_email: 'treff@example.org',
    contact_name: 'Amal Beispiel',
    contact_consent_until: '2028-06-30',
    content: { summary: 'Jetzt auch samstags', place: { street: 'Geheime Straße 1', visibility: 'hidden' } },
  });
  expect((await server.get(inGerman())).body).toContain('Ihre Korrektur wird geprüft');
});

test('one button confirms all; the page then says what was recorded, and JSON and card when', async () => {
  const gesehen = seenIn((await server.get(inGerman())).body);
  const answered = await server.post(inGerman(), { alle: 'ja', gesehen, sprachen: ['de'] });
  expect([answered.statusCode, answered.headers.location]).toEqual([303, inGerman()]);
  const page = await server.get(inGerman());
  expect(page.body).toMatch(/1 bestätigt, 1 korrigiert/);
  const json = await server.app.inject({
    url: `/guetersloh/de/angebote/${made.offerSlug}`,
    headers: { accept: 'application/json' },
  });
  expect(json.json()).toMatchObject({
    assured_date: '2026-11-23',
    assured_languages: { de: '2026-11-23' },
    assured_stage: 'fresh',
  });
  expect(JSON.stringify(json.json())).not.toContain('Geheime');
});

test('staff see the board, send, pause, and change rules; who works in another town sees nothing of it', async () => {
  const organisation = `${base}/anbieter/${made.organisationId}`;
  for (const address of [
    base,
    `${base}?stufe=badge&ort=05754008&thema=language`,
    `${base}?gruppe=category`,
    `${base}?gruppe=town`,
    `${base}?gruppe=organisation`,
    `${base}?nach=unsinn`,
    organisation,
    `${base}/regeln`,
    `${base}/links`,
    `${base}/links?ergebnis=waiting&nach=x`,
  ])
    expect([address, (await server.get(address, 'staff')).statusCode]).toEqual([address, 200]);
  expect((await server.get(`${base}?gruppe=organisation`, 'staff')).body).toContain('Treff');
  expect((await server.get(base, 'officer')).body).not.toContain('Nähtreff Süd');
  for (const address of [organisation, `${base}/anbieter/x`]) expect((await server.get(address, 'officer')).statusCode).toBe(404);
  for (const action of ['senden', 'fortsetzen'])
    expect((await server.post(`${organisation}/${action}`, {}, 'officer')).statusCode).toBe(404);
  expect((await server.get(`${base}/regeln`, 'officer')).statusCode).toBe(403);
  // The night has written to it within the month.
  const mails = async () => (await queuedMails(database.ownerUrl)).filter(({ to }) => to === 'treff@example.org').length;
  expect((await server.post(`${organisation}/senden`, {}, 'staff')).statusCode).toBe(303);
  expect(await mails()).toBe(1);
  now = new Date('2026-12-23T10:00:00+01:00');
  await Promise.all([1, 2].map(() => server.post(`${organisation}/senden`, {}, 'staff')));
  expect(await mails()).toBe(2);
  expect((await server.post(`${organisation}/pausieren`, { bis: 'bald' }, 'staff')).statusCode).toBe(422);
  expect((await server.post(`${organisation}/pausieren`, { bis: '2027-01-31', grund: 'Gespräch' }, 'staff')).statusCode).toBe(
    303,
  );
  expect((await server.get(organisation, 'staff')).body).toContain('Gespräch');
});

test('a rule is kept in order, per category, and of two who change it the second is told', async () => {
  const days = { badge: '30', remind: '60', demote: '90', hide: '120' };
  const post = (fields: Record<string, string>) => server.post(`${base}/regeln`, fields, 'staff');
  expect((await post({ neu: 'ja', category: 'sport', ...days, demote: '10' })).statusCode).toBe(422);
  expect((await post({ neu: 'ja', category: 'gibt-es-nicht', ...days })).statusCode).toBe(404);
  expect((await post({ neu: 'ja', category: 'sport', ...days, hide: '99999' })).statusCode).toBe(422);
  expect((await post({ neu: 'ja', category: 'sport', ...days })).statusCode).toBe(303);
  expect((await post({ neu: 'ja', category: 'sport', ...days })).statusCode).toBe(409);
  expect((await post({ category: 'sport', version: '1', ...days, badge: '20' })).statusCode).toBe(303);
  const late = await post({ category: 'sport', version: '1', ...days, badge: '25' });
  expect([late.statusCode, late.body.includes('value="25"')]).toEqual([409, true]);
  expect((await server.post(`${base}/regeln/entfernen`, { category: 'sport' }, 'staff')).statusCode).toBe(303);
  expect((await server.post(`${base}/regeln/entfernen`, { category: '' }, 'staff')).statusCode).toBe(404);
});

test('a link that has run out says so and sends a new one on request, to the stored address', async () => {
  now = new Date('2027-03-01T10:00:00+01:00');
  const page = await server.get(inGerman());
  expect([page.statusCode, page.headers['cache-control']]).toEqual([410, 'no-store']);
  expect(page.body).toContain(`${inGerman()}/neu`);
  const before = (await queuedMails(database.ownerUrl)).length;
  expect((await server.post(`${inGerman()}/neu`, { email: 'fremd@example.org' })).statusCode).toBe(303);
  const mails = (await queuedMails(database.ownerUrl)).slice(before);
  expect(mails.map(({ to }) => to)).toEqual(['treff@example.org']);
});
