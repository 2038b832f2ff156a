import { beforeAll, expect, test } from 'vitest';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { identityModule } from '../identity/index.ts';
import { browser, openTestIdentity, password, signIn, type TestIdentity } from '../identity/testing.ts';
import { registerOf } from './model.ts';
import { dossier, erase } from './persons.ts';

const database = useDatabase();
const register = registerOf([identityModule]);
let identity: TestIdentity;
let here: Tenant;
let there: Tenant;

beforeAll(async () => {
  identity = openTestIdentity(database);
  here = await identity.addDistrict('konto-hier', '05601');
  there = await identity.addDistrict('konto-dort', '05602');
});

async function account(email: string, districts: readonly Tenant[]) {
  const userId = await identity.addUser(email, districts[0], [{ role: 'ki_staff' }]);
  for (const tenant of districts.slice(1))
    await identity.grantRole(identity.contextIn(tenant), { userId, grant: { role: 'ki_staff', scope: null } });
  const signedIn = await signIn(identity.house, { email, password }, browser());
  expect(signedIn.ok).toBe(true);
  return { email, userId, elsewhere: districts.length > 1 };
}

const left = async (userId: string) => {
  const { shared } = database;
  const users = await shared.selectFrom('identity_user').select('id').where('id', '=', userId).execute();
  const sessions = await shared.selectFrom('identity_session').select('id').where('user_id', '=', userId).execute();
  return {
    users: users.length,
    sessions: sessions.length,
    roles: (await identity.rolesOf(userId)).map(({ tenantId }) => tenantId),
  };
};

test('the dossier of an account holds no secret that would open it', async () => {
  const person = await account('eins@konto.example', [here]);
  const { parts } = await dossier(identity.contextIn(here), register, person);
  expect(parts.map(({ table }) => table).sort()).toEqual([
    'identity_account',
    'identity_session',
    'identity_user',
    'role_assignment',
  ]);
  const text = JSON.stringify(parts);
  expect(text).toContain('eins@konto.example');
  expect(text).not.toContain('$argon2id');
  const sessions = await database.shared
    .selectFrom('identity_session')
    .select('token')
    .where('user_id', '=', person.userId)
    .execute();
  expect(sessions).toHaveLength(1);
  expect(text).not.toContain(sessions[0]?.token);
});

test('an account of this district alone is erased with everything that hangs on it', async () => {
  const person = await account('zwei@konto.example', [here]);
  const context = identity.contextIn(here);
  const outcome = await context.transaction((trx) => erase(trx, context, register, person));
  expect(outcome.identity_user).toEqual({ deleted: 1, anonymised: 0, held: 0, kept: 0 });
  expect(await left(person.userId)).toEqual({ users: 0, sessions: 0, roles: [] });
});

test('an account that another district needs loses its roles here and stays', async () => {
  const person = await account('drei@konto.example', [here, there]);
  const context = identity.contextIn(here);
  const outcome = await context.transaction((trx) => erase(trx, context, register, person));
  expect(outcome.identity_user).toEqual({ deleted: 0, anonymised: 0, held: 0, kept: 1 });
  expect(await left(person.userId)).toEqual({ users: 1, sessions: 1, roles: [there.id] });
});
