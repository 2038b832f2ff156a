import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { Role } from '#platform/access';
import type { DemonstrationAccount } from '#platform/identity';
import { goTo, type Session, submit, type UsedBrowser } from './browser.ts';
import { totp } from './totp.ts';
import { german } from './words.ts';

/** The demonstration account of a role. */
export function account(role: Role, district = 'recklinghausen'): DemonstrationAccount {
  const found = inject('site').accounts[district]?.find((one) => one.role === role);
  if (!found) throw new Error(`The demonstration of ${district} has no account for ${role}`);
  return found;
}

/** Fills the sign-in form on the page that is open and sends it; leads wherever the form leads. */
export async function enterPassword(page: Page, { email, password }: { email: string; password: string }): Promise<number> {
  const main = page.getByRole('main');
  await main.getByLabel(german('identity:field.email'), { exact: true }).fill(email);
  await main.getByLabel(german('identity:field.password'), { exact: true }).fill(password);
  return submit(page, () => main.getByRole('button', { name: german('identity:signIn.button'), exact: true }).click());
}

export async function enterCode(page: Page, code: string): Promise<number> {
  await page.getByLabel(german('identity:field.code'), { exact: true }).fill(code);
  return submit(page, () => page.getByRole('button', { name: german('identity:code.button'), exact: true }).click());
}

/** Signs somebody in, second factor included. */
export async function signIn(page: Page, who: DemonstrationAccount): Promise<void> {
  await goTo(page, '/konto/anmelden');
  expect(await enterPassword(page, who)).toBe(200);
  if (who.totpSecret) expect(await enterCode(page, totp(who.totpSecret))).toBe(200);
  expect(new URL(page.url()).pathname).toBe('/konto/');
}

/** Cookies as a browser keeps them. */
function asCookies(session: string): Session {
  return session.split('; ').map((one) => {
    const [name = '', ...value] = one.split('=');
    // What `__Host-` promises: this host only, every path, secure.
    const rest = { domain: 'localhost', path: '/', expires: -1, httpOnly: true, secure: true, sameSite: 'Lax' } as const;
    return { name, value: value.join('='), ...rest };
  });
}

const signedIn = new Map<string, Session>();

/** Cookies of somebody signed in; who is not signed in from the start is so once in a test file. */
export async function sessionOf(browser: UsedBrowser, role: Role, district = 'recklinghausen'): Promise<Session> {
  const who = account(role, district);
  const ready = inject('site').sessions[who.email];
  if (ready) return asCookies(ready);
  const known = signedIn.get(who.email);
  if (known) return known;
  const page = await browser.visit({ language: 'de-DE' });
  await signIn(page, who);
  const session = await page.context().cookies();
  signedIn.set(who.email, session);
  return session;
}
