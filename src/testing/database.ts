import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { type Database, openDatabase, withUser } from '#platform/database';
import { templateDatabase, testRole, testRolePassword } from './global-setup.ts';

export interface TestDatabase extends Database {
  readonly ownerUrl: string;
  readonly appUrl: string;
}

/** As the server's owner, outside of any database of a test. */
export async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: inject('serverUrl') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** A database of its own for the test file, cloned from the migrated template; use its members inside tests only. */
export function useDatabase(): TestDatabase {
  const name = `test_${uuidv7().replaceAll('-', '')}`;
  const opened: Partial<TestDatabase> = {};
  beforeAll(async () => {
    await onServer((client) => client.query(`create database ${name} template ${templateDatabase} strategy file_copy`));
    const ownerUrl = new URL(inject('serverUrl'));
    ownerUrl.pathname = `/${name}`;
    const appUrl = withUser(ownerUrl.href, testRole, testRolePassword);
    Object.assign(opened, openDatabase(appUrl, 8), { ownerUrl: ownerUrl.href, appUrl });
  });
  afterAll(async () => {
    await opened.close?.();
    await onServer((client) => client.query(`drop database if exists ${name} with (force)`));
  });
  return opened as TestDatabase;
}
