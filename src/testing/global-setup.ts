import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate, startEmbedded } from '#platform/database';

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner's URL of the test server; `templateDatabase` on it is migrated and empty. */
    serverUrl: string;
  }
}

export const templateDatabase = 'dreiklang_template';
export const testRole = 'dreiklang_test_app';
export const testRolePassword = 'test';

/** One server and one migrated template for the whole run; TEST_DATABASE_URL names a server that is there already. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'dreiklang-test-'));
  const given = process.env.TEST_DATABASE_URL;
  const server = given
    ? { url: given, stop: async () => undefined }
    : await startEmbedded(join(folder, 'postgres'), 'test', true);
  const template = new URL(server.url);
  template.pathname = `/${templateDatabase}`;
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`drop database if exists ${templateDatabase}`);
  await client.query(`create database ${templateDatabase}`);
  await client.end();
  await migrate(template.href, testRole, testRolePassword).catch(async (error) => {
    await server.stop();
    throw error;
  });
  project.provide('serverUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
