import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContext, visitor } from '#platform/access';
import { findInterfaceLanguage, german, interfaceLanguages, translator } from '#platform/i18n';
import { testConfig, useDatabase } from '#testing';
import { readDemonstration } from '../service/demonstration.ts';
import { sheetOf } from '../service/printing.ts';
import { groundOf } from '../service/showing/ground.ts';
import { findOffer } from '../service/showing.ts';
import { permissions } from '../testing/district.ts';
import { openSite, type Site, sunday } from '../testing/site.ts';

const database = useDatabase();
let site: Site;
beforeAll(async () => {
  site = await openSite(database);
}, 120_000);
afterAll(() => site.close());

const course = '/guetersloh/de/angebote/beispiel-deutschkurs-frauen-guetersloh';

async function page(path: string) {
  const answer = await site.get(path);
  expect(answer.statusCode, path).toBe(200);
  return parseHTML(answer.body).document;
}

function contextIn(tag: string) {
  const language = findInterfaceLanguage(tag) ?? german;
  return createContext({
    tenant: site.tenant,
    actor: visitor,
    language,
    t: translator(language),
    requestId: 'test',
    publicUrl: testConfig.publicUrl,
    database,
    permissions,
    now: () => sunday,
  });
}

describe('the page of an offer', () => {
  it('says where, when, for whom, in which languages, what it costs, what to bring and how to take part', async () => {
    const document = await page(course);
    const facts = new Map(
      [...document.querySelectorAll('main dl > div')].map((row) => [
        row.querySelector('dt')?.textContent,
        row.querySelector('dd')?.textContent ?? '',
      ]),
    );
    expect(facts.get('Ort')).toContain('Musterstraße 1');
    expect(facts.get('Zeit')).toContain(
      'montags, mittwochs und freitags 09:00–11:30 Uhr, nicht an Feiertagen und in den Schulferien',
    );
    expect(facts.get('Für wen')).toContain('ab 18 Jahren');
    expect(facts.get('Sprachen')).toContain('Arabisch (montags)');
    expect(facts.get('Kosten')).toContain('Kostenlos');
    expect(facts.get('Bitte mitbringen')).toContain('Ausweis oder Pass');
    expect(facts.get('Anmeldung')).toContain('Mit Anmeldung');
    expect(facts.get('Plätze')).toContain('4 freie Plätze');
    expect(document.querySelector('main')?.textContent).toContain('erfundenes Beispiel');
  });

  it('names a field in the address of each correction', async () => {
    const fields = [...(await page(course)).querySelectorAll('a.dk-descriptions__action')].map(
      (link) => link.getAttribute('href') ?? '',
    );
    expect(fields.length).toBeGreaterThan(8);
    for (const href of fields) expect(href).toMatch(/\/korrektur\?feld=[a-zA-Z]+$/);
  });

  it('answers "may I go there?" for what the visitor says, and passes nothing of it on', async () => {
    const verdict = async (query: string) => (await page(`${course}?${query}`)).querySelector('.dk-verdict')?.textContent ?? '';
    expect(await verdict('geschlecht=men')).toContain('Nicht für Sie gedacht: nur für Frauen');
    expect(await verdict('geschlecht=women')).toContain('Bitte prüfen Sie');
    expect(await verdict('geschlecht=women&alter=30&niveau=A1&status=tolerated')).toContain('Sie können kommen');
    const document = await page(`${course}?geschlecht=women&status=undocumented`);
    expect(document.querySelector('meta[name=robots]')?.getAttribute('content')).toBe('noindex');
    const links = [...document.querySelectorAll('.dk-columns__side a')].map((link) =>
      decodeURIComponent(link.getAttribute('href') ?? ''),
    );
    for (const href of links) expect(href).not.toMatch(/undocumented|geschlecht/);
  });

  it('is honest about what nobody has confirmed or translated', async () => {
    const { offers } = await site.json<{ offers: { slug: string; example?: boolean }[] }>('/guetersloh/fr/angebote');
    const real = offers.find(({ example }) => !example)?.slug;
    const document = await page(`/guetersloh/fr/angebote/${real}`);
    const source = [...document.querySelectorAll('.dk-columns__side [lang=de]')].map((part) => part.textContent);
    expect(source.some((text) => text?.includes('Integrationskonzept des Kreises Gütersloh 2025'))).toBe(true);
    expect(document.querySelector('h1 [lang=de]')?.getAttribute('dir')).toBe('ltr');
    expect(document.querySelector('.kern-alert')).not.toBeNull();
  });

  it('is JSON for machines', async () => {
    const offer = await site.json<Record<string, unknown>>(course);
    expect(offer).toMatchObject({
      name: 'Beispiel: Deutschkurs A1 für Frauen mit Kinderbetreuung',
      status: 'active',
      minimum_age: 18,
      example: true,
    });
    expect(JSON.stringify(offer)).not.toContain('null');
  });
});

describe('what can be taken along', () => {
  it('a sheet in two languages says each thing in both, in the same order', async () => {
    const document = await page(course.replace('/de/', '/ar/').concat('/druck?mit=de'));
    const sides = [...document.querySelectorAll('.dk-columns > div > [lang]')];
    expect(sides.map((side) => [side.getAttribute('lang'), side.getAttribute('dir')])).toEqual([
      ['ar', 'rtl'],
      ['de', 'ltr'],
    ]);
    const [first, second] = sides.map((side) => side.querySelectorAll('dt').length);
    expect(first).toBe(second);
    expect(document.querySelector('img')?.getAttribute('src')).toMatch(/qr\.svg$/);
  });

  it('a PDF in every interface language, tagged, with title and language', async () => {
    for (const { tag } of interfaceLanguages) {
      const answer = await site.get(`${course.replace('/de/', `/${tag}/`)}/blatt.pdf?mit=${tag === 'de' ? 'ar' : 'de'}`);
      expect(answer.statusCode, tag).toBe(200);
      expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
      expect(answer.rawPayload.includes('/StructTreeRoot'), tag).toBe(true);
    }
  });

  it('a calendar with the very dates of the offer', async () => {
    const answer = await site.get(`${course}/termine.ics`);
    expect(answer.headers['content-type']).toContain('text/calendar');
    const starts = [...answer.body.matchAll(/DTSTART:(\d{8}T\d{6}Z)/g)].map((match) => match[1] ?? '');
    expect(starts[0]).toBe('20261123T080000Z');
    // Closed over Christmas: nothing between 23 December and 6 January.
    expect(starts.filter((start) => start > '20261223' && start < '20270107')).toEqual([]);
    expect(starts.length).toBeGreaterThan(20);
    expect(starts).toEqual(starts.toSorted());
  });

  it('no calendar where there are no dates', async () => {
    const { offers } = await site.json<{ offers: { slug: string; schedules: unknown[] }[] }>('/guetersloh/de/angebote');
    const dateless = offers.find(({ schedules }) => !schedules.length)?.slug;
    expect((await site.get(`/guetersloh/de/angebote/${dateless}/termine.ics`)).statusCode).toBe(404);
  });
});

describe('a hidden address', () => {
  // Out of the file that was loaded: what must never leave the house.
  const hidden = (readDemonstration('guetersloh')?.offers ?? []).filter(({ place }) => place && place.visibility !== 'public');
  const secrets = hidden
    .flatMap(({ place }) => [place?.street, place?.lat, place?.lon])
    .flatMap((one) => (one === undefined ? [] : [String(one)]));

  // A number ends where its digits end: 8.2276 is not part of the town's own 8.227621.
  const shows = (text: string, secret: string) => new RegExp(`${secret.replaceAll('.', '\\.')}(?!\\d)`).test(text);

  it('is in the data at all', () => expect(secrets.length).toBeGreaterThanOrEqual(6));

  it('appears on no page, in no list, file, calendar, sheet or machine answer', async () => {
    const seen: string[] = [];
    const look = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await site.get(path, headers);
      for (const secret of secrets) if (shows(answer.body, secret)) seen.push(`${secret} in ${path}`);
    };
    for (const tag of ['de', 'ar']) {
      const start = `/guetersloh/${tag}`;
      for (const path of [
        '/',
        '/angebote',
        '/angebote?q=Schutz',
        '/angebote?seite=2',
        '/angebote?ansicht=karte',
        '/sitemap.xml',
        '/angebote/vorschlaege?q=Muster',
      ]) {
        await look(start + path);
        await look(start + path, { accept: 'application/json' });
      }
      for (const { slug } of hidden) {
        const offer = `${start}/angebote/${slug}`;
        for (const path of [offer, `${offer}/druck`, `${offer}/druck?mit=de`, `${offer}/termine.ics`, `${offer}/qr.svg`])
          await look(path);
        await look(offer, { accept: 'application/json' });
        const context = contextIn(tag);
        const row = await findOffer(context, slug);
        const sheet = row && JSON.stringify(sheetOf(context, await groundOf(context), row, german));
        for (const secret of secrets) if (sheet && shows(sheet, secret)) seen.push(`${secret} in the sheet of ${slug}`);
      }
      const organisations = new Set(hidden.map(({ organisation }) => organisation));
      for (const organisation of organisations) await look(`${start}/anbieter/${organisation}`);
    }
    expect(seen).toEqual([]);
  });

  it('is not found by searching for it', async () => {
    for (const { slug, place } of hidden.filter((one) => one.place?.visibility === 'hidden')) {
      const answer = await site.json<{ offers: { slug: string }[] }>(
        `/guetersloh/de/angebote?genau=1&q=${encodeURIComponent(place?.street ?? '')}`,
      );
      const first = answer.offers.map((one) => one.slug);
      expect(first.includes(slug) && first.length < 5, `${slug} by its street`).toBe(false);
    }
  });
});

describe('sitemaps', () => {
  it('list every public offer in each language, and robots.txt leads to them', async () => {
    const { total } = await site.json<{ total: number }>('/guetersloh/de/angebote');
    const robots = (await site.get('/robots.txt')).body;
    expect(robots).toContain('Sitemap: http://localhost/guetersloh/sitemap.xml');
    const index = (await site.get('/guetersloh/sitemap.xml')).body;
    expect([...index.matchAll(/<loc>/g)].length).toBe(interfaceLanguages.length);
    const map = (await site.get('/guetersloh/ar/sitemap.xml')).body;
    expect([...map.matchAll(/<loc>http:\/\/localhost\/guetersloh\/ar\/angebote\/[a-z0-9-]+<\/loc>/g)].length).toBe(total);
  });
});
