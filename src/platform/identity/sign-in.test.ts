import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { headersWith } from './answer.ts';
import { requestPasswordReset, resetPassword, signIn, signOut } from './sign-in.ts';
import { browser, openTestIdentity, password, type TestIdentity } from './testing.ts';

const database = useDatabase();
let identity: TestIdentity;
let district: Tenant;

beforeAll(async () => {
  identity = openTestIdentity(database);
  district = await identity.addDistrict('nord', '05001');
});
afterEach(() => vi.useRealTimers());

async function signedIn(email: string, before: readonly string[] = []) {
  const outcome = await signIn(identity.house, { email, password }, browser(before));
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

const attempt = (email: string, word: string, address?: string) =>
  signIn(identity.house, { email, password: word }, browser([], address));

const sessionsOf = (userId: string) =>
  database.shared.selectFrom('identity_session').selectAll().where('user_id', '=', userId).execute();

describe('the right password', () => {
  test('opens a session whose cookie no other host can plant and no script can read', async () => {
    const userId = await identity.addUser('right@nord.example', district, [{ role: 'ki_staff' }]);
    const { cookies, actor } = await signedIn(' Right@Nord.example ');
    const cookie = cookies.find((one) => one.startsWith('__Host-session='));
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(`; ${attribute}`);
    expect(cookie).not.toContain('Domain');
    expect(actor).toMatchObject({ kind: 'user', userId, email: 'right@nord.example', secondFactor: false });
    expect(actor).toMatchObject({ assignments: [{ role: 'ki_staff', tenantId: district.id, scope: null }] });
    expect(await identity.readActor(headersWith(cookies))).toEqual(actor);
    const [session] = await sessionsOf(userId);
    expect(session).toMatchObject({ ip_address: '', user_agent: 'Test browser' });
    expect(identity.lines.at(-1)).toMatchObject({ action: 'session.opened', subjectId: userId, tenantId: district.id });
  });

  test('never takes over a token that was there before, and ends the session it replaces', async () => {
    const userId = await identity.addUser('fixed@nord.example');
    const planted = ['__Host-session=planted-by-somebody-else.c2lnbmF0dXJl'];
    const first = await signedIn('fixed@nord.example', planted);
    expect(first.cookies.join()).not.toContain('planted');
    const second = await signedIn('fixed@nord.example', first.cookies);
    expect(second.cookies[0]).not.toBe(first.cookies[0]);
    expect(await sessionsOf(userId)).toHaveLength(1);
    expect(await identity.readActor(headersWith(first.cookies))).toEqual({ kind: 'visitor' });
  });

  test('is stored as argon2id with the parameters of OWASP', async () => {
    const userId = await identity.addUser('hash@nord.example');
    const row = await database.shared
      .selectFrom('identity_account')
      .selectAll()
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow();
    expect(row.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('opens nothing for a deactivated account, with the answer of a wrong one', async () => {
    const userId = await identity.addUser('gone@nord.example', district, [{ role: 'ki_staff' }]);
    const { cookies } = await signedIn('gone@nord.example');
    const done = await identity.deactivate(identity.contextIn(district), userId);
    expect(done).toEqual({ ok: true, value: { account: true } });
    expect(await identity.readActor(headersWith(cookies))).toEqual({ kind: 'visitor' });
    expect(await attempt('gone@nord.example', password)).toEqual(await attempt('gone@nord.example', 'something else'));
  });
});

describe('a wrong password', () => {
  test('gets the answer of an unknown address, and each leaves a line', async () => {
    const userId = await identity.addUser('wrong@nord.example');
    const wrong = await attempt('wrong@nord.example', 'not the password');
    const unknown = await attempt('nobody@nord.example', 'not the password');
    expect(wrong).toEqual(unknown);
    expect(wrong).toMatchObject({ ok: false, code: 'sign_in.refused' });
    expect(identity.lines.slice(-2).map((line) => [line.action, line.subjectId])).toEqual([
      ['session.refused', userId],
      ['session.refused', null],
    ]);
  });

  test.each([
    ['an account', 'locked@nord.example'],
    ['an unknown address', 'locked-nobody@nord.example'],
  ])('five times locks %s for this network address until the quarter of an hour is over', async (_what, email) => {
    const known = !email.includes('nobody');
    if (known) await identity.addUser(email);
    const address = `198.51.100.${known ? 1 : 2}`;
    const guesses = await Promise.all(Array.from({ length: 8 }, () => attempt(email, 'not the password', address)));
    expect(guesses.map((guess) => (guess.ok ? '' : guess.code)).sort()).toEqual([
      ...Array(3).fill('sign_in.locked'),
      ...Array(5).fill('sign_in.refused'),
    ]);
    expect(await attempt(email, password, address)).toMatchObject({ code: 'sign_in.locked' });
    expect((await attempt(email, password, '198.51.100.77')).ok).toBe(known);
    expect(identity.lines.filter((line) => line.action === 'session.locked')).not.toHaveLength(0);
    identity.moveClock(16);
    expect((await attempt(email, password, address)).ok).toBe(known);
  });

  test('leaves no address or name in the table that counts', async () => {
    const rows = await database.shared.selectFrom('identity_attempt').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/nord|198\.51/);
    expect(rows.every((row) => row.key.length === 32)).toBe(true);
  });
});

describe('a session', () => {
  test('ends with signing out, also for whoever copied the cookie', async () => {
    await identity.addUser('out@nord.example');
    const { cookies } = await signedIn('out@nord.example');
    const cleared = await signOut(identity.house, browser(cookies));
    expect(cleared.find((cookie) => cookie.startsWith('__Host-session=;'))).toContain('Max-Age=0');
    expect(await identity.readActor(headersWith(cookies))).toEqual({ kind: 'visitor' });
    expect(identity.lines.at(-1)?.action).toBe('session.closed');
  });

  test('ends after twelve hours, however much it is used', async () => {
    await identity.addUser('late@nord.example');
    const { cookies } = await signedIn('late@nord.example');
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 11.9 * 3_600_000);
    expect((await identity.readActor(headersWith(cookies))).kind).toBe('user');
    vi.setSystemTime(Date.now() + 0.2 * 3_600_000);
    expect((await identity.readActor(headersWith(cookies))).kind).toBe('visitor');
  });

  test.each([
    '',
    '__Host-session=',
    '__Host-session=x',
    '__Host-session=a.b',
    '__Host-session=%00%ff.%F0%9F%92%A9',
    `__Host-session=${'a'.repeat(9000)}`,
  ])('is not read out of the cookie %.30s', async (cookie) => {
    expect(await identity.readActor(new Headers({ cookie }))).toEqual({ kind: 'visitor' });
  });
});

describe('a new password by mail', () => {
  const linkToken = () => /token=([\w%-]+)/.exec(identity.mails.at(-1)?.text ?? '')?.[1] ?? '';
  const newPassword = 'Neun Lotsen auf der Lippe';

  test('is set once with the link, ends every session and is told to the owner', async () => {
    const userId = await identity.addUser('reset@nord.example');
    const { cookies } = await signedIn('reset@nord.example');
    await requestPasswordReset(identity.house, { email: 'reset@nord.example' }, browser());
    expect(identity.mails.at(-1)?.to).toBe('reset@nord.example');
    const token = linkToken();
    const stored = await database.shared.selectFrom('identity_verification').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(token);

    expect(await resetPassword(identity.house, { token, password: 'reset@nord' }, browser())).toMatchObject({
      code: 'password_short',
    });
    expect(await resetPassword(identity.house, { token, password: newPassword }, browser())).toMatchObject({ ok: true });
    expect(await identity.readActor(headersWith(cookies))).toEqual({ kind: 'visitor' });
    expect((await attempt('reset@nord.example', newPassword)).ok).toBe(true);
    expect((await attempt('reset@nord.example', password)).ok).toBe(false);
    expect(identity.mails.at(-1)).toMatchObject({ to: 'reset@nord.example', subject: expect.not.stringContaining('identity:') });
    expect(identity.lines.map((line) => line.action)).toContain('password.changed');

    expect(await resetPassword(identity.house, { token, password: `${newPassword} 2` }, browser())).toMatchObject({
      code: 'link_invalid',
    });
    expect(userId).toBeTruthy();
  });

  test('is refused when the link is older than an hour', async () => {
    await identity.addUser('slow@nord.example');
    await requestPasswordReset(identity.house, { email: 'slow@nord.example' }, browser());
    const token = linkToken();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 61 * 60_000);
    expect(await resetPassword(identity.house, { token, password: newPassword }, browser())).toMatchObject({
      code: 'link_invalid',
    });
  });

  test.each(['', 'x', '../../x', '💩', 'a'.repeat(5000)])('is refused for the token %.10s', async (token) => {
    expect(await resetPassword(identity.house, { token, password: newPassword }, browser())).toMatchObject({
      code: 'link_invalid',
    });
  });

  test('takes the same time for an unknown address, sends nothing there, and three mails an hour at most', async () => {
    await identity.addUser('often@nord.example');
    const before = identity.mails.length;
    const timed = async (email: string) => {
      const start = performance.now();
      await requestPasswordReset(identity.house, { email }, browser());
      return performance.now() - start;
    };
    const known = await timed('often@nord.example');
    const unknown = await timed('never@nord.example');
    expect(Math.min(known, unknown)).toBeGreaterThan(390);
    for (let more = 0; more < 4; more += 1) await timed('often@nord.example');
    expect(identity.mails.slice(before).map((mail) => mail.to)).toEqual(Array(3).fill('often@nord.example'));
  });
});
