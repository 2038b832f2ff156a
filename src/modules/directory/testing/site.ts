import { loadDistrict } from '#modules/territory';
import { createContext } from '#platform/access';
import { type App, createServer } from '#platform/http';
import { german, translator } from '#platform/i18n';
import { createSitemapModule, robotsRoute } from '#platform/sitemap';
import type { Tenant } from '#platform/tenancy';
import { createTestTenants, type TestDatabase, testConfig, testServerParts } from '#testing';
import { directoryModule } from '../module.ts';
import { publicRoutes } from '../routes/public.tsx';
import { loadDemonstration } from '../service/demonstration.ts';
import { permissions } from './district.ts';

/** A Sunday at noon: tomorrow the courses go on. */
export const sunday = new Date('2026-11-22T12:00:00+01:00');

type Answer = Awaited<ReturnType<App['inject']>>;

export interface Site {
  readonly app: App;
  readonly tenant: Tenant;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  json<T>(path: string): Promise<T>;
  close(): Promise<void>;
}

/** The public pages of Kreis Gütersloh with everything its demonstration has, at a fixed moment. */
export async function openSite(database: TestDatabase): Promise<Site> {
  const { tenants, there } = await createTestTenants(database);
  const now = () => sunday;
  const context = () =>
    createContext({
      tenant: tenants.bySlug(there.slug) as Tenant,
      actor: { kind: 'system', name: 'test' },
      language: german,
      t: translator(german),
      requestId: 'test',
      publicUrl: testConfig.publicUrl,
      database,
      permissions,
      now,
    });
  await loadDistrict(context());
  await tenants.refresh();
  await loadDemonstration(context());
  await tenants.refresh();
  const app = await createServer(testServerParts({ database, tenants, permissions, now }));
  publicRoutes(app);
  createSitemapModule([directoryModule]).routes?.(app);
  robotsRoute(app, { publicUrl: testConfig.publicUrl, districts: () => tenants.all().map(({ slug }) => slug) });
  await app.ready();
  const get = (path: string, headers: Record<string, string> = {}) => app.inject({ url: path, headers });
  return {
    app,
    tenant: tenants.bySlug(there.slug) as Tenant,
    get,
    json: async (path) => (await get(path, { accept: 'application/json' })).json(),
    close: async () => {
      await app.close();
      await tenants.close();
    },
  };
}
