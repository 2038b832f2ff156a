import type { Actor, PermissionTable, RoleAssignment } from '#platform/access';
import { type Config, readConfig } from '#platform/config';
import { uuidv7 } from '#platform/crypto';
import type { Database } from '#platform/database';
import type { ServerParts } from '#platform/http';
import { createTenant, openTenantDirectory, type Tenant, type TenantDirectory } from '#platform/tenancy';

export const testConfig: Config = readConfig({
  NODE_ENV: 'test',
  LOG_LEVEL: 'silent',
  RATE_LIMIT_PER_MINUTE: '1000000',
  PUBLIC_URL: 'http://localhost',
});

const districts = {
  recklinghausen: { ags: '05562', names: { de: 'Kreis Recklinghausen', ar: 'منطقة ريكلينغهاوزن' } },
  guetersloh: { ags: '05754', names: { de: 'Kreis Gütersloh' } },
} as const;

/** Two districts in a fresh test database. */
export async function createTestTenants(
  database: Database & { appUrl: string },
): Promise<{ tenants: TenantDirectory; here: Tenant; there: Tenant }> {
  for (const [slug, { ags, names }] of Object.entries(districts)) {
    await createTenant(database.shared, { id: uuidv7(), slug, ags, names, demonstration: false, settings: {} });
  }
  const tenants = await openTenantDirectory(database, database.appUrl);
  return { tenants, here: tenants.bySlug('recklinghausen') as Tenant, there: tenants.bySlug('guetersloh') as Tenant };
}

/** A signed-in person with these roles; the second factor is there unless said otherwise. */
export function person(assignments: readonly RoleAssignment[], secondFactor = true): Actor {
  return {
    kind: 'user',
    userId: '01900000-0000-7000-8000-000000000001',
    sessionId: 'test',
    name: 'Test Person',
    email: 'test@example.org',
    secondFactor,
    assignments,
  };
}

/**
 * Parts of a server for tests: the actor is whoever `actors` holds under the value of the cookie `session`.
 */
export function testServerParts(parts: {
  database: Database;
  tenants: TenantDirectory;
  permissions: PermissionTable;
  actors?: Record<string, Actor>;
  now?: () => Date;
}): ServerParts {
  return {
    config: testConfig,
    database: parts.database,
    tenants: parts.tenants,
    permissions: parts.permissions,
    formSecret: Buffer.alloc(32, 7),
    navigation: () => [],
    readActor: async (headers) =>
      parts.actors?.[/session=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1] ?? ''] ?? { kind: 'visitor' },
    ...(parts.now ? { now: parts.now } : {}),
  };
}

/** A form token and its cookie, as a page would carry them: `{ cookie, token }`. */
export async function formSecretOf(
  app: { inject(options: object): Promise<{ cookies: { name: string; value: string }[]; body: string }> },
  url: string,
  cookie = '',
): Promise<{ cookie: string; token: string }> {
  const page = await app.inject({ method: 'GET', url, headers: cookie ? { cookie } : {} });
  const seed = page.cookies.find((one) => one.name === '__Host-form')?.value ?? '';
  const token =
    /name="_token"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="_token"/.exec(page.body)?.slice(1).find(Boolean) ?? '';
  return { cookie: [cookie, `__Host-form=${seed}`].filter(Boolean).join('; '), token };
}
