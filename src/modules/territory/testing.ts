import { type Actor, type Context, createContext, type Role, type Scope } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Database } from '#platform/database';
import { german, type InterfaceLanguage, translator } from '#platform/i18n';
import { createTenant, districtSettingsSchema, type Tenant } from '#platform/tenancy';
import { permissions } from './permissions.ts';

/** Adds an empty district to a test's database. */
export async function addDistrict(database: Database, slug: string, ags: string): Promise<Tenant> {
  const row = { id: uuidv7(), slug, ags, names: { de: `Kreis ${slug}` }, settings: {}, demonstration: true };
  await createTenant(database.shared, row);
  return { ...row, settings: districtSettingsSchema.parse({}), contentVersion: 1 };
}

export function userIn(tenant: Tenant, role: Role, scope: Scope | null = null): Actor {
  return {
    kind: 'user',
    userId: uuidv7(),
    sessionId: 'session',
    name: 'Test',
    email: 'test@example.org',
    secondFactor: false,
    assignments: [{ role, tenantId: tenant.id, scope }],
  };
}

export interface ContextChoice {
  actor?: Actor;
  now?: () => Date;
  language?: InterfaceLanguage;
}

/** A context with the district's content version as it stands in the database now. */
export async function contextIn(database: Database, tenant: Tenant, choice: ContextChoice = {}): Promise<Context> {
  const row = await database.shared
    .selectFrom('tenant')
    .select('content_version')
    .where('id', '=', tenant.id)
    .executeTakeFirstOrThrow();
  const language = choice.language ?? german;
  return createContext({
    tenant: { ...tenant, contentVersion: row.content_version },
    actor: choice.actor ?? { kind: 'system', name: 'test' },
    language,
    t: translator(language),
    requestId: 'request',
    publicUrl: 'http://localhost',
    database,
    permissions: new Map(Object.entries(permissions)) as never,
    ...(choice.now ? { now: choice.now } : {}),
  });
}

export async function auditLines(database: Database, tenant: Tenant) {
  return database.inTenant(tenant.id, (trx) =>
    trx.selectFrom('audit_entry').select(['action', 'subject_id', 'details', 'actor_id']).orderBy('sequence').execute(),
  );
}
