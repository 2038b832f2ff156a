import { expect, test } from 'vitest';
import { axeFaults } from './axe.ts';
import { useBrowser } from './browser.ts';
import { deskPages, lookAt } from './every-page.ts';

const browser = useBrowser();

// Some hundred looks one after the other: longer than a journey.
test('staff pages on a phone, in English and dark, have no fault that axe can find', { timeout: 600_000 }, async () => {
  const faults = await lookAt(browser, deskPages(), 'en', async (page) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 900 });
    return axeFaults(page);
  });
  expect(faults).toEqual([]);
});
