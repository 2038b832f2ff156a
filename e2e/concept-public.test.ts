import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { farLooks, goTo, type Look, nameOf, submit, useBrowser } from './browser.ts';
import { waitForMail } from './mail.ts';
import { sessionOf } from './people.ts';

const browser = useBrowser();
const list = '/guetersloh/de/konzept/integrationskonzept/empfehlungen';
const inbox = '/intern/guetersloh/konzept/rueckmeldungen';
let letters = 0;

/** Ticks an answer of the filter; scripts send the form by themselves. */
async function filterBy(page: Page, look: Look, box: string): Promise<number> {
  if (look.width === 360) await page.locator('.dk-filter__button').click();
  const answer = page.locator(`.dk-filter ${box}`);
  // Further towns stand behind "show more".
  if (!(await answer.isVisible())) await page.locator('.dk-facets__more summary').first().click();
  if (look.javaScript !== false) return submit(page, () => answer.check());
  await answer.check();
  return submit(page, () => page.locator('.dk-filter__actions [type=submit]').click());
}

describe.each(farLooks.map((look) => [nameOf(look), look] as const))('the integration concept %s', (_, look) => {
  test('is narrowed to a town, opened, and gets a word from a visitor, who is answered', async () => {
    const page = await browser.visit(look);
    await goTo(page, list);
    expect(await filterBy(page, look, '[name=ort][value=verl]')).toBe(200);
    await page.waitForURL(/\?ort=verl$/);
    expect(await submit(page, () => page.locator('main .dk-card a').first().click())).toBe(200);
    const address = new URL(page.url()).pathname;
    expect(address).toMatch(/\/konzept\/integrationskonzept\/\d+$/);

    expect(await submit(page, () => page.getByRole('link', { name: 'Rückmeldung geben' }).click())).toBe(200);
    letters += 1;
    const email = `konzept-${letters}@e2e.example`;
    await page.locator('[name=email]').fill(email);
    expect(await submit(page, () => page.locator('main [type=submit]').click())).toBe(422);
    expect(await page.locator('[name=email]').inputValue()).toBe(email);
    await page.locator('[name=text]').fill(`Bei uns fehlt ein Treffpunkt (${letters}).`);
    expect(await submit(page, () => page.locator('main [type=submit]').click())).toBe(200);
    expect(new URL(page.url()).pathname).toBe(address);
    expect(await page.getByText('Ihre Rückmeldung ist angekommen').isVisible()).toBe(true);

    const staff = await browser.visit({ session: await sessionOf(browser, 'ki_staff', 'guetersloh') });
    await goTo(staff, inbox);
    const card = staff.locator('.dk-card', { hasText: `Treffpunkt (${letters})` });
    expect(await submit(staff, () => card.locator('a').click())).toBe(200);
    await staff.locator('[name=answer]').fill('Danke. Wir nehmen es in die nächste Runde mit.');
    expect(await submit(staff, () => staff.locator('main form [type=submit]').first().click())).toBe(200);
    expect(new URL(staff.url()).pathname).toBe(inbox);
    expect((await waitForMail(email)).text).toContain('Wir nehmen es in die nächste Runde mit.');
  });
});

test('the short address leads to the recommendation in the visitor’s language', async () => {
  const page = await browser.visit({ language: 'ar' });
  await goTo(page, '/guetersloh/e/1');
  expect(new URL(page.url()).pathname).toBe('/guetersloh/ar/konzept/integrationskonzept/1');
  expect(await page.locator('h1 span').getAttribute('lang')).toBe('de');
});
