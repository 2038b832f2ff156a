import pg from 'pg';
import type { BackupEnd, BackupTable } from './manifest.ts';

/** The queue's tables whose rows a backup keeps; `migrations` of that schema is made anew by the library itself. */
const mine = `(n.nspname = 'public' and c.relname <> 'migration' or n.nspname = 'graphile_worker' and c.relname like '\\_private\\_%')`;

export const quoted = ({ schema, name }: { schema: string; name: string }): string =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;

/** Ordinary tables with the columns that are stored (generated ones are computed again). */
export async function listTables(client: pg.Client): Promise<BackupTable[]> {
  const { rows } = await client.query(`
    select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and c.relpersistence = 'p' and ${mine}
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by 1, 2 order by 1, 2`);
  return rows;
}

export async function listSequences(client: pg.Client): Promise<BackupEnd['sequences']> {
  const { rows } = await client.query(`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and n.nspname in ('public', 'graphile_worker') order by 1, 2`);
  const sequences: BackupEnd['sequences'] = [];
  for (const one of rows) {
    const state = await client.query(`select last_value::float8 as value, is_called as called from ${quoted(one)}`);
    sequences.push({ ...one, ...state.rows[0] });
  }
  return sequences;
}

/** Text forms that do not depend on the server's settings. */
export async function fixTextForms(client: pg.Client): Promise<void> {
  await client.query(`set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 3; set timezone = 'UTC';
    set bytea_output = 'hex'; set client_encoding = 'UTF8'; set statement_timeout = 0; set lock_timeout = 0;
    set idle_in_transaction_session_timeout = 0; set row_security = on`);
}

/**
 * An owner without the right to bypass row-level security would read nothing of the protected tables, and a backup
 * would be empty without a word. It may read them by a policy of its own: it owns the tables and could drop the fence
 * anyway; the application's role gains nothing.
 */
export async function letOwnerRead(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.relforcerowsecurity and ${mine}
      and not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)
      and not exists (select from pg_policy where polrelid = c.oid and polname = 'owner_reads')`);
  for (const table of rows)
    await client.query(`create policy owner_reads on ${quoted(table)} for select to current_user using (true)`);
}
