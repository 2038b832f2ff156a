import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { interfaceLanguages } from '#platform/i18n';
import { useDatabase } from '#testing';
import { openSite, type Site } from '../testing/site.ts';

const database = useDatabase();
let site: Site;
beforeAll(async () => {
  site = await openSite(database);
}, 120_000);
afterAll(() => site.close());

const search = (language: string, query: Record<string, string> | [string, string][] | string) =>
  `/guetersloh/${language}/angebote?${new URLSearchParams(query)}`;

async function page(path: string) {
  const answer = await site.get(path);
  expect(answer.statusCode, path).toBe(200);
  return parseHTML(answer.body).document;
}

interface Found {
  total: number;
  pages: number;
  corrected?: string;
  loosened: boolean;
  facets: Record<string, Record<string, number>>;
  offers: { slug: string; name: string; language: string; url: string }[];
}
const found = (query: Record<string, string> | [string, string][] | string, language = 'de') =>
  site.json<Found>(search(language, query));
const slugs = (answer: Found) => answer.offers.map(({ slug }) => slug);
const course = 'beispiel-deutschkurs-frauen-guetersloh';

describe('the start page', () => {
  it('has one question, sixteen languages by their own names, eight ways in, and dates of this week only', async () => {
    const document = await page('/guetersloh/de/');
    expect(document.querySelectorAll('h1').length).toBe(1);
    const languages = [...document.querySelectorAll('.dk-language-list a')].map((link) => link.textContent?.trim());
    expect(languages).toEqual(interfaceLanguages.map(({ autonym }) => autonym));
    const tiles = [...document.querySelectorAll('main section .dk-tiles')][0];
    const ways = [...(tiles?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href') ?? '');
    expect(ways.length).toBe(8);
    for (const way of ways) expect((await site.json<Found>(way)).total, way).toBeGreaterThan(0);
    expect(document.querySelectorAll('article').length).toBeGreaterThan(0);
  });

  it('says that the entries are examples on every invented one', async () => {
    const document = await page('/guetersloh/de/');
    for (const card of document.querySelectorAll('article')) expect(card.textContent).toContain('Beispiel');
  });
});

describe('search', () => {
  it('finds a German course with childcare in Arabic, from right to left', async () => {
    const path = search('ar', { q: 'دورة لغة ألمانية مع رعاية أطفال' });
    const document = await page(path);
    expect(document.documentElement.getAttribute('dir')).toBe('rtl');
    expect(document.documentElement.getAttribute('lang')).toBe('ar');
    expect(slugs(await site.json<Found>(path))[0]).toBe(course);
  });

  it('shows a card in the order in which people decide', async () => {
    const document = await page(search('de', { q: 'deutschkurs frauen kinderbetreuung' }));
    const card = [...document.querySelectorAll('article')].find((one) => one.textContent?.includes('Deutschkurs A1'));
    const text = card?.textContent ?? '';
    const parts = [
      'Deutschkurs A1',
      'Gütersloh',
      'morgen 09:00',
      'Arabisch (montags)',
      'Bedingungen: nur für Frauen',
      'Mit Kinderbetreuung',
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(
      places.every((place) => place >= 0),
      `${places} in ${text}`,
    ).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('marks German titles on pages in other languages, and machine translations as such', async () => {
    const german = await found('', 'fr');
    const untranslated = german.offers.filter(({ language }) => language === 'de');
    expect(untranslated.length).toBeGreaterThan(0);
    const document = await page(search('fr', ''));
    for (const { name } of untranslated) {
      const title = [...document.querySelectorAll('article h2 a')].find((link) => link.textContent?.trim() === name);
      expect(title?.querySelector('[lang=de]')?.getAttribute('dir'), name).toBe('ltr');
    }
    const arabic = await page(search('ar', ''));
    expect(arabic.querySelector('article')?.textContent).toMatch(/Automatisch übersetzt|ترجم|آلي/);
  });

  it('mends a misspelt word, says so, and offers to search for it all the same', async () => {
    const path = search('de', { q: 'Formluarhilfe' });
    const answer = await site.json<Found>(path);
    expect(answer.corrected).toBe('formularhilfe');
    const document = await page(path);
    const original = document.querySelector('main .kern-alert a')?.getAttribute('href') ?? '';
    expect(original).toContain('genau=1');
    expect((await site.json<Found>(original)).corrected).toBeUndefined();
  });

  it('shows what meets some words when nothing meets all, and says so', async () => {
    const path = search('de', { q: 'Deutschkurs Rentenversicherung Mondlandung' });
    expect((await site.json<Found>(path)).loosened).toBe(true);
    expect((await page(path)).querySelector('main .kern-alert')?.textContent).toContain('Kein Angebot passt zu allen Wörtern');
  });

  it('keeps the promise of every number in the filter', async () => {
    const all = await found('');
    const words = Object.entries(all.facets).flatMap(([group, values]) =>
      Object.entries(values).map(([value, count]) => ({ group, value, count })),
    );
    expect(words.length).toBeGreaterThan(40);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...words), async ({ group, value, count }) => {
        expect((await found([[group, value]])).total, `${group}=${value}`).toBe(count);
      }),
      { numRuns: 40 },
    );
  });

  it('narrows a topic by its part, and every chip takes away its own filter', async () => {
    const both = await found([
      ['thema', 'language'],
      ['thema', 'literacy'],
    ]);
    expect(both.total).toBe((await found({ thema: 'literacy' })).total);
    const path = search('de', [
      ['thema', 'language'],
      ['ort', 'kreis'],
      ['merkmal', 'free'],
      ['status', 'tolerated'],
      ['plz', '33330'],
    ]);
    const chips = [...(await page(path)).querySelectorAll('.dk-chip')].map((chip) => chip.getAttribute('href') ?? '');
    expect(chips.length).toBe(5);
    for (const chip of chips) expect((await page(chip)).querySelectorAll('.dk-chip').length, chip).toBe(4);
  });

  it('takes a field that the form left empty for no answer', async () => {
    const all = await found('');
    const empty = 'status=&niveau=&alter=&geschlecht=&plz=&umkreis=&sortierung=&q=';
    expect((await found(empty)).total).toBe(all.total);
    expect((await page(search('de', empty))).querySelectorAll('.dk-chip').length).toBe(0);
    expect((await found({ alter: '0' })).total).toBeLessThan(all.total);
  });

  it('sorts by distance from a postcode, and says when it does not know one', async () => {
    const near = await site.json<{ offers: { distance_km?: number }[] }>(search('de', { plz: '33415' }));
    const distances = near.offers.map(({ distance_km: distance }) => distance ?? Number.POSITIVE_INFINITY);
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect((await page(search('de', { plz: '10115' }))).body.textContent).toContain('liegt nicht in diesem Kreis');
  });

  it('pages through everything once; a page too far is the last one', async () => {
    const first = await found('');
    const all = [];
    for (let number = 1; number <= first.pages; number++) all.push(...slugs(await found({ seite: String(number) })));
    expect(new Set(all).size).toBe(first.total);
    expect(all.length).toBe(first.total);
    expect(slugs(await found({ seite: '50' }))).toEqual(slugs(await found({ seite: String(first.pages) })));
  });

  it('leads on from an empty result', async () => {
    const document = await page(search('de', { q: 'xyzzyplugh', ort: '05754044' }));
    const links = [...document.querySelectorAll('main .dk-filter-layout__list a')].map((link) => link.getAttribute('href') ?? '');
    expect(links.some((href) => href.endsWith('/angebot-vorschlagen'))).toBe(true);
    expect(links.filter((href) => href.includes('thema=')).length).toBeGreaterThan(7);
  });

  it('shows the map as links with counts, and the same links as text', async () => {
    const document = await page(search('de', { ansicht: 'karte' }));
    const areas = [...document.querySelectorAll('svg a.dk-map__area')].map((area) => area.getAttribute('href'));
    expect(areas.length).toBe(13);
    const texts = [...document.querySelectorAll('.dk-links a')].map((link) => link.getAttribute('href'));
    for (const area of areas) expect(texts).toContain(area);
  });

  it('suggests topics and offers while one types, as a page too', async () => {
    const path = '/guetersloh/de/angebote/vorschlaege?q=deutschk';
    const { suggestions } = await site.json<{ suggestions: { label: string; href: string }[] }>(path);
    expect(suggestions[0]?.label).toBe('Deutschkurse');
    const links = [...(await page(path)).querySelectorAll('main li a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(suggestions.map(({ href }) => href));
    for (const href of links) expect((await site.get(href ?? '')).statusCode).toBe(200);
    expect((await site.json<{ suggestions: unknown[] }>('/guetersloh/de/angebote/vorschlaege?q=')).suggestions).toEqual([]);
  });
});

describe('what the pages cost and keep apart', () => {
  it.each([
    ['a search with filters and a postcode', `${search('de', { q: 'deutschkurs', ort: 'kreis', plz: '33330' })}`, 1],
    ['the map', search('de', { ansicht: 'karte' }), 1],
    ['an offer', `/guetersloh/de/angebote/${course}`, 1],
    ['a sheet in two languages', `/guetersloh/de/angebote/${course}/druck?mit=ar`, 1],
    ['a provider', '/guetersloh/de/anbieter/beispiel-traeger', 2],
    ['the start page', '/guetersloh/de/', 2],
    ['suggestions', '/guetersloh/de/angebote/vorschlaege?q=deutsch', 1],
  ])('%s takes few statements', async (_name, path, statements) => {
    await site.get(path); // towns and categories are kept after the first visit
    const query = vi.spyOn(pg.Client.prototype, 'query');
    try {
      expect((await site.get(path)).statusCode).toBe(200);
      expect(query).toHaveBeenCalledTimes(statements);
    } finally {
      query.mockRestore();
    }
  });

  it('the other district shows none of it', async () => {
    const other = await site.json<Found>('/recklinghausen/de/angebote');
    expect(other.total).toBe(0);
    expect(Object.keys(other.facets)).toEqual([]);
    for (const path of [`angebote/${course}`, `angebote/${course}/blatt.pdf`, 'anbieter/beispiel-traeger'])
      expect((await site.get(`/recklinghausen/de/${path}`)).statusCode, path).toBe(404);
    expect((await site.get('/recklinghausen/de/')).body).toContain('Für diese Woche ist kein Termin eingetragen');
  });
});

describe('whatever stands in the address', () => {
  const names = [
    'q',
    'ort',
    'thema',
    'sprache',
    'tag',
    'plz',
    'umkreis',
    'offen',
    'status',
    'niveau',
    'alter',
    'geschlecht',
    'sortierung',
    'seite',
    'ansicht',
    'genau',
    'mit',
    'format',
    '__proto__',
    'x',
  ];
  const value = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      "' or 1=1 --",
      '\u0000',
      '%',
      '%ff',
      'a & b | !c',
      '(((',
      ':*',
      '<script>alert(1)</script>',
      '😀'.repeat(30),
      '999999999999',
      '-1',
      '1e9',
      '٣',
      'ä'.repeat(300),
    ),
  );
  const pair = fc
    .tuple(fc.constantFrom(...names), value)
    .map(([name, text]) => `${name}=${encodeURIComponent(text.toWellFormed())}`);
  const raw = fc.string({ maxLength: 40 }).map((text) => encodeURI(text.toWellFormed()).replaceAll('#', ''));
  const query = fc
    .array(fc.oneof({ weight: 4, arbitrary: pair }, { weight: 1, arbitrary: raw }), { maxLength: 8 })
    .map((parts) => parts.join('&'));
  const base = '/guetersloh/ar/angebote';

  it.each([base, `${base}/vorschlaege`, `${base}/${course}`, `${base}/${course}/druck`, '/guetersloh/de/'])(
    '%s answers',
    async (path) => {
      await fc.assert(
        fc.asyncProperty(query, fc.boolean(), async (text, json) => {
          const answer = await site.get(`${path}?${text}`, json ? { accept: 'application/json' } : {});
          expect(answer.statusCode, text).toBe(200);
          if (!json) expect(answer.body).not.toContain('<script>alert');
        }),
        { numRuns: 60 },
      );
    },
  );

  it('unknown offers, providers and districts are not found, for people and for machines', async () => {
    const paths = [
      `${base}/gibt-es-nicht`,
      `${base}/..%2f..%2fetc`,
      `${base}/${'x'.repeat(299)}`,
      `${base}/%00`,
      '/guetersloh/de/anbieter/nix',
      `${base}/nix/druck`,
      `${base}/nix/blatt.pdf`,
      `${base}/nix/termine.ics`,
      '/nirgends/de/angebote',
      '/guetersloh/xx/angebote',
    ];
    for (const path of paths) {
      expect((await site.get(path)).statusCode, path).toBe(404);
      const machine = await site.get(path, { accept: 'application/json' });
      expect(machine.statusCode, path).toBe(404);
      expect(machine.headers['content-type'], path).toContain('application/problem+json');
    }
  });
});
