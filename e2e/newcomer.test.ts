import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { goTo, looks, nameOf, submit, useBrowser } from './browser.ts';

const browser = useBrowser();
const germanCourse = 'دورة لغة ألمانية مع رعاية الأطفال';

describe.each(looks.map((look) => [nameOf(look), look] as const))('a newcomer %s', (_, look) => {
  test('chooses the district by postcode, in the own language', async () => {
    const page = await browser.visit({ ...look, language: 'ar' });
    await goTo(page, '/');
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await page.locator('main input[name=plz]').fill('45657');
    await submit(page, () => page.locator('main form button[type=submit]').first().click());
    expect(new URL(page.url()).pathname).toBe('/recklinghausen/ar/');
  });

  test('finds a German course with childcare in Arabic, opens it and gets it on paper', async () => {
    const page = await browser.visit({ ...look, language: 'ar' });
    await goTo(page, '/recklinghausen/ar/');
    expect(await page.locator('html').getAttribute('lang')).toBe('ar');
    await page.locator('main input[name=q]').fill(germanCourse);
    await submit(page, () => page.locator('main input[name=q]').press('Enter'));
    expect(new URL(page.url()).pathname).toBe('/recklinghausen/ar/suche');
    const results = page.locator('main article a[href*="/angebote/"]');
    expect(await results.count()).toBeGreaterThan(0);

    await submit(page, () => results.first().click());
    const offer = new URL(page.url()).pathname;
    expect(offer).toMatch(/^\/recklinghausen\/ar\/angebote\/[a-z0-9-]+$/);
    // Where, when, for whom, languages, costs, what to bring: each a term with its value.
    expect(await page.locator('main dt').count()).toBeGreaterThanOrEqual(6);

    await goTo(page, `${offer}/druck`);
    expect(await page.locator('svg[role=img], img').count()).toBeGreaterThan(0);
    const pdf = await page.request.get(`${offer}/blatt.pdf?mit=de`);
    expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);
    const text = (await pdf.body()).toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text).toContain('/MarkInfo');
  });

  test('keeps the place when the language changes', async () => {
    const page = await browser.visit(look);
    await goTo(page, '/recklinghausen/de/angebote?q=Beratung&merkmal=free');
    const turkish = await page.locator('a[hreflang=tr], a[lang=tr]').first().getAttribute('href');
    await goTo(page, turkish ?? '');
    expect(page.url().replace(browser.origin, '')).toBe('/recklinghausen/tr/angebote?q=Beratung&merkmal=free');
  });

  test('narrows the results, and takes a filter away again', async () => {
    const page = await browser.visit(look);
    await goTo(page, '/guetersloh/de/angebote');
    const all = (await (
      await page.request.get('/guetersloh/de/angebote', { headers: { accept: 'application/json' } })
    ).json()) as { total: number };
    await goTo(page, '/guetersloh/de/angebote?merkmal=childcare');
    const some = (await (
      await page.request.get('/guetersloh/de/angebote?merkmal=childcare', { headers: { accept: 'application/json' } })
    ).json()) as {
      total: number;
    };
    expect(some.total).toBeGreaterThan(0);
    expect(some.total).toBeLessThan(all.total);
    expect(await page.locator('main article').count()).toBe(Math.min(20, some.total));
  });
});

describe('search', () => {
  test.each([
    ['recklinghausen', 'de', 'Deutschkurs'],
    ['recklinghausen', 'tr', 'Almanca kursu'],
    ['recklinghausen', 'uk', 'курс німецької мови'],
    ['guetersloh', 'ar', 'دورة لغة'],
    ['guetersloh', 'en', 'german course with childcare'],
    ['guetersloh', 'de', 'Frauen-Sprachcafe'],
    ['ennepe-ruhr', 'fa', 'کلاس زبان آلمانی'],
  ])('in %s finds something for %s "%s"', async (district, language, q) => {
    const page = await browser.visit();
    await goTo(page, `/${district}/${language}/angebote?q=${encodeURIComponent(q)}`);
    expect(await page.locator('main article').count()).toBeGreaterThan(0);
  });

  test('mends a misspelt word and says so', async () => {
    const page = await browser.visit();
    await goTo(page, '/recklinghausen/de/angebote?q=Deutschkrus');
    expect(await page.locator('main article').count()).toBeGreaterThan(0);
    const reply = await page.request.get('/recklinghausen/de/angebote?q=Deutschkrus', {
      headers: { accept: 'application/json' },
    });
    expect(await reply.json()).toMatchObject({ corrected: expect.stringMatching(/deutschkurs/i) });
  });

  test('has a kind answer when there is nothing, and for old and mangled addresses', async () => {
    const page = await browser.visit();
    await goTo(page, '/recklinghausen/de/angebote?q=xyzzyqwertz');
    expect(await page.locator('main article').count()).toBe(0);
    expect(await page.locator('main a').count()).toBeGreaterThan(0);
    for (const query of [
      'seite=0',
      'seite=999',
      'plz=abc',
      'ort[]=x',
      'alter=-5',
      'status=%00',
      `q=${'ä'.repeat(500)}`,
      'thema=<script>',
    ])
      await goTo(page, `/recklinghausen/de/angebote?${query}`);
    await goTo(page, '/recklinghausen/de/angebote/gibt-es-nicht', 404);
    await goTo(page, '/nirgendwo/de/', 404);
  });

  test('never tells where a shelter is', async () => {
    const secrets = ['guetersloh', 'recklinghausen', 'ennepe-ruhr'].flatMap((district) => {
      const file = JSON.parse(readFileSync(`districts/${district}/directory.json`, 'utf8')) as {
        offers: { slug: string; place?: { visibility: string; street?: string } }[];
      };
      return file.offers
        .filter((offer) => offer.place?.visibility === 'hidden')
        .map((offer) => ({ district, slug: offer.slug, street: offer.place?.street }));
    });
    expect(secrets.filter(({ street }) => street).length).toBeGreaterThan(0);
    const page = await browser.visit();
    for (const { district, slug, street } of secrets) {
      for (const path of ['', '/druck', '/blatt.pdf']) {
        const reply = await page.request.get(`/${district}/de/angebote/${slug}${path}`);
        expect(reply.status(), `${slug}${path}`).toBe(200);
        if (street) expect((await reply.body()).toString('latin1')).not.toContain(street);
      }
    }
  });
});

describe('with the keyboard alone', () => {
  test('a visitor skips to the content, searches and opens an offer', async () => {
    const page = await browser.visit();
    await goTo(page, '/recklinghausen/de/');
    await page.keyboard.press('Tab');
    const skip = page.locator(':focus');
    expect(await page.locator(String(await skip.getAttribute('href'))).evaluate((element) => element.tagName)).toBe('MAIN');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').getAttribute('name')).toBe('q');
    await page.keyboard.type('Deutschkurs');
    await submit(page, () => page.keyboard.press('Enter'));
    await page.waitForURL(/\/suche\?/);
    await page.waitForLoadState('networkidle');
    const visited: string[] = [];
    for (let steps = 0; steps < 200; steps++) {
      await page.keyboard.press('Tab');
      // Whatever has the focus must be there to be seen (WCAG 2.2, 2.4.11).
      const focused = await page.evaluate(() => {
        const { width, height } = document.activeElement?.getBoundingClientRect() ?? { width: 0, height: 0 };
        return { href: document.activeElement?.getAttribute('href') ?? '', seen: width > 0 && height > 0 };
      });
      expect(focused.seen).toBe(true);
      visited.push(focused.href);
      if (/\/angebote\/(?!vorschlaege)[a-z0-9-]+/.test(focused.href)) break;
    }
    expect(visited.at(-1), visited.join(' ')).toMatch(/\/angebote\/[a-z0-9-]+/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/angebote\/[a-z0-9-]+(\?|$)/);
    expect(await page.locator('main dt').count()).toBeGreaterThan(3);
  });
});

describe('at 400 % zoom', () => {
  test.each([
    '/',
    '/recklinghausen/ar/',
    '/recklinghausen/de/angebote',
    '/guetersloh/de/orte/verl',
    '/recklinghausen/de/angebot-vorschlagen',
    '/konto/anmelden',
  ])('%s needs no sideways scrolling', async (path) => {
    const page = await browser.visit({ width: 320 });
    await goTo(page, path);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(sideways).toBeLessThanOrEqual(0);
  });
});
