import { expect, test } from 'vitest';
import { axeFaults } from './axe.ts';
import { useBrowser } from './browser.ts';
import { deskPages, lookAt } from './every-page.ts';

const browser = useBrowser();

// Some hundred looks one after the other: longer than a journey.
test.each([
  ['de', 'light', 1280],
  ['en', 'dark', 360],
] as const)(
  'staff pages in %s, %s and %d px have no fault that axe can find',
  { timeout: 300_000 },
  async (tag, colorScheme, width) => {
    const faults = await lookAt(browser, deskPages(), tag, async (page) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      return axeFaults(page);
    });
    expect(faults).toEqual([]);
  },
);
