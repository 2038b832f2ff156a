import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Actor, visitor } from '#platform/access';
import { readConfig } from '#platform/config';
import { uuidv7 } from '#platform/crypto';
import type { App } from '#platform/http';
import { createTenant, type Tenant } from '#platform/tenancy';
import { loadDemonstration } from '../demonstration.ts';
import { buildHouse, type OpenInstallation, openInstallation } from '../start.ts';
import { onServer } from './database.ts';
import { type KnownRoute, routesOf } from './routes.ts';

/** The whole house on a database of its own, as `npm start` puts it together, without a worker. */
export interface TestHouse {
  readonly app: App;
  readonly routes: readonly KnownRoute[];
  readonly installation: OpenInstallation;
  /** The district with the demonstration. */
  readonly full: Tenant;
  /** A district with categories and a town, and nothing else. */
  readonly bare: Tenant;
  close(): Promise<void>;
}

/**
 * Opens the house with one demonstration district and a bare one. Who calls is whoever `actors` holds under the value of
 * the cookie `session`; it may be filled later.
 */
export async function openTestHouse(actors: ReadonlyMap<string, Actor>): Promise<TestHouse> {
  const name = `house_${uuidv7().replaceAll('-', '')}`;
  await onServer((client) => client.query(`create database ${name}`));
  const databaseUrl = new URL(inject('serverUrl'));
  databaseUrl.pathname = `/${name}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'dreiklang-house-'));
  // One key for all test files, because the password of the role follows from it and roles belong to the whole server.
  writeFileSync(join(dataDir, 'master.key'), `${'7'.repeat(64)}\n`, { mode: 0o600 });
  const config = readConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl.href,
    DATABASE_APP_ROLE: 'dreiklang_test_house',
    RATE_LIMIT_PER_MINUTE: '1000000',
    PUBLIC_URL: 'http://localhost',
    // An account that nobody has, so that the page offers to call; no worker runs that would.
    GENESIS_ZENSUS_LOGIN: 'nobody:nothing',
  });
  const installation = await openInstallation(config);
  await loadDemonstration(installation, 'guetersloh');
  await createTenant(installation.opened.database.shared, {
    id: uuidv7(),
    slug: 'leerkreis',
    ags: '05999',
    names: { de: 'Leerkreis' },
    demonstration: false,
    settings: {},
  });
  await installation.tenants.refresh();
  const readActor = async (headers: Headers) =>
    actors.get(/session=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1] ?? '') ?? visitor;
  const { app, routes } = await routesOf(() => buildHouse(installation, { readActor }));
  return {
    app,
    routes,
    installation,
    full: installation.tenants.bySlug('guetersloh') as Tenant,
    bare: installation.tenants.bySlug('leerkreis') as Tenant,
    close: async () => {
      await app.close();
      await installation.close();
      await onServer((client) => client.query(`drop database ${name} with (force)`));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
