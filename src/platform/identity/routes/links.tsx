import { z } from 'zod';
import { type App, type FastifyReply, type FastifyRequest, parseForm } from '#platform/http';
import { tenantName } from '#platform/tenancy';
import { acceptInvitation, viewInvitation } from '../accepting.ts';
import type { House } from '../house.ts';
import { InvitationPage } from '../pages/invitation.tsx';
import type { FormState } from '../pages/parts.tsx';
import { ForgotPage, ForgotSentPage, LinkOverPage, ResetPage } from '../pages/password.tsx';
import { requestPasswordReset, resetPassword } from '../sign-in.ts';
import { callerOf, email, faultText, newPassword, token } from './parts.ts';

const forgotForm = z.object({ email });
const resetForm = z.object({ token, password: newPassword });
const acceptForm = z.object({ token, name: z.string().max(200).default(''), password: z.string().max(128).default('') });

const open = { config: { access: 'public', limitPerMinute: 30 } } as const;
const tokenOf = (values: unknown) => token.catch('').parse((values as { token?: unknown } | undefined)?.token);

/** Pages behind links that went out by mail: a new password, an invitation. */
export function linkRoutes(app: App, house: House): void {
  app.get('/konto/passwort-vergessen', { config: { access: 'public' } }, (_request, reply) => reply.page(<ForgotPage />));

  app.post('/konto/passwort-vergessen', open, async (request, reply) => {
    const form = parseForm(forgotForm, request.body, request.visit.t);
    if (!form.ok) return reply.page(<ForgotPage {...form} />, 422);
    await requestPasswordReset(house, form.data, callerOf(request));
    return reply.page(<ForgotSentPage />);
  });

  app.get('/konto/passwort-neu', open, (request, reply) => {
    const given = tokenOf(request.query);
    return given ? reply.page(<ResetPage token={given} />) : reply.page(<LinkOverPage kind="reset" />, 410);
  });

  app.post('/konto/passwort-neu', open, async (request, reply) => {
    const form = parseForm(resetForm, request.body, request.visit.t);
    const given = tokenOf(form.values);
    if (!form.ok) return reply.page(<ResetPage token={given} errors={form.errors} />, 422);
    const outcome = await resetPassword(house, form.data, callerOf(request));
    if (outcome.ok) return reply.redirectWithNotice('/konto/anmelden', 'success', 'identity:notice.passwordChanged');
    if (outcome.code === 'link_invalid') return reply.page(<LinkOverPage kind="reset" />, 410);
    return reply.page(<ResetPage token={given} errors={{ password: faultText(request, outcome.code) }} />, 422);
  });

  async function showInvitation(
    request: FastifyRequest,
    reply: FastifyReply,
    given: string,
    state: FormState = {},
    status = 200,
  ) {
    const { actor, language } = request.visit;
    const view = await viewInvitation(house, given, actor);
    if (!view) return reply.page(<LinkOverPage kind="invitation" />, 410);
    const { invitation, tenant, step } = view;
    return reply.page(
      <InvitationPage
        token={given}
        district={tenantName(tenant, language)}
        email={invitation.email}
        grants={invitation.grants}
        step={step}
        signOn={house.signOn.name}
        otherAccount={actor.kind === 'user'}
        {...state}
      />,
      status,
    );
  }

  app.get('/konto/einladung', open, (request, reply) => showInvitation(request, reply, tokenOf(request.query)));

  app.post('/konto/einladung', open, async (request, reply) => {
    const form = parseForm(acceptForm, request.body, request.visit.t);
    const given = tokenOf(form.values);
    const values = { name: form.values.name ?? '' };
    if (!form.ok) return showInvitation(request, reply, given, { values, errors: form.errors }, 422);
    const outcome = await acceptInvitation(house, form.data, request.visit.actor, callerOf(request));
    if (outcome.ok) {
      const [path, key] = outcome.value.opened ? ['/konto/anmelden', 'accountOpened'] : ['/konto/', 'rolesAccepted'];
      return reply.redirectWithNotice(path as string, 'success', `identity:notice.${key}`);
    }
    if (outcome.code === 'link_invalid' || outcome.code === 'sign_in_first')
      return showInvitation(request, reply, given, {}, 422);
    const field = outcome.code === 'name_missing' ? 'name' : 'password';
    return showInvitation(request, reply, given, { values, errors: { [field]: faultText(request, outcome.code) } }, 422);
  });
}
