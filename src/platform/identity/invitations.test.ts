import { beforeAll, describe, expect, test } from 'vitest';
import { visitor } from '#platform/access';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { acceptInvitation, viewInvitation } from './accepting.ts';
import { listInvitations, withdrawInvitation } from './invitations.ts';
import { signIn } from './sign-in.ts';
import { browser, openTestIdentity, password, type TestIdentity } from './testing.ts';

const database = useDatabase();
let identity: TestIdentity;
let nord: Tenant;
let sued: Tenant;

beforeAll(async () => {
  identity = openTestIdentity(database);
  nord = await identity.addDistrict('nord', '05001');
  sued = await identity.addDistrict('sued', '05002');
});

const staff = { role: 'ki_staff', scope: null } as const;

async function invited(email: string, tenant = nord, language = 'de') {
  const outcome = await identity.invite(identity.contextIn(tenant), { email, language, grants: [staff] });
  if (!outcome.ok) throw new Error(outcome.code);
  const token = /token=([\w-]+)$/.exec(outcome.value.link)?.[1] ?? '';
  expect(token).toHaveLength(64);
  return { id: outcome.value.id, token };
}

const accept = (token: string, name = 'Neu Hier', word = password, actor: Parameters<typeof acceptInvitation>[2] = visitor) =>
  acceptInvitation(identity.house, { token, name, password: word }, actor, browser());

const enter = async (email: string) => {
  const outcome = await signIn(identity.house, { email, password }, browser());
  return outcome.ok ? outcome.value.actor : visitor;
};

describe('an invitation', () => {
  test('goes out in the invited person’s language, and opens an account with its roles, once', async () => {
    const { token } = await invited(' New@Nord.example ', nord, 'en');
    expect(identity.mails.at(-1)).toMatchObject({ to: 'new@nord.example', language: { tag: 'en' } });
    expect(identity.mails.at(-1)?.text).toContain(`http://localhost:3000/konto/einladung?token=${token}`);
    expect(await viewInvitation(identity.house, token, visitor)).toMatchObject({ step: 'new', tenant: { slug: 'nord' } });
    const [first, second] = await Promise.all([accept(token), accept(token, 'Noch jemand', `${password} 2`)]);
    expect([first.ok, second.ok].sort()).toEqual([false, true]);
    expect(await accept(token)).toMatchObject({ code: 'link_invalid' });
    expect(await viewInvitation(identity.house, token, visitor)).toBeUndefined();
    const account = await identity.findUser('new@nord.example');
    expect(account).toMatchObject({ language: 'en' });
    expect(await identity.rolesOf(account?.id ?? '')).toMatchObject([{ role: 'ki_staff', tenantId: nord.id }]);
    expect(identity.lines.at(-1)).toMatchObject({ action: 'invitation.accepted', tenantId: nord.id });
    expect(JSON.stringify(identity.lines.map((line) => line.details))).not.toContain('nord.example');
  });

  test('ends after two weeks', async () => {
    const { token } = await invited('late@nord.example');
    identity.moveClock(14 * 24 * 60 + 1);
    expect(await viewInvitation(identity.house, token, visitor)).toBeUndefined();
    expect(await accept(token)).toMatchObject({ code: 'link_invalid' });
    expect(await identity.findUser('late@nord.example')).toBeUndefined();
    identity.moveClock(-14 * 24 * 60 - 1);
  });

  test('does nothing in another district, however its link is bent', async () => {
    const { token } = await invited('bent@nord.example');
    const bytes = Buffer.from(token, 'base64url');
    const bent = Buffer.concat([Buffer.from(sued.id.replaceAll('-', ''), 'hex'), bytes.subarray(16)]).toString('base64url');
    expect(await accept(bent)).toMatchObject({ code: 'link_invalid' });
    const { id } = await invited('foreign@sued.example', sued);
    expect(await withdrawInvitation(identity.house, identity.contextIn(nord), id)).toMatchObject({ code: 'unknown' });
    expect((await listInvitations(identity.contextIn(nord))).map((one) => one.email)).not.toContain('foreign@sued.example');
    expect(await database.shared.selectFrom('identity_invitation').selectAll().execute()).toEqual([]);
  });

  test.each(['', 'x', 'a'.repeat(64), '💩'.repeat(32), "' or 1=1 --", 'A'.repeat(63)])(
    'is not found under the token %j',
    async (token) => {
      expect(await accept(token)).toMatchObject({ code: 'link_invalid' });
    },
  );

  test('ends when it is withdrawn, or when the same address is invited again', async () => {
    const first = await invited('again@nord.example');
    const second = await invited('again@nord.example');
    expect(await viewInvitation(identity.house, first.token, visitor)).toBeUndefined();
    expect(await withdrawInvitation(identity.house, identity.contextIn(nord), second.id)).toEqual({ ok: true });
    expect(await accept(second.token)).toMatchObject({ code: 'link_invalid' });
    expect(await withdrawInvitation(identity.house, identity.contextIn(nord), second.id)).toMatchObject({ code: 'unknown' });
  });

  test('asks for a name and a password that will do, and stays open until then', async () => {
    const { token } = await invited('careful@nord.example');
    expect(await accept(token, '')).toMatchObject({ code: 'name_missing' });
    expect(await accept(token, 'Neu', 'kurz')).toMatchObject({ code: 'password_short' });
    expect(await accept(token, 'Neu', 'careful-1234')).toMatchObject({ code: 'password_guessable' });
    expect(await accept(token, '𝕹eu 👋')).toMatchObject({ ok: true });
    expect(await enter('careful@nord.example')).toMatchObject({ name: '𝕹eu 👋' });
  });
});

describe('somebody with an account', () => {
  test('accepts signed in as its owner only, and keeps the password', async () => {
    const userId = await identity.addUser('known@nord.example', nord, [staff]);
    const { token } = await invited('known@nord.example', sued);
    expect(await viewInvitation(identity.house, token, visitor)).toMatchObject({ step: 'sign-in' });
    expect(await accept(token, 'Angriff', 'Ein anderes Passwort')).toMatchObject({ code: 'sign_in_first' });
    await identity.addUser('thief@nord.example');
    const thief = await enter('thief@nord.example');
    expect(thief.kind).toBe('user');
    expect(await accept(token, 'Angriff', 'Ein anderes Passwort', thief)).toMatchObject({ code: 'sign_in_first' });
    const owner = await enter('known@nord.example');
    expect(await accept(token, '', '', owner)).toEqual({ ok: true, value: { opened: false } });
    expect((await identity.rolesOf(userId)).map((role) => role.tenantId).sort()).toEqual([nord.id, sued.id].sort());
    expect((await enter('known@nord.example')).kind).toBe('user');
  });

  test('in the district already is not invited', async () => {
    await identity.addUser('member@nord.example', nord, [staff]);
    const input = { email: 'member@nord.example', language: 'de', grants: [staff] };
    expect(await identity.invite(identity.contextIn(nord), input)).toMatchObject({ code: 'member_already' });
    expect((await identity.invite(identity.contextIn(sued), input)).ok).toBe(true);
  });

  test('that was closed comes back by an invitation, without its old password and factors', async () => {
    const userId = await identity.addUser('back@nord.example', nord, [staff]);
    await identity.deactivate(identity.contextIn(nord), userId);
    const { token } = await invited('back@nord.example');
    expect(await accept(token, 'Wieder Da', 'Neun Lotsen auf der Lippe')).toEqual({ ok: true, value: { opened: true } });
    expect(await enter('back@nord.example')).toEqual(visitor);
    const outcome = await signIn(
      identity.house,
      { email: 'back@nord.example', password: 'Neun Lotsen auf der Lippe' },
      browser(),
    );
    expect(outcome.ok && outcome.value.actor).toMatchObject({ userId, name: 'Wieder Da' });
  });
});

describe('at the same moment', () => {
  test('two clicks accept once', async () => {
    await identity.addUser('double@nord.example', nord, [staff]);
    const { token } = await invited('double@nord.example', sued);
    const owner = await enter('double@nord.example');
    const clicks = await Promise.all(Array.from({ length: 4 }, () => accept(token, '', '', owner)));
    expect(clicks.filter((one) => one.ok)).toHaveLength(1);
  });

  test('two districts open one account, and the second sets no password for it', async () => {
    for (let round = 0; round < 6; round += 1) {
      const email = `shared-${round}@nord.example`;
      const [first, second] = [await invited(email), await invited(email, sued)];
      const later = async () => {
        // Each round a little later, from before the other's insert to after its commit.
        await new Promise((resolve) => setTimeout(resolve, round * 3));
        return accept(second.token, 'Zweite', 'Neun Lotsen auf der Lippe');
      };
      const outcomes = await Promise.all([accept(first.token), later()]);
      const opened = outcomes.filter((one) => one.ok);
      expect(opened).toHaveLength(1);
      const words = outcomes[0]?.ok ? [password, 'Neun Lotsen auf der Lippe'] : ['Neun Lotsen auf der Lippe', password];
      const entered = await Promise.all(words.map((word) => signIn(identity.house, { email, password: word }, browser())));
      expect(entered.map((one) => one.ok)).toEqual([true, false]);
    }
  });
});

describe('who may invite', () => {
  test('administrators and leads, to the roles they manage, with a scope that fits', async () => {
    const actorOf = async (email: string, role: 'ki_lead' | 'ki_staff') => {
      await identity.addUser(email, nord, [{ role }]);
      return identity.contextIn(nord, await enter(email));
    };
    const lead = await actorOf('lead@nord.example', 'ki_lead');
    const to = (grants: Parameters<typeof identity.invite>[1]['grants']) => ({ email: 'x@nord.example', language: 'de', grants });
    expect((await identity.invite(lead, to([staff]))).ok).toBe(true);
    expect(await identity.invite(lead, to([staff, { role: 'administrator', scope: null }]))).toMatchObject({ code: 'forbidden' });
    expect(await identity.invite(lead, to([{ role: 'provider', scope: null }]))).toMatchObject({ code: 'scope_required' });
    expect(await identity.invite(lead, to([]))).toMatchObject({ code: 'role_missing' });
    const colleague = await actorOf('colleague@nord.example', 'ki_staff');
    expect(await identity.invite(colleague, to([staff]))).toMatchObject({ code: 'forbidden' });
    expect(await listInvitations(colleague)).toEqual([]);
  });
});
