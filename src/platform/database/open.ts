import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '#platform/config';
import type { DeriveKey } from '#platform/crypto';
import { type Database, openDatabase, withUser } from './database.ts';
import { EmbeddedServerError, startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';

/** An installation's database: the server (embedded or not), migrated, and the application's connections. */
export interface OpenedDatabase {
  readonly database: Database;
  /** For migrations, job bookkeeping, backup and restore only. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly appliedMigrations: readonly string[];
  /** Fulfilled when the embedded server has ended, asked for or not; never for a server of somebody else's. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** The password of a database role, derived so that no file holds it. */
function rolePassword(deriveKey: DeriveKey, role: string): string {
  return deriveKey(`database role ${role}`).toString('base64url');
}

/** Starts or reaches the server and makes sure that the database exists; the URL is the owner's. */
export async function openServer(
  config: Config,
  deriveKey: DeriveKey,
): Promise<{ ownerUrl: string; stop(): Promise<void>; readonly ended: Promise<void> }> {
  if (config.DATABASE_URL)
    return { ownerUrl: config.DATABASE_URL, stop: async () => undefined, ended: new Promise(() => undefined) };
  const server = await startEmbedded(join(config.dataDir, 'postgres'), rolePassword(deriveKey, 'postgres'));
  const client = new pg.Client({ connectionString: server.url });
  try {
    await client.connect();
    const { rowCount } = await client.query("select from pg_database where datname = 'dreiklang'");
    if (!rowCount) await client.query('create database dreiklang');
  } catch (error) {
    await server.stop();
    // invalid_password: the superuser's is derived from the master key.
    if ((error as { code?: string }).code !== '28P01') throw error;
    throw new EmbeddedServerError(
      `The database in ${config.dataDir} was created with another master key: put the old MASTER_KEY_FILE back, or restore a backup into an empty DATA_DIR.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
  const ownerUrl = new URL(server.url);
  ownerUrl.pathname = '/dreiklang';
  return { ownerUrl: ownerUrl.href, stop: server.stop, ended: server.ended };
}

export async function openInstallationDatabase(config: Config, deriveKey: DeriveKey): Promise<OpenedDatabase> {
  const server = await openServer(config, deriveKey);
  const role = config.DATABASE_APP_ROLE;
  const password = rolePassword(deriveKey, role);
  try {
    const appliedMigrations = await migrate(server.ownerUrl, role, password);
    const appUrl = withUser(server.ownerUrl, role, password);
    const database = openDatabase(appUrl, config.DATABASE_POOL_SIZE);
    return {
      database,
      ownerUrl: server.ownerUrl,
      appUrl,
      appliedMigrations,
      ended: server.ended,
      close: async () => {
        await database.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
