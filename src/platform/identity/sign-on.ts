import { fail, type Outcome, ok } from '#platform/outcome';
import { answerOf } from './answer.ts';
import { signOnProvider } from './auth.ts';
import type { Caller, House } from './house.ts';
import { safePath } from './model.ts';
import { completeSignIn, recordTry, type SignedIn } from './sign-in.ts';

export type SignOnFault = 'sign_on_down' | 'sign_on_unknown' | 'sign_on_failed';

/** Sends the browser to the sign-on server; with the token of an invitation a new account may come of it. */
export async function beginSignOn(
  house: House,
  input: { next: string; invitation?: string | undefined },
  caller: Caller,
): Promise<Outcome<{ readonly location: string; readonly cookies: readonly string[] }, 'sign_on_down'>> {
  const signOn = await house.signOn.reach();
  if (!signOn) return fail('sign_on_down');
  const body = {
    provider: signOnProvider,
    callbackURL: safePath(input.next),
    ...(input.invitation ? { additionalData: { invitation: input.invitation } } : {}),
  };
  const answer = await answerOf(signOn.api.signInSocial({ body, headers: caller.headers, asResponse: true }));
  if (!answer.location) return fail('sign_on_down');
  return ok({ location: answer.location, cookies: answer.cookies });
}

/**
 * The way back from the sign-on server. An identity enters the account with the same verified address (and is tied to it
 * from then on), or the account of an invitation; anybody else stays outside.
 */
export async function finishSignOn(
  house: House,
  query: Readonly<Record<string, string>>,
  caller: Caller,
): Promise<Outcome<SignedIn & { readonly next: string }, SignOnFault>> {
  const signOn = await house.signOn.reach();
  if (!signOn) return fail('sign_on_down');
  const call = signOn.api.callbackOAuth({
    method: 'GET',
    params: { id: signOnProvider },
    query,
    headers: caller.headers,
    asResponse: true,
  });
  const answer = await answerOf(call);
  const signedIn = await completeSignIn(house, caller, answer, 'sign-on');
  if (signedIn.actor.kind === 'user') return ok({ ...signedIn, next: safePath(answer.location) });
  await recordTry(house, caller, null, 'session.refused', 'sign-on');
  const error = new URL(answer.location ?? '/', house.config.publicUrl).searchParams.get('error');
  return fail(error === 'not_invited' || error === 'account_not_linked' ? 'sign_on_unknown' : 'sign_on_failed');
}
