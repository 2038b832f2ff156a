import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectoryModule, organisationIdsBySlug, publishedOffers } from '#modules/directory';
import { townsByPostcode } from '#modules/territory';
import { uuidv7 } from '#platform/crypto';
import { createSitemapModule } from '#platform/sitemap';
import { openStage, type Stage, useDatabase } from '#testing';
import { createOrientationModule } from '../../module.ts';
import { loadDemonstration } from '../../service/demonstration.ts';
import { startGuide } from '../../service/guide/overview.ts';
import { refreshPublic } from '../../service/publishing.ts';
import { findPageBySlug, insertPage, type Page, updatePage } from '../../store/pages.ts';
import { insertText, type PageText } from '../../store/texts.ts';
import { openOrientationWiring } from '../../testing.ts';

// What visitors see of the guide: the demonstration of a district, and pages in every state that a page can have.

const database = useDatabase();
const wiring = openOrientationWiring();
let stage: Stage;

interface Planted {
  readonly place?: Partial<Page>;
  readonly texts: Readonly<Record<string, Partial<PageText>>>;
}

/** A page with published texts. */
async function plant(slug: string, { place = {}, texts }: Planted): Promise<string> {
  const context = stage.context({ tenant: stage.there });
  const id = uuidv7();
  await context.transaction(async (trx) => {
    const usual = { parentId: null, position: 9000, kind: 'page' as const, situations: [], town: null, organisationId: null };
    const rest = { mirrorOf: null, mirrorOwn: 'after' as const, formUrl: null, confirmedOn: null, checkedOn: null };
    await insertPage(trx, context.tenant.id, id, { ...usual, ...rest, ...place, slug });
    for (const [language, text] of Object.entries(texts))
      await insertText(
        trx,
        context.tenant.id,
        {
          pageId: id,
          language,
          version: 1,
          baseVersion: null,
          state: 'published',
          title: `Seite ${slug}`,
          summary: '',
          body: '',
          madeBy: 'human',
          germanVersion: language === 'de' ? null : 1,
          minor: false,
          note: '',
          authorUserId: null,
          publishAt: null,
          publishedAt: context.now(),
          ...text,
        },
        context.now(),
      );
    await refreshPublic(trx, context, [id]);
  });
  await stage.tenants.refresh();
  return id;
}

const get = async (path: string, status = 200) => {
  const answer = await stage.get(path);
  expect(answer.statusCode, path).toBe(status);
  return parseHTML(answer.body).document;
};
const show = (path: string) => get(`/guetersloh/${path}`);
const textOf = (node: Element | null | undefined) => node?.textContent?.trim() ?? '';
const alerts = (document: Document) => [...document.querySelectorAll('main .kern-alert p')].map(textOf).join(' ');

beforeAll(async () => {
  const orientation = createOrientationModule(wiring);
  const directory = createDirectoryModule({
    ...wiring,
    puzzleKey: Buffer.alloc(32, 1),
    demandKey: Buffer.alloc(32, 2),
    guide: startGuide,
  });
  stage = await openStage(database, [directory, orientation, createSitemapModule([directory, orientation])]);
  await directory.demo?.(stage.context({ tenant: stage.there }));
  await stage.tenants.refresh();
  await loadDemonstration(stage.context({ tenant: stage.there }));
  await stage.tenants.refresh();
}, 180_000);
afterAll(async () => {
  await stage.close();
  await wiring.close();
});

describe('the overview', () => {
  it('has a tile for each situation, every page of the tree, and the forms', async () => {
    const document = await show('de/ankommen');
    const tiles = [...document.querySelectorAll('.dk-tiles a')].map((link) => link.getAttribute('href'));
    expect(tiles.length).toBe(9);
    const links = [...document.querySelectorAll('#alle-seiten a')].map((link) => link.getAttribute('href'));
    expect(links).toContain('/guetersloh/de/ankommen/wohnsitz-anmelden');
    expect(links.length).toBeGreaterThanOrEqual(25);
    expect(document.querySelectorAll('#formulare a').length).toBeGreaterThanOrEqual(5);
    for (const tile of tiles) await get(tile ?? '');
  });

  it('says what to do where a district has no pages yet, and its start page keeps the ways of the directory', async () => {
    const document = await get('/recklinghausen/de/ankommen');
    expect(document.querySelector('.dk-empty')).not.toBeNull();
    const start = await get('/recklinghausen/de/');
    expect([...start.querySelectorAll('.dk-tiles')][0]?.querySelectorAll('a').length).toBe(8);
  });

  it('is where the start page of the district leads to, and its search', async () => {
    const document = await show('de/');
    const tiles = [...([...document.querySelectorAll('.dk-tiles')][0]?.querySelectorAll('a') ?? [])];
    expect(tiles.filter((tile) => tile.getAttribute('href')?.startsWith('/guetersloh/de/ankommen/')).length).toBe(9);
    expect(document.querySelector('main form[role=search], main search form')?.getAttribute('action')).toBe(
      '/guetersloh/de/suche',
    );
  });
});

describe('a page', () => {
  it('leads from the overview over the pages above it, and on to those below', async () => {
    const document = await show('de/ankommen/wohnsitz-anmelden');
    const crumbs = [...document.querySelectorAll('.dk-breadcrumb a')].map((link) => link.getAttribute('href'));
    expect(crumbs).toEqual(['/guetersloh/de/ankommen', '/guetersloh/de/ankommen/anmelden']);
    const above = await show('de/ankommen/anmelden');
    const below = [...above.querySelectorAll('.dk-guide__main .dk-page-links a')].map((link) => link.getAttribute('href'));
    expect(below).toContain('/guetersloh/de/ankommen/wohnsitz-anmelden');
    expect(document.querySelectorAll('.dk-guide__side .dk-page-links a').length).toBeGreaterThan(0);
  });

  it('has a table of contents that leads to its headings', async () => {
    const document = await show('ar/ankommen/asylverfahren');
    const targets = [...document.querySelectorAll('.dk-contents a')].map((link) => link.getAttribute('href')?.slice(1) ?? '');
    expect(targets.length).toBeGreaterThanOrEqual(3);
    for (const target of targets) expect(document.getElementById(target)?.tagName, target).toBe('H2');
    expect(document.querySelectorAll('.dk-prose > :is(h2, h3, h4)').length).toBe(targets.length);
  });

  it('names its steps alike in every language', async () => {
    const names = async (language: string) =>
      [...(await show(`${language}/ankommen/ankommen`)).querySelectorAll('[data-step]')].map((step) =>
        step.getAttribute('data-step'),
      );
    const german = await names('de');
    expect(german.length).toBeGreaterThanOrEqual(5);
    for (const language of ['en', 'ar', 'tr', 'de-simple']) expect(await names(language), language).toEqual(german);
  });

  it('explains its words at the end, each link leading there', async () => {
    const document = await show('en/ankommen/asylverfahren');
    const links = [...document.querySelectorAll('a.dk-term')];
    expect(links.length).toBeGreaterThan(0);
    for (const link of links)
      expect(textOf(document.getElementById(link.getAttribute('href')?.slice(1) ?? '')?.querySelector('dd'))).not.toBe('');
  });

  it('puts German labels beside explanations in the visitor’s language', async () => {
    const document = await show('ar/ankommen/formular-anmeldung');
    const labels = [...document.querySelectorAll('.dk-form-field dt [lang=de][dir=ltr]')].map(textOf);
    expect(labels).toContain('Familienname');
    expect(labels.length).toBeGreaterThanOrEqual(8);
  });

  it('offers itself on paper, bilingual where it is translated, and asks what is wrong', async () => {
    const links = async (language: string) =>
      [...(await show(`${language}/ankommen/bankkonto`)).querySelectorAll('.dk-guide__side .dk-links a')].map((link) =>
        link.getAttribute('href'),
      );
    const at = '/guetersloh/tr/ankommen/bankkonto';
    expect(await links('tr')).toEqual([`${at}.pdf`, `${at}.pdf?mit=de`, `${at}/rueckmeldung`]);
    expect(await links('de')).not.toContain('/guetersloh/de/ankommen/bankkonto.pdf?mit=de');
  });

  it('says in machine-readable form what it is and when its facts were looked at', async () => {
    const document = await show('en/ankommen/bankkonto');
    const data = JSON.parse(document.querySelector('script[type="application/ld+json"]')?.textContent ?? '{}');
    const [page, way] = data['@graph'];
    expect(page).toMatchObject({ '@type': 'WebPage', inLanguage: 'en', lastReviewed: '2026-11-23' });
    expect(way.itemListElement.at(-1).item).toBe('http://localhost/guetersloh/en/ankommen/bankkonto');
  });

  it.each(['gibt-es-nicht', '%00', 'A', '..%2F..', `${'a'.repeat(300)}`, "'", 'bankkonto%20'])('is not there: %s', async (slug) =>
    expect((await stage.get(`/guetersloh/de/ankommen/${slug}`)).statusCode).toBe(404),
  );
});

describe('what is honest to say', () => {
  it('nobody has confirmed it; somebody has', async () => {
    expect(alerts(await show('de/ankommen/bankkonto'))).toContain('Bitte vor Ort nachfragen');
    await plant('bestaetigt', { place: { confirmedOn: '2026-11-20' }, texts: { de: {} } });
    const document = await show('de/ankommen/bestaetigt');
    expect(alerts(document)).toBe('');
    expect(document.querySelector('.dk-page-dates time')?.getAttribute('datetime')).toBe('2026-11-20');
  });

  it('there is no translation: the German text, marked as German', async () => {
    await plant('nur-deutsch', { texts: { de: { title: 'Nur auf Deutsch', body: 'Ein **Satz**.\n\n::offers[first-steps]' } } });
    const document = await show('ar/ankommen/nur-deutsch');
    expect(document.querySelector('.dk-prose')?.getAttribute('lang')).toBe('de');
    expect(document.querySelector('.dk-prose .dk-shelf')?.closest('[lang]')?.getAttribute('lang')).toBe('ar');
    expect(document.querySelector('meta[name=robots]')?.getAttribute('content')).toBe('noindex');
    expect(document.querySelector('h1 [lang=de]')?.textContent).toBe('Nur auf Deutsch');
    const { t } = stage.context({ language: 'ar' });
    expect(alerts(document)).toContain(t('orientation:page.german_only'));
    const hrefs = [...document.querySelectorAll('.dk-links a')].map((link) => link.getAttribute('href') ?? '');
    expect(hrefs.some((href) => href.includes('mit=de'))).toBe(false);
    expect(alerts(await show('de/ankommen/nur-deutsch'))).not.toContain('noch nicht in Ihrer Sprache');
  });

  it('a machine translated it, and the German text has changed since', async () => {
    const id = await plant('maschine', { texts: { de: {}, en: { madeBy: 'machine' } } });
    expect(alerts(await show('en/ankommen/maschine'))).toContain('A program translated this text');
    const context = stage.context({ tenant: stage.there });
    await context.transaction(async (trx) => {
      await trx
        .updateTable('orientation_text')
        .set({ state: 'superseded' })
        .where('page_id', '=', id)
        .where('language', '=', 'de')
        .execute();
      const text = {
        pageId: id,
        language: 'de',
        version: 2,
        baseVersion: 1,
        state: 'published' as const,
        title: 'Neu',
        summary: '',
        body: 'Neu',
      };
      const facts = {
        madeBy: 'human' as const,
        germanVersion: null,
        minor: false,
        note: '',
        authorUserId: null,
        publishAt: null,
      };
      await insertText(trx, context.tenant.id, { ...text, ...facts, publishedAt: context.now() }, context.now());
      await refreshPublic(trx, context, [id]);
    });
    await stage.tenants.refresh();
    expect(alerts(await show('en/ankommen/maschine'))).toContain('The German text is newer');
  });

  it('is escaped, whatever a text or a word is', async () => {
    await plant('boese', {
      texts: {
        de: {
          title: '<img src=x onerror=alert(1)>',
          summary: '</script><script>',
          body: '<script>alert(1)</script>\n\n[x](javascript:alert(1))',
        },
      },
    });
    const { body } = await stage.get('/guetersloh/de/ankommen/boese');
    expect(body).not.toContain('<img src=x');
    expect(body).not.toContain('alert(1)</script>');
    expect(body).not.toContain('javascript:');
    expect(body).not.toContain('</script><script>');
  });
});

describe('a page of a town', () => {
  it('says for which town it is, and the page it mirrors leads there', async () => {
    const context = stage.context({ tenant: stage.there });
    const [town] = await townsByPostcode(context, '33330');
    const source = await context.transaction((trx) => findPageBySlug(trx, 'wohnsitz-anmelden'));
    await plant('wohnsitz-stadt', {
      place: { mirrorOf: source?.id ?? null, town: town?.key ?? null, parentId: source?.parentId ?? null },
      texts: { de: { title: 'Anmelden in der Stadt', body: 'Das Bürgerbüro ist im Rathaus.' } },
    });
    const document = await show('de/ankommen/wohnsitz-stadt');
    expect(textOf(document.querySelector('.dk-page-header__kicker'))).toContain('Gütersloh');
    expect(textOf(document.querySelector('.dk-prose'))).toContain('im Rathaus');
    const general = await show('de/ankommen/wohnsitz-anmelden');
    const link = general.querySelector('.dk-guide__side a[href="/guetersloh/de/ankommen/wohnsitz-stadt"]');
    expect(textOf(link)).toBe('Gütersloh');
    // It stands once in the list of the district's situations.
    expect(document.querySelectorAll('h1').length).toBe(1);
  });

  it('names the organisation that answers for it', async () => {
    const context = stage.context({ tenant: stage.there });
    const offers = await publishedOffers(context);
    const slug = offers.find(({ organisation }) => organisation)?.organisation?.slug ?? '';
    const ids = await context.transaction((trx) => organisationIdsBySlug(trx, [slug]));
    const id = await plant('zustaendig', { place: { organisationId: ids.get(slug) ?? null }, texts: { de: {} } });
    const document = await show('de/ankommen/zustaendig');
    expect(document.querySelector(`.dk-guide__side a[href="/guetersloh/de/anbieter/${slug}"]`)).not.toBeNull();
    await context.transaction(async (trx) => {
      await updatePage(trx, id, { archivedAt: context.now() });
      await refreshPublic(trx, context, [id]);
    });
    await stage.tenants.refresh();
    await get('/guetersloh/de/ankommen/zustaendig', 404);
  });
});

describe('search engines', () => {
  it('are told of each page in the languages that it was written in', async () => {
    const { body } = await stage.get('/guetersloh/ar/sitemap.xml');
    const entry =
      body.split('<url>').find((one) => one.includes('<loc>http://localhost/guetersloh/ar/ankommen/bankkonto</loc>')) ?? '';
    expect([...entry.matchAll(/hreflang="([a-z-]+)"/g)].map(([, tag]) => tag).sort()).toEqual(
      ['ar', 'de', 'de-simple', 'en', 'tr', 'x-default'].sort(),
    );
    expect(body).not.toContain('/guetersloh/ar/ankommen/nur-deutsch<');
    expect((await stage.get('/guetersloh/de/sitemap.xml')).body).toContain('/guetersloh/de/ankommen/nur-deutsch<');
  });
});
