import { z } from 'zod';
import { type App, type FastifyReply, type FastifyRequest, parseForm } from '#platform/http';
import type { House } from '../house.ts';
import { safePath } from '../model.ts';
import type { FormState } from '../pages/parts.tsx';
import { AppPage, BackupCodesPage, CodePage, SetUpPage } from '../pages/second-factor.tsx';
import {
  beginTotp,
  challengedAccount,
  disableTotp,
  finishTotp,
  needsSecondFactor,
  pendingTotp,
  renewBackupCodes,
  verifyCode,
} from '../second-factor.ts';
import { factorsOf } from '../store.ts';
import { callerOf, code, enter, faultText, keepLanguage, next, passwordIfAny, setCookies, userOf } from './parts.ts';
import { showProfile } from './profile.tsx';

const codeForm = z.object({ code, weiter: next });
const beginForm = z.object({ password: passwordIfAny, weiter: next });
const passwordForm = z.object({ password: passwordIfAny });

const address = '/konto/zweiter-faktor';
const signedIn = { config: { access: 'signed-in', limitPerMinute: 30 } } as const;
const signInAgain = (wanted: string) => `/konto/anmelden?weiter=${encodeURIComponent(wanted)}`;

export function secondFactorRoutes(app: App, house: House): void {
  /** Which page somebody sees depends on what there is to prove, or to set up. */
  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    wanted: string,
    state: FormState & { locked?: boolean } = {},
    status = 200,
  ) {
    const { actor } = request.visit;
    const userId = actor.kind === 'user' ? actor.userId : await challengedAccount(house, callerOf(request));
    if (!userId) return reply.redirect(signInAgain(wanted), 303);
    const factors = await factorsOf(house.database.shared, userId);
    if (factors.totp || factors.passkeys > 0) {
      if (actor.kind === 'user' && actor.secondFactor && factors.totp) return reply.redirect('/konto#zweiter-faktor', 303);
      if (actor.kind !== 'user' || !actor.secondFactor) {
        return reply.page(<CodePage next={wanted} totp={factors.totp} passkeys={factors.passkeys > 0} {...state} />, status);
      }
    }
    const compulsory = actor.kind === 'user' && needsSecondFactor(actor.assignments);
    const email = actor.kind === 'user' ? actor.email : '';
    return reply.page(
      <SetUpPage next={wanted} compulsory={compulsory} password={factors.password} email={email} {...state} />,
      status,
    );
  }

  app.get(address, { config: { access: 'public' } }, (request, reply) =>
    show(request, reply, safePath((request.query as { weiter?: unknown }).weiter)),
  );

  app.post(address, { config: { access: 'public', limitPerMinute: 30 } }, async (request, reply) => {
    const form = parseForm(codeForm, request.body, request.visit.t);
    if (!form.ok) return show(request, reply, safePath(form.values.weiter), { errors: form.errors }, 422);
    const { actor } = request.visit;
    const userId = actor.kind === 'user' ? actor.userId : await challengedAccount(house, callerOf(request));
    if (!userId) return reply.redirect(signInAgain(form.data.weiter), 303);
    const outcome = await verifyCode(house, userId, form.data, callerOf(request));
    if (outcome.ok) return enter(house, reply, outcome.value, form.data.weiter);
    if (outcome.code === 'locked') return show(request, reply, form.data.weiter, { locked: true }, 429);
    if (outcome.code === 'challenge_over') return reply.redirect(signInAgain(form.data.weiter), 303);
    return show(request, reply, form.data.weiter, { errors: { code: faultText(request, outcome.code) } }, 422);
  });

  app.post(`${address}/einrichten`, signedIn, async (request, reply) => {
    const form = parseForm(beginForm, request.body, request.visit.t);
    if (!form.ok) return show(request, reply, safePath(form.values.weiter), { errors: form.errors }, 422);
    const outcome = await beginTotp(house, userOf(request), form.data, callerOf(request));
    if (outcome.ok) return reply.page(<AppPage next={form.data.weiter} totp={outcome.value} />);
    if (outcome.code === 'locked')
      return show(request, reply, form.data.weiter, { errors: { password: faultText(request, 'locked') } }, 429);
    if (outcome.code === 'password_wrong') {
      return show(request, reply, form.data.weiter, { errors: { password: faultText(request, outcome.code) } }, 422);
    }
    // There is a factor already; it has to be shown first.
    return show(request, reply, form.data.weiter);
  });

  app.post(`${address}/bestaetigen`, signedIn, async (request, reply) => {
    const form = parseForm(codeForm, request.body, request.visit.t);
    const wanted = form.ok ? form.data.weiter : safePath(form.values.weiter);
    const pending = await pendingTotp(house, userOf(request));
    if (!pending) return reply.redirect(`${address}?weiter=${encodeURIComponent(wanted)}`, 303);
    if (!form.ok) return reply.page(<AppPage next={wanted} totp={pending} errors={form.errors} />, 422);
    const outcome = await finishTotp(house, userOf(request), form.data, callerOf(request));
    if (!outcome.ok) {
      const status = outcome.code === 'locked' ? 429 : 422;
      return reply.page(<AppPage next={wanted} totp={pending} errors={{ code: faultText(request, outcome.code) }} />, status);
    }
    setCookies(reply, outcome.value.cookies);
    await keepLanguage(house, reply, outcome.value.actor);
    return reply.page(<BackupCodesPage next={wanted} codes={outcome.value.backupCodes} />);
  });

  app.post(`${address}/codes`, signedIn, async (request, reply) => {
    const form = parseForm(passwordForm, request.body, request.visit.t);
    const outcome = form.ok ? await renewBackupCodes(house, userOf(request), form.data, callerOf(request)) : undefined;
    if (outcome?.ok) return reply.page(<BackupCodesPage next="/konto" codes={outcome.value} />);
    if (outcome?.code === 'factor_needed') return reply.redirect(`${address}?weiter=/konto`, 303);
    const errors = form.ok ? { password: faultText(request, outcome?.code ?? '') } : form.errors;
    return showProfile(house, request, reply, { form: 'codes', errors });
  });

  app.post(`${address}/aus`, signedIn, async (request, reply) => {
    const form = parseForm(passwordForm, request.body, request.visit.t);
    const outcome = form.ok ? await disableTotp(house, userOf(request), form.data, callerOf(request)) : undefined;
    if (outcome?.ok)
      return setCookies(reply, outcome.value).redirectWithNotice('/konto', 'success', 'identity:notice.factorRemoved');
    if (outcome?.code === 'factor_needed') return reply.redirect(`${address}?weiter=/konto`, 303);
    const errors = form.ok ? { password: faultText(request, outcome?.code ?? '') } : form.errors;
    return showProfile(house, request, reply, { form: 'off', errors });
  });
}
