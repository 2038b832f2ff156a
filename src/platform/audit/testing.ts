import { type Actor, type Context, createContext } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Database, Trx } from '#platform/database';
import { german, translator } from '#platform/i18n';
import { createTenant, districtSettingsSchema, type Tenant } from '#platform/tenancy';
import { type AuditLine, audit } from './write.ts';

/** Adds a district to a test's database. */
export async function addDistrict(database: Database, slug: string, ags: string): Promise<Tenant> {
  const row = { id: uuidv7(), slug, ags, names: { de: slug }, settings: {}, demonstration: false };
  await createTenant(database.shared, row);
  return { ...row, settings: districtSettingsSchema.parse({}), contentVersion: 1, contentChangedAt: new Date(0) };
}

/** The context of a job in this district, or of the actor given. */
export function contextIn(database: Database, tenant: Tenant, actor: Actor = { kind: 'system', name: 'test' }): Context {
  const settings = {
    language: german,
    t: translator(german),
    requestId: 'request',
    publicUrl: 'http://localhost',
    permissions: new Map(),
  };
  return createContext({ tenant, actor, database, ...settings });
}

/** Writes a line in a transaction of its own. */
export async function addLine(database: Database, tenant: Tenant, line: AuditLine): Promise<void> {
  const context = contextIn(database, tenant);
  await context.transaction((trx) => audit(trx, context, line));
}

export function linesOf(database: Database, tenantId: string) {
  return database.inTenant(tenantId, (trx: Trx) => trx.selectFrom('audit_entry').selectAll().orderBy('sequence').execute());
}
