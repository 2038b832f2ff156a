import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { loadDistrict } from '../service/loading.ts';
import { saveProfile } from '../service/profiles.ts';
import { addDistrict, contextIn, startServer, type TestServer } from '../testing.ts';

const database = useDatabase();
let server: TestServer;
const districts: Tenant[] = [];

beforeAll(async () => {
  for (const [slug, ags] of [
    ['recklinghausen', '05562'],
    ['guetersloh', '05754'],
    ['ennepe-ruhr', '05954'],
  ] as const) {
    const tenant = await addDistrict(database, slug, ags);
    districts.push(tenant);
    await loadDistrict(await contextIn(database, tenant));
  }
  server = await startServer(database, {
    townPanels: [
      async (context, town) => h('section', {}, `Angebote in ${town.names.de} (${context.language.tag})`),
      async () => null,
    ],
  });
});
afterAll(() => server.close());

const count = (text: string, part: string | RegExp) => text.split(part).length - 1;

describe('choosing the district', () => {
  it('shows list, map, postcode form and the languages, without any script', async () => {
    const page = await server.get('/');
    expect(page.statusCode).toBe(200);
    for (const slug of ['recklinghausen', 'guetersloh', 'ennepe-ruhr']) expect(count(page.body, `href="/${slug}/de/"`)).toBe(2);
    expect(page.body).toContain('name="plz"');
    expect(page.body).toContain('Oer-Erkenschwick');
    expect(page.body).toContain('© GeoBasis-DE / BKG 2017 (Daten verändert)');
    expect(page.body).toContain('href="/?lang=ar"');
    expect(page.body).not.toMatch(/<script|style="|onclick/);
  });

  it('speaks the language of the browser, or the one chosen', async () => {
    const arabic = await server.get('/', undefined, { 'accept-language': 'ar-SY,de;q=0.5' });
    expect(arabic.body).toContain('<html lang="ar" dir="rtl">');
    expect(arabic.body).toContain('href="/recklinghausen/ar/"');
    const turkish = await server.get('/?lang=tr', undefined, { 'accept-language': 'ar' });
    expect(turkish.body).toContain('href="/guetersloh/tr/"');
  });

  it.each([
    ['/?plz=45657', '/recklinghausen/de/'],
    ['/?plz=33332&lang=uk', '/guetersloh/uk/'],
    ['/?plz=%D9%A4%D9%A5%D9%A6%D9%A5%D9%A7&lang=ar', '/recklinghausen/ar/'],
    ['/?plz=+58+452+', '/ennepe-ruhr/de/'],
  ])('%s leads to %s', async (url, location) => {
    const answer = await server.get(url);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, location]);
  });

  it.each(['10115', 'abc', '4565', '%3Cscript%3Ealert(1)%3C%2Fscript%3E'])(
    'keeps list and input for the postcode %s',
    async (typed) => {
      const page = await server.get(`/?plz=${typed}`);
      expect(page.statusCode).toBe(422);
      expect(count(page.body, 'href="/guetersloh/de/"')).toBe(2);
      expect(page.body).toContain('aria-invalid="true"');
      expect(page.body).toContain(typed.startsWith('%3C') ? 'value="&lt;script' : `value="${typed}"`);
      expect(page.body).not.toContain('<script>alert');
    },
  );

  it('does not fail on a parameter sent twice or oddly', async () => {
    for (const url of ['/?plz=45657&plz=33330', '/?plz[]=45657', '/?plz=', '/?plz=%00', `/?plz=${'9'.repeat(5000)}`]) {
      expect([200, 303, 422]).toContain((await server.get(url)).statusCode);
    }
  });

  it('asks back when a postcode lies in two districts', async () => {
    await database.inTenant((districts[1] as Tenant).id, (trx) =>
      trx
        .updateTable('territory_unit')
        .set({ postcodes: ['33790', '45659'] })
        .where('key', '=', '05754012')
        .execute(),
    );
    const fresh = await startServer(database);
    await database.shared
      .updateTable('tenant')
      .set((eb) => ({ content_version: eb('content_version', '+', 1) }))
      .execute();
    await database.pool.query("select pg_notify('content', '')");
    await expect.poll(async () => (await fresh.get('/?plz=45659')).statusCode).toBe(200);
    const page = await fresh.get('/?plz=45659');
    expect(count(page.body, 'href="/recklinghausen/de/"')).toBe(3);
    expect(count(page.body, 'href="/ennepe-ruhr/de/"')).toBe(2);
    await fresh.close();
  });
});

describe('a district without a language', () => {
  it.each(['/recklinghausen', '/recklinghausen/', '/recklinghausen?lang=fa'])('%s leads on', async (url) => {
    const answer = await server.get(url, undefined, { 'accept-language': 'fa-AF,fa;q=0.9' });
    expect([answer.statusCode, answer.headers.location]).toEqual([
      303,
      `/recklinghausen/${url.includes('lang') ? 'fa' : 'prs'}/`,
    ]);
  });

  it('is not found when there is none', async () => expect((await server.get('/nirgendwo')).statusCode).toBe(404));
});

describe('towns', () => {
  it('are listed with map and figures', async () => {
    const page = await server.get('/recklinghausen/de/orte');
    expect(page.statusCode).toBe(200);
    expect(count(page.body, 'href="/recklinghausen/de/orte/oer-erkenschwick"')).toBe(2);
    expect(page.body).toContain('Einwohnerzahl: 115.344');
    expect(page.body).not.toContain('style="');
  });

  it('have a page with facts, map, what other modules show, and profile', async () => {
    const page = await server.get('/guetersloh/de/orte/halle-westf');
    expect(page.statusCode).toBe(200);
    for (const part of [
      '21.393',
      '69,7 km²',
      '33790',
      'Kreis Gütersloh',
      'Angebote in Halle (Westf.) (de)',
      'Mehrgenerationenhaus',
      '4.3 Halle (Westf.)',
      'dl-de/by-2-0',
      'aria-current="true"',
    ])
      expect(page.body, part).toContain(part);
    expect(page.body).not.toContain('noch nicht in Ihre Sprache');
  });

  it('say in which language the profile is, and show the translation once there is one', async () => {
    const german = await server.get('/recklinghausen/en/orte/marl');
    expect(german.body).toContain('This text has not been translated');
    expect(german.body).toMatch(/class="dk-prose" lang="de" dir="ltr"/);
    const context = await contextIn(database, districts[0] as Tenant);
    const sections = { structures: ['One contact'], challenges: [], goals: [], counselling: [], lighthouse: [] };
    expect((await saveProfile(context, '05562024', { language: 'en', sections, source: 'Marl' }, 1)).ok).toBe(true);
    // The page in memory gives way to the new one as soon as the change is announced.
    await expect.poll(async () => (await server.get('/recklinghausen/en/orte/marl')).body).toContain('One contact');
    expect((await server.get('/recklinghausen/en/orte/marl')).body).not.toContain('has not been translated');
  });

  it('mirror for Arabic while German names keep their direction', async () => {
    const page = await server.get('/guetersloh/ar/orte/halle-westf');
    expect(page.body).toContain('<html lang="ar" dir="rtl">');
    expect(page.body).toMatch(/<h1[^>]*>(<[^>]*lang="de"[^>]*>)?Halle \(Westf\.\)/);
  });

  it.each([
    ['/guetersloh/de/orte/halle', '/guetersloh/de/orte/halle-westf'],
    ['/recklinghausen/tr/orte/05562028', '/recklinghausen/tr/orte/oer-erkenschwick'],
  ])('%s leads to %s', async (url, location) => {
    const answer = await server.get(url);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, location]);
  });

  it.each([
    '/recklinghausen/de/orte/halle-westf',
    '/recklinghausen/de/orte/05754012',
    '/recklinghausen/de/orte/%00',
    '/recklinghausen/xx/orte',
    '/nirgendwo/de/orte',
  ])('%s is not found', async (url) => expect((await server.get(url)).statusCode).toBe(404));

  it('of a district without territories say what to do', async () => {
    await addDistrict(database, 'leer', '05111');
    const fresh = await startServer(database);
    const page = await fresh.get('/leer/de/orte');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('noch keine Orte');
    expect((await fresh.get('/')).body).toContain('href="/leer/de/"');
    await fresh.close();
  });
});
