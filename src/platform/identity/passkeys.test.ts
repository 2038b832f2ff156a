import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { headersWith } from './answer.ts';
import {
  beginPasskey,
  beginPasskeySignIn,
  finishPasskey,
  finishPasskeySignIn,
  removePasskey,
  renamePasskey,
} from './passkeys.ts';
import type { UserActor } from './second-factor.ts';
import { signIn } from './sign-in.ts';
import { listPasskeys } from './store-lists.ts';
import { browser, openTestIdentity, password, type TestIdentity } from './testing.ts';
import { type DeviceAnswers, softwareDevice } from './testing-device.ts';

const database = useDatabase();
let identity: TestIdentity;
let district: Tenant;

beforeAll(async () => {
  identity = openTestIdentity(database);
  district = await identity.addDistrict('nord', '05001');
});
afterEach(() => vi.useRealTimers());

async function signedIn(email: string) {
  const outcome = await signIn(identity.house, { email, password }, browser());
  if (!outcome.ok || outcome.value.actor.kind !== 'user') throw new Error('not signed in');
  return { cookies: outcome.value.cookies, actor: outcome.value.actor as UserActor };
}

async function register(actor: UserActor, cookies: readonly string[], device = softwareDevice(), answers: DeviceAnswers = {}) {
  const begun = await beginPasskey(identity.house, actor, browser(cookies));
  if (!begun.ok) return { device, outcome: begun };
  const response = device.create(begun.value.options, answers);
  const caller = browser([...cookies, ...begun.value.cookies]);
  return { device, outcome: await finishPasskey(identity.house, actor, { response, name: 'Telefon' }, caller) };
}

async function enterWith(device: ReturnType<typeof softwareDevice>, answers: DeviceAnswers = {}) {
  const { options, cookies } = await beginPasskeySignIn(identity.house);
  return finishPasskeySignIn(identity.house, device.get(options, answers), browser(cookies));
}

async function withPasskey(email: string) {
  const userId = await identity.addUser(email, district, [{ role: 'case_manager' }]);
  const { cookies, actor } = await signedIn(email);
  const { device, outcome } = await register(actor, cookies);
  expect(outcome).toEqual({ ok: true });
  return { userId, device, actor, cookies };
}

test('a passkey signs in without a password, and counts as both factors', async () => {
  const { userId, device } = await withPasskey('key@nord.example');
  const outcome = await enterWith(device);
  expect(outcome).toMatchObject({ ok: true, value: { actor: { userId, secondFactor: true } } });
  expect(outcome.ok && (await identity.readActor(headersWith(outcome.value.cookies))).kind).toBe('user');
  expect(identity.lines.at(-1)).toMatchObject({ action: 'session.opened', details: { method: 'passkey', secondFactor: true } });
  expect((await signedIn('key@nord.example')).actor.secondFactor).toBe(false);
});

describe('what a device must not get away with', () => {
  test('signing in without having asked the person', async () => {
    const { device } = await withPasskey('unverified@nord.example');
    expect(await enterWith(device, { verified: false })).toMatchObject({ code: 'passkey_refused' });
  });

  test('being registered without having asked the person', async () => {
    await identity.addUser('unverified-new@nord.example');
    const { cookies, actor } = await signedIn('unverified-new@nord.example');
    const { outcome } = await register(actor, cookies, softwareDevice(), { verified: false });
    expect(outcome).toMatchObject({ code: 'passkey_refused' });
  });

  test('answering for another website', async () => {
    const { device } = await withPasskey('phish@nord.example');
    expect(await enterWith(device, { origin: 'https://dreiklang.example' })).toMatchObject({ code: 'passkey_refused' });
    expect(await enterWith(softwareDevice('dreiklang.example'))).toMatchObject({ code: 'passkey_refused' });
  });

  test('answering the same question twice', async () => {
    const { device } = await withPasskey('replay@nord.example');
    const { options, cookies } = await beginPasskeySignIn(identity.house);
    const answer = device.get(options);
    expect((await finishPasskeySignIn(identity.house, answer, browser(cookies))).ok).toBe(true);
    expect(await finishPasskeySignIn(identity.house, answer, browser(cookies))).toMatchObject({ code: 'passkey_refused' });
  });

  test.each([
    {},
    { id: null },
    { id: 'x', response: null },
    { id: 'x'.repeat(5000), response: { clientDataJSON: '💩', authenticatorData: '', signature: '' } },
    { id: ['a'], rawId: {}, type: 'public-key', response: { clientDataJSON: 1 } },
  ])('sending %j', async (response) => {
    const { cookies } = await beginPasskeySignIn(identity.house);
    expect(await finishPasskeySignIn(identity.house, response as Record<string, unknown>, browser(cookies))).toMatchObject({
      code: 'passkey_refused',
    });
  });
});

describe('adding one', () => {
  test('takes a session of the last half hour', async () => {
    await identity.addUser('stale@nord.example');
    const { cookies, actor } = await signedIn('stale@nord.example');
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 31 * 60_000);
    expect((await register(actor, cookies)).outcome).toMatchObject({ code: 'session_old' });
  });

  test('takes the proof of the factor that is there already', async () => {
    await withPasskey('second@nord.example');
    const { cookies, actor } = await signedIn('second@nord.example');
    expect((await register(actor, cookies)).outcome).toMatchObject({ code: 'factor_needed' });
  });
});

describe('a list of passkeys', () => {
  test('is renamed and shortened by its owner alone', async () => {
    const { userId, device } = await withPasskey('owner@nord.example');
    const [passkey] = await listPasskeys(database.shared, userId);
    const id = passkey?.id ?? '';
    const other = (await withPasskey('other@nord.example')).actor;
    const stranger = { ...other, secondFactor: true, assignments: [] };
    expect(await renamePasskey(identity.house, stranger, { id, name: 'Meins' })).toMatchObject({ code: 'unknown' });
    expect(await removePasskey(identity.house, stranger, { id }, browser())).toMatchObject({ code: 'unknown' });

    const entered = await enterWith(device);
    const owner = (entered.ok ? entered.value.actor : undefined) as UserActor;
    expect(await renamePasskey(identity.house, owner, { id, name: 'Laptop' })).toEqual({ ok: true });
    expect(await listPasskeys(database.shared, userId)).toMatchObject([{ id, name: 'Laptop' }]);
    expect(await removePasskey(identity.house, owner, { id }, browser())).toMatchObject({ code: 'factor_required' });
    expect(await removePasskey(identity.house, { ...owner, assignments: [] }, { id }, browser())).toEqual({ ok: true });
    expect(await enterWith(device)).toMatchObject({ code: 'passkey_refused' });
  });
});
