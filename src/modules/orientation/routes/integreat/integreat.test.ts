import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectoryModule } from '#modules/directory';
import { uuidv7 } from '#platform/crypto';
import { interfaceLanguages } from '#platform/i18n';
import { openStage, type Stage, useDatabase } from '#testing';
import { codeOf } from '../../model/integreat/codes.ts';
import { integreatSchemas, listOf, oneOfKind } from '../../model/integreat/schemas.ts';
import { createOrientationModule } from '../../module.ts';
import { AppClient, normalized } from '../../testing/integreat-client.ts';
import { readHtml } from '../../testing/integreat-html.ts';
import { openOrientationWiring } from '../../testing.ts';

const database = useDatabase();
const now = new Date('2026-11-23T10:00:00+01:00');
const wiring = openOrientationWiring();
let stage: Stage;
let app: AppClient;

const texts = {
  de: { title: 'Neue Sprechzeiten', text: 'Ab Montag.\n\nMit <b>Termin</b>.', by: 'human' },
  ar: { title: 'مواعيد جديدة', text: 'من يوم الاثنين.', by: 'machine' },
};

async function addNews(number: number, publishedAt: string | null, state: string, channel = 'news') {
  await stage.context().transaction((trx) =>
    trx
      .insertInto('orientation_news')
      .values({
        tenant_id: stage.here.id,
        id: uuidv7(),
        number,
        channel,
        towns: number === 901 ? ['05562024'] : [],
        texts: JSON.stringify(texts),
        path: number === 901 ? '/ankommen/bankkonto' : '',
        state,
        published_at: publishedAt,
        created_at: now,
      })
      .execute(),
  );
}

beforeAll(async () => {
  const { files, outgoing } = wiring;
  const directory = createDirectoryModule({ puzzleKey: Buffer.alloc(32, 1), demandKey: Buffer.alloc(32, 2), files, outgoing });
  const installation = () => ({ tenants: stage.tenants, database, publicUrl: 'http://localhost', now: () => now });
  const orientation = createOrientationModule({ ...wiring, installation });
  stage = await openStage(database, [directory, orientation], now);
  for (const tenant of [stage.here, stage.there]) {
    await directory.demo?.(stage.context({ tenant }));
    await stage.tenants.refresh();
    await orientation.demo?.(stage.context({ tenant }));
  }
  await addNews(901, '2026-11-20T09:00:00+01:00', 'published');
  await addNews(902, '2026-11-22T09:00:00+01:00', 'published', 'warning');
  await addNews(903, '2026-10-20T09:00:00+01:00', 'published');
  await addNews(904, null, 'draft');
  await stage.tenants.refresh();
  app = new AppClient(async (address) => {
    const answer = await stage.get(address);
    return { status: answer.statusCode, type: String(answer.headers['content-type']), body: answer.body };
  }, now);
}, 180_000);
afterAll(async () => {
  await stage.close();
  await wiring.close();
});

const codes = interfaceLanguages.map(codeOf);
const base = '/api/v3/recklinghausen/de';
const json = async <T>(path: string, status = 200): Promise<T> => {
  const answer = await stage.get(path);
  expect(answer.statusCode, `${path}: ${answer.body.slice(0, 300)}`).toBe(status);
  expect(answer.headers['content-type'], path).toMatch(/^application\/(problem\+)?json/);
  expect(answer.headers['access-control-allow-origin'], path).toBe('*');
  return answer.json<T>();
};
interface Listed {
  readonly id: number;
  readonly path: string;
  readonly title: string;
  readonly content: string;
  readonly excerpt: string;
  readonly parent: { readonly id: number; readonly path: string | null };
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'app', components: { schemas: integreatSchemas } });
function faults(schema: object, value: unknown): unknown[] {
  const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"app#/')));
  return validate(value) ? [] : (validate.errors ?? []).slice(0, 3);
}

describe('the client of the app', () => {
  it('chooses a district and a language', async () => {
    const regions = await app.regions();
    expect(regions.map(({ code }) => code)).toEqual(['guetersloh', 'recklinghausen']);
    for (const { languages } of regions) expect(languages.toSorted()).toEqual(codes.toSorted());
  });

  it.each([...codes.map((code) => ['recklinghausen', code] as const), ['guetersloh', 'de'], ['guetersloh', 'ar']] as const)(
    'walks through everything of %s in %s, and nothing breaks',
    async (region, language) => {
      const [pages, places, events, imprint] = await Promise.all([
        app.pages(region, language),
        app.places(region, language),
        app.events(region, language),
        app.imprint(region, language),
        app.news(region, language),
      ]);
      expect(pages.length).toBeGreaterThan(40);
      expect(places.length).toBeGreaterThan(3);
      const all = [...pages, ...places, ...events, imprint];
      const paths = new Set(all.map(({ path }) => path));
      const others = codes.filter((other) => other !== language).toSorted();
      for (const one of all) {
        expect(one.path.startsWith(`/${region}/${language}/`)).toBe(true);
        expect([...one.translations.keys()].toSorted()).toEqual(others);
        const { faults: wrong, links } = readHtml(one.content);
        expect(wrong, one.path).toEqual([]);
        // Links into the app lead to something that is there.
        const inner = links
          .filter((link) => link.startsWith(`http://localhost/${region}/${language}/`))
          .map((link) => new URL(link));
        for (const { pathname, search } of inner)
          if (!search && /^\/[^/]+\/[^/]+\/(ankommen|locations|events)\//.test(pathname))
            expect(paths).toContain(normalized(pathname));
      }
      for (const event of events) {
        expect(event.dates[0]?.toISOString(), event.path).toBe(event.start.toISOString());
        expect(event.dates.length).toBeLessThanOrEqual(370);
        if (event.placePath) expect(places.map(({ path }) => path)).toContain(event.placePath);
      }
    },
  );

  it('opens each page with its children and parents, as the web client does', async () => {
    for (const language of ['de', 'ar', 'de-si']) {
      const pages = await app.pages('recklinghausen', language);
      const tops = await app.children('recklinghausen', language, 1);
      expect(tops.map(({ path }) => path)).toEqual(
        pages.filter(({ parentPath }) => parentPath === `/recklinghausen/${language}`).map(({ path }) => path),
      );
      for (const page of pages.filter((_page, index) => index % 7 === 0)) {
        const family = await app.children('recklinghausen', language, 2, page.path);
        expect(family[0]).toEqual(page);
        const direct = pages.filter(({ parentPath }) => parentPath === page.path);
        for (const child of direct) expect(family).toContainEqual(child);
        const above = await app.parents('recklinghausen', language, page.path);
        expect(above.at(-1)?.path ?? `/recklinghausen/${language}`).toBe(page.parentPath);
      }
    }
  });

  it('reads the same thing in another language under the address that the first names', async () => {
    const [german, arabic] = await Promise.all(['de', 'ar'].map((language) => app.pages('recklinghausen', language)));
    const bank = german?.find(({ path }) => path.endsWith('/bankkonto'));
    const other = arabic?.find(({ path }) => path === bank?.translations.get('ar'));
    expect(other?.title).toMatch(/[\u0600-\u06ff]/);
  });
});

describe('every answer', () => {
  it('keeps to its schema, in German and in Arabic', async () => {
    const lists = {
      pages: 'page',
      'children/?depth=3': 'page',
      'locations/?on_map=1': 'place',
      'location-categories': 'category',
      'events/?combine_recurring=True': 'event',
      events: 'event',
      news: 'news',
      fcm: 'message',
    };
    for (const language of ['de', 'ar']) {
      for (const [path, kind] of Object.entries(lists)) {
        const found = await json<unknown[]>(`/api/v3/recklinghausen/${language}/${path}`);
        expect(found.length, path).toBeGreaterThan(0);
        expect(faults(listOf(`integreat_${kind}`), found), path).toEqual([]);
      }
      const ones = {
        imprint: 'page',
        disclaimer: 'page',
        'page/?url=bankkonto': 'page',
        'news/local-901': 'news',
        'news/901/': 'news',
      };
      for (const [path, kind] of Object.entries(ones))
        expect(faults(oneOfKind(`integreat_${kind}`), await json(`/api/v3/recklinghausen/${language}/${path}`)), path).toEqual(
          [],
        );
    }
    expect(faults(listOf('integreat_region'), await json('/api/v3/regions'))).toEqual([]);
    expect(faults(oneOfKind('integreat_region'), await json('/api/v3/regions/recklinghausen/'))).toEqual([]);
    expect(faults(listOf('integreat_language'), await json('/api/v3/recklinghausen/languages'))).toEqual([]);
  });

  it('is the same under the addresses of older clients', async () => {
    for (const name of ['pages', 'locations', 'events', 'children', 'imprint', 'disclaimer'])
      expect(await json(`/recklinghausen/de/wp-json/extensions/v3/${name}/`)).toEqual(await json(`${base}/${name}/`));
    expect(await json('/wp-json/extensions/v3/sites/')).toEqual(await json('/api/v3/regions/'));
    expect(await json('/recklinghausen/de/wp-json/extensions/v3/languages/')).toEqual(
      await json('/api/v3/recklinghausen/languages/'),
    );
    for (const path of ['/api/v3/recklinghausen/offers/', '/api/v3/recklinghausen/extras', `${base}/offers/`, `${base}/extras/`])
      expect(await json(path)).toEqual([]);
  });

  it('has ids that are told apart and stay', async () => {
    const all = async () =>
      (
        await Promise.all(['pages', 'locations', 'events/?combine_recurring=1'].map((one) => json<Listed[]>(`${base}/${one}`)))
      ).flat();
    const first = await all();
    expect(new Set(first.map(({ id }) => id)).size).toBe(first.length);
    expect((await all()).map(({ id }) => id)).toEqual(first.map(({ id }) => id));
  });

  it('comes with a tag and a date, and is not sent again', async () => {
    const first = await stage.get(`${base}/pages/`);
    const { etag, 'last-modified': modified } = first.headers;
    expect(first.headers['cache-control']).toBe('public, max-age=60');
    for (const headers of [{ 'if-none-match': String(etag) }, { 'if-modified-since': String(modified) }]) {
      const again = await stage.get(`${base}/pages/`, undefined, headers);
      expect([again.statusCode, again.body]).toEqual([304, '']);
    }
    expect((await stage.get(`${base}/pages/`, undefined, { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  it('is JSON when there is nothing, for any site', async () => {
    const unknown = [
      '/api/v3/nowhere/de/pages/',
      '/api/v3/regions/nowhere/',
      '/api/v3/recklinghausen/xx/pages',
      `${base}/nonsense/`,
      `${base}/chat/abc/`,
      `${base}/page/?url=/recklinghausen/de/ankommen/gibt-es-nicht/`,
      `${base}/children/?url=gibt-es-nicht`,
      `${base}/parents/?url=%E0%A4%A`,
      `${base}/page/?id=1`,
      `${base}/news/local-903`,
      `${base}/news/local-904`,
      `${base}/news/nonsense`,
      '/api/v3/icons/nothing.svg',
      '/api/v3/',
    ];
    for (const path of unknown) expect(await json(path, 404), path).toMatchObject({ status: 404 });
    for (const path of [
      `${base}/page/`,
      `${base}/parents/`,
      `${base}/children/?depth=x`,
      `${base}/locations/?on_map=maybe`,
      `${base}/news?page=0`,
    ])
      expect(await json(path, 400), path).toMatchObject({ status: 400 });
    expect(await json(`${base}/feedback/page/`, 405)).toMatchObject({ status: 405 });
  });
});

describe('a page', () => {
  const path = '/recklinghausen/de/ankommen/bankkonto/';

  it('is found however its path is written', async () => {
    const expected = await json(`${base}/page/?url=${path}`);
    const spellings = [
      path.slice(0, -1),
      path.slice(1, -1),
      encodeURIComponent(path),
      encodeURIComponent(encodeURIComponent(path)),
      path.toUpperCase(),
      encodeURIComponent(path.toUpperCase().slice(0, -1)),
      `//${path}//`,
      `http://localhost${path}`,
      `${path}%3Fa=1`,
      'bankkonto',
      '/bankkonto/',
      '/recklinghausen/de/bankkonto/',
      '/recklinghausen/de/ankommen/finanzen/bankkonto',
    ];
    for (const url of spellings)
      for (const name of ['page', 'page/']) expect(await json(`${base}/${name}?url=${url}`), url).toEqual(expected);
    for (const region of ['Recklinghausen', 'RECKLINGHAUSEN'])
      expect(await json(`/api/v3/${region}/DE/page/?url=${path}`)).toEqual(expected);
    const { id } = expected as Listed;
    expect(await json(`${base}/page/?id=${id}`)).toEqual(expected);
    expect(await json(`${base}/post?id=${id}`)).toEqual(expected);
  });

  it('says what the interface has no field for', async () => {
    const { content } = await json<Listed>(`${base}/page/?url=${path}`);
    const { text } = readHtml(content);
    expect(text).toContain('Bitte vor Ort nachfragen.');
    expect(text).toContain('Fakten geprüft am');
    const french = await json<Listed>(`/api/v3/recklinghausen/fr/page/?url=bankkonto`);
    expect(french.content).toContain('<div lang="de" dir="ltr">');
  });

  it('explains its words below the text, in the reader’s language', async () => {
    const { content } = await json<{ content: string }>('/api/v3/recklinghausen/ar/page/?url=bankkonto');
    expect(content).toMatch(/<h2>شرح الكلمات<\/h2><dl>(?:<dt>[^<]+<\/dt><dd>[^<]*\p{Script=Arabic}[^<]*<\/dd>)+<\/dl>/u);
  });

  it('hangs where the guide has it, at the top too below an object', async () => {
    const pages = await json<Listed[]>(`${base}/pages/`);
    const byPath = new Map(pages.map((page) => [page.path, page]));
    for (const { parent } of pages) {
      if (parent.path === null) expect(parent).toEqual({ id: 0, url: null, path: null });
      else expect(byPath.get(parent.path)?.id).toBe(parent.id);
    }
    const depths = await Promise.all([0, 1, 2, 9].map((depth) => json<Listed[]>(`${base}/children/?depth=${depth}`)));
    expect(depths.map(({ length }) => length)).toEqual([0, expect.any(Number), expect.any(Number), pages.length]);
    expect(await json(`${base}/children/?depth=0&url=${path}`)).toEqual([byPath.get(path)]);
    expect(await json(`${base}/children/?url=/recklinghausen/de/`)).toEqual(depths[1]);
  });

  it('of an offer without address or dates stands below its topic', async () => {
    const [pages, places, events] = await Promise.all([
      json<Listed[]>(`${base}/pages/`),
      json<Listed[]>(`${base}/locations/`),
      json<Listed[]>(`${base}/events/?combine_recurring=1`),
    ]);
    const offers = pages.filter((page) => /\/angebote\/[a-z0-9-]+\/$/.test(page.path));
    expect(offers.length).toBeGreaterThan(10);
    const elsewhere = new Set([...places, ...events].map((one) => one.path.split('/').at(-2)));
    for (const offer of offers) {
      expect(elsewhere).not.toContain(offer.path.split('/').at(-2));
      expect(offer.parent.path).toMatch(/\/angebote\/thema\/[a-z0-9-]+\/$/);
    }
  });
});

describe('a place', () => {
  it('carries facts in its text and excerpt, and no person', async () => {
    const places = await json<(Listed & { contacts: { name: string }[] })[]>(`${base}/locations/?on_map=1`);
    const help = places.find((place) => place.path.includes('formularhilfe-marl'));
    for (const said of [readHtml(help?.content ?? '').text, help?.excerpt]) {
      expect(said).toContain('Türkisch');
      expect(said).toContain('Kostenlos');
    }
    expect(await json(`${base}/locations/?on_map=0`)).toEqual([]);
  });
});

describe('news', () => {
  it('are those of four weeks, newest first, in the reader’s language or in German', async () => {
    const [german, arabic] = await Promise.all(['de', 'ar', 'fr'].map((code) => app.news('recklinghausen', code)));
    expect(german?.map(({ id }) => id).filter((id) => /-90\d$/.test(id))).toEqual(['local-902', 'local-901']);
    expect(arabic?.find(({ id }) => id === 'local-902')?.title).toBe(texts.ar.title);
    const first = await json<Listed>(`${base}/news/901`);
    expect(first?.content).toContain('Mit &lt;b&gt;Termin&lt;/b&gt;.');
    expect(first?.content).toContain('Gilt für Marl');
    expect(first?.content).toContain('href="http://localhost/recklinghausen/de/ankommen/bankkonto"');
    const french = await json<Listed>('/api/v3/recklinghausen/fr/news/901');
    expect(french?.title).toBe(texts.de.title);
  });

  it('may be asked for by channel and part', async () => {
    expect((await json<{ id: string }[]>(`${base}/news?channel=warning`)).map(({ id }) => id)).toContain('local-902');
    expect(await json<unknown[]>(`${base}/news?page=2&size=20`)).toEqual([]);
    expect(await json<unknown[]>(`${base}/news?source=tunews`)).toEqual([]);
    const there = await json<{ id: string }[]>('/api/v3/guetersloh/de/news');
    expect(there.map(({ id }) => id)).not.toContain('local-901');
  });
});

describe('a path of the app, opened in a browser', () => {
  it('leads to our page', async () => {
    const to = async (path: string) => (await stage.get(path)).headers.location;
    expect(await to('/recklinghausen/de/locations/deutschkurs')).toBe('/recklinghausen/de/angebote/deutschkurs');
    expect(await to('/recklinghausen/de-si/events/treffen--2026-12-01-1600')).toBe('/recklinghausen/de-simple/angebote/treffen');
    expect(await to('/recklinghausen/de-si/ankommen/bankkonto')).toBe('/recklinghausen/de-simple/ankommen/bankkonto');
    expect(await to('/recklinghausen/ar/angebote/thema/authorities')).toBe('/recklinghausen/ar/angebote?thema=authorities');
    expect(await to('/recklinghausen/ar/imprint')).toBe('/recklinghausen/ar/impressum');
    expect((await stage.get('/recklinghausen/xx/locations/a')).statusCode).toBe(404);
    expect((await stage.get('/nowhere/de-si/ankommen')).statusCode).toBe(404);
    expect(await to('/recklinghausen/de-si/%2F%2Fexample.org')).not.toMatch(/^\/\/|example\.org\//);
  });

  it('leads to the PDF of a page with what is below it', async () => {
    const pdf = async (query: string) => (await stage.get(`/recklinghausen/de/wp-json/ig-mpdf/v1/pdf${query}`)).headers.location;
    expect(await pdf('')).toBe('/recklinghausen/de/ankommen/alles.pdf');
    expect(await pdf('?url=/recklinghausen/de/')).toBe('/recklinghausen/de/ankommen/alles.pdf');
    expect(await pdf('?url=/recklinghausen/de/ankommen/bankkonto/')).toBe('/recklinghausen/de/ankommen/bankkonto.pdf?ast=1');
    expect(await pdf('/?url=%2Frecklinghausen%2Fde%2Fankommen%2Fwohnen')).toBe('/recklinghausen/de/ankommen/wohnen.pdf?ast=1');
    expect((await stage.get('/recklinghausen/de/wp-json/ig-mpdf/v1/pdf?url=nichts')).statusCode).toBe(404);
  });
});
