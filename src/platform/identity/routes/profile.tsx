import { z } from 'zod';
import { uuidPattern } from '#platform/crypto';
import { type App, type FastifyReply, type FastifyRequest, parseForm } from '#platform/http';
import { interfaceLanguages } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { changePassword, changeProfile, endSessions } from '../accounts.ts';
import type { House } from '../house.ts';
import { DistrictsPage } from '../pages/districts.tsx';
import type { FormState } from '../pages/parts.tsx';
import { type ProfileForm, ProfilePage } from '../pages/profile.tsx';
import { beginPasskey, finishPasskey, removePasskey, renamePasskey } from '../passkeys.ts';
import { factorsOf, findAccount } from '../store.ts';
import { listPasskeys, listSessions } from '../store-lists.ts';
import { callerOf, currentPassword, faultText, newPassword, personName, setCookies, setLanguageCookie, userOf } from './parts.ts';
import { readCredential } from './sign-in.tsx';

const tags = interfaceLanguages.map((language) => language.tag) as [string, ...string[]];
const profileForm = z.object({ name: personName, language: z.enum(tags) });
const passwordForm = z.object({ current: currentPassword, password: newPassword });
const sessionForm = z.object({ session: z.union([z.literal('others'), z.uuid()]) });
const newPasskeyForm = z.object({ response: z.string().max(20_000), name: z.string().max(60).default('') });
const passkeyForm = z.object({ do: z.enum(['rename', 'remove']), name: z.string().min(1).max(60) });

const signedIn = { config: { access: 'signed-in', limitPerMinute: 60 } } as const;

/** The whole page, with one form rejected. */
export async function showProfile(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  rejected?: FormState & { form: ProfileForm },
): Promise<FastifyReply> {
  const { userId, sessionId } = userOf(request);
  const db = house.database.shared;
  const [account, factors, passkeys, sessions] = await Promise.all([
    findAccount(db, userId),
    factorsOf(db, userId),
    listPasskeys(db, userId),
    listSessions(db, userId, house.now()),
  ]);
  if (!account) return reply.refuse(404);
  const props = { account, factors, passkeys, sessions, currentSession: sessionId };
  return reply.page(<ProfilePage {...props} rejected={rejected} />, rejected ? 422 : 200);
}

function districtsOf(house: House, request: FastifyRequest) {
  const { assignments } = userOf(request);
  return house.tenants.all().flatMap((tenant) => {
    const held = assignments.filter((one) => one.tenantId === tenant.id || one.tenantId === null);
    const roles = [...new Set(held.map((one) => one.role))];
    return roles.length ? [{ slug: tenant.slug, name: tenantName(tenant, request.visit.language), roles }] : [];
  });
}

export function profileRoutes(app: App, house: House): void {
  app.get('/konto/', { config: { access: 'signed-in' } }, (request, reply) =>
    reply.page(<DistrictsPage districts={districtsOf(house, request)} />),
  );

  app.get('/konto', { config: { access: 'signed-in' } }, (request, reply) => showProfile(house, request, reply));

  app.post('/konto', signedIn, async (request, reply) => {
    const form = parseForm(profileForm, request.body, request.visit.t);
    if (!form.ok) return showProfile(house, request, reply, { form: 'profile', ...form });
    await changeProfile(house, userOf(request), form.data);
    setLanguageCookie(reply, form.data.language);
    return reply.redirectWithNotice('/konto', 'success', 'identity:notice.saved');
  });

  app.post('/konto/passwort', signedIn, async (request, reply) => {
    const form = parseForm(passwordForm, request.body, request.visit.t);
    if (!form.ok) return showProfile(house, request, reply, { form: 'password', errors: form.errors });
    const outcome = await changePassword(house, userOf(request), form.data, callerOf(request));
    if (outcome.ok)
      return setCookies(reply, outcome.value.cookies).redirectWithNotice('/konto', 'success', 'identity:notice.passwordChanged');
    const field = outcome.code === 'password_wrong' || outcome.code === 'locked' ? 'current' : 'password';
    return showProfile(house, request, reply, { form: 'password', errors: { [field]: faultText(request, outcome.code) } });
  });

  app.post('/konto/sitzungen', signedIn, async (request, reply) => {
    const form = parseForm(sessionForm, request.body, request.visit.t);
    if (!form.ok) return reply.refuse(422);
    const { session } = form.data;
    const outcome = await endSessions(
      house,
      userOf(request),
      session === 'others' ? session : { id: session },
      callerOf(request),
    );
    if (!outcome.ok) return reply.refuse(404);
    return reply.redirectWithNotice('/konto#sitzungen', 'success', 'identity:notice.sessionEnded');
  });

  app.post(
    '/konto/passkeys/optionen',
    { config: { access: 'signed-in', machine: true, limitPerMinute: 30 } },
    async (request, reply) => {
      const outcome = await beginPasskey(house, userOf(request), callerOf(request));
      reply.header('cache-control', 'no-store');
      // The page goes there instead of opening the device's dialog.
      if (!outcome.ok) {
        const location =
          outcome.code === 'factor_needed' ? '/konto/zweiter-faktor?weiter=/konto' : '/konto/anmelden?neu=1&weiter=/konto';
        return reply.code(409).send({ location });
      }
      return setCookies(reply, outcome.value.cookies).send(outcome.value.options);
    },
  );

  app.post('/konto/passkeys', signedIn, async (request, reply) => {
    const form = parseForm(newPasskeyForm, request.body, request.visit.t);
    const response = form.ok ? readCredential(form.data.response) : undefined;
    const input =
      form.ok && response
        ? { response, name: form.data.name || request.visit.t('identity:profile.passkeys.unnamed') }
        : undefined;
    const outcome = input && (await finishPasskey(house, userOf(request), input, callerOf(request)));
    if (outcome?.ok) return reply.redirectWithNotice('/konto#passkeys', 'success', 'identity:notice.factorAdded');
    if (outcome?.code === 'factor_needed') return reply.redirect('/konto/zweiter-faktor?weiter=/konto', 303);
    return showProfile(house, request, reply, { form: 'passkey', errors: { name: request.visit.t('identity:passkey.failed') } });
  });

  app.post('/konto/passkeys/:id', signedIn, async (request, reply) => {
    const { id } = request.params as { id: string };
    const form = parseForm(passkeyForm, request.body, request.visit.t);
    if (!uuidPattern.test(id)) return reply.refuse(404);
    if (!form.ok) return showProfile(house, request, reply, { form: 'passkey', errors: form.errors });
    const rename = form.data.do === 'rename';
    const outcome = rename
      ? await renamePasskey(house, userOf(request), { id, name: form.data.name })
      : await removePasskey(house, userOf(request), { id }, callerOf(request));
    if (outcome.ok)
      return reply.redirectWithNotice(
        '/konto#passkeys',
        'success',
        rename ? 'identity:notice.saved' : 'identity:notice.factorRemoved',
      );
    if (outcome.code === 'unknown') return reply.refuse(404);
    if (outcome.code === 'factor_needed') return reply.redirect('/konto/zweiter-faktor?weiter=/konto', 303);
    return showProfile(house, request, reply, { form: 'passkey', errors: { name: faultText(request, outcome.code) } });
  });
}
