import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { farLooks, goTo, looks, nameOf, submit, useBrowser } from './browser.ts';
import { mailsTo, waitForMail } from './mail.ts';
import { account, enterCode, enterPassword, sessionOf } from './people.ts';
import { totp } from './totp.ts';
import { german as t } from './words.ts';

const browser = useBrowser();
const password = 'Vier Brücken über den Kanal';
let people = 0;
const newAddress = () => `person-${++people}@e2e.example`;

const press = (page: Page, key: string) =>
  submit(page, () =>
    page
      .getByRole('main')
      .getByRole('button', { name: t(key), exact: true })
      .click(),
  );
const path = (page: Page) => new URL(page.url()).pathname + new URL(page.url()).search;
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

/** The administrator invites somebody by mail; returns the link of the mail. */
async function invite(email: string, role: string, look: (typeof looks)[number]): Promise<string> {
  const page = await browser.visit({ ...look, session: await sessionOf(browser, 'administrator') });
  await goTo(page, '/intern/recklinghausen/konten');
  await submit(page, () => page.getByRole('link', { name: t('identity:staff.invite'), exact: true }).click());
  await page.getByLabel(t('identity:staff.role'), { exact: true }).selectOption(role);
  expect(await press(page, 'identity:staff.role.choose')).toBe(200);
  await page.getByLabel(t('identity:field.email'), { exact: true }).fill(email);
  await page.getByLabel(t('identity:staff.invite.language'), { exact: true }).selectOption('de');
  expect(await press(page, 'identity:staff.invite.send')).toBe(200);
  await expect.poll(() => page.getByText(t('identity:staff.notice.invited')).count()).toBe(1);
  const link = (await waitForMail(email)).links.find((one) => one.startsWith('/konto/einladung'));
  if (!link) throw new Error('The invitation has no link');
  return link;
}

describe.each(farLooks.map((look) => [nameOf(look), look] as const))('an invitation %s', (_, look) => {
  test('leads a case manager to password, second factor and back-up codes', async () => {
    const email = newAddress();
    const link = await invite(email, 'case_manager', look);
    const page = await browser.visit(look);
    await goTo(page, link);
    await page.getByLabel(t('identity:field.name'), { exact: true }).fill('Aylin Beispiel');
    await page.getByLabel(t('identity:field.newPassword'), { exact: true }).fill('kurz');
    expect(await press(page, 'identity:invitation.accept')).toBe(422);
    expect(await page.getByLabel(t('identity:field.name'), { exact: true }).inputValue()).toBe('Aylin Beispiel');
    await page.getByLabel(t('identity:field.newPassword'), { exact: true }).fill(password);
    expect(await press(page, 'identity:invitation.accept')).toBe(200);
    await goTo(page, link, 410);

    // The role sees cases, so nothing opens before the second factor is set up.
    await goTo(page, '/konto/anmelden');
    expect(await enterPassword(page, { email, password })).toBe(200);
    expect(path(page)).toMatch(/^\/konto\/zweiter-faktor/);
    await page.getByLabel(t('identity:field.password'), { exact: true }).fill(password);
    expect(await press(page, 'identity:setUp.begin')).toBe(200);
    const secret = (await page.locator('code').first().textContent())?.replaceAll(' ', '') ?? '';
    await page.getByLabel(t('identity:field.code'), { exact: true }).fill('000000');
    expect(await press(page, 'identity:setUp.finish')).toBe(422);
    await page.getByLabel(t('identity:field.code'), { exact: true }).fill(totp(secret));
    expect(await press(page, 'identity:setUp.finish')).toBe(200);
    const [code = ''] = await page.locator('main li code').allTextContents();
    await submit(page, () => page.getByRole('link', { name: t('identity:backup.done') }).click());
    expect(path(page)).toBe('/konto/');

    // A back-up code stands in for the lost phone, once.
    const other = await browser.visit(look);
    await goTo(other, '/konto/anmelden');
    await enterPassword(other, { email, password });
    expect(await enterCode(other, code)).toBe(200);
    expect(path(other)).toBe('/konto/');
    const third = await browser.visit(look);
    await goTo(third, '/konto/anmelden');
    await enterPassword(third, { email, password });
    expect(await enterCode(third, code)).toBe(422);
  });
});

describe.each(looks.map((look) => [nameOf(look), look] as const))('sign-in %s', (_, look) => {
  test('keeps the address and not the password when it is refused, then leads to the page that was asked for', async () => {
    const page = await browser.visit(look);
    await goTo(page, '/intern/recklinghausen/konten?suche=ki');
    expect(path(page)).toMatch(/^\/konto\/anmelden\?weiter=/);
    const { email, password: right } = account('administrator');
    expect(await enterPassword(page, { email, password: 'falsches Passwort' })).toBe(422);
    await expect.poll(() => page.locator('.dk-error-summary').evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await page.locator('.dk-error-summary').textContent()).toContain(t('identity:failure.sign_in.refused'));
    expect(await page.getByLabel(t('identity:field.email'), { exact: true }).inputValue()).toBe(email);
    expect(await page.getByLabel(t('identity:field.password'), { exact: true }).inputValue()).toBe('');
    expect(await enterPassword(page, { email, password: right })).toBe(200);
    expect(path(page)).toBe('/intern/recklinghausen/konten?suche=ki');
  });
});

test('sign-in never leads to another site', async () => {
  const page = await browser.visit();
  await goTo(page, '/konto/anmelden?weiter=https://example.org/');
  await enterPassword(page, account('controlling'));
  expect(page.url()).toBe(`${browser.origin}/konto/`);
});

describe.each(farLooks.map((look) => [nameOf(look), look] as const))('the own account %s', (_, look) => {
  test('shows where one is signed in and ends the other sessions', async () => {
    const who = account('school_authority');
    const [here, there] = [await browser.visit(look), await browser.visit(look)];
    for (const page of [here, there]) {
      await goTo(page, '/konto/anmelden');
      expect(await enterPassword(page, who)).toBe(200);
    }
    await goTo(here, '/konto');
    expect(await here.locator('#sitzungen tbody tr').count()).toBeGreaterThan(1);
    expect(await press(here, 'identity:profile.sessions.endOthers')).toBe(200);
    expect(await here.locator('#sitzungen tbody tr').count()).toBe(1);
    await goTo(there, '/konto');
    expect(path(there)).toBe('/konto/anmelden?weiter=%2Fkonto');
  });

  test('sets a new password by mail, which ends every session and the link', async () => {
    const email = newAddress();
    const invited = await browser.visit(look);
    await goTo(invited, await invite(email, 'controlling', look));
    await invited.getByLabel(t('identity:field.name'), { exact: true }).fill('Mika Beispiel');
    await invited.getByLabel(t('identity:field.newPassword'), { exact: true }).fill(password);
    expect(await press(invited, 'identity:invitation.accept')).toBe(200);
    await goTo(invited, '/konto/anmelden');
    expect(await enterPassword(invited, { email, password })).toBe(200);

    const page = await browser.visit(look);
    await goTo(page, '/konto/anmelden');
    await submit(page, () => page.getByRole('link', { name: t('identity:signIn.forgot') }).click());
    await page.getByLabel(t('identity:field.email'), { exact: true }).fill(email);
    expect(await press(page, 'identity:forgot.button')).toBe(200);
    const link = (await waitForMail(email, 2)).links.find((one) => one.startsWith('/konto/passwort-neu')) ?? '';
    await goTo(page, link);
    const changed = `${password} und zurück`;
    await page.getByLabel(t('identity:field.newPassword'), { exact: true }).fill(changed);
    expect(await press(page, 'identity:reset.button')).toBe(200);
    expect(await enterPassword(page, { email, password })).toBe(422);
    expect(await enterPassword(page, { email, password: changed })).toBe(200);
    await goTo(page, link);
    await page.getByLabel(t('identity:field.newPassword'), { exact: true }).fill('Noch ein anderes Passwort');
    expect(await press(page, 'identity:reset.button')).toBe(410);
    await goTo(invited, '/konto');
    expect(path(invited)).toMatch(/^\/konto\/anmelden/);
  });

  test('tells nobody whether an address has an account', async () => {
    const page = await browser.visit(look);
    const answers: (string | null)[] = [];
    for (const email of [account('provider').email, 'niemand@e2e.example']) {
      await goTo(page, '/konto/passwort-vergessen');
      await page.getByLabel(t('identity:field.email'), { exact: true }).fill(email);
      expect(await press(page, 'identity:forgot.button')).toBe(200);
      answers.push(await heading(page));
    }
    expect(answers[0]).toBe(answers[1]);
    expect(mailsTo('niemand@e2e.example')).toEqual([]);
  });

  test('signs out', async () => {
    const page = await browser.visit(look);
    await goTo(page, '/konto/anmelden');
    await enterPassword(page, account('volunteer'));
    expect(await press(page, 'identity:signOut')).toBe(200);
    await goTo(page, '/konto/');
    expect(path(page)).toBe('/konto/anmelden?weiter=%2Fkonto%2F');
  });
});
