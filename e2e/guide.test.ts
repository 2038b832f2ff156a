import { describe, expect, test } from 'vitest';
import { axeFaults } from './axe.ts';
import { goTo, looks, nameOf, submit, useBrowser } from './browser.ts';

const browser = useBrowser();

describe.each(looks.map((look) => [nameOf(look), look] as const))('somebody new, %s', (_, look) => {
  test('comes from the start page over a situation to a page, and over the search to another', async () => {
    const page = await browser.visit(look);
    await goTo(page, '/recklinghausen/de/');
    await submit(page, () => page.locator('main .dk-tiles a[href$="/ankommen/anmelden"]').click());
    expect(await page.locator('h1').count()).toBe(1);
    await submit(page, () => page.locator('main .dk-page-links a[href$="/wohnsitz-anmelden"]').first().click());
    expect(new URL(page.url()).pathname).toBe('/recklinghausen/de/ankommen/wohnsitz-anmelden');
    await goTo(page, '/recklinghausen/de/ankommen');
    await page.locator('main input[name=q]').fill('Kindergeld');
    await submit(page, () => page.locator('main input[name=q]').press('Enter'));
    expect(new URL(page.url()).pathname).toBe('/recklinghausen/de/suche');
    await submit(page, () => page.locator('main article h3 a').first().click());
    expect(new URL(page.url()).pathname).toBe('/recklinghausen/de/ankommen/kindergeld');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wide, 'scrolls sideways').toBe(false);
  });
});

describe('what the browser adds', () => {
  test('ticks stay on the device, in every language, until they are taken away', async () => {
    const page = await browser.visit({});
    await goTo(page, '/recklinghausen/de/ankommen/ankommen');
    const boxes = page.getByRole('checkbox');
    const all = await boxes.count();
    expect(all).toBeGreaterThanOrEqual(5);
    await boxes.nth(1).focus();
    await page.keyboard.press('Space');
    expect(await page.getByRole('status').textContent()).toBe(`1 von ${all} erledigt`);
    expect(await axeFaults(page)).toEqual([]);
    await goTo(page, '/recklinghausen/ar/ankommen/ankommen');
    expect(await page.getByRole('checkbox').nth(1).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox').nth(0).isChecked()).toBe(false);
    await page.locator('.dk-steps__clear').click();
    await goTo(page, '/recklinghausen/de/ankommen/ankommen');
    expect(await page.getByRole('checkbox').nth(1).isChecked()).toBe(false);
  });

  test.each(['de', 'ar'])('a word is explained where it stands, by keyboard too, in %s', async (language) => {
    const page = await browser.visit({ width: 360 });
    await goTo(page, `/recklinghausen/${language}/ankommen/asylverfahren`);
    const words = page.locator('a.dk-term');
    for (let index = 0; index < (await words.count()); index++) {
      await words.nth(index).focus();
      await page.keyboard.press('Enter');
      const note = page.locator('.dk-term-note');
      const box = await note.boundingBox();
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 999) <= 360, `${index} within the screen`).toBe(true);
      expect(await axeFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await note.count()).toBe(0);
      expect(await words.nth(index).evaluate((word) => word === document.activeElement)).toBe(true);
    }
  });

  test('without it the boxes are drawn, and words lead to their explanation', async () => {
    const page = await browser.visit({ javaScript: false });
    await goTo(page, '/recklinghausen/de/ankommen/ankommen');
    expect(await page.locator('.dk-steps__bar').isVisible()).toBe(false);
    await goTo(page, '/recklinghausen/de/ankommen/asylverfahren');
    const href = await page.locator('a.dk-term').first().getAttribute('href');
    expect(await page.locator(`${href} dd`).isVisible()).toBe(true);
  });
});
