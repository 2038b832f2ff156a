import { z } from 'zod';
import { type App, type FastifyReply, type FastifyRequest, parseForm } from '#platform/http';
import type { House } from '../house.ts';
import { safePath } from '../model.ts';
import type { FormState } from '../pages/parts.tsx';
import { SignInPage } from '../pages/sign-in.tsx';
import { beginPasskeySignIn, finishPasskeySignIn } from '../passkeys.ts';
import { signIn, signOut } from '../sign-in.ts';
import { beginSignOn, finishSignOn } from '../sign-on.ts';
import { callerOf, currentPassword, email, enter, faultText, next, setCookies } from './parts.ts';

const signInForm = z.object({ email, password: currentPassword, weiter: next });
const signOnForm = z.object({ weiter: next, einladung: z.string().max(200).optional() });
const passkeyForm = z.object({ response: z.string().max(20_000), weiter: next });

const open = (limitPerMinute: number) => ({ config: { access: 'public', limitPerMinute } }) as const;

/** A device's answer as the page posts it: JSON in a hidden field. */
export function readCredential(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

export function signInRoutes(app: App, house: House): void {
  const page = (reply: FastifyReply, wanted: string, state: FormState & { locked?: boolean } = {}, status = 200) =>
    reply.page(<SignInPage next={wanted} signOn={house.signOn.name} {...state} />, status);
  const refused = (
    request: FastifyRequest,
    reply: FastifyReply,
    wanted: string,
    code: string,
    values: FormState['values'] = {},
  ) => page(reply, wanted, { values, errors: { email: faultText(request, code) } }, 422);

  app.get('/konto/anmelden', { config: { access: 'public' } }, (request, reply) => {
    const query = request.query as { weiter?: unknown; neu?: unknown };
    const wanted = safePath(query.weiter);
    // Signed in already; `neu` asks for another sign-in, e.g. before a passkey is added.
    if (request.visit.actor.kind === 'user' && query.neu === undefined) return reply.redirect(wanted, 303);
    return page(reply, wanted);
  });

  app.post('/konto/anmelden', open(30), async (request, reply) => {
    const form = parseForm(signInForm, request.body, request.visit.t);
    const values = { email: form.values.email ?? '' };
    if (!form.ok) return page(reply, safePath(form.values.weiter), { values, errors: form.errors }, 422);
    const { weiter, ...credentials } = form.data;
    const outcome = await signIn(house, credentials, callerOf(request));
    if (outcome.ok) return enter(house, reply, outcome.value, weiter);
    if (outcome.code === 'sign_in.locked') return page(reply, weiter, { values, locked: true }, 429);
    return refused(request, reply, weiter, outcome.code, values);
  });

  app.post(
    '/konto/passkey/anmelden/optionen',
    { config: { access: 'public', machine: true, limitPerMinute: 30 } },
    async (_request, reply) => {
      const { options, cookies } = await beginPasskeySignIn(house);
      return setCookies(reply, cookies).header('cache-control', 'no-store').send(options);
    },
  );

  app.post('/konto/passkey/anmelden', open(30), async (request, reply) => {
    const form = parseForm(passkeyForm, request.body, request.visit.t);
    const wanted = form.ok ? form.data.weiter : safePath(form.values.weiter);
    const credential = form.ok ? readCredential(form.data.response) : undefined;
    const outcome = credential && (await finishPasskeySignIn(house, credential, callerOf(request)));
    if (outcome?.ok) return enter(house, reply, outcome.value, wanted);
    return refused(request, reply, wanted, 'passkey_refused');
  });

  app.post('/konto/anmelden/oidc', open(30), async (request, reply) => {
    const form = parseForm(signOnForm, request.body, request.visit.t);
    if (!form.ok || !house.signOn.name) return reply.refuse(404);
    const { weiter, einladung } = form.data;
    const outcome = await beginSignOn(
      house,
      { next: weiter, ...(einladung ? { invitation: einladung } : {}) },
      callerOf(request),
    );
    if (!outcome.ok) return refused(request, reply, weiter, outcome.code);
    return setCookies(reply, outcome.value.cookies).redirect(outcome.value.location, 303);
  });

  app.get('/konto/auth/callback/oidc', open(60), async (request, reply) => {
    if (!house.signOn.name) return reply.refuse(404);
    const query = Object.entries(request.query as Record<string, unknown>).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    const outcome = await finishSignOn(house, Object.fromEntries(query), callerOf(request));
    if (outcome.ok) return enter(house, reply, outcome.value, outcome.value.next);
    return refused(request, reply, safePath(undefined), outcome.code);
  });

  app.post('/konto/abmelden', { config: { access: 'public' } }, async (request, reply) => {
    setCookies(reply, await signOut(house, callerOf(request)));
    return reply.redirectWithNotice('/konto/anmelden', 'success', 'identity:notice.signedOut');
  });
}
