import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import type { DeriveKey } from '#platform/crypto';
import { copyIn, migrate, readMigrations } from '#platform/database';
import { BackupError } from './error.ts';
import type { BackupEnd, BackupProgress, BackupStart, BackupTable } from './manifest.ts';
import { readBackup } from './read.ts';
import { fixTextForms, letOwnerRead, listTables, quoted } from './tables.ts';
import { keyCheck } from './write.ts';

export interface RestoreOptions {
  /** Opens the database; called once the backup has been found whole, so that a refused one leaves no trace. */
  openDatabase(): Promise<{ readonly ownerUrl: string; stop(): Promise<void> }>;
  readonly file: string;
  readonly filesFolder: string;
  readonly deriveKey: DeriveKey;
  /** Role of the application; its password is set by the next start. */
  readonly appRole: string;
  readonly passphrase?: string;
  /** Replaces what is there instead of refusing. */
  readonly force?: boolean;
  /** Goes on although the backup was made under another master key. */
  readonly otherKey?: boolean;
  onProgress?(progress: BackupProgress): void;
}

type State = 'fresh' | 'empty' | 'full';

async function stateOf(client: pg.Client): Promise<State> {
  const { rows } = await client.query("select to_regclass('public.migration') is not null as migrated");
  if (!rows[0].migrated) {
    const { rows: foreign } = await client.query(
      "select count(*)::integer as count from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'",
    );
    return foreign[0].count ? 'full' : 'fresh';
  }
  for (const table of await listTables(client)) {
    if (table.schema !== 'public') continue;
    if ((await client.query(`select from ${quoted(table)} limit 1`)).rowCount) return 'full';
  }
  return 'empty';
}

/** The migrations the backup was made with, as files of this program. */
function knownMigrations(start: BackupStart) {
  const files = readMigrations();
  for (const { number, name, checksum } of start.migrations) {
    if (files[number - 1]?.checksum !== checksum) {
      throw new BackupError(
        `The backup was made by version ${start.version}, which knows migration ${name}; this program does not: install that version or a newer one.`,
      );
    }
  }
  return files.slice(0, start.migrations.length);
}

async function refuseWhileRunning(client: pg.Client, appRole: string): Promise<void> {
  const text = 'select count(*)::integer as count from pg_stat_activity where datname = current_database() and usename = $1';
  if ((await client.query(text, [appRole])).rows[0].count)
    throw new BackupError('Dreiklang is running on this database: stop it first.');
}

/** Puts the database at the backup's migrations; what is in it has been found empty, or is given up with --force. */
async function prepareSchema(
  client: pg.Client,
  ownerUrl: string,
  start: BackupStart,
  state: State,
  options: RestoreOptions,
): Promise<void> {
  const migrations = knownMigrations(start);
  if (state !== 'fresh') {
    const { rows } = await client.query("select to_regclass('public.migration') is not null as migrated");
    const applied = rows[0].migrated ? (await client.query('select checksum from migration order by number')).rows : [];
    const same =
      applied.length === migrations.length && migrations.every(({ checksum }, index) => applied[index].checksum === checksum);
    if (same) return;
    await client.query('drop schema public cascade; drop schema if exists graphile_worker cascade; create schema public');
  }
  await migrate(ownerUrl, options.appRole, randomBytes(24).toString('base64url'), migrations);
}

/** Triggers sleep, foreign keys are set aside and checked again at the end, so that the order of tables does not matter. */
async function withoutConstraints(client: pg.Client, tables: readonly BackupTable[], work: () => Promise<void>): Promise<void> {
  const { rows: keys } = await client.query(`
    select n.nspname as schema, c.relname as name, k.conname as key, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and n.nspname in ('public', 'graphile_worker')`);
  const { rows: forced } = await client.query(`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relforcerowsecurity and n.nspname in ('public', 'graphile_worker')`);
  for (const key of keys) await client.query(`alter table ${quoted(key)} drop constraint ${pg.escapeIdentifier(key.key)}`);
  for (const table of forced) await client.query(`alter table ${quoted(table)} no force row level security`);
  for (const table of tables) await client.query(`alter table ${quoted(table)} disable trigger user`);
  await work();
  for (const table of tables) await client.query(`alter table ${quoted(table)} enable trigger user`);
  for (const table of forced) await client.query(`alter table ${quoted(table)} force row level security`);
  for (const key of keys) {
    try {
      await client.query(`alter table ${quoted(key)} add constraint ${pg.escapeIdentifier(key.key)} ${key.definition}`);
    } catch (error) {
      throw new BackupError(`The backup breaks the rule ${key.key} of table ${key.name} (${(error as Error).message}).`);
    }
  }
}

/** Last, because a sequence once set stays so even when the transaction is undone. */
async function finishTables(client: pg.Client, end: BackupEnd): Promise<void> {
  // Whoever held a job when the backup was made does not hold it here.
  await client.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null');
  await client.query(
    'update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null',
  );
  const { rows } = await client.query(
    "select format('%I.%I', schemaname, matviewname) as name from pg_matviews where schemaname = 'public'",
  );
  for (const view of rows) await client.query(`refresh materialized view ${view.name}`);
  for (const sequence of end.sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [quoted(sequence), sequence.value, sequence.called]);
  }
}

async function load(client: pg.Client, options: RestoreOptions, staging: string): Promise<BackupEnd> {
  const targets = await listTables(client);
  await client.query('begin');
  let end: BackupEnd | undefined;
  await withoutConstraints(client, targets, async () => {
    await client.query(`truncate ${targets.map(quoted).join(', ')}`);
    const read = await readBackup(
      options.file,
      options.passphrase,
      {
        table: async (table, rows) => {
          const target = targets.find((one) => one.schema === table.schema && one.name === table.name);
          const missing = target ? table.columns.find((column) => !target.columns.includes(column)) : table.name;
          if (missing) throw new BackupError(`The backup holds ${table.name}.${missing}, which this database does not have.`);
          return copyIn(client, `copy ${quoted(table)} (${table.columns.map(pg.escapeIdentifier).join(', ')}) from stdin`, rows);
        },
        file: async (path, content) => {
          await mkdir(dirname(join(staging, path)), { recursive: true, mode: 0o700 });
          await pipeline(content, createWriteStream(join(staging, path), { mode: 0o600, flush: true }));
        },
      },
      options.onProgress,
    );
    end = read.end;
    options.onProgress?.({ step: 'keys', name: '', done: 1, total: 1 });
  });
  if (!end) throw new Error('The backup was not read');
  await finishTables(client, end);
  await client.query('commit');
  return end;
}

/**
 * Reads the whole backup once to be sure of it, then loads it in one transaction: either everything is there
 * afterwards or nothing has changed. Files that were there are kept beside, as `files.before-<time>`.
 * The schema is left at the backup's migrations; the next start brings it up to date.
 * @throws {BackupError} when the backup does not hold, the database is not empty, or Dreiklang runs on it
 */
export async function restore(options: RestoreOptions): Promise<BackupEnd> {
  const { start } = await readBackup(options.file, options.passphrase, {}, options.onProgress);
  if (start.keyCheck !== keyCheck(options.deriveKey) && !options.otherKey) {
    throw new BackupError(
      'The backup was made under another master key: put that installation’s master.key in place (MASTER_KEY_FILE), or add --other-key and lose what is encrypted or sealed with it.',
    );
  }
  knownMigrations(start);
  const server = await options.openDatabase();
  const client = new pg.Client({ connectionString: server.ownerUrl });
  try {
    await client.connect();
    return await replaceContents(client, server.ownerUrl, start, options);
  } finally {
    await client.end();
    await server.stop();
  }
}

async function replaceContents(
  client: pg.Client,
  ownerUrl: string,
  start: BackupStart,
  options: RestoreOptions,
): Promise<BackupEnd> {
  const { filesFolder } = options;
  const staging = `${filesFolder}.restoring`;
  await fixTextForms(client);
  await refuseWhileRunning(client, options.appRole);
  await letOwnerRead(client);
  const state = await stateOf(client);
  const oldFiles = existsSync(filesFolder) && (await readdir(filesFolder)).length > 0;
  if ((state === 'full' || oldFiles) && !options.force) {
    throw new BackupError(
      'There is something in this installation already: restore into an empty one, or replace it with --force.',
    );
  }
  await prepareSchema(client, ownerUrl, start, state, options);
  try {
    await rm(staging, { recursive: true, force: true });
    const end = await load(client, options, staging);
    if (oldFiles) await rename(filesFolder, `${filesFolder}.before-${new Date().toISOString().replaceAll(':', '-')}`);
    else await rm(filesFolder, { recursive: true, force: true });
    if (existsSync(staging)) await rename(staging, filesFolder);
    return end;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
