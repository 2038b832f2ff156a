import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { goTo, submit, useBrowser } from './browser.ts';
import { wordsIn } from './words.ts';

const browser = useBrowser();
const arabic = wordsIn('ar');
const scope = '/guetersloh/ar';

/** Keeps the guide in Arabic on the device and waits until the worker answers for the page. */
async function keepGuide(page: Page): Promise<void> {
  await goTo(page, `${scope}/offline`);
  await page.locator('[data-offline-keep]').click();
  await page.locator('[data-offline-list] li').first().waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

describe('a visitor on the bus', () => {
  test('reads, searches and ticks off steps without a network, and takes it all off the device again', async () => {
    const context = await browser.context({ width: 360, language: 'ar' });
    const page = await context.newPage();
    await keepGuide(page);
    await context.setOffline(true);

    await goTo(page, `${scope}/ankommen`);
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await submit(page, () => page.locator('main a[href$="/ankommen/bankkonto"]').first().click());
    expect(await page.locator('h1').textContent()).toBe('فتح حساب مصرفي');
    // The style sheet and the typeface are here as well.
    expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain('Noto Sans Arabic');
    expect(await page.evaluate(() => document.fonts.check('16px "Noto Sans Arabic"', 'حساب'))).toBe(true);

    await goTo(page, `${scope}/ankommen/anmelden`);
    await page.locator('.dk-steps input[type=checkbox]').first().check();
    await goTo(page, `${scope}/ankommen/anmelden`);
    expect(await page.locator('.dk-steps input[type=checkbox]').first().isChecked()).toBe(true);

    await goTo(page, `${scope}/ankommen`);
    await page.locator('main input[name=q]').fill('حساب');
    await submit(page, () => page.locator('main input[name=q]').press('Enter'));
    await page.locator('main a[href$="/ankommen/bankkonto"]').first().waitFor();

    await goTo(page, `${scope}/orte`, 404);
    expect(await page.locator('h1').textContent()).toBe(arabic('orientation:offline.missing'));
    await goTo(page, '/guetersloh/de/ankommen', 404);

    await context.setOffline(false);
    await goTo(page, `${scope}/orte`);
    await goTo(page, `${scope}/offline`);
    await page.getByText(arabic('orientation:offline.say.current')).waitFor();
    await page.locator('[data-offline-list] button').click();
    await page.getByText(arabic('orientation:offline.say.removed')).waitFor();
    await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).length === 0);
    expect(await page.evaluate(async () => (await caches.keys()).filter((name) => name.includes('/guetersloh/')))).toEqual([]);
  });

  test('keeps nothing on the device without asking for it', async () => {
    const page = await browser.visit({ width: 360 });
    await goTo(page, '/guetersloh/de/ankommen');
    await goTo(page, '/guetersloh/de/offline');
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    expect(await page.evaluate(async () => (await caches.keys()).filter((name) => name.includes('/guetersloh/')))).toEqual([]);
  });

  test('is told what there is instead where no script runs', async () => {
    const page = await browser.visit({ width: 360, javaScript: false });
    await goTo(page, '/guetersloh/de/offline');
    expect(await page.locator('[data-offline]').isVisible()).toBe(false);
    expect(await page.locator('[data-offline-unable]').isVisible()).toBe(true);
  });
});

describe('a public device', () => {
  test('leads by keyboard from the language to a page', async () => {
    const page = await browser.visit({ width: 1280 });
    await goTo(page, '/guetersloh/de/kiosk');
    await page.locator('a[lang=ar]').focus();
    await submit(page, () => page.keyboard.press('Enter'));
    expect(new URL(page.url()).pathname).toBe('/guetersloh/ar/kiosk/themen');
    await page.locator('main a').first().focus();
    await submit(page, () => page.keyboard.press('Enter'));
    expect(new URL(page.url()).pathname).toMatch(/^\/guetersloh\/ar\/kiosk\/[a-z0-9-]+$/);
    // What is under a finger is at least 44 px high (WCAG 2.2, 2.5.5).
    for (const key of await page.locator('.dk-kiosk__key:visible').all())
      expect((await key.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  });

  test('asks whether anybody still reads, stays when somebody does, and else begins anew', async () => {
    const page = await browser.visit({ width: 1280 });
    await page.clock.install();
    await goTo(page, '/guetersloh/de/kiosk/bankkonto');
    const question = page.locator('[data-kiosk-idle]');
    await page.clock.runFor(91_000);
    expect(await question.isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    expect(await question.isVisible()).toBe(false);
    await page.clock.runFor(60_000);
    expect(await question.isVisible()).toBe(false);
    await page.clock.runFor(31_000);
    expect(await question.isVisible()).toBe(true);
    await Promise.all([page.waitForURL('**/guetersloh/de/kiosk'), page.clock.runFor(31_000)]);
    expect(await page.locator('a[lang=ar]').count()).toBe(1);
  });
});
