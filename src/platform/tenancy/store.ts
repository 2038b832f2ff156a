import type { Kysely } from 'kysely';
import pg from 'pg';
import type { Database, Tables } from '#platform/database';
import { districtSettingsSchema, type Tenant } from './model.ts';

async function readTenants(shared: Kysely<Tables>): Promise<Tenant[]> {
  // Bounded: at most the 53 districts and cities of the Land.
  const rows = await shared.selectFrom('tenant').selectAll().orderBy('slug').limit(200).execute();
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    ags: row.ags,
    names: row.names as Record<string, string>,
    settings: districtSettingsSchema.parse(row.settings),
    contentVersion: row.content_version,
    contentChangedAt: row.content_changed_at,
    demonstration: row.demonstration,
  }));
}

/** The districts, kept in memory and renewed when any server of the installation publishes something. */
export interface TenantDirectory {
  all(): readonly Tenant[];
  bySlug(slug: string): Tenant | undefined;
  byId(id: string): Tenant | undefined;
  /** Called with the district whose content changed. */
  onChange(listener: (tenantId: string) => void): void;
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Reads the districts and listens on the channel `content`. When the listening connection breaks, everything is read
 * again once a second until it stands: a missed notification must not leave a stale page for good.
 */
export async function openTenantDirectory(database: Database, listenUrl: string): Promise<TenantDirectory> {
  let tenants: Tenant[] = [];
  let client: pg.Client | undefined;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;
  const listeners: ((tenantId: string) => void)[] = [];

  const refresh = async () => {
    const before = new Map(tenants.map((tenant) => [tenant.id, tenant.contentVersion]));
    tenants = await readTenants(database.shared);
    for (const tenant of tenants) {
      if (before.get(tenant.id) !== tenant.contentVersion) for (const listener of listeners) listener(tenant.id);
    }
  };
  const listen = async (): Promise<void> => {
    if (closed) return;
    const fresh = new pg.Client({ connectionString: listenUrl });
    const again = () => {
      if (!closed && client === fresh) retry = setTimeout(() => listen().catch(() => undefined), 1000);
    };
    client = fresh;
    fresh.on('error', again);
    fresh.on('end', again);
    fresh.on('notification', () => refresh().catch(() => undefined));
    try {
      await fresh.connect();
      await fresh.query('listen content');
      await refresh();
    } catch (error) {
      again();
      if (!tenants.length) throw error;
    }
  };
  await listen();

  return {
    all: () => tenants,
    bySlug: (slug) => tenants.find((tenant) => tenant.slug === slug),
    byId: (id) => tenants.find((tenant) => tenant.id === id),
    onChange: (listener) => void listeners.push(listener),
    refresh,
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}

export async function createTenant(
  shared: Kysely<Tables>,
  tenant: Pick<Tenant, 'id' | 'slug' | 'ags' | 'names' | 'demonstration'> & { settings: object },
): Promise<void> {
  await shared
    .insertInto('tenant')
    .values({
      id: tenant.id,
      slug: tenant.slug,
      ags: tenant.ags,
      demonstration: tenant.demonstration,
      names: JSON.stringify(tenant.names),
      settings: JSON.stringify(districtSettingsSchema.parse(tenant.settings)),
    })
    .execute();
}
