import pg from 'pg';

/** Values and shapes that are easy to get wrong: types, generated columns, foreign keys in a circle, protected rows. */
export const shapes = `
  create table sample (
    tenant_id uuid not null, id integer generated always as identity, parent integer, body text,
    doubled text generated always as (body || body) stored, data jsonb, raw bytea, number numeric, float double precision,
    moment timestamptz, day date, span interval, words text[],
    primary key (tenant_id, id), foreign key (tenant_id, parent) references sample (tenant_id, id)
  );
  call protect_tenant_table('sample');
  create table hen (id integer primary key, egg integer not null);
  create table egg (id integer primary key, hen integer not null references hen (id) deferrable initially deferred);
  alter table hen add foreign key (egg) references egg (id) deferrable initially deferred;
  create table "Odd Name" (id integer primary key, "from" text check ("from" <> ''));
  create table nothing (id integer primary key);
  create function refuse() returns trigger language plpgsql as $$ begin raise exception 'never'; end $$;
  create trigger refuse before insert on nothing for each statement execute function refuse();
  create sequence numbers;`;

const bodies = [
  'plain',
  'two\nlines\r\nand a tab\t',
  'back\\slash \\. \\N',
  '',
  '🌻 مرحبا „“ \u200f',
  '\\.',
  'x'.repeat(300_000),
];

export async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** Fills the shapes; returns the number of rows in `sample`. */
export async function fillShapes(url: string, tenantIds: readonly [string, string]): Promise<number> {
  await asOwner(url, async (client) => {
    for (const [index, body] of bodies.entries()) {
      await client.query(
        `insert into sample (tenant_id, body, data, raw, number, float, moment, day, span, words)
        values ($1, $2, $3, $4, 12345678901234567890.123456789, 0.1 + 0.2, '2026-03-29 01:30:00.123456+01', 'infinity', '1 mon 2 days 03:04:05.6', $5)`,
        [tenantIds[index % 2], body, { body, nested: [1, null, 'ü'] }, Buffer.from([0, 10, 92, 255]), [body, 'a,b', '"', null]],
      );
    }
    await client.query('update sample set parent = id');
    await client.query('begin; insert into hen values (1, 1); insert into egg values (1, 1); commit');
    await client.query(`insert into "Odd Name" values (1, 'x'); select setval('numbers', 41)`);
  });
  return bodies.length;
}

/** Everything in a database as text: rows of every table, keys, triggers, fences, sequences. */
export async function everything(url: string): Promise<Record<string, unknown>> {
  return asOwner(url, async (client) => {
    const read = async (text: string) => (await client.query(text)).rows;
    await client.query("set timezone = 'UTC'");
    const tables = await read(`select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'graphile_worker') and tablename not in ('migration', 'migrations')`);
    const rows: Record<string, unknown> = {};
    for (const { name } of tables) rows[name] = await read(`select t::text as row from ${name} t order by 1`);
    return {
      rows,
      keys: await read(`select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) as key
        from pg_constraint where connamespace = 'public'::regnamespace order by 1`),
      triggers: await read(
        'select tgrelid::regclass::text, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2',
      ),
      fences: await read('select relname, relforcerowsecurity from pg_class where relrowsecurity order by 1'),
      sequences: await read('select schemaname, sequencename, last_value from pg_sequences order by 1, 2'),
    };
  });
}
