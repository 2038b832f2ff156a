/** Roles as in docs/architecture.md, "Who uses it"; everybody without one is a visitor. */
export const roles = [
  'provider',
  'volunteer',
  'integration_officer',
  'ki_staff',
  'ki_lead',
  'kim_coordination',
  'case_manager',
  'authority_desk',
  'school_authority',
  'controlling',
  'data_protection_officer',
  'administrator',
] as const;

export type Role = (typeof roles)[number];

/** Roles that see cases: they work with a second factor only (GDPR Art. 32, Art. 9 data in cases). */
export const secondFactorRoles: readonly Role[] = ['kim_coordination', 'case_manager', 'authority_desk'];

/** What a role is limited to; without one it holds in the whole district. */
export interface Scope {
  readonly kind: 'territory' | 'organisation' | 'team' | 'area' | 'person';
  /** AGS or quarter key, organisation id, team id, area of work, person id. */
  readonly id: string;
}

export interface RoleAssignment {
  readonly role: Role;
  /** Null: the whole installation (administrators only). */
  readonly tenantId: string | null;
  readonly scope: Scope | null;
}

export type Actor =
  | { readonly kind: 'visitor' }
  | {
      readonly kind: 'user';
      readonly userId: string;
      readonly sessionId: string;
      readonly name: string;
      readonly email: string;
      /** The session was opened with a second factor or a passkey. */
      readonly secondFactor: boolean;
      readonly assignments: readonly RoleAssignment[];
    }
  /** A job, the command line or a migration; `name` goes into the audit log. */
  | { readonly kind: 'system'; readonly name: string };

export const visitor: Actor = { kind: 'visitor' };

/** `<module>.<action>`, e.g. `directory.review`. */
export type Permission = `${string}.${string}`;

export type PermissionTable = ReadonlyMap<Permission, readonly Role[]>;

/** What a route asks of its caller: nobody in particular, any account, or a permission in the district of the address. */
export type Access = 'public' | 'signed-in' | Permission;

/**
 * The scopes in which an actor holds a permission in a district: `'district'` for all of it, otherwise the narrower
 * scopes (empty: not at all). Stores take this as a required argument.
 */
export function scopesOf(
  table: PermissionTable,
  actor: Actor,
  permission: Permission,
  tenantId: string,
): 'district' | readonly Scope[] {
  if (actor.kind === 'system') return 'district';
  if (actor.kind === 'visitor') return [];
  const granted = table.get(permission);
  if (!granted) throw new Error(`Unknown permission ${permission}`);
  const held = actor.assignments.filter(
    (one) =>
      granted.includes(one.role) &&
      (one.tenantId === tenantId || one.tenantId === null) &&
      (actor.secondFactor || !secondFactorRoles.includes(one.role)),
  );
  if (held.some((one) => one.scope === null)) return 'district';
  return held.flatMap((one) => (one.scope ? [one.scope] : []));
}

export function may(table: PermissionTable, actor: Actor, permission: Permission, tenantId: string): boolean {
  const scopes = scopesOf(table, actor, permission, tenantId);
  return scopes === 'district' || scopes.length > 0;
}
