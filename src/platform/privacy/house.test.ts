import { beforeAll, expect, test } from 'vitest';
import type { ModuleDefinition } from '#platform/module';
import type { Tenant } from '#platform/tenancy';
import { testConfig, useDatabase } from '#testing';
import { allModules } from '../../modules.ts';
import { openTestIdentity, type TestIdentity } from '../identity/testing.ts';
import { checkRegister } from './check.ts';
import { registerOf } from './model.ts';
import { dossier, erase } from './persons.ts';
import { runRetention } from './retention.ts';

// The contract of the whole house, with all its modules.
const database = useDatabase();
let identity: TestIdentity;
let here: Tenant;
let modules: readonly ModuleDefinition[];

beforeAll(async () => {
  identity = openTestIdentity(database);
  here = await identity.addDistrict('haus', '05701');
  const deriveKey = () => Buffer.alloc(32);
  modules = allModules({ config: testConfig, deriveKey, database, ownerUrl: '', tenants: identity.tenants, identity });
});

test('every table that looks personal is in the register, or is excused with a reason', async () => {
  expect(modules.length).toBeGreaterThan(5);
  expect(await checkRegister(database.shared, modules)).toEqual([]);
});

test('every registered table can be cleaned, searched and erased by the application', async () => {
  const register = registerOf(modules);
  const services = { tenantIds: () => [here.id], contextOf: () => identity.contextIn(here) };
  const cleaned = await runRetention({ database, services, register, now: new Date('2040-01-01T00:00:00Z') });
  expect(cleaned.map(({ table }) => table)).toEqual(expect.arrayContaining(['identity_session', 'privacy_request']));
  const userId = await identity.addUser('alle@haus.example', here, [{ role: 'ki_staff' }]);
  const person = { email: 'alle@haus.example', userId, elsewhere: false };
  const context = identity.contextIn(here);
  expect((await dossier(context, register, person)).parts.map(({ table }) => table)).toContain('identity_user');
  await context.transaction((trx) => erase(trx, context, register, person));
  expect(await identity.findUser(person.email)).toBeUndefined();
});
