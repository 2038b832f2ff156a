import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { directoryModule } from '#modules/directory';
import { orientationReadModels } from '#modules/orientation';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from './database.ts';

// Every table with a tenant_id is held behind its fence; what is listed as a public read model is the exception, with its
// reason. The proof puts a row of two districts into every table, so a table that forgets the policy is found by itself.

const database = useDatabase();
const publicReadModels = { ...directoryModule.publicReadModels, ...orientationReadModels };
const [here, there] = [uuidv7(), uuidv7()];
let tables: string[] = [];

/** Some value of a type; constraints are dropped on this throw-away database, so any will do. */
function sample(type: string): string {
  if (type.endsWith('[]')) return "'{}'";
  if (type.endsWith('multirange')) return "'{}'";
  if (type.endsWith('range')) return "'empty'";
  const samples: Record<string, string> = {
    uuid: 'gen_random_uuid()',
    text: 'gen_random_uuid()::text',
    'character varying': 'gen_random_uuid()::text',
    integer: '1',
    bigint: '1',
    smallint: '1',
    numeric: '1',
    real: '1',
    'double precision': '1',
    boolean: 'false',
    date: 'current_date',
    'timestamp with time zone': 'now()',
    jsonb: "'{}'",
    json: "'{}'",
    bytea: "decode(md5(gen_random_uuid()::text), 'hex')",
    tsvector: "''",
  };
  const value = samples[type];
  if (!value) throw new Error(`Give the isolation test a sample of type ${type}`);
  return value;
}

async function asOwner(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await work(client);
  await client.end();
}

beforeAll(() =>
  asOwner(async (client) => {
    const { rows } = await client.query(`select table_name from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'tenant_id' order by table_name`);
    tables = rows.map((row) => row.table_name).filter((table) => !(table in publicReadModels));
    const constraints = await client.query(`select conrelid::regclass as "table", conname as name from pg_constraint
      join pg_namespace on pg_namespace.oid = connamespace where nspname = 'public' and contype in ('c', 'f')`);
    for (const { table, name } of constraints.rows)
      await client.query(`alter table ${table} drop constraint if exists ${pg.escapeIdentifier(name)} cascade`);
    for (const table of tables) {
      await client.query(`alter table ${table} disable trigger user`);
      const columns = await client.query(
        `select attname as name, format_type(atttypid, null) as type from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped and attnotnull and not atthasdef and attidentity = '' and attname <> 'tenant_id'`,
        [table],
      );
      const names = ['tenant_id', ...columns.rows.map(({ name }) => pg.escapeIdentifier(name))].join(', ');
      for (const tenant of [here, there]) {
        const values = [`'${tenant}'`, ...columns.rows.map(({ type }) => sample(type))].join(', ');
        await client.query(`insert into ${table} (${names}) values (${values})`);
      }
    }
  }),
);

/** What the application sees of a table inside a district, or outside of any. */
async function rowsSeen(table: string, tenant: string | null): Promise<string[]> {
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    if (tenant) await client.query("select set_config('app.tenant', $1, true)", [tenant]);
    const { rows } = await client.query(`select tenant_id from ${pg.escapeIdentifier(table)}`);
    return rows.map((row) => row.tenant_id);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('the fence between districts', () => {
  it('covers every table of a district', async () => {
    expect(tables.length).toBeGreaterThan(5);
    for (const table of tables) {
      expect(await rowsSeen(table, null), `${table} without a district`).toEqual([]);
      expect(await rowsSeen(table, uuidv7()), `${table} in an unknown district`).toEqual([]);
      expect(new Set(await rowsSeen(table, here)), `${table} in its own district`).toEqual(new Set([here]));
    }
  });

  it('lets nothing be written into another district', async () => {
    for (const table of tables) {
      const client = await database.pool.connect();
      await client.query('begin');
      await client.query("select set_config('app.tenant', $1, true)", [here]);
      const moved = await client
        .query(`update ${pg.escapeIdentifier(table)} set tenant_id = $1 where tenant_id = $2`, [there, here])
        .catch((error) => error);
      await client.query('rollback');
      client.release();
      // Refused aloud, or no row may be changed at all.
      expect(moved instanceof Error || moved.rowCount === 0, `${table}: a row was moved into another district`).toBe(true);
    }
  });

  it('cannot be lifted by the application', async () => {
    const { rows } = await database.pool.query(
      'select rolsuper or rolbypassrls as unsafe, current_user as name from pg_roles where rolname = current_user',
    );
    expect(rows[0].unsafe).toBe(false);
    const owned = await database.pool.query(
      "select count(*)::int as number from pg_tables where schemaname = 'public' and tableowner = current_user",
    );
    expect(owned.rows[0].number).toBe(0);
  });

  it('has a reason for every exception, and no exception that is no table', async () => {
    const { rows } = await database.pool.query("select tablename from pg_tables where schemaname = 'public'");
    const existing = rows.map((row) => row.tablename);
    for (const [table, reason] of Object.entries(publicReadModels)) {
      expect(existing, `${table} is listed as a public read model`).toContain(table);
      expect(reason.length).toBeGreaterThan(20);
    }
  });
});
