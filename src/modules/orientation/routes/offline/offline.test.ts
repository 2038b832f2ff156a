import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectoryModule, publishedOffers } from '#modules/directory';
import { openStage, type Stage, useDatabase } from '#testing';
import type { Bundle } from '../../model/offline/bundle.ts';
import { createOrientationModule } from '../../module.ts';
import { loadDemonstration } from '../../service/demonstration.ts';
import { guideOf } from '../../service/guide.ts';
import { refreshPublic } from '../../service/publishing.ts';
import { openOrientationWiring } from '../../testing.ts';

// What devices keep and what public devices show, of the demonstration of a district.

const database = useDatabase();
const wiring = openOrientationWiring();
let stage: Stage;

beforeAll(async () => {
  const directory = createDirectoryModule({ ...wiring, puzzleKey: Buffer.alloc(32, 1), demandKey: Buffer.alloc(32, 2) });
  stage = await openStage(database, [directory, createOrientationModule(wiring)]);
  const context = stage.context({ tenant: stage.there });
  await directory.demo?.(context);
  await stage.tenants.refresh();
  await loadDemonstration(stage.context({ tenant: stage.there }));
  await stage.tenants.refresh();
  stage.add('staff', 'ki_staff', null, stage.there);
}, 180_000);
afterAll(async () => {
  await stage.close();
  await wiring.close();
});

const bundleOf = async (language: string, as?: string) => {
  const answer = await stage.get(`/guetersloh/${language}/offline.json`, as);
  expect(answer.statusCode).toBe(200);
  return { answer, bundle: answer.json<Bundle>() };
};

describe('the bundle', () => {
  it('holds every page, the offers in short, and leads nowhere that it does not hold', async () => {
    const { bundle } = await bundleOf('de');
    const context = stage.context({ tenant: stage.there });
    const guide = await guideOf(context);
    const offers = await publishedOffers(context);
    const paths = new Set(bundle.pages.map(({ path }) => path));
    expect(guide.bySlug.size).toBeGreaterThan(25);
    for (const slug of guide.bySlug.keys()) expect(paths).toContain(`/ankommen/${slug}`);
    for (const { slug } of offers) expect(paths).toContain(`/angebote/${slug}`);
    const inside = bundle.pages
      .filter(({ path }) => path.startsWith('/ankommen') || path === '/')
      .flatMap(({ html }) => [...html.matchAll(/href="\/guetersloh\/de([^"?#]*)"/g)].map(([, path = '']) => path))
      .filter((path) => !path.startsWith('/anbieter/'));
    expect(inside.length).toBeGreaterThan(100);
    expect([...new Set(inside)].filter((path) => !paths.has(path || '/'))).toEqual([]);
  });

  it('is the same for everybody, says nothing of today, and asks for files that there are', async () => {
    const { answer, bundle } = await bundleOf('ar');
    const asStaff = await bundleOf('ar', 'staff');
    expect(asStaff.answer.body).toBe(answer.body);
    expect(answer.body).not.toMatch(/name="_csrf"|formToken|\/intern\//);
    expect(bundle.frame).toContain('dir="rtl"');
    for (const mark of [bundle.marks.title, bundle.marks.content, bundle.marks.day]) expect(bundle.frame).toContain(mark);
    expect(bundle.search.html).toContain(bundle.marks.results);
    expect(bundle.assets.length).toBeGreaterThan(4);
    for (const asset of bundle.assets) expect((await stage.get(asset)).statusCode, asset).toBe(200);
  });

  it('is sent once: 304 while nothing changed, and a new one when something did', async () => {
    const { answer } = await bundleOf('en');
    const etag = String(answer.headers.etag);
    const again = await stage.get('/guetersloh/en/offline.json', undefined, { 'if-none-match': etag });
    expect(again.statusCode).toBe(304);
    const guide = await guideOf(stage.context({ tenant: stage.there }));
    const [first] = guide.bySlug.values();
    await stage.context({ tenant: stage.there }).transaction(async (trx) => {
      await trx
        .updateTable('orientation_page')
        .set({ confirmed_on: '2026-11-20' })
        .where('id', '=', first?.page.id ?? '')
        .execute();
      await refreshPublic(trx, stage.context({ tenant: stage.there }), [first?.page.id ?? '']);
    });
    await stage.tenants.refresh();
    const changed = await stage.get('/guetersloh/en/offline.json', undefined, { 'if-none-match': etag });
    expect(changed.statusCode).toBe(200);
    expect(changed.headers.etag).not.toBe(etag);
  });

  it.each([
    '/guetersloh/xx/offline.json',
    '/nirgends/de/offline.json',
    '/nirgends/de/manifest.webmanifest',
    '/guetersloh/xx/kiosk',
  ])('is not there for %s', async (path) => {
    expect((await stage.get(path)).statusCode).toBe(404);
  });
});

describe('the app', () => {
  it('has a manifest in each language, one for public devices, and signs to install', async () => {
    const manifest = (await stage.get('/guetersloh/ar/manifest.webmanifest')).json();
    expect(manifest).toMatchObject({
      dir: 'rtl',
      lang: 'ar',
      start_url: '/guetersloh/ar/',
      display: 'standalone',
      scope: '/guetersloh/',
    });
    for (const { src, sizes } of manifest.icons) {
      const icon = await stage.get(src);
      expect(icon.headers['content-type']).toBe('image/png');
      // Width in the header of a PNG (ISO/IEC 15948, 11.2.2).
      expect(icon.rawPayload.readUInt32BE(16)).toBe(Number.parseInt(sizes, 10));
    }
    const kiosk = (await stage.get('/guetersloh/de/manifest.webmanifest?kiosk')).json();
    expect(kiosk).toMatchObject({ start_url: '/guetersloh/de/kiosk', display: 'fullscreen' });
    expect((await stage.get('/guetersloh/app/7.png')).statusCode).toBe(404);
  });

  it('has a worker at the top, which browsers ask for anew', async () => {
    const worker = await stage.get('/sw.js');
    expect(worker.headers['cache-control']).toBe('no-cache');
    expect(worker.headers['content-type']).toContain('javascript');
    expect(worker.body).not.toMatch(/\bimport\s*[{"']/);
  });
});

describe('the kiosk', () => {
  const linksOf = async (path: string) => {
    const answer = await stage.get(path);
    expect(answer.statusCode, path).toBe(200);
    const { document } = parseHTML(answer.body);
    return { document, links: [...document.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '') };
  };

  it('leads from the choice of a language through every page and offer, and nowhere else', async () => {
    const { links: languages } = await linksOf('/guetersloh/de/kiosk');
    expect(languages.filter((href) => href.endsWith('/kiosk/themen'))).toHaveLength(16);
    const waiting = ['/guetersloh/en/kiosk/themen'];
    const seen = new Set(waiting);
    for (let path = waiting.pop(); path; path = waiting.pop()) {
      const { document, links } = await linksOf(path);
      expect(document.querySelectorAll('form[method=post], form[action], iframe')).toHaveLength(0);
      for (const href of links) {
        if (href.startsWith('#')) {
          expect(document.getElementById(href.slice(1)), `${path}${href}`).not.toBeNull();
          continue;
        }
        expect(href, path).toMatch(/^\/guetersloh\/[a-z-]+\/kiosk(\/|$)/);
        if (href.startsWith('/guetersloh/en/') && !seen.has(href)) {
          seen.add(href);
          waiting.push(href);
        }
      }
    }
    const guide = await guideOf(stage.context({ tenant: stage.there, language: 'en' }));
    for (const slug of guide.bySlug.keys()) expect(seen).toContain(`/guetersloh/en/kiosk/${slug}`);
    expect([...seen].filter((path) => path.includes('/kiosk/angebot/')).length).toBeGreaterThan(5);
  }, 60_000);

  it('shows websites as codes, and goes back to the start without a script', async () => {
    const { document } = await linksOf('/guetersloh/de/kiosk/bankkonto');
    const codes = [...document.querySelectorAll('.dk-kiosk__code')];
    expect(codes.length).toBeGreaterThan(1);
    for (const code of codes) expect(code.querySelector('img')?.getAttribute('src')).toMatch(/^data:image\/svg\+xml,/);
    expect(codes[0]?.textContent).toContain('/guetersloh/de/ankommen/bankkonto');
    expect(document.querySelector('noscript')?.innerHTML).toContain('url=/guetersloh/de/kiosk');
    expect(document.querySelector('[data-kiosk-idle]')?.hasAttribute('open')).toBe(false);
  });

  it('keeps no ticks of a visitor, and knows no page that there is not', async () => {
    const { document } = await linksOf('/guetersloh/de/kiosk/anmelden');
    expect(document.querySelectorAll('.dk-steps li').length).toBeGreaterThan(3);
    expect(document.querySelector('script[src*=guide-steps]')).toBeNull();
    for (const path of ['/kiosk/gibt-es-nicht', '/kiosk/angebot/gibt-es-nicht'])
      expect((await stage.get(`/guetersloh/de${path}`)).statusCode).toBe(404);
  });
});

describe('the page for reading without a network', () => {
  it('is reached from the guide and says what there is without a script', async () => {
    const overview = await stage.get('/guetersloh/de/ankommen');
    expect(overview.body).toContain('/guetersloh/de/offline');
    const { document } = parseHTML((await stage.get('/guetersloh/de/offline')).body);
    expect(document.querySelector('[data-offline]')?.hasAttribute('hidden')).toBe(true);
    expect(document.querySelector('[data-offline-unable]')?.textContent).toContain('PDF');
    expect(document.querySelector('link[rel=manifest]')?.getAttribute('href')).toBe('/guetersloh/de/manifest.webmanifest');
  });
});
