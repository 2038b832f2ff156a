import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeFaults, axeFaultsInAllLooks } from './axe.ts';
import { goTo, submit, useBrowser } from './browser.ts';
import { waitForMail } from './mail.ts';
import { sessionOf } from './people.ts';

const browser = useBrowser();
// Journeys of the directory write in another district.
const district = 'ennepe-ruhr';
const provider = 'Beispielträger (Demonstration)';

/** The day on which each offer that the page lists was last found right, as any program may ask for it. */
async function confirmedDays(page: Page, ids: readonly string[]): Promise<(string | undefined)[]> {
  const days = ids.map(async (id) => {
    const answer = await page.request.get(`/hsds/3/${district}/services/${id}`);
    return ((await answer.json()) as { assured_date?: string }).assured_date;
  });
  return Promise.all(days);
}

/** Staff orders the mail instead of waiting for the night; returns the link in it. */
async function sendMail(): Promise<string> {
  const staff = await browser.visit({ session: await sessionOf(browser, 'ki_staff', district) });
  await goTo(staff, `/intern/${district}/wegweiser/aktualitaet?gruppe=organisation`);
  await submit(staff, () => staff.getByRole('link', { name: provider }).click());
  await submit(staff, () => staff.getByRole('button', { name: 'E-Mail jetzt senden' }).click());
  const mail = await waitForMail('kontakt@beispiel-traeger.example');
  expect(mail.subject).toContain('Ennepe-Ruhr');
  return mail.links.find((one) => one.includes('/bestaetigen/')) ?? '';
}

test('a provider finds all offers behind the link of a mail and confirms them at once, in Arabic on a phone', async () => {
  const link = (await sendMail()).replace('/de/', '/ar/');
  const person = await browser.visit({ width: 360, language: 'ar' });
  await goTo(person, link);
  expect(await person.locator('html').getAttribute('dir')).toBe('rtl');
  const seen = await person
    .locator('[name=gesehen]')
    .evaluateAll((inputs) => inputs.map((one) => (one as HTMLInputElement).value));
  const ids = seen.map((one) => one.split(' ')[0] as string);
  expect(ids.length).toBeGreaterThan(3);
  expect(await person.evaluate('document.documentElement.scrollWidth')).toBe(360);
  expect(await axeFaults(person)).toEqual([]);

  // A scanner of mails opens links, too: that confirms nothing.
  const before = await confirmedDays(person, ids);
  for (let opened = 0; opened < 3; opened++) await person.request.get(link);
  await goTo(person, link);
  expect(await person.getByText('شكرًا').count()).toBe(0);
  expect(await confirmedDays(person, ids)).toEqual(before);

  expect(await submit(person, () => person.locator('main [name=alle]').first().click())).toBe(200);
  expect(await person.getByText('شكرًا، حفظنا تأكيدك.').count()).toBe(1);
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' });
  expect(await confirmedDays(person, ids)).toEqual(ids.map(() => today));

  // The link again, on another day or by a colleague: it says what was answered, and does not ask as if nothing had been.
  const colleague = await browser.visit({ width: 360, language: 'ar' });
  await goTo(colleague, link);
  const told = colleague.locator('main [role=status], main .dk-alert').filter({ hasText: `${ids.length} مؤكد` });
  expect(await told.count()).toBe(1);
  expect(await axeFaultsInAllLooks(colleague)).toEqual([]);
  await goTo(colleague, `${link.slice(0, -4)}AAAA`, 404);
});
