import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createServer } from '#platform/http';
import type { Tenant, TenantDirectory } from '#platform/tenancy';
import { createTestTenants, person, testServerParts, useDatabase } from '#testing';
import { permissionTable } from '../../app.ts';
import { createAuditModule } from './module.ts';
import { addLine, contextIn } from './testing.ts';
import { audit } from './write.ts';

const database = useDatabase();
const officerId = '01900000-0000-7000-8000-000000000001';
let app: App;
let tenants: TenantDirectory;
let here: Tenant;
let there: Tenant;
let clock = new Date('2026-11-22T12:00:00Z');

beforeAll(async () => {
  ({ tenants, here, there } = await createTestTenants(database));
  const actorNames = async (ids: readonly string[]) =>
    new Map(ids.filter((id) => id === officerId).map((id) => [id, 'Erika <Muster>']));
  const module = createAuditModule({ database, deriveKey: () => Buffer.alloc(32), witnessFile: '/nowhere', actorNames });
  const officer = person([{ role: 'data_protection_officer', tenantId: here.id, scope: null }]);
  const staff = person([{ role: 'ki_staff', tenantId: here.id, scope: null }]);
  const parts = testServerParts({
    database,
    tenants,
    permissions: permissionTable([module]),
    actors: { officer, staff },
    now: () => clock,
  });
  app = await createServer(parts);
  module.routes?.(app);
  await app.ready();
  for (let index = 1; index <= 120; index += 1) {
    const action = index % 10 ? 'offer.changed' : 'offer.published';
    await addLine(database, here, { action, subjectType: 'offer', subjectId: String(index), details: { index } });
  }
  await addLine(database, there, { action: 'secret.elsewhere', subjectType: 'offer', subjectId: 'x' });
  const context = contextIn(database, here, officer);
  await context.transaction((trx) =>
    audit(trx, context, { action: 'role.granted', subjectType: 'account', subjectId: null, details: { role: '=cmd()' } }),
  );
});
afterAll(async () => {
  await app.close();
  await tenants.close();
});

const get = (query = '', session = 'officer', address = 'protokoll') =>
  app.inject({ url: `/intern/recklinghausen/${address}${query}`, headers: { cookie: `__Host-session=${session}` } });

/** Numbers of the lines shown, in their order. */
const numbers = (body: string) =>
  [...body.matchAll(/kern-table__cell--numeric[^>]*>(\d+)</g)].map(([, number]) => Number(number));
const link = (body: string, rel: 'prev' | 'next') =>
  (new RegExp(`href="([^"]+)" rel="${rel}"`).exec(body)?.[1] ?? '')
    .replaceAll('&amp;', '&')
    .replace('/intern/recklinghausen/protokoll', '');

describe('the page', () => {
  test('shows the newest lines first, and pages to the last and back', async () => {
    const first = await get();
    expect(first.statusCode).toBe(200);
    expect(numbers(first.body)).toEqual(Array.from({ length: 50 }, (_, index) => 121 - index));
    expect(link(first.body, 'prev')).toBe('');
    const second = await get(link(first.body, 'next'));
    const third = await get(link(second.body, 'next'));
    expect(numbers(third.body)).toEqual(Array.from({ length: 21 }, (_, index) => 21 - index));
    expect(link(third.body, 'next')).toBe('');
    const back = await get(link(third.body, 'prev'));
    expect(numbers(back.body)).toEqual(numbers(second.body));
    const top = await get(link(back.body, 'prev'));
    expect(numbers(top.body)).toEqual(numbers(first.body));
    expect(link(top.body, 'prev')).toBe('');
  });

  test('filters by action, account, record and day', async () => {
    expect(numbers((await get('?aktion=offer.published')).body)).toEqual([120, 110, 100, 90, 80, 70, 60, 50, 40, 30, 20, 10]);
    expect(numbers((await get(`?person=${officerId}`)).body)).toEqual([121]);
    expect(numbers((await get('?art=offer&kennung=7')).body)).toEqual([7]);
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date());
    expect(numbers((await get(`?von=${today}&bis=${today}`)).body)).toHaveLength(50);
    expect((await get('?bis=2020-01-01')).body).toContain('Keine Einträge gefunden');
  });

  test('offers the actions of this district alone, and escapes names', async () => {
    const { body } = await get();
    expect([...body.matchAll(/<option value="([^"]+)"/g)].map(([, action]) => action)).toEqual([
      'offer.changed',
      'offer.published',
      'role.granted',
    ]);
    expect(body).toContain('Erika &lt;Muster>');
    expect(body).not.toContain('elsewhere');
  });

  test('says what it does not understand, beside the field and with the input kept', async () => {
    const reply = await get('?von=31.02.2026&aktion=offer.published');
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('Dieses Datum gibt es nicht');
    expect(reply.body).toContain('value="31.02.2026"');
    expect(numbers(reply.body)).toEqual([]);
    expect((await get('?vor=-1')).statusCode).toBe(422);
  });

  test('warns when the seals stand still, and not before', async () => {
    const seal = {
      tenant_id: here.id,
      sequence: 100,
      hash: Buffer.alloc(32),
      mac: Buffer.alloc(32),
      sealed_at: '2026-11-22T11:58:00Z',
    };
    await database.inTenant(here.id, (trx) => trx.insertInto('audit_seal').values(seal).execute());
    expect((await get()).body).toContain('versiegelt bis Nummer 100');
    clock = new Date('2026-11-22T12:10:00Z');
    expect((await get()).body).toContain('konnte nicht versiegelt werden');
  });

  test.each(['protokoll', 'protokoll.csv'])('%s is for those who may read it, in their own district', async (address) => {
    expect((await get('', 'staff', address)).statusCode).toBe(403);
    expect((await get('', 'nobody', address)).statusCode).toBe(303);
    const elsewhere = await app.inject({ url: `/intern/guetersloh/${address}`, headers: { cookie: '__Host-session=officer' } });
    expect(elsewhere.statusCode).toBe(403);
  });
});

test('the export holds every line of the filter, runs nothing in a spreadsheet, and is itself in the log', async () => {
  const reply = await get('', 'officer', 'protokoll.csv');
  expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8');
  const lines = reply.body.replace(/\r\n$/, '').split('\r\n');
  expect(lines[0]).toBe(
    '\ufeffNummer;Zeit (UTC);Art der Person;Konto;Name;Aktion;Art des Eintrags;Kennung des Eintrags;Einzelheiten;Anfrage;Prüfsumme',
  );
  expect(lines).toHaveLength(1 + 122);
  expect(lines[1]).toContain(';audit.exported;audit;');
  expect(lines[2]).toMatch(
    /^121;\d{4}-\d\d-\d\dT[\d:.]+Z;user;01900000-[^;]+;Erika <Muster>;role.granted;account;;"\{""role"":""=cmd\(\)""\}";request;[0-9a-f]{64}$/,
  );
  const part = await get('?aktion=offer.published', 'officer', 'protokoll.csv');
  expect(part.body.replace(/\r\n$/, '').split('\r\n')).toHaveLength(1 + 12);
  expect((await get('?von=never', 'officer', 'protokoll.csv')).statusCode).toBe(422);
});
