import { parse } from 'csv-parse/sync';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { interfaceLanguages } from '#platform/i18n';
import { createSitemapModule } from '#platform/sitemap';
import { openStage, type Stage, useDatabase } from '#testing';
import type { OfferContent, OrganisationContent } from '../model/content.ts';
import { createDirectoryModule, directoryModule } from '../module.ts';
import { loadDemonstration } from '../service/demonstration.ts';
import { createEntry } from '../service/editing.ts';
import { offer, organisation, towns } from '../testing/district.ts';
import { openTestWiring } from '../testing/wiring.ts';

// Files of open data, facts for search engines, and pages for other websites.

const database = useDatabase();
let stage: Stage;
const wiring = openTestWiring();
const street = 'Geheimer Weg 7';
const place = { name: 'Haus', street, postcode: '33330', city: 'Gütersloh', lat: 51.90651, lon: 8.37851, accessibility: [] };
const slugs: Record<string, string> = {};

async function add(key: string, changes: Partial<OfferContent>, provider: Partial<OrganisationContent> = {}): Promise<void> {
  const staff = stage.context({ tenant: stage.there, actor: stage.add('staff', 'ki_staff', null, stage.there) });
  const made = await createEntry(staff, 'organisation', { ...organisation, name: `Träger ${key}`, ...provider }, uuidv7());
  if (!made.ok) throw new Error(JSON.stringify(made));
  const shown = await createEntry(
    staff,
    'offer',
    { ...offer, name: `Angebot ${key}`, organisation: made.value.slug, ...changes },
    uuidv7(),
  );
  if (!shown.ok) throw new Error(JSON.stringify(shown));
  slugs[key] = shown.value.slug;
  slugs[`${key} provider`] = made.value.slug;
}

beforeAll(async () => {
  stage = await openStage(database, [createDirectoryModule(wiring), createSitemapModule([directoryModule])]);
  await loadDemonstration(stage.context({ tenant: stage.there }));
  await add('open', { place: { ...place, visibility: 'public' }, name: '=HYPERLINK("https://example.org";"x")' });
  await add('partial', { place: { ...place, visibility: 'partial' } });
  await add('hidden', { place: { ...place, visibility: 'hidden' } });
  const dates = { kind: 'dates' as const, start: '2026-11-25T16:00', minutes: 90, rrule: 'FREQ=WEEKLY;COUNT=3' };
  await add(
    'dated',
    { schedules: [dates], place: { ...place, visibility: 'public' }, ages: { min: 18 } },
    { kind: 'public_body' },
  );
  await stage.tenants.refresh();
}, 120_000);
afterAll(async () => {
  await stage.close();
  await wiring.close();
});

const get = async (path: string) => {
  const answer = await stage.get(path);
  expect(answer.statusCode, path).toBe(200);
  return answer;
};
const total = async () =>
  (await stage.get('/guetersloh/de/angebote', undefined, { accept: 'application/json' })).json<{ total: number }>().total;

interface Feature {
  geometry: { type: string; coordinates: number[] } | null;
  properties: Record<string, unknown>;
}

describe('open data', () => {
  it('has every offer once in CSV and GeoJSON, and no address that is protected', async () => {
    const table = await get('/open-data/guetersloh/offers.csv');
    const rows: Record<string, string>[] = parse(table.body, { columns: true });
    const { features, type } = (await get('/open-data/guetersloh/offers.geojson')).json<{ type: string; features: Feature[] }>();
    expect(type).toBe('FeatureCollection');
    expect(rows.length).toBe(await total());
    expect(features.length).toBe(rows.length);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const named = (name: string) => features.find(({ properties }) => properties.name === name);
    expect(named('Angebot partial')?.geometry?.coordinates).toEqual([8.38, 51.91]);
    expect(named('Angebot partial')?.properties).toMatchObject({ precision: 'area', postal_code: '33330' });
    expect(named('Angebot hidden')?.geometry).toBeNull();
    const protectedRows = rows.filter(({ name }) => name === 'Angebot partial' || name === 'Angebot hidden');
    expect(protectedRows.length).toBe(2);
    expect(JSON.stringify(protectedRows)).not.toContain('Geheimer');
    for (const { geometry } of features)
      if (geometry) {
        expect(geometry.coordinates[0]).toBeGreaterThan(5);
        expect(geometry.coordinates[1]).toBeGreaterThan(46);
      }
  });

  it('cannot be taken for a formula', async () => {
    const { body } = await get('/open-data/guetersloh/offers.csv');
    const rows: string[][] = parse(body);
    const suspicious = rows.flat().filter((cell) => /^[=+@\t\r]/.test(cell) && !/^\+?\d/.test(cell));
    expect(suspicious).toEqual([]);
    expect(rows.flat()).toContain(`'=HYPERLINK("https://example.org";"x")`);
  });

  it('has the organisations, and says under which licence', async () => {
    const answer = await get('/open-data/guetersloh/organisations.csv');
    const rows: Record<string, string>[] = parse(answer.body, { columns: true });
    expect(rows.some(({ name, offers }) => name === 'Träger open' && offers === '1')).toBe(true);
    expect(answer.headers.link).toContain('dl-by-de/2.0');
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    const again = await stage.get('/open-data/guetersloh/organisations.csv', undefined, {
      'if-none-match': String(answer.headers.etag),
    });
    expect(again.statusCode).toBe(304);
  });
});

/** What each type of schema.org may have, as far as we say it (https://schema.org/docs/full.html). */
const vocabulary: Readonly<Record<string, readonly string[]>> = {
  WebPage: ['url', 'name', 'inLanguage', 'dateModified', 'mainEntity'],
  Service: ['name', 'description', 'url', 'provider', 'areaServed', 'audience', 'hoursAvailable', 'offers', 'availableChannel'],
  GovernmentService: [
    'name',
    'description',
    'url',
    'provider',
    'areaServed',
    'audience',
    'hoursAvailable',
    'offers',
    'availableChannel',
  ],
  Event: [
    'name',
    'description',
    'startDate',
    'endDate',
    'eventStatus',
    'inLanguage',
    'location',
    'organizer',
    'isAccessibleForFree',
    'offers',
    'url',
  ],
  ServiceChannel: ['serviceLocation', 'availableLanguage', 'serviceUrl', 'servicePhone'],
  Place: ['name', 'address', 'geo'],
  PostalAddress: ['streetAddress', 'postalCode', 'addressLocality', 'addressRegion', 'addressCountry'],
  GeoCoordinates: ['latitude', 'longitude'],
  AdministrativeArea: ['name'],
  OpeningHoursSpecification: ['dayOfWeek', 'opens', 'closes', 'validFrom', 'validThrough'],
  PeopleAudience: ['suggestedMinAge', 'suggestedMaxAge', 'suggestedGender'],
  Offer: ['price', 'priceCurrency'],
  ContactPoint: ['telephone'],
  NGO: ['name', 'alternateName', 'url', 'email', 'telephone', 'description', 'areaServed'],
  GovernmentOrganization: ['name', 'alternateName', 'url', 'email', 'telephone', 'description', 'areaServed'],
};

type Thing = Record<string, unknown> & { '@type'?: string };

function unknownTerms(thing: unknown): string[] {
  if (Array.isArray(thing)) return thing.flatMap(unknownTerms);
  if (typeof thing !== 'object' || thing === null) return [];
  const { '@type': type, '@id': _id, ...rest } = thing as Thing;
  if (!type) return Object.keys(rest).map((key) => `untyped ${key}`);
  const known = vocabulary[type] ?? [];
  return Object.entries(rest).flatMap(([key, value]) => [
    ...(known.includes(key) ? [] : [`${type}.${key}`]),
    ...unknownTerms(value),
  ]);
}

async function dataOf(path: string): Promise<Thing[]> {
  const { body } = await get(path);
  const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(body) ?? [];
  if (!json) return [];
  const data = JSON.parse(json) as { '@context': string; '@graph': Thing[] };
  expect(data['@context']).toBe('https://schema.org');
  return data['@graph'];
}

describe('facts for search engines', () => {
  it('are in terms of schema.org, and say of an offer with dates each coming one', async () => {
    const graph = await dataOf(`/guetersloh/de/angebote/${slugs.dated}`);
    expect(graph.flatMap(unknownTerms)).toEqual([]);
    const types = graph.map((one) => one['@type']);
    expect(types).toEqual(['WebPage', 'GovernmentService', 'Event', 'Event', 'Event']);
    expect(graph[2]).toMatchObject({
      startDate: '2026-11-25T15:00:00.000Z',
      endDate: '2026-11-25T16:30:00.000Z',
      inLanguage: ['de'],
    });
    expect(graph[1]).toMatchObject({ audience: { suggestedMinAge: 18 } });
  });

  it('have weekly hours as opening hours, and the language of the page', async () => {
    const graph = await dataOf(`/guetersloh/ar/angebote/${slugs.open}`);
    expect(graph.flatMap(unknownTerms)).toEqual([]);
    expect(graph.map((one) => one['@type'])).toEqual(['WebPage', 'Service']);
    expect(graph[0]).toMatchObject({ inLanguage: 'ar' });
    expect(graph[1]).toMatchObject({
      hoursAvailable: [{ dayOfWeek: ['https://schema.org/Tuesday'], opens: '16:00', closes: '18:00' }],
      areaServed: [{ '@type': 'AdministrativeArea', name: 'Gütersloh' }],
    });
  });

  it('do not give away what is protected, nor invented offers', async () => {
    for (const key of ['partial', 'hidden']) {
      const graph = JSON.stringify(await dataOf(`/guetersloh/de/angebote/${slugs[key]}`));
      expect(graph).toContain(`Angebot ${key}`);
      expect(graph).not.toMatch(/Geheimer|latitude/);
    }
    expect(await dataOf('/guetersloh/de/angebote/beispiel-deutschkurs-frauen-guetersloh')).toEqual([]);
    const provider = await dataOf(`/guetersloh/de/anbieter/${slugs['open provider']}`);
    expect(provider.map((one) => one['@type'])).toEqual(['WebPage', 'NGO']);
  });
});

describe('the sitemap', () => {
  it('names each page in every language, German for everybody else', async () => {
    const { body } = await get('/guetersloh/ar/sitemap.xml');
    const { document } = parseHTML(body);
    const pages = [...document.querySelectorAll('url')];
    expect(pages.length).toBeGreaterThan(await total());
    for (const page of pages.slice(0, 20)) {
      const address = page.querySelector('loc')?.textContent ?? '';
      const links = [...page.querySelectorAll('[hreflang]')].map((link) => [
        link.getAttribute('hreflang'),
        link.getAttribute('href'),
      ]);
      expect(links.length).toBe(interfaceLanguages.length + 1);
      expect(links).toContainEqual(['ar', address]);
      expect(links).toContainEqual(['x-default', address.replace('/ar/', '/de/')]);
    }
    expect((await stage.get('/guetersloh/ar/sitemap.xml?teil=2')).statusCode).toBe(404);
    expect((await stage.get('/guetersloh/ar/sitemap.xml?teil=x')).statusCode).toBe(404);
  });
});

describe('a page for other websites', () => {
  const frame = `/guetersloh/de/einbetten/ansicht?ort=${towns.gueterslohTown}&anzahl=2`;

  it('may stand in a frame anywhere, alone of all pages, and sets no cookie', async () => {
    const shown = await get(frame);
    expect(shown.headers['content-security-policy']).toMatch(/frame-ancestors \*/);
    expect(shown.headers).not.toHaveProperty('x-frame-options');
    expect(shown.headers).not.toHaveProperty('set-cookie');
    // Out of the cache before the router, too.
    await get(frame);
    const kept = await get(frame);
    expect(kept.headers['content-security-policy']).toMatch(/frame-ancestors \*/);
    for (const other of ['/guetersloh/de/', '/guetersloh/de/einbetten', '/guetersloh/de/angebote']) {
      const { headers } = await get(other);
      expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
      expect(headers).toHaveProperty('x-frame-options');
    }
  });

  it('shows so many offers of the town, each leading to its page in a new window', async () => {
    const { document } = parseHTML((await get(frame)).body);
    expect(document.querySelectorAll('li').length).toBe(2);
    expect(document.querySelector('base')?.getAttribute('target')).toBe('_blank');
    for (const link of document.querySelectorAll('li a')) await get(link.getAttribute('href') ?? '');
    expect(document.querySelectorAll('script').length).toBe(0);
    expect(document.querySelectorAll('form').length).toBe(0);
  });

  it('comes as a piece of HTML that loads nothing', async () => {
    const { body, headers } = await get('/guetersloh/ar/einbetten/ansicht.html?anzahl=3');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(body).toMatch(/^<section lang="ar" dir="rtl">/);
    expect(body).not.toMatch(/<(?:script|link|img|style|iframe)|style=|src=/);
    const links = [...body.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
    expect(links.length).toBe(4);
    for (const href of links) expect(href).toMatch(/^http:\/\/localhost\/guetersloh\/ar\/angebote/);
    expect(body).not.toContain('Geheimer');
  });

  it('is explained with code to copy that fits the choice, whatever the address says', async () => {
    const { body } = await get(`/guetersloh/de/einbetten?ort=${towns.verl}&thema=language&sprache=ar&anzahl=4`);
    const { document } = parseHTML(body);
    expect(document.querySelector('iframe')?.getAttribute('src')).toBe(
      `/guetersloh/ar/einbetten/ansicht?ort=${towns.verl}&thema=language&anzahl=4`,
    );
    const [code] = [...document.querySelectorAll('pre')].map((one) => one.textContent ?? '');
    expect(code).toContain(
      `src="http://localhost/guetersloh/ar/einbetten/ansicht?ort=${towns.verl}&amp;thema=language&amp;anzahl=4"`,
    );
    expect(code).toMatch(/title="[^"]+" lang="ar"/);
    for (const query of ['ort=x&anzahl=99999', 'thema=%3Cscript%3E', 'anzahl=0&anzahl=1', 'sprache=klingon']) {
      const answer = await stage.get(`/guetersloh/de/einbetten?${query}`);
      expect(answer.statusCode, query).toBe(200);
      expect(answer.body).not.toContain('<script>');
    }
  });
});
