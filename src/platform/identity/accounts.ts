import type { Context } from '#platform/access';
import { findInterfaceLanguage } from '#platform/i18n';
import { fail, type Outcome, ok } from '#platform/outcome';
import { answerOf } from './answer.ts';
import { codeLimit } from './attempts.ts';
import { type Caller, type House, type InstallationOrigin, recordOfAccount, tellOwner } from './house.ts';
import { normaliseEmail, normalisePassword, type PasswordFault, passwordFault } from './model.ts';
import { hashPassword } from './password.ts';
import { managementFault } from './roles.ts';
import type { UserActor } from './second-factor.ts';
import {
  type Account,
  deleteFactors,
  type Factors,
  factorsOf,
  findAccount,
  type HeldRole,
  insertAccount,
  rolesOf,
  setPassword,
  updateAccount,
} from './store.ts';
import { type ListedAccount, listAccounts, listRolesInDistrict, type Position } from './store-lists.ts';

export interface NewUser {
  readonly email: string;
  readonly name: string;
  /** Without one the person signs on elsewhere, or asks for a new password by mail. */
  readonly password?: string | undefined;
  /** Interface language tag; absent: German. */
  readonly language?: string | undefined;
}

/** Opens an account without an invitation: for the command line and the demonstration. It can do nothing yet. */
export async function createUser(
  house: House,
  user: NewUser,
  by: InstallationOrigin,
): Promise<Outcome<{ readonly userId: string }, PasswordFault | 'address_taken'>> {
  const email = normaliseEmail(user.email);
  const password = user.password === undefined ? undefined : normalisePassword(user.password);
  const fault = password === undefined ? undefined : passwordFault(password, email);
  if (fault) return fail(fault);
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const language = findInterfaceLanguage(user.language ?? 'de')?.tag ?? 'de';
  return house.database.shared.transaction().execute(async (trx) => {
    const userId = await insertAccount(trx, { email, name: user.name, language, passwordHash }, house.now());
    if (!userId) return fail('address_taken');
    await house.record(trx, by, { action: 'account.created', subjectType: 'account', subjectId: userId });
    return ok({ userId });
  });
}

/** Sets a password without knowing the old one, for the command line; every session ends. */
export async function replacePassword(
  house: House,
  input: { userId: string; password: string },
  by: InstallationOrigin,
): Promise<Outcome<undefined, PasswordFault | 'unknown'>> {
  const account = await findAccount(house.database.shared, input.userId);
  if (!account) return fail('unknown');
  const password = normalisePassword(input.password);
  const fault = passwordFault(password, account.email);
  if (fault) return fail(fault);
  const passwordHash = await hashPassword(password);
  return house.database.shared.transaction().execute(async (trx) => {
    await setPassword(trx, account.id, passwordHash, house.now());
    await trx.deleteFrom('identity_session').where('user_id', '=', account.id).execute();
    await house.record(trx, by, {
      action: 'password.changed',
      subjectType: 'account',
      subjectId: account.id,
      details: { method: 'operator' },
    });
    await tellOwner(house, trx, account, 'password');
    return ok();
  });
}

/** A new password in exchange for the old one; every other session ends, this one gets a new token. */
export async function changePassword(
  house: House,
  actor: UserActor,
  input: { current: string; password: string },
  caller: Caller,
): Promise<Outcome<{ readonly cookies: readonly string[] }, PasswordFault | 'password_wrong' | 'locked'>> {
  const newPassword = normalisePassword(input.password);
  const fault = passwordFault(newPassword, actor.email);
  if (fault) return fail(fault);
  if (!(await house.attempts.take([codeLimit(actor.userId)])).allowed) return fail('locked');
  const body = { newPassword, currentPassword: normalisePassword(input.current), revokeOtherSessions: true };
  const answer = await answerOf(house.auth.api.changePassword({ body, headers: caller.headers, asResponse: true }));
  if (!answer.ok) return fail('password_wrong');
  await house.attempts.clear([codeLimit(actor.userId)]);
  const line = { action: 'password.changed', subjectType: 'account', subjectId: actor.userId, details: { method: 'own' } };
  await recordOfAccount(house, actor.userId, { actor, requestId: caller.requestId }, line);
  const account = await findAccount(house.database.shared, actor.userId);
  if (account) await house.database.shared.transaction().execute((trx) => tellOwner(house, trx, account, 'password'));
  return ok({ cookies: answer.cookies });
}

export async function changeProfile(house: House, actor: UserActor, input: { name: string; language: string }): Promise<void> {
  await house.database.shared.transaction().execute((trx) => updateAccount(trx, actor.userId, input, house.now()));
}

/** Ends one session of the account, or all but the one that asks. */
export async function endSessions(
  house: House,
  actor: UserActor,
  which: { readonly id: string } | 'others',
  caller: Caller,
): Promise<Outcome<undefined, 'unknown'>> {
  const own = house.database.shared.deleteFrom('identity_session').where('user_id', '=', actor.userId);
  const { numDeletedRows } = await (which === 'others'
    ? own.where('id', '!=', actor.sessionId)
    : own.where('id', '=', which.id)
  ).executeTakeFirstOrThrow();
  if (which !== 'others' && !numDeletedRows) return fail('unknown');
  const line = {
    action: 'session.revoked',
    subjectType: 'account',
    subjectId: actor.userId,
    details: { sessions: Number(numDeletedRows) },
  };
  await recordOfAccount(house, actor.userId, { actor, requestId: caller.requestId }, line);
  return ok();
}

const pageSize = 50;

/** One page of the people who work in the district. */
export async function listPeople(
  context: Context,
  query: { after?: Position | undefined; search?: string | undefined },
): Promise<{ readonly people: readonly ListedAccount[]; readonly next: Position | undefined }> {
  if (!context.may('identity.manage')) return { people: [], next: undefined };
  const found = await context.transaction((trx) => listAccounts(trx, context.tenant.id, { ...query, limit: pageSize + 1 }));
  const people = found.slice(0, pageSize);
  const last = people.at(-1);
  return { people, next: found.length > pageSize && last ? { name: last.name, id: last.id } : undefined };
}

export interface Person {
  readonly account: Account;
  readonly roles: readonly HeldRole[];
  readonly factors: Factors;
}

/** Somebody who works in the district; undefined for everybody else's ids. */
export async function showPerson(house: House, context: Context, userId: string): Promise<Person | undefined> {
  if (!context.may('identity.manage')) return undefined;
  const roles = await context.transaction((trx) => listRolesInDistrict(trx, context.tenant.id, userId));
  const account = roles.length ? await findAccount(house.database.shared, userId) : undefined;
  return account && { account, roles, factors: await factorsOf(house.database.shared, userId) };
}

export type PersonFault = 'unknown' | 'forbidden' | 'own_account' | 'other_district';

function personFault(
  context: Context,
  userId: string,
  roles: readonly HeldRole[],
): 'unknown' | 'forbidden' | 'own_account' | undefined {
  if (!roles.length) return 'unknown';
  return roles.map((role) => managementFault(context, userId, role)).find(Boolean);
}

/**
 * Takes every role in the district away. An account that then has none anywhere is deactivated; one that another district
 * still needs stays. Sessions end either way.
 */
export async function deactivate(
  house: House,
  context: Context,
  userId: string,
): Promise<Outcome<{ readonly account: boolean }, PersonFault>> {
  return context.transaction(async (trx) => {
    const roles = await listRolesInDistrict(trx, context.tenant.id, userId);
    const fault = personFault(context, userId, roles);
    if (fault) return fail(fault);
    await trx.deleteFrom('role_assignment').where('tenant_id', '=', context.tenant.id).where('user_id', '=', userId).execute();
    await trx.deleteFrom('identity_session').where('user_id', '=', userId).execute();
    const account = (await rolesOf(trx, userId)).length === 0;
    if (account) await updateAccount(trx, userId, { deactivated_at: context.now() }, context.now());
    await house.record(trx, context, {
      action: 'account.deactivated',
      subjectType: 'account',
      subjectId: userId,
      details: { account },
    });
    return ok({ account });
  });
}

/** Helps somebody who has lost phone and backup codes. Not when another district trusts in the same second factor. */
export async function removeFactors(house: House, context: Context, userId: string): Promise<Outcome<undefined, PersonFault>> {
  return context.transaction(async (trx) => {
    const fault = personFault(context, userId, await listRolesInDistrict(trx, context.tenant.id, userId));
    if (fault) return fail(fault);
    const elsewhere = (await rolesOf(trx, userId)).some((role) => role.tenantId !== context.tenant.id);
    if (elsewhere && context.actor.kind !== 'system') return fail('other_district');
    await deleteFactors(trx, userId, context.now());
    await trx.deleteFrom('identity_session').where('user_id', '=', userId).execute();
    await house.record(trx, context, { action: 'second_factor.reset', subjectType: 'account', subjectId: userId });
    const account = await findAccount(trx, userId);
    if (account) await tellOwner(house, trx, account, 'factorRemoved');
    return ok();
  });
}
