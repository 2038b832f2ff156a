import { beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { changePassword } from './accounts.ts';
import { headersWith } from './answer.ts';
import {
  beginTotp,
  challengedAccount,
  disableTotp,
  finishTotp,
  pendingTotp,
  renewBackupCodes,
  type UserActor,
  verifyCode,
} from './second-factor.ts';
import { signIn } from './sign-in.ts';
import { appCode, browser, openTestIdentity, password, type TestIdentity } from './testing.ts';

const database = useDatabase();
let identity: TestIdentity;
let district: Tenant;

beforeAll(async () => {
  identity = openTestIdentity(database);
  district = await identity.addDistrict('nord', '05001');
});

async function signedIn(email: string): Promise<{ cookies: readonly string[]; actor: UserActor }> {
  const outcome = await signIn(identity.house, { email, password }, browser());
  if (!outcome.ok || outcome.value.actor.kind !== 'user') throw new Error('not signed in');
  return { cookies: outcome.value.cookies, actor: outcome.value.actor };
}

/** An account with an authenticator app, signed in with it. */
async function withApp(email: string, role: 'case_manager' | 'ki_staff' = 'case_manager') {
  const userId = await identity.addUser(email, district, [{ role }]);
  const { cookies, actor } = await signedIn(email);
  const begun = await beginTotp(identity.house, actor, { password }, browser(cookies));
  if (!begun.ok) throw new Error(begun.code);
  const firstCode = appCode(begun.value.secret);
  const finished = await finishTotp(identity.house, actor, { code: firstCode }, browser(cookies));
  if (!finished.ok || finished.value.actor.kind !== 'user') throw new Error('not finished');
  const { value } = finished;
  return {
    userId,
    secret: begun.value.secret,
    firstCode,
    backupCodes: value.backupCodes,
    cookies: value.cookies,
    actor: value.actor as UserActor,
    before: cookies,
  };
}

/** The state after the password of such an account. */
async function challenged(email: string) {
  const outcome = await signIn(identity.house, { email, password }, browser());
  if (!outcome.ok) throw new Error(outcome.code);
  expect(outcome.value.actor).toEqual({ kind: 'visitor' });
  expect(await identity.readActor(headersWith(outcome.value.cookies))).toEqual({ kind: 'visitor' });
  return outcome.value.cookies;
}

describe('the set-up', () => {
  test('counts from the first code on, in a new session, and hands out the backup codes', async () => {
    const { actor, backupCodes, before, cookies, userId } = await withApp('setup@nord.example');
    expect(actor.secondFactor).toBe(true);
    expect(backupCodes).toHaveLength(10);
    expect(await identity.readActor(headersWith(before))).toEqual({ kind: 'visitor' });
    expect(await identity.readActor(headersWith(cookies))).toEqual(actor);
    const row = await database.shared
      .selectFrom('identity_two_factor')
      .selectAll()
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow();
    expect(`${row.secret}${row.backup_codes}`).not.toContain(backupCodes[0]);
    expect(identity.lines.slice(-2).map((line) => line.action)).toEqual(['session.opened', 'second_factor.added']);
    expect(identity.mails.at(-1)?.to).toBe('setup@nord.example');
  });

  test('asks for the password, and leaves nothing switched on before its first code', async () => {
    const userId = await identity.addUser('half@nord.example');
    const { cookies, actor } = await signedIn('half@nord.example');
    expect(await beginTotp(identity.house, actor, { password: 'not the password' }, browser(cookies))).toMatchObject({
      code: 'password_wrong',
    });
    const begun = await beginTotp(identity.house, actor, { password }, browser(cookies));
    expect(begun).toMatchObject({ ok: true, value: await pendingTotp(identity.house, actor) });
    expect(await finishTotp(identity.house, actor, { code: '000000' }, browser(cookies))).toMatchObject({ code: 'code_wrong' });
    const row = await database.shared.selectFrom('identity_user').selectAll().where('id', '=', userId).executeTakeFirstOrThrow();
    expect(row.two_factor_enabled).toBe(false);
    expect((await signedIn('half@nord.example')).actor.secondFactor).toBe(false);
  });
});

describe('signing in with an app', () => {
  test('opens nothing until a code has been entered, and a code counts once', async () => {
    const { secret, firstCode, userId } = await withApp('code@nord.example');
    const cookies = await challenged('code@nord.example');
    expect(await challengedAccount(identity.house, browser(cookies))).toBe(userId);
    expect(await verifyCode(identity.house, userId, { code: firstCode }, browser(cookies))).toMatchObject({ code: 'code_wrong' });
    const next = appCode(secret, 1);
    const outcome = await verifyCode(identity.house, userId, { code: `${next.slice(0, 3)} ${next.slice(3)}` }, browser(cookies));
    expect(outcome).toMatchObject({ ok: true, value: { actor: { userId, secondFactor: true } } });
    const again = await challenged('code@nord.example');
    expect(await verifyCode(identity.house, userId, { code: next }, browser(again))).toMatchObject({ code: 'code_wrong' });
  });

  test('takes each backup code once', async () => {
    const { backupCodes, userId } = await withApp('backup@nord.example');
    const [code = ''] = backupCodes;
    expect(await verifyCode(identity.house, userId, { code }, browser(await challenged('backup@nord.example')))).toMatchObject({
      ok: true,
    });
    expect(await verifyCode(identity.house, userId, { code }, browser(await challenged('backup@nord.example')))).toMatchObject({
      code: 'code_wrong',
    });
  });

  test('stops guesses: a challenge ends after five, the account rests after ten', async () => {
    const { userId, secret } = await withApp('guess@nord.example');
    const guess = async (cookies: readonly string[]) => {
      const outcome = await verifyCode(
        identity.house,
        userId,
        { code: String(Math.floor(Math.random() * 899_999) + 100_000) },
        browser(cookies),
      );
      return outcome.ok ? 'in' : outcome.code;
    };
    const first = await challenged('guess@nord.example');
    const codes: string[] = [];
    for (let tries = 0; tries < 7; tries += 1) codes.push(await guess(first));
    expect(codes).toEqual([...Array(5).fill('code_wrong'), 'challenge_over', 'challenge_over']);
    const second = await challenged('guess@nord.example');
    for (let tries = 0; tries < 3; tries += 1) await guess(second);
    expect(await verifyCode(identity.house, userId, { code: appCode(secret, 1) }, browser(second))).toMatchObject({
      code: 'locked',
    });
  });

  test('needs the cookie of the password step', async () => {
    const { userId, secret } = await withApp('cookie@nord.example');
    const forged = ['__Host-auth.two_factor=2fa-aaaaaaaaaaaaaaaaaaaa.c2lnbmF0dXJl'];
    expect(await challengedAccount(identity.house, browser(forged))).toBeUndefined();
    expect(await verifyCode(identity.house, userId, { code: appCode(secret, 1) }, browser(forged))).toMatchObject({
      code: 'challenge_over',
    });
    expect(await verifyCode(identity.house, userId, { code: appCode(secret, -1) }, browser())).toMatchObject({
      code: 'challenge_over',
    });
  });
});

describe('a session without the proof', () => {
  /** As a sign-on opens it: nobody asked for a code. */
  async function unproven(email: string) {
    const made = await withApp(email);
    await database.shared
      .updateTable('identity_session')
      .set({ second_factor: false })
      .where('user_id', '=', made.userId)
      .execute();
    const actor = (await identity.readActor(headersWith(made.cookies))) as UserActor;
    expect(actor.secondFactor).toBe(false);
    return { ...made, actor };
  }

  test('gains it with a code, under a new token', async () => {
    const { userId, secret, cookies } = await unproven('stepup@nord.example');
    const outcome = await verifyCode(identity.house, userId, { code: appCode(secret, 1) }, browser(cookies));
    expect(outcome).toMatchObject({ ok: true, value: { actor: { userId, secondFactor: true } } });
    expect(await identity.readActor(headersWith(cookies))).toEqual({ kind: 'visitor' });
  });

  test('is not let guess on and on', async () => {
    const { userId, cookies } = await unproven('stepguess@nord.example');
    const codes = [];
    for (let tries = 0; tries < 12; tries += 1) {
      const outcome = await verifyCode(identity.house, userId, { code: String(100_000 + tries) }, browser(cookies));
      codes.push(outcome.ok ? 'in' : outcome.code);
    }
    expect(codes.slice(-2)).toEqual(['locked', 'locked']);
    expect((await identity.readActor(headersWith(cookies))) as UserActor).toMatchObject({ secondFactor: false });
  });

  test('cannot change, remove or renew factors with the password alone', async () => {
    const { actor, cookies } = await unproven('weak@nord.example');
    expect(await disableTotp(identity.house, actor, { password }, browser(cookies))).toMatchObject({ code: 'factor_needed' });
    expect(await renewBackupCodes(identity.house, actor, { password }, browser(cookies))).toMatchObject({
      code: 'factor_needed',
    });
    expect(await beginTotp(identity.house, actor, { password }, browser(cookies))).toMatchObject({ code: 'factor_present' });
  });
});

describe('later', () => {
  test('the app stays while a role demands it', async () => {
    const { actor, cookies } = await withApp('must@nord.example', 'case_manager');
    expect(await disableTotp(identity.house, actor, { password }, browser(cookies))).toMatchObject({ code: 'factor_required' });
  });

  test('it can be given up otherwise, and the proof goes with it', async () => {
    const { actor, cookies } = await withApp('may@nord.example', 'ki_staff');
    expect(await disableTotp(identity.house, actor, { password: 'not the password' }, browser(cookies))).toMatchObject({
      code: 'password_wrong',
    });
    const outcome = await disableTotp(identity.house, actor, { password }, browser(cookies));
    expect(outcome.ok && (await identity.readActor(headersWith(outcome.value)))).toMatchObject({
      userId: actor.userId,
      secondFactor: false,
    });
    expect((await signedIn('may@nord.example')).actor.userId).toBe(actor.userId);
  });

  test('new backup codes end the old ones', async () => {
    const { actor, cookies, backupCodes, userId } = await withApp('renew@nord.example');
    const renewed = await renewBackupCodes(identity.house, actor, { password }, browser(cookies));
    expect(renewed.ok && renewed.value).toHaveLength(10);
    const old = await verifyCode(
      identity.house,
      userId,
      { code: backupCodes[0] ?? '' },
      browser(await challenged('renew@nord.example')),
    );
    expect(old).toMatchObject({ code: 'code_wrong' });
  });

  test('a new password keeps the proof, in a new session, and ends the others', async () => {
    const { actor, cookies } = await withApp('change@nord.example');
    const wrong = await changePassword(
      identity.house,
      actor,
      { current: 'not the password', password: 'Neun Lotsen auf der Lippe' },
      browser(cookies),
    );
    expect(wrong).toMatchObject({ code: 'password_wrong' });
    const outcome = await changePassword(
      identity.house,
      actor,
      { current: password, password: 'Neun Lotsen auf der Lippe' },
      browser(cookies),
    );
    expect(outcome.ok && (await identity.readActor(headersWith(outcome.value.cookies)))).toMatchObject({
      userId: actor.userId,
      secondFactor: true,
    });
    expect(await identity.readActor(headersWith(cookies))).toEqual({ kind: 'visitor' });
  });
});
