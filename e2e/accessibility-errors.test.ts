import { describe, expect, test } from 'vitest';
import { useBrowser } from './browser.ts';
import { deskPages, lookAt, lookAtErrors, publicPages } from './every-page.ts';

const browser = useBrowser();

// Some hundred looks one after the other: longer than a journey.
describe.each([
  ['staff', 'de', deskPages, 20],
  ['public', 'de', publicPages, 4],
  ['public', 'ar', publicPages, 4],
] as const)('%s pages in %s', { timeout: 300_000 }, (_, tag, pages, forms) => {
  test('have no fault with an error either, which has the focus and leads to its field', async () => {
    let sent = 0;
    const look = lookAt(browser, pages(), tag, (page) =>
      lookAtErrors(page, () => {
        sent += 1;
      }),
    );
    expect(await look).toEqual([]);
    expect(sent).toBeGreaterThanOrEqual(forms);
  });
});
