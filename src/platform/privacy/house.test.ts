import { expect, test } from 'vitest';
import { testConfig, useDatabase } from '#testing';
import { allModules } from '../../modules.ts';
import { openTestIdentity } from '../identity/testing.ts';
import { checkRegister } from './check.ts';

const database = useDatabase();

// The contract of the whole house: a module that brings a table with somebody's name in it must say so in the register.
test('every table that looks personal is in the register, or is excused with a reason', async () => {
  const identity = openTestIdentity(database);
  const deriveKey = () => Buffer.alloc(32);
  const modules = allModules({ config: testConfig, deriveKey, database, ownerUrl: '', tenants: identity.tenants, identity });
  expect(modules.length).toBeGreaterThan(5);
  expect(await checkRegister(database.shared, modules)).toEqual([]);
});
