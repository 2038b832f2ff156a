import { setTimeout as delay } from 'node:timers/promises';
import { type Actor, visitor } from '#platform/access';
import type { Database } from '#platform/database';
import { translator } from '#platform/i18n';
import { fail, type Outcome, ok } from '#platform/outcome';
import { type Answer, answerOf, headersWith } from './answer.ts';
import { resetLimits, signInLimits } from './attempts.ts';
import type { Auth } from './auth.ts';
import { asAccount, type Caller, type House, languageOf, recordOfAccount, tellOwner } from './house.ts';
import { normaliseEmail, normalisePassword, type PasswordFault, passwordFault, resetHours } from './model.ts';
import { findAccount, findAccountByEmail, rolesOf } from './store.ts';

/** Who sends these cookies: one lookup of the session with its account, one of the roles. */
export async function readActor(auth: Auth, database: Database, headers: Headers): Promise<Actor> {
  const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
  if (!found || found.user.deactivatedAt) return visitor;
  const { session, user } = found;
  return {
    kind: 'user',
    userId: user.id,
    sessionId: session.id,
    name: user.name,
    email: user.email,
    secondFactor: session.secondFactor === true,
    assignments: (await rolesOf(database.shared, user.id)).map(({ role, tenantId, scope }) => ({ role, tenantId, scope })),
  };
}

export interface SignedIn {
  readonly cookies: readonly string[];
  /** Visitor: a code is asked for first. */
  readonly actor: Actor;
}

/** The session that was open in this browser ends, the new one is written down. */
export async function completeSignIn(house: House, caller: Caller, answer: Answer, method: string): Promise<SignedIn> {
  const actor = await readActor(house.auth, house.database, headersWith(answer.cookies));
  if (actor.kind !== 'user') return { cookies: answer.cookies, actor };
  const before = await readActor(house.auth, house.database, caller.headers);
  if (before.kind === 'user' && before.sessionId !== actor.sessionId) {
    await house.database.shared.deleteFrom('identity_session').where('id', '=', before.sessionId).execute();
  }
  const by = { actor, requestId: caller.requestId };
  const details = { method, secondFactor: actor.secondFactor };
  await recordOfAccount(house, actor.userId, by, {
    action: 'session.opened',
    subjectType: 'account',
    subjectId: actor.userId,
    details,
  });
  return { cookies: answer.cookies, actor };
}

export async function recordTry(
  house: House,
  caller: Caller,
  userId: string | null,
  action: string,
  method: string,
): Promise<void> {
  const by = { actor: visitor, requestId: caller.requestId };
  await recordOfAccount(house, userId, by, { action, subjectType: 'account', subjectId: userId, details: { method } });
}

/**
 * Signs in with e-mail and password. Unknown address, wrong password, account without a password and deactivated account
 * get the same answer after the same work; tries are counted before the password is looked at.
 */
export async function signIn(
  house: House,
  input: { email: string; password: string },
  caller: Caller,
): Promise<Outcome<SignedIn, 'sign_in.refused' | 'sign_in.locked'>> {
  const email = normaliseEmail(input.email);
  const limits = signInLimits(email, caller.address);
  const known = await findAccountByEmail(house.database.shared, email);
  const taken = await house.attempts.take(Object.values(limits));
  if (!taken.allowed) {
    if (taken.justNow) await recordTry(house, caller, known?.id ?? null, 'session.locked', 'password');
    return fail('sign_in.locked');
  }
  const body = { email, password: normalisePassword(input.password) };
  const answer = await answerOf(house.auth.api.signInEmail({ body, headers: caller.headers, asResponse: true }));
  if (!answer.ok) {
    await recordTry(house, caller, known?.id ?? null, 'session.refused', 'password');
    return fail('sign_in.refused');
  }
  await house.attempts.clear([limits.pair, limits.account]);
  return ok(await completeSignIn(house, caller, answer, 'password'));
}

export async function signOut(house: House, caller: Caller): Promise<readonly string[]> {
  const actor = await readActor(house.auth, house.database, caller.headers);
  const answer = await answerOf(house.auth.api.signOut({ headers: caller.headers, asResponse: true }));
  if (actor.kind === 'user') {
    const by = { actor, requestId: caller.requestId };
    await recordOfAccount(house, actor.userId, by, { action: 'session.closed', subjectType: 'account', subjectId: actor.userId });
  }
  return answer.cookies;
}

/** Every answer takes this long, so that time does not tell which addresses have an account. */
const resetAnswer = 400;

/** Sends a link for a new password if the address has an account; the caller learns nothing either way. */
export async function requestPasswordReset(house: House, input: { email: string }, caller: Caller): Promise<void> {
  const email = normaliseEmail(input.email);
  const work = async () => {
    if (!(await house.attempts.take(resetLimits(email, caller.address))).allowed) return;
    const known = await findAccountByEmail(house.database.shared, email);
    await answerOf(house.auth.api.requestPasswordReset({ body: { email }, headers: caller.headers, asResponse: true }));
    await recordTry(house, caller, known?.id ?? null, 'password.reset_requested', 'mail');
  };
  await Promise.all([work(), delay(resetAnswer)]);
}

/** The mail behind a reset; called by better-auth with the token that it keeps a hash of. */
export async function sendReset(house: House, userId: string, token: string): Promise<void> {
  const account = await findAccount(house.database.shared, userId);
  if (!account || account.deactivatedAt) return;
  const language = languageOf(account.language);
  const t = translator(language);
  const link = `${house.config.publicUrl}/konto/passwort-neu?token=${encodeURIComponent(token)}`;
  await house.database.shared.transaction().execute((trx) =>
    house.queueMail(trx, {
      to: account.email,
      language,
      subject: t('identity:mail.reset.subject'),
      text: t('identity:mail.reset.text', { name: account.name, link, count: resetHours }),
    }),
  );
}

export type ResetFault = PasswordFault | 'link_invalid';

/** Sets the new password with the token of the mail: once, and within an hour. Every session of the account ends. */
export async function resetPassword(
  house: House,
  input: { token: string; password: string },
  caller: Caller,
): Promise<Outcome<undefined, ResetFault>> {
  const { internalAdapter } = await house.auth.$context;
  const pending = await internalAdapter.findVerificationValue(`reset-password:${input.token}`);
  const account = pending && (await findAccount(house.database.shared, pending.value));
  if (!account) return fail('link_invalid');
  const newPassword = normalisePassword(input.password);
  const fault = passwordFault(newPassword, account.email);
  if (fault) return fail(fault);
  const body = { newPassword, token: input.token };
  const answer = await answerOf(house.auth.api.resetPassword({ body, headers: caller.headers, asResponse: true }));
  if (!answer.ok) return fail('link_invalid');
  const by = { actor: asAccount(account), requestId: caller.requestId };
  await recordOfAccount(house, account.id, by, {
    action: 'password.changed',
    subjectType: 'account',
    subjectId: account.id,
    details: { method: 'mail' },
  });
  await house.database.shared.transaction().execute((trx) => tellOwner(house, trx, account, 'password'));
  return ok();
}
