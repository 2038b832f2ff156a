import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { installationChain } from '#platform/audit';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { addDistrict, linesOf } from '../audit/testing.ts';
import { type RetentionResult, runRetention } from './retention.ts';
import { addSampleTables, sampleRegister, servicesOf } from './testing.ts';

const database = useDatabase();
const user = '01900000-0000-7000-8000-0000000000aa';
const other = '01900000-0000-7000-8000-0000000000bb';
let owner: pg.Client;
let here: Tenant;
let there: Tenant;

beforeAll(async () => {
  await addSampleTables(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  here = await addDistrict(database, 'retain-here', '05301');
  there = await addDistrict(database, 'retain-there', '05302');
});
afterAll(() => owner.end());
beforeEach(() =>
  owner.query('delete from sample_comment; delete from sample_note; delete from sample_login; delete from privacy_hold'),
);

const run = (now: string, register = sampleRegister): Promise<RetentionResult[]> =>
  runRetention({ database, services: servicesOf(database, [here, there]), register, now: new Date(now) });

async function note(tenant: Tenant, email: string | null, closedOn: string | null): Promise<string> {
  const text = 'insert into sample_note (tenant_id, email, body, closed_on) values ($1, $2, $3, $4) returning id';
  return (await owner.query(text, [tenant.id, email, 'x', closedOn])).rows[0].id;
}

const left = async (table: string) => (await owner.query(`select count(*)::integer as count from ${table}`)).rows[0].count;

const hold = (tenant: Tenant, what: { email?: string; user?: string; table?: string; row?: string; released?: boolean }) =>
  owner.query(
    `insert into privacy_hold (tenant_id, id, email, user_id, table_name, row_id, reason, placed_by, placed_at, released_at, released_by)
    values ($1, gen_random_uuid(), $2, $3, $4, $5, 'Klage', 'x', now(), $6, $7)`,
    [tenant.id, what.email, what.user, what.table, what.row, what.released ? new Date() : null, what.released ? 'x' : null],
  );

test('rows go on the day after their period, in every district; what has no date stays', async () => {
  await note(here, 'a@example.org', '2026-05-22');
  await note(there, 'b@example.org', '2026-05-22');
  await note(here, 'c@example.org', '2026-05-23');
  await note(here, 'd@example.org', null);
  await run('2026-11-22T01:00:00Z');
  expect(await left('sample_note')).toBe(4);
  await run('2026-11-23T01:00:00Z');
  expect((await owner.query('select email from sample_note order by 1')).rows.map(({ email }) => email)).toEqual([
    'c@example.org',
    'd@example.org',
  ]);
});

test('more rows than one batch all go, each batch with its line in the log', async () => {
  await owner.query(
    `insert into sample_note (tenant_id, closed_on) select '${here.id}', '2020-01-01' from generate_series(1, 2300)`,
  );
  const before = (await linesOf(database, here.id)).length;
  expect(await run('2026-11-22T01:00:00Z')).toContainEqual({ table: 'sample_note', tenantId: here.id, rows: 2300 });
  expect(await left('sample_note')).toBe(0);
  const lines = (await linesOf(database, here.id)).slice(before);
  expect(lines.map(({ action, subject_type, details }) => [action, subject_type, details])).toEqual(
    [1000, 1000, 300].map((rows) => ['retention.deleted', 'sample_note', { rows, months: 6, after: 'closed_on' }]),
  );
});

test('what is to be anonymised keeps its row, once', async () => {
  const id = await note(here, 'a@example.org', null);
  await owner.query(
    `insert into sample_comment (tenant_id, note_id, author_id, author_name, written_at) values ($1, $2, $3, 'Amal', '2025-01-01')`,
    [here.id, id, user],
  );
  expect(await run('2026-11-22T01:00:00Z')).toContainEqual({ table: 'sample_comment', tenantId: here.id, rows: 1 });
  expect((await owner.query('select author_id, author_name from sample_comment')).rows).toEqual([
    { author_id: null, author_name: 'gelöscht' },
  ]);
  expect(await run('2026-11-23T01:00:00Z')).toContainEqual({ table: 'sample_comment', tenantId: here.id, rows: 0 });
});

test('tables of the installation are cleaned once, into the installation’s log', async () => {
  await owner.query(
    `insert into sample_login (user_id, ended_at) values ('${user}', '2026-11-20T12:00Z'), ('${user}', '2026-11-22T12:00Z')`,
  );
  const results = await run('2026-11-22T13:00:00Z');
  expect(results.filter(({ table }) => table === 'sample_login')).toEqual([{ table: 'sample_login', tenantId: null, rows: 1 }]);
  expect((await linesOf(database, installationChain)).at(-1)).toMatchObject({
    action: 'retention.deleted',
    subject_type: 'sample_login',
    actor_name: 'privacy.retain',
  });
});

describe('a hold', () => {
  test('keeps a person’s rows, whatever the case of the address', async () => {
    await note(here, 'Amal@Example.org', '2020-01-01');
    await note(here, 'b@example.org', '2020-01-01');
    await hold(here, { email: 'amal@example.org' });
    await run('2026-11-22T01:00:00Z');
    expect((await owner.query('select email from sample_note')).rows).toEqual([{ email: 'Amal@Example.org' }]);
  });

  test('keeps one row, or a whole table, in its district alone', async () => {
    const kept = await note(here, null, '2020-01-01');
    await note(here, null, '2020-01-01');
    await note(there, null, '2020-01-01');
    await hold(here, { table: 'sample_note', row: kept });
    await run('2026-11-22T01:00:00Z');
    expect((await owner.query('select id from sample_note')).rows).toEqual([{ id: kept }]);
    await owner.query('delete from privacy_hold');
    await note(here, null, '2020-01-01');
    await hold(here, { table: 'sample_note' });
    await run('2026-11-22T01:00:00Z');
    expect(await left('sample_note')).toBe(2);
  });

  test('of any district keeps the person’s rows in tables of the installation', async () => {
    await owner.query(
      `insert into sample_login (user_id, ended_at) values ('${user}', '2020-01-01'), ('${other}', '2020-01-01')`,
    );
    await hold(there, { email: 'amal@example.org', user });
    await run('2026-11-22T01:00:00Z');
    expect((await owner.query('select user_id from sample_login')).rows).toEqual([{ user_id: user }]);
  });

  test('that was released keeps nothing', async () => {
    await note(here, 'amal@example.org', '2020-01-01');
    await hold(here, { email: 'amal@example.org', released: true });
    await run('2026-11-22T01:00:00Z');
    expect(await left('sample_note')).toBe(0);
  });
});

test('a table that cannot be cleaned is reported, and the others are cleaned', async () => {
  const id = await note(here, null, '2020-01-01');
  await owner.query(`insert into sample_comment (tenant_id, note_id, author_id, written_at) values ($1, $2, $3, now())`, [
    here.id,
    id,
    user,
  ]);
  await owner.query(`insert into sample_login (user_id, ended_at) values ('${user}', '2020-01-01')`);
  await expect(run('2026-11-22T01:00:00Z')).rejects.toThrow('Retention of sample_note failed');
  expect(await left('sample_note')).toBe(1);
  expect(await left('sample_login')).toBe(0);
});
