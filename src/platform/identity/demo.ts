import { randomBytes } from 'node:crypto';
import { createContext, type Role, roles, type Scope, secondFactorRoles } from '#platform/access';
import { german, translator } from '#platform/i18n';
import type { Tenant } from '#platform/tenancy';
import type { Identity } from './identity.ts';
import { type Grant, roleScopes } from './model.ts';
import { presetTotp } from './second-factor.ts';

/** One line of what the first start prints. */
export interface DemonstrationAccount {
  readonly role: Role;
  readonly email: string;
  readonly password: string;
  /** Base32, for an authenticator app; only where the role demands a second factor. */
  readonly totpSecret?: string;
}

/** What the roles that always have a scope are limited to in the demonstration. */
export type DemonstrationScopes = Partial<Record<Role, Scope>>;

const by = { actor: { kind: 'system', name: 'demo' }, requestId: 'demo' } as const;

function scopeOf(role: Role, userId: string, scopes: DemonstrationScopes): Grant | undefined {
  const given = scopes[role];
  if (given) return { role, scope: given };
  // Volunteers see their own record; whoever keeps the records gives it this id in the demonstration.
  if (role === 'volunteer') return { role, scope: { kind: 'person', id: userId } };
  return roleScopes[role].required ? undefined : { role, scope: null };
}

/**
 * One account for each role, `ki-lead@recklinghausen.example` and so on, all with the same password (the installation's
 * random one). A role that always needs a scope and gets none here is left out: without it, it would hold everywhere.
 * Does nothing for addresses that are there already.
 */
export async function createDemonstrationAccounts(
  identity: Identity,
  tenant: Tenant,
  password: string,
  scopes: DemonstrationScopes = {},
): Promise<DemonstrationAccount[]> {
  const { house } = identity;
  const t = translator(german);
  const { actor, requestId } = by;
  const { publicUrl } = house.config;
  const context = createContext({
    tenant,
    actor,
    requestId,
    language: german,
    t,
    publicUrl,
    database: house.database,
    permissions: new Map(),
  });
  const made: DemonstrationAccount[] = [];
  for (const role of roles) {
    if (roleScopes[role].required && role !== 'volunteer' && !scopes[role]) continue;
    const email = `${role.replaceAll('_', '-')}@${tenant.slug}.example`;
    const created = await identity.createUser({ email, name: t(`identity:role.${role}`), password }, by);
    if (!created.ok && created.code === 'address_taken') continue;
    if (!created.ok) throw new Error(`Demonstration account ${email}: ${created.code}`);
    const { userId } = created.value;
    const grant = scopeOf(role, userId, scopes);
    const granted = grant && (await identity.grantRole(context, { userId, grant }));
    if (!granted?.ok) throw new Error(`Demonstration role ${role}: ${granted?.code}`);
    const secret = secondFactorRoles.includes(role) ? randomBytes(20).toString('hex').slice(0, 20) : undefined;
    const totpSecret =
      secret && (await house.database.shared.transaction().execute((trx) => presetTotp(house, trx, userId, secret)));
    made.push({ role, email, password, ...(totpSecret ? { totpSecret } : {}) });
  }
  return made;
}
