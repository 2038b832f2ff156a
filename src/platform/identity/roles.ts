import type { Context } from '#platform/access';
import { fail, type Outcome, ok } from '#platform/outcome';
import { type House, type InstallationOrigin, nameOf } from './house.ts';
import { type Grant, type GrantFault, grantFault, mayManageRole } from './model.ts';
import { beginInstallationWork, findAccount, insertRole, rolesOf } from './store.ts';
import { listRolesInDistrict } from './store-lists.ts';

export type RoleFault = GrantFault | 'forbidden' | 'own_account' | 'unknown' | 'held_already';

/**
 * Whether the caller may give or take this role of this account. Nobody changes their own roles: an administrator without
 * a look into cases would otherwise be one click away from it.
 */
export function managementFault(
  context: Context,
  userId: string | null,
  grant: Pick<Grant, 'role'>,
): 'forbidden' | 'own_account' | undefined {
  const { actor, tenant } = context;
  if (actor.kind === 'system') return undefined;
  if (actor.kind !== 'user' || !context.may('identity.manage') || !mayManageRole(actor.assignments, tenant.id, grant.role))
    return 'forbidden';
  return actor.userId === userId ? 'own_account' : undefined;
}

/** Grants an account a role in the district. */
export async function grantRole(
  house: House,
  context: Context,
  input: { userId: string; grant: Grant },
): Promise<Outcome<undefined, RoleFault>> {
  const { userId, grant } = input;
  const fault = managementFault(context, userId, grant) ?? grantFault(grant);
  if (fault) return fail(fault);
  const account = await findAccount(house.database.shared, userId);
  if (!account || account.deactivatedAt) return fail('unknown');
  return context.transaction(async (trx) => {
    // People of the district only: the pages must not let anybody reach accounts of other districts by their id.
    if (context.actor.kind === 'user' && !(await listRolesInDistrict(trx, context.tenant.id, userId)).length)
      return fail('unknown');
    const row = { ...grant, userId, tenantId: context.tenant.id, grantedBy: nameOf(context.actor) };
    if (!(await insertRole(trx, row, context.now()))) return fail('held_already');
    await house.record(trx, context, roleLine('role.granted', userId, grant));
    return ok();
  });
}

/** Takes one role away; `assignmentId` is the row's, as the account's page shows it. */
export async function revokeRole(
  house: House,
  context: Context,
  input: { userId: string; assignmentId: string },
): Promise<Outcome<undefined, 'forbidden' | 'own_account' | 'unknown'>> {
  return context.transaction(async (trx) => {
    const held = await listRolesInDistrict(trx, context.tenant.id, input.userId);
    const role = held.find((one) => one.id === input.assignmentId);
    if (!role) return fail('unknown');
    const fault = managementFault(context, input.userId, role);
    if (fault) return fail(fault);
    await trx.deleteFrom('role_assignment').where('id', '=', role.id).execute();
    await house.record(trx, context, roleLine('role.revoked', input.userId, role));
    return ok();
  });
}

const roleLine = (action: string, userId: string, { role, scope }: Grant) => ({
  action,
  subjectType: 'account',
  subjectId: userId,
  details: { role, ...(scope ? { scopeKind: scope.kind, scopeId: scope.id } : {}) },
});

/** Makes an account administrator of every district; for the command line, which stands outside of them. */
export async function grantInstallation(
  house: House,
  userId: string,
  by: InstallationOrigin,
): Promise<Outcome<undefined, 'unknown' | 'held_already'>> {
  const account = await findAccount(house.database.shared, userId);
  if (!account || account.deactivatedAt) return fail('unknown');
  return house.database.shared.transaction().execute(async (trx) => {
    await beginInstallationWork(trx);
    const grant = { role: 'administrator', scope: null } as const;
    const granted = await insertRole(trx, { ...grant, userId, tenantId: null, grantedBy: nameOf(by.actor) }, house.now());
    if (!granted) return fail('held_already');
    await house.record(trx, by, {
      ...roleLine('role.granted', userId, grant),
      details: { role: 'administrator', everywhere: true },
    });
    return ok();
  });
}

export async function revokeInstallation(
  house: House,
  userId: string,
  by: InstallationOrigin,
): Promise<Outcome<undefined, 'unknown'>> {
  const held = (await rolesOf(house.database.shared, userId)).find((one) => one.tenantId === null);
  if (!held) return fail('unknown');
  return house.database.shared.transaction().execute(async (trx) => {
    await beginInstallationWork(trx);
    await trx.deleteFrom('role_assignment').where('id', '=', held.id).execute();
    await house.record(trx, by, { ...roleLine('role.revoked', userId, held), details: { role: held.role, everywhere: true } });
    return ok();
  });
}
