import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { projectRoot } from '#platform/config';
import { useDatabase } from '#testing';
import { identityModule } from './module.ts';
import { signIn } from './sign-in.ts';
import { browser, openTestIdentity, password, type TestIdentity } from './testing.ts';

const database = useDatabase();
let identity: TestIdentity;

beforeAll(() => {
  identity = openTestIdentity(database);
});

test('the register names every table of the migration, with columns that exist', async () => {
  const sql = readFileSync(join(projectRoot, 'db/migrations/0003_identity.sql'), 'utf8');
  const tables = [...sql.matchAll(/^create table (\w+)/gm)].map((match) => match[1]);
  const register = identityModule.personalData ?? [];
  expect(register.map((entry) => entry.table).sort()).toEqual(tables.sort());
  const { rows } = await database.pool.query<{ name: string }>(
    "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'",
  );
  const columns = new Set(rows.map((row) => row.name));
  for (const { table, retention, person } of register) {
    if (retention) expect(columns).toContain(`${table}.${retention.anchor}`);
    if (person) expect(columns).toContain(`${table}.${person.column}`);
  }
});

test('at night what has run out is removed, and nothing else', async () => {
  const nord = await identity.addDistrict('nord', '05001');
  const userId = await identity.addUser('night@nord.example', nord, [{ role: 'ki_staff' }]);
  await signIn(identity.house, { email: 'night@nord.example', password }, browser());
  await signIn(identity.house, { email: 'night@nord.example', password: 'not the password' }, browser());
  const grants = [{ role: 'ki_staff', scope: null }] as const;
  await identity.invite(identity.contextIn(nord), { email: 'asked@nord.example', language: 'de', grants });

  const counts = async () => {
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query(
      'select (select count(*)::int from identity_session) sessions, (select count(*)::int from identity_attempt) attempts, (select count(*)::int from identity_invitation) invitations',
    );
    await owner.end();
    return rows[0];
  };
  const run = () =>
    identityModule.jobs?.['identity.clean-up']?.({}, { tenantIds: () => [nord.id], contextOf: () => identity.contextIn(nord) });
  const before = await counts();
  expect(before).toMatchObject({ sessions: 1, invitations: 1 });
  await run();
  expect(await counts()).toEqual(before);
  identity.moveClock(13 * 60);
  await run();
  expect(await counts()).toEqual({ sessions: 0, attempts: 0, invitations: 1 });
  identity.moveClock(46 * 24 * 60);
  await run();
  expect(await counts()).toEqual({ sessions: 0, attempts: 0, invitations: 0 });
  expect(await identity.rolesOf(userId)).toHaveLength(1);
});
