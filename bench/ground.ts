import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Context, createContext } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { type Database, migrate, openDatabase, startEmbedded, withUser } from '#platform/database';
import { german, translator } from '#platform/i18n';
import { createTenant, openTenantDirectory, type TenantDirectory } from '#platform/tenancy';
import { publishingGround, toPublicOffer } from '../src/modules/directory/service/publishing.ts';
import { insertDefaultCategories } from '../src/modules/directory/store/categories.ts';
import { upsertPublicOffers } from '../src/modules/directory/store/public-offers.ts';
import { generator, syntheticOffer } from './synthetic.ts';

export interface Ground {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly database: Database;
  readonly tenants: TenantDirectory;
  close(): Promise<void>;
}

const role = 'dreiklang_app';
/** As the program itself derives it is of no matter here: the server under test connects as the owner's own role set-up. */
export const rolePassword = 'bench';

/** A PostgreSQL of its own with the settings of an installation (fsync on), in the temp folder. */
export async function openServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'dreiklang-bench-'));
  const server = await startEmbedded(join(folder, 'postgres'), 'bench');
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function openGround(serverUrl: string, name: string): Promise<Ground> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const owner = new URL(serverUrl);
  owner.pathname = `/${name}`;
  await migrate(owner.href, role, rolePassword);
  const appUrl = withUser(owner.href, role, rolePassword);
  const database = openDatabase(appUrl, 10);
  const tenants = await openTenantDirectory(database, appUrl);
  return {
    ownerUrl: owner.href,
    appUrl,
    database,
    tenants,
    close: async () => {
      await tenants.close();
      await database.close();
    },
  };
}

export async function addTenant(ground: Ground, slug: string, ags: string): Promise<Context> {
  await createTenant(ground.database.shared, {
    id: uuidv7(),
    slug,
    ags,
    names: { de: slug },
    demonstration: false,
    settings: {},
  });
  await ground.tenants.refresh();
  const tenant = ground.tenants.bySlug(slug);
  if (!tenant) throw new Error(slug);
  const context = createContext({
    tenant,
    actor: { kind: 'system', name: 'bench' },
    language: german,
    t: translator(german),
    requestId: uuidv7(),
    publicUrl: 'http://localhost',
    database: ground.database,
    permissions: new Map(),
  });
  await context.transaction((trx) => insertDefaultCategories(trx, tenant.id));
  return context;
}

export const benchTowns: readonly string[] = [
  '05562004',
  '05562008',
  '05562012',
  '05562014',
  '05562016',
  '05562020',
  '05562024',
  '05562028',
  '05562032',
  '05562036',
];

/** Fills the public read model of a district with invented offers. */
export async function fillOffers(context: Context, count: number, languages: number, seed: number): Promise<void> {
  const random = generator(seed);
  const organisationId = uuidv7();
  await context.transaction(async (trx) => {
    const ground = await publishingGround(trx, context);
    for (let done = 0; done < count; done += 500) {
      const offers = Array.from({ length: Math.min(500, count - done) }, (_, index) => {
        const number = done + index;
        const content = syntheticOffer(random, benchTowns, number, languages);
        const entry = { id: uuidv7(), slug: `angebot-${number}`, confirmedOn: null, organisationId };
        return toPublicOffer(context, ground, entry, content, { slug: 'beispiel-traeger', name: 'Beispielträger' });
      });
      await upsertPublicOffers(trx, offers);
    }
  });
}

export async function vacuum(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('vacuum analyze');
  await client.end();
}
