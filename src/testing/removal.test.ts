import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useDatabase } from './database.ts';

// `demo reset`, and a district that leaves, delete one row of `tenant`. Read from the constraints themselves, so that a new
// table is held to it without being listed.

const database = useDatabase();

interface ForeignKey {
  readonly table: string;
  readonly target: string;
  readonly name: string;
  /** `c` cascade, `n` set null, `a` no action, `r` restrict. */
  readonly deletion: string;
  readonly deferred: boolean;
}

async function foreignKeys(): Promise<readonly ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select conrelid::regclass::text as "table", confrelid::regclass::text as target, conname as name,
      confdeltype::text as deletion, condeferred as deferred
    from pg_constraint join pg_namespace on pg_namespace.oid = connamespace
    where contype = 'f' and nspname = 'public'`.execute(database.shared);
  return rows;
}

test('a district takes every table along when it is removed', async () => {
  const { rows } = await sql<{ name: string }>`
    select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'`.execute(database.shared);
  const keys = await foreignKeys();
  const reached = new Set(['tenant']);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const { table, target, deletion } of keys) if (deletion === 'c' && reached.has(target)) reached.add(table);
  }
  // The log outlives its district: it is the proof of what was done there (docs/security.md).
  const stays = new Set(['audit_entry', 'audit_head', 'audit_seal']);
  expect(rows.map(({ name }) => name).filter((name) => !reached.has(name) && !stays.has(name))).toEqual([]);
});

test('no reference between its tables stands in the way, in whatever order they go', async () => {
  const blocking = (await foreignKeys()).filter(
    // Rows of one table go in one statement, after which a reference among them is looked at.
    ({ table, target, deletion, deferred }) => table !== target && (deletion === 'r' || (deletion === 'a' && !deferred)),
  );
  expect(blocking.map(({ table, name }) => `${table}: ${name}`)).toEqual([]);
});
