import { fail, type Outcome, ok } from '#platform/outcome';
import { type Answer, answerOf } from './answer.ts';
import type { Auth } from './auth.ts';
import type { Caller, House } from './house.ts';
import { mayChangeFactors, needsSecondFactor, type RemovalFault, recordFactor, type UserActor } from './second-factor.ts';
import { completeSignIn, recordTry, type SignedIn } from './sign-in.ts';
import { factorsOf } from './store.ts';

/** What the browser's device answered; better-auth looks at every part of it. */
type Credential = NonNullable<Parameters<Auth['api']['verifyPasskeyAuthentication']>[0]>['body']['response'];

/** Options for `navigator.credentials`, and the cookie that ties the answer to them. */
export interface Challenge {
  readonly options: Readonly<Record<string, unknown>>;
  readonly cookies: readonly string[];
}

export async function beginPasskeySignIn(house: House): Promise<Challenge> {
  // Without the session cookie: with it better-auth would ask for this account's own passkeys only.
  const answer = await answerOf(
    house.auth.api.generatePasskeyAuthenticationOptions({ headers: new Headers(), asResponse: true }),
  );
  // better-auth asks devices to verify the person if they like; we refuse sessions without, so the device must be told.
  return { options: { ...answer.body, userVerification: 'required' }, cookies: answer.cookies };
}

/** Signs in with a passkey, which counts as both factors. */
export async function finishPasskeySignIn(
  house: House,
  response: Record<string, unknown>,
  caller: Caller,
): Promise<Outcome<SignedIn, 'passkey_refused'>> {
  const call = house.auth.api.verifyPasskeyAuthentication({
    body: { response: response as unknown as Credential },
    headers: caller.headers,
    asResponse: true,
  });
  const answer = await refusedOnFault(call);
  if (!answer?.ok) {
    await recordTry(house, caller, null, 'session.refused', 'passkey');
    return fail('passkey_refused');
  }
  return ok(await completeSignIn(house, caller, answer, 'passkey'));
}

export async function beginPasskey(
  house: House,
  actor: UserActor,
  caller: Caller,
): Promise<Outcome<Challenge, 'factor_needed' | 'session_old'>> {
  if (!mayChangeFactors(actor, await factorsOf(house.database.shared, actor.userId))) return fail('factor_needed');
  const answer = await answerOf(
    house.auth.api.generatePasskeyRegistrationOptions({
      headers: caller.headers,
      query: { name: actor.email },
      asResponse: true,
    }),
  );
  return answer.ok ? ok({ options: answer.body, cookies: answer.cookies }) : fail('session_old');
}

export async function finishPasskey(
  house: House,
  actor: UserActor,
  input: { response: Record<string, unknown>; name: string },
  caller: Caller,
): Promise<Outcome<undefined, 'factor_needed' | 'passkey_refused'>> {
  if (!mayChangeFactors(actor, await factorsOf(house.database.shared, actor.userId))) return fail('factor_needed');
  const call = house.auth.api.verifyPasskeyRegistration({ body: input, headers: caller.headers, asResponse: true });
  const answer = await refusedOnFault(call);
  if (!answer?.ok) return fail('passkey_refused');
  await recordFactor(house, actor, caller, 'second_factor.added', 'factorAdded', { method: 'passkey' });
  return ok();
}

export async function renamePasskey(
  house: House,
  actor: UserActor,
  input: { id: string; name: string },
): Promise<Outcome<undefined, 'unknown'>> {
  const { numUpdatedRows } = await house.database.shared
    .updateTable('identity_passkey')
    .set({ name: input.name })
    .where('id', '=', input.id)
    .where('user_id', '=', actor.userId)
    .executeTakeFirstOrThrow();
  return numUpdatedRows ? ok() : fail('unknown');
}

export async function removePasskey(
  house: House,
  actor: UserActor,
  input: { id: string },
  caller: Caller,
): Promise<Outcome<undefined, 'unknown' | Extract<RemovalFault, 'factor_needed' | 'factor_required'>>> {
  const factors = await factorsOf(house.database.shared, actor.userId);
  if (!mayChangeFactors(actor, factors)) return fail('factor_needed');
  if (needsSecondFactor(actor.assignments) && !factors.totp && factors.passkeys === 1) return fail('factor_required');
  const { numDeletedRows } = await house.database.shared
    .deleteFrom('identity_passkey')
    .where('id', '=', input.id)
    .where('user_id', '=', actor.userId)
    .executeTakeFirstOrThrow();
  if (!numDeletedRows) return fail('unknown');
  await recordFactor(house, actor, caller, 'second_factor.removed', 'factorRemoved', { method: 'passkey' });
  return ok();
}

/** What a browser sends as a credential is anybody's bytes; better-auth answers some of them with its own fault (500). */
async function refusedOnFault(call: Promise<Response>): Promise<Answer | undefined> {
  const response = await call;
  return response.status >= 500 ? undefined : answerOf(Promise.resolve(response));
}
