import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { projectRoot } from '#platform/config';

/** The database and this program do not fit each other; the message says which file and what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Any number would do, as long as nothing else in the database locks the same one. */
const lockKey = 4_721_968;

export function readMigrations(folder: string = join(projectRoot, 'db/migrations')): Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(folder, file), 'utf8');
      const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1]);
      if (!number) throw new MigrationError(`db/migrations/${file}: a migration is named NNNN_<module>_<what>.sql.`);
      return { number, name: file.slice(0, -4), sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
  migrations.forEach((migration, index) => {
    if (migration.number !== index + 1) throw new MigrationError(`db/migrations: number ${index + 1} is missing or used twice.`);
  });
  return migrations;
}

/** Roles belong to the whole server: another database of it that starts at this moment may write the same one. */
const isConcurrent = (error: unknown) =>
  error instanceof pg.DatabaseError &&
  (error.code === '23505' || error.code === '42710' || error.message === 'tuple concurrently updated');

async function ensureApplicationRole(client: pg.Client, role: string, password: string, triesLeft = 20): Promise<void> {
  const name = pg.escapeIdentifier(role);
  const { rows } = await client.query('select rolsuper or rolbypassrls as unsafe from pg_roles where rolname = $1', [role]);
  if (rows[0]?.unsafe) {
    throw new MigrationError(`DATABASE_APP_ROLE ${role} may bypass row-level security: name a plain role.`);
  }
  const access = `login password ${pg.escapeLiteral(password)}`;
  try {
    // What a role may not do is its default; naming it again would ask an owner who is no superuser for too much.
    await client.query(`${rows.length ? 'alter' : 'create'} role ${name} ${access}`);
  } catch (error) {
    if (triesLeft > 0 && isConcurrent(error)) {
      await setTimeout(50);
      return ensureApplicationRole(client, role, password, triesLeft - 1);
    }
    throw new MigrationError(
      `The user of DATABASE_URL may not create the role ${role} (${(error as Error).message}): give it CREATEROLE, or set DATABASE_APP_ROLE.`,
    );
  }
  await client.query(`
    grant usage on schema public to ${name};
    alter default privileges in schema public grant select, insert, update, delete on tables to ${name};
    alter default privileges in schema public grant usage on sequences to ${name};
    alter default privileges in schema public grant execute on routines to ${name};
  `);
}

function verifyApplied(applied: { number: number; name: string; checksum: string }[], migrations: Migration[]): void {
  for (const row of applied) {
    const file = migrations[row.number - 1];
    if (!file) {
      throw new MigrationError(
        `The database is newer than this program: it knows migration ${row.name}. Start the newer version.`,
      );
    }
    if (file.checksum !== row.checksum) {
      throw new MigrationError(
        `db/migrations/${file.name}.sql was changed after it had been applied. Restore the file and put the change into a new migration.`,
      );
    }
  }
}

/**
 * Brings the database up to date: one transaction per migration, one advisory lock for all, so that servers
 * starting together wait for each other. `{{app_role}}` in a file stands for the application's role.
 * @returns the names of the migrations applied now
 * @throws {MigrationError} when an applied file was edited or the database is newer than the program
 */
export async function migrate(
  ownerUrl: string,
  appRole: string,
  appPassword: string,
  migrations: Migration[] = readMigrations(),
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const done: string[] = [];
  try {
    const { rows: version } = await client.query("select current_setting('server_version_num')::int as number");
    if (version[0].number < 150_000) throw new MigrationError('PostgreSQL 15 or newer is needed.');
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(`create table if not exists migration (
      number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now()
    )`);
    const { rows: applied } = await client.query('select number, name, checksum from migration order by number');
    verifyApplied(applied, migrations);
    await ensureApplicationRole(client, appRole, appPassword);
    await client.query(
      `revoke all on migration from ${pg.escapeIdentifier(appRole)}; grant select on migration to ${pg.escapeIdentifier(appRole)}`,
    );
    await runMigrations({ connectionString: ownerUrl });
    for (const migration of migrations.slice(applied.length)) {
      await client.query('begin');
      try {
        await client.query('insert into migration (number, name, checksum) values ($1, $2, $3)', [
          migration.number,
          migration.name,
          migration.checksum,
        ]);
        await client.query(migration.sql.replaceAll('{{app_role}}', pg.escapeIdentifier(appRole)));
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new MigrationError(`Migration ${migration.name} failed and was undone: ${(error as Error).message}`);
      }
      done.push(migration.name);
    }
    return done;
  } finally {
    await client.end();
  }
}
