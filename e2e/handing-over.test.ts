import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axeFaultsInAllLooks } from './axe.ts';
import { farLooks, goTo, nameOf, submit, useBrowser } from './browser.ts';

const browser = useBrowser();

describe.each(farLooks.map((look) => [nameOf(look), look] as const))('a short list %s', (_, look) => {
  test('is collected, handed over in the language of the person, read by them, and taken back', async () => {
    const page = await browser.visit(look);
    // axe is a script itself.
    const faults = async (one: Page) => (look.javaScript ? axeFaultsInAllLooks(one) : []);
    for (const place of [0, 1]) {
      await goTo(page, '/recklinghausen/de/angebote?thema=language');
      await submit(page, () => page.locator('main a[href*="/angebote/"]').nth(place).click());
      await submit(page, () => page.getByRole('link', { name: 'Auf die Merkliste' }).click());
    }
    expect(await page.locator('textarea[name^="note."]').count()).toBe(2);
    expect(await faults(page)).toEqual([]);

    await page.locator('textarea[name^="note."]').first().fill('يوم الثلاثاء في الرابعة');
    // A button of one offer leaves what was typed at the other.
    await submit(page, () => page.getByRole('button', { name: 'Nach oben' }).click());
    expect(await page.locator('textarea[name^="note."]').last().inputValue()).toBe('يوم الثلاثاء في الرابعة');
    await page.locator('[name=sprache]').selectOption('ar');
    await submit(page, () => page.getByRole('button', { name: 'Weitergeben', exact: true }).last().click());
    expect(await page.locator('img[src$="qr.svg"]').count()).toBe(1);
    expect(await faults(page)).toEqual([]);
    const handedOver = page.url();
    const link = (await page.locator('main a[href*="/ar/merkliste/"]').first().getAttribute('href')) ?? '';

    const person = await browser.visit({ ...look, language: 'ar' });
    await goTo(person, link);
    expect(await person.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await person.getByText('يوم الثلاثاء في الرابعة').count()).toBe(1);
    expect(await person.locator('main h2').count()).toBeGreaterThanOrEqual(2);
    expect(await faults(person)).toEqual([]);

    await goTo(page, handedOver);
    await submit(page, () => page.getByRole('button', { name: 'Liste zurücknehmen' }).click());
    await goTo(person, link, 404);
  });
});
