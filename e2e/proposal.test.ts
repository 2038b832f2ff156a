import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { farLooks, goTo, nameOf, submit, useBrowser } from './browser.ts';
import { waitForMail } from './mail.ts';
import { sessionOf } from './people.ts';

const browser = useBrowser();
const form = '/recklinghausen/de/angebot-vorschlagen';
let proposals = 0;

const send = (page: Page) => submit(page, () => page.locator('main form [type=submit]').last().click());

/** Fills the form as a person does and sends it once the form takes it; returns the name and address used. */
async function propose(page: Page): Promise<{ name: string; email: string }> {
  proposals += 1;
  const name = `Nähtreff Nummer ${proposals} am Kanal`;
  const email = `naehtreff-${proposals}@e2e.example`;
  await goTo(page, form);
  await page.locator('[name=name]').fill(name);
  await page.locator('[name=summary]').fill('Zusammen nähen und reden');
  expect(await send(page)).toBe(422);
  // What was typed is still there.
  expect(await page.locator('[name=name]').inputValue()).toBe(name);
  await page.locator('[name=description]').fill('Wir nähen zusammen. Maschinen sind da.');
  await page.locator('[name="categories.0"]').selectOption('meeting-place');
  await page.locator('[name=organisation]').selectOption('beispiel-traeger');
  await page.locator('[name=town]').first().selectOption('05562024');
  await page.locator('[name="slots.0.day"]').selectOption('2');
  await page.locator('[name="slots.0.from"]').fill('16:00');
  await page.locator('[name="slots.0.to"]').fill('18:00');
  await page.locator('[name=email]').fill(email);
  // Nobody fills this form in less than some seconds; programs do.
  await page.waitForTimeout(5500);
  let status = await send(page);
  // "Is it one of these?" is asked once, when there is something similar.
  if (status === 200 && new URL(page.url()).pathname === form) status = await send(page);
  expect([status, new URL(page.url()).pathname]).toEqual([200, `${form}/gesendet`]);
  return { name, email };
}

async function confirm(page: Page, email: string): Promise<string> {
  const link = (await waitForMail(email)).links.find((one) => one.includes('/bestaetigen/'));
  if (!link) throw new Error('The mail has no link');
  await goTo(page, link);
  expect(await send(page)).toBe(200);
  return link;
}

/** The desk of the KI team, with the newest proposal of this name open. */
async function openAtDesk(name: string): Promise<Page> {
  const staff = await browser.visit({ session: await sessionOf(browser, 'ki_staff') });
  await goTo(staff, '/intern/recklinghausen/wegweiser');
  await submit(staff, () => staff.getByRole('link', { name }).first().click());
  return staff;
}

describe.each(farLooks.map((look) => [nameOf(look), look] as const))('a proposal %s', (_, look) => {
  test('is confirmed by mail, published by the KI team and found by a newcomer', async () => {
    const page = await browser.visit(look);
    const { name, email } = await propose(page);
    const search = `/recklinghausen/de/angebote?q=${encodeURIComponent(name)}`;
    await goTo(page, search);
    const found = page.locator('main a[href*="/angebote/"]', { hasText: name });
    expect(await found.count()).toBe(0);
    const link = await confirm(page, email);
    // Opened again it says that all is done; an unknown one is gone.
    await goTo(page, link);
    expect(await page.locator('main form').count()).toBe(0);
    await goTo(page, `${link.slice(0, -3)}xyz`, 410);

    const staff = await openAtDesk(name);
    expect(await staff.getByText('Maschinen sind da').count()).toBeGreaterThan(0);
    await submit(staff, () => staff.getByRole('button', { name: 'Veröffentlichen' }).click());

    await expect
      .poll(async () => {
        await goTo(page, search);
        return found.count();
      })
      .toBeGreaterThan(0);
    expect((await waitForMail(email, 2)).text).toContain(name);
  });

  test('is rejected with a reason that the proposer reads', async () => {
    const page = await browser.visit(look);
    const { name, email } = await propose(page);
    await confirm(page, email);
    const staff = await openAtDesk(name);
    await submit(staff, () => staff.getByRole('link', { name: 'Ablehnen' }).click());
    await staff.getByRole('textbox').last().fill('Dieser Treff steht schon im Wegweiser.');
    expect(await send(staff)).toBe(200);
    expect((await waitForMail(email, 2)).text).toContain('Dieser Treff steht schon im Wegweiser.');
  });
});

describe('a provider with an account', () => {
  test('edits an entry; the published version stays until it is released', async () => {
    const page = await browser.visit({ session: await sessionOf(browser, 'provider') });
    await goTo(page, '/intern/recklinghausen/meine-angebote');
    const link = page.getByRole('link', { name: 'Lesen und Schreiben lernen' }).first();
    const name = (await link.textContent())?.trim() ?? '';
    await submit(page, () => link.click());
    await page.locator('[name=summary]').fill('Neue Kurzfassung des Anbieters');
    expect(await send(page)).toBe(200);

    const visitor = await browser.visit();
    const found = async () => {
      await goTo(visitor, `/recklinghausen/de/angebote?q=${encodeURIComponent(name)}`);
      return visitor.getByText('Neue Kurzfassung des Anbieters').count();
    };
    expect(await found()).toBe(0);
    const staff = await openAtDesk(name);
    expect(await staff.locator('ins, del').count()).toBeGreaterThan(0);
    await submit(staff, () => staff.getByRole('button', { name: 'Veröffentlichen' }).click());
    await expect.poll(found).toBeGreaterThan(0);
  });
});

describe('a correction', () => {
  test('of one field reaches the desk without an account', async () => {
    const page = await browser.visit({ javaScript: false, width: 360 });
    await goTo(page, '/recklinghausen/de/angebote?q=Deutschkurs');
    await submit(page, () => page.locator('main article a').first().click());
    await submit(page, () => page.locator('a[href*="/korrektur"]').first().click());
    await page.locator('[name=vorschlag]').fill('Der Kurs beginnt jetzt um 17 Uhr.');
    expect(await submit(page, () => page.locator('form:has([name=vorschlag]) [type=submit]').click())).toBe(200);
    const staff = await browser.visit({ session: await sessionOf(browser, 'ki_staff') });
    await goTo(staff, '/intern/recklinghausen/wegweiser/hinweise');
    expect(await staff.getByText('Der Kurs beginnt jetzt um 17 Uhr.').count()).toBeGreaterThan(0);
  });
});
