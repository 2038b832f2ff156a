import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { type Actor, type RoleAssignment, secondFactorRoles } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import { type Answer, answerOf } from './answer.ts';
import { codeLimit, spentCode } from './attempts.ts';
import { type Caller, type House, recordOfAccount, tellOwner } from './house.ts';
import { normalisePassword } from './model.ts';
import { completeSignIn, recordTry, type SignedIn } from './sign-in.ts';
import { deleteFactors, type Factors, factorsOf, findAccount } from './store.ts';

/** Roles that see cases work with a second factor only. */
export const needsSecondFactor = (assignments: readonly RoleAssignment[]): boolean =>
  assignments.some((one) => secondFactorRoles.includes(one.role));

export type UserActor = Extract<Actor, { kind: 'user' }>;

/** Ways in are added and taken away only by somebody who has just shown the one there is: a stolen password is not enough. */
export const mayChangeFactors = (actor: UserActor, factors: Factors): boolean =>
  actor.secondFactor || (!factors.totp && factors.passkeys === 0);

/** RFC 4648 base32 without padding, as authenticator apps read secrets. */
export function base32(text: string): string {
  const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

export interface TotpSecret {
  /** For typing in. */
  readonly secret: string;
  /** For the QR code (otpauth://). */
  readonly uri: string;
}

function totpSecret(secret: string, email: string): TotpSecret {
  const encoded = base32(secret);
  return {
    secret: encoded,
    uri: `otpauth://totp/${encodeURIComponent(`Dreiklang:${email}`)}?secret=${encoded}&issuer=Dreiklang`,
  };
}

/** Starts the set-up of an authenticator app; nothing counts until its first code has been entered. */
export async function beginTotp(
  house: House,
  actor: UserActor,
  input: { password: string },
  caller: Caller,
): Promise<Outcome<TotpSecret, 'password_wrong' | 'factor_needed' | 'factor_present' | 'locked'>> {
  const factors = await factorsOf(house.database.shared, actor.userId);
  if (factors.totp) return fail('factor_present');
  if (!mayChangeFactors(actor, factors)) return fail('factor_needed');
  if (!(await house.attempts.take([codeLimit(actor.userId)])).allowed) return fail('locked');
  const body = { password: normalisePassword(input.password), method: 'totp' } as const;
  const answer = await answerOf(house.auth.api.enableTwoFactor({ body, headers: caller.headers, asResponse: true }));
  if (!answer.ok) return fail('password_wrong');
  await house.attempts.clear([codeLimit(actor.userId)]);
  const pending = await pendingTotp(house, actor);
  return pending ? ok(pending) : fail('password_wrong');
}

/** The secret of a set-up that has begun and not been finished. */
export async function pendingTotp(house: House, actor: UserActor): Promise<TotpSecret | undefined> {
  const row = await house.database.shared
    .selectFrom('identity_two_factor')
    .select('secret')
    .where('user_id', '=', actor.userId)
    .where('verified', '=', false)
    .executeTakeFirst();
  if (!row) return undefined;
  const { secretConfig } = await house.auth.$context;
  return totpSecret(await symmetricDecrypt({ key: secretConfig, data: row.secret }), actor.email);
}

/** Undefined: the code has been used before. */
async function checkCode(
  house: House,
  userId: string,
  code: string,
  isBackup: boolean,
  { headers }: Caller,
): Promise<Answer | undefined> {
  if (isBackup) {
    const body = { code: `${code.slice(0, 5)}-${code.slice(5)}` };
    return answerOf(house.auth.api.verifyBackupCode({ body, headers, asResponse: true }));
  }
  if (!(await house.attempts.take([spentCode(userId, code)])).allowed) return undefined;
  return answerOf(house.auth.api.verifyTOTP({ body: { code }, headers, asResponse: true }));
}

export type CodeFault = 'code_wrong' | 'locked' | 'challenge_over';

/**
 * Checks a code of the app or a backup code: to finish signing in, to finish the set-up, or to add the proof to a
 * session. better-auth counts wrong codes only while signing in, so all are counted here.
 */
export async function verifyCode(
  house: House,
  userId: string,
  input: { code: string },
  caller: Caller,
): Promise<Outcome<SignedIn, CodeFault>> {
  const code = input.code.replaceAll(/[\s-]/g, '');
  const isBackup = !/^\d{6}$/.test(code);
  const limit = codeLimit(userId);
  const taken = await house.attempts.take([limit]);
  if (!taken.allowed) {
    if (taken.justNow) await recordTry(house, caller, userId, 'session.locked', 'code');
    return fail('locked');
  }
  const answer = await checkCode(house, userId, code, isBackup, caller);
  if (!answer?.ok) {
    await recordTry(house, caller, userId, 'session.refused', isBackup ? 'backup code' : 'code');
    if (answer?.code === 'INVALID_TWO_FACTOR_COOKIE' || answer?.code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE')
      return fail('challenge_over');
    return fail(answer?.code === 'ACCOUNT_TEMPORARILY_LOCKED' ? 'locked' : 'code_wrong');
  }
  await house.attempts.clear([limit]);
  return ok(await completeSignIn(house, caller, answer, isBackup ? 'backup code' : 'code'));
}

/** Whose second factor a sign-in that has got past the password waits for; the cookie's signature is checked with the code. */
export async function challengedAccount(house: House, caller: Caller): Promise<string | undefined> {
  const { internalAdapter, createAuthCookie } = await house.auth.$context;
  const prefix = `${createAuthCookie('two_factor').name}=`;
  const cookie = (caller.headers.get('cookie') ?? '').split(/;\s*/).find((one) => one.startsWith(prefix));
  const identifier = cookie && decodeURIComponent(cookie.slice(prefix.length)).split('.')[0];
  const challenge = identifier ? await internalAdapter.findVerificationValue(identifier) : null;
  return challenge && challenge.expiresAt > house.now() ? challenge.value : undefined;
}

/** Writes down that a second factor came or went, and tells the account's owner by mail. */
export async function recordFactor(
  house: House,
  actor: UserActor,
  caller: Caller,
  action: string,
  notice: string,
  details: Record<string, string> = {},
) {
  const line = { action, subjectType: 'account', subjectId: actor.userId, details };
  await recordOfAccount(house, actor.userId, { actor, requestId: caller.requestId }, line);
  const account = await findAccount(house.database.shared, actor.userId);
  if (account) await house.database.shared.transaction().execute((trx) => tellOwner(house, trx, account, notice));
}

/** Ends the set-up with the app's first code; the backup codes are handed out here and never again. */
export async function finishTotp(
  house: House,
  actor: UserActor,
  input: { code: string },
  caller: Caller,
): Promise<Outcome<SignedIn & { readonly backupCodes: readonly string[] }, CodeFault>> {
  const verified = await verifyCode(house, actor.userId, input, caller);
  if (!verified.ok) return verified;
  await recordFactor(house, actor, caller, 'second_factor.added', 'factorAdded', { method: 'totp' });
  const { backupCodes } = await house.auth.api.viewBackupCodes({ body: { userId: actor.userId } });
  return ok({ ...verified.value, backupCodes });
}

export async function renewBackupCodes(
  house: House,
  actor: UserActor,
  input: { password: string },
  caller: Caller,
): Promise<Outcome<readonly string[], 'password_wrong' | 'factor_needed' | 'locked'>> {
  if (!actor.secondFactor) return fail('factor_needed');
  if (!(await house.attempts.take([codeLimit(actor.userId)])).allowed) return fail('locked');
  const body = { password: normalisePassword(input.password) };
  const answer = await answerOf(house.auth.api.generateBackupCodes({ body, headers: caller.headers, asResponse: true }));
  if (!answer.ok) return fail('password_wrong');
  await house.attempts.clear([codeLimit(actor.userId)]);
  await recordFactor(house, actor, caller, 'second_factor.codes_renewed', 'codesRenewed');
  return ok(answer.body.backupCodes as string[]);
}

export type RemovalFault = 'password_wrong' | 'factor_needed' | 'factor_required' | 'locked';

/** Gives up the authenticator app. Refused while a role demands a second factor and there is no passkey. */
export async function disableTotp(
  house: House,
  actor: UserActor,
  input: { password: string },
  caller: Caller,
): Promise<Outcome<readonly string[], RemovalFault>> {
  const factors = await factorsOf(house.database.shared, actor.userId);
  if (!mayChangeFactors(actor, factors)) return fail('factor_needed');
  if (needsSecondFactor(actor.assignments) && factors.passkeys === 0) return fail('factor_required');
  if (!(await house.attempts.take([codeLimit(actor.userId)])).allowed) return fail('locked');
  const body = { password: normalisePassword(input.password) };
  const answer = await answerOf(house.auth.api.disableTwoFactor({ body, headers: caller.headers, asResponse: true }));
  if (!answer.ok) return fail('password_wrong');
  await house.attempts.clear([codeLimit(actor.userId)]);
  await recordFactor(house, actor, caller, 'second_factor.removed', 'factorRemoved', { method: 'totp' });
  return ok(answer.cookies);
}

/** Gives an account an authenticator secret that is known beforehand; for demonstration accounts, which print it. */
export async function presetTotp(house: House, trx: Trx, userId: string, secret: string): Promise<string> {
  const { secretConfig } = await house.auth.$context;
  const now = house.now();
  await deleteFactors(trx, userId, now);
  await trx
    .insertInto('identity_two_factor')
    .values({
      id: uuidv7(now.getTime()),
      user_id: userId,
      secret: await symmetricEncrypt({ key: secretConfig, data: secret }),
      backup_codes: await symmetricEncrypt({ key: secretConfig, data: '[]' }),
      verified: true,
      created_at: now,
    })
    .execute();
  await trx.updateTable('identity_user').set({ two_factor_enabled: true, updated_at: now }).where('id', '=', userId).execute();
  return base32(secret);
}
