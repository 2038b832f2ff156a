import { expect, test } from 'vitest';
import { axeFaults } from './axe.ts';
import { useBrowser } from './browser.ts';
import { deskPages, lookAt, lookAtErrors, onADesk } from './every-page.ts';

const browser = useBrowser();

// Some hundred looks one after the other: longer than a journey.
test('staff pages on a desk have no fault that axe can find; with an error neither, which has the focus and leads to its field', {
  timeout: 600_000,
}, async () => {
  const sent = new Set<string>();
  const faults = await lookAt(browser, deskPages(), 'de', async (page) => {
    await onADesk(page);
    return [...(await axeFaults(page)), ...(await lookAtErrors(page, sent))];
  });
  expect(faults).toEqual([]);
  expect(sent.size).toBeGreaterThanOrEqual(20);
});
