import { z } from 'zod';
import type { Context } from '#platform/access';
import { uuidPattern } from '#platform/crypto';
import { csv, type TableColumn } from '#platform/documents';
import { type App, type FastifyReply, type FastifyRequest, optionalText, parseForm } from '#platform/http';
import { dayOf } from './model.ts';
import { HoldsPage } from './pages/holds.tsx';
import type { FormState, PrivacyTab } from './pages/parts.tsx';
import { RegisterPage, type RegisterRow } from './pages/register.tsx';
import { ErasePage, NewRequestPage, RequestPage, RequestsPage } from './pages/requests.tsx';
import { registerText, retentionText } from './persons.ts';
import {
  answerAccess,
  answerErasure,
  enterRequest,
  liftHold,
  type PrivacyFault,
  type PrivacyParts,
  placeHold,
  showHolds,
  showRequest,
  showRequests,
} from './service.ts';

const root = '/intern/:district/datenschutz';
const register = { config: { access: 'privacy.register' } } as const;
const requests = { config: { access: 'privacy.requests' } } as const;
const answer = { config: { access: 'privacy.answer' } } as const;

const email = z.email().max(254);
const requestForm = z.object({ kind: z.enum(['access', 'erasure']), email, received: z.iso.date() });
const holdForm = z
  .object({
    email: z.preprocess((value) => (value === '' ? undefined : value), email.optional()),
    table: optionalText(100),
    row: optionalText(200),
    reason: z.string().min(1).max(1000),
  })
  .refine((form) => (form.email === undefined) !== (form.table === undefined), {
    path: ['email'],
    message: 'privacy:staff.failure.person_or_table',
  })
  .refine((form) => form.row === undefined || form.table !== undefined, {
    path: ['row'],
    message: 'privacy:staff.failure.row_without_table',
  });

const baseOf = (request: FastifyRequest) => `/intern/${request.context.tenant.slug}/datenschutz`;
const todayOf = (context: Context) => dayOf(context.now());
const idOf = (request: FastifyRequest) => {
  const { id } = request.params as { id: string };
  return uuidPattern.test(id) ? id : undefined;
};
const openTabs = ({ may }: Context): PrivacyTab[] => [
  ...(may('privacy.register') ? (['verzeichnis'] as const) : []),
  ...(may('privacy.requests') ? (['anfragen', 'sperren'] as const) : []),
];

/** Values of single fields, for showing them again. */
const single = (values: Readonly<Record<string, string | string[]>>) =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

function refused(reply: FastifyReply, code: PrivacyFault): FastifyReply {
  if (code === 'forbidden') return reply.refuse(403);
  return reply.refuse(code === 'answered_already' ? 409 : 404);
}

function registerRows({ t }: Context, parts: PrivacyParts): RegisterRow[] {
  return parts.register.map((entry) => ({
    table: entry.table,
    purpose: registerText(t, entry.purpose),
    legalBasis: registerText(t, entry.legalBasis),
    categories: entry.categories.map((one) => registerText(t, one)),
    recipients: entry.recipients.map((one) => registerText(t, one)),
    retention: retentionText(t, entry.retention),
  }));
}

function addRegisterRoutes(app: App, parts: PrivacyParts): void {
  app.get(`${root}/verzeichnis`, register, (request, reply) => {
    const { context } = request;
    return reply.page(
      <RegisterPage
        base={baseOf(request)}
        open={openTabs(context)}
        rows={registerRows(context, parts)}
        legal={context.tenant.settings.legal}
      />,
    );
  });

  app.get(`${root}/verzeichnis.csv`, register, (request, reply) => {
    const { context } = request;
    const columns = (['table', 'purpose', 'categories', 'legalBasis', 'recipients', 'retention'] as const).map(
      (key): TableColumn => ({ key, header: context.t(`privacy:staff.column.${key}`), kind: 'text' }),
    );
    const rows = registerRows(context, parts).map((row) => ({ ...row }));
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="verzeichnis.csv"')
      .header('cache-control', 'no-store');
    return reply.send(csv(columns, rows, { separator: ';', bom: true }));
  });
}

function addRequestRoutes(app: App, parts: PrivacyParts): void {
  app.get(`${root}/anfragen`, requests, async (request, reply) => {
    const { context } = request;
    const { open: pending, answered } = await showRequests(context);
    return reply.page(
      <RequestsPage
        base={baseOf(request)}
        open={openTabs(context)}
        pending={pending}
        answered={answered}
        today={todayOf(context)}
      />,
    );
  });

  const newPage = (request: FastifyRequest, reply: FastifyReply, state: FormState = {}) =>
    reply.page(
      <NewRequestPage base={baseOf(request)} open={openTabs(request.context)} today={todayOf(request.context)} {...state} />,
      state.errors ? 422 : 200,
    );

  app.get(`${root}/anfragen/neu`, requests, (request, reply) => newPage(request, reply));

  app.post(`${root}/anfragen/neu`, requests, async (request, reply) => {
    const form = parseForm(requestForm, request.body, request.visit.t);
    const values = single(form.values);
    if (!form.ok) return newPage(request, reply, { values, errors: form.errors });
    const { kind, email: address, received } = form.data;
    const outcome = await enterRequest(request.context, { kind, email: address, receivedOn: received });
    if (outcome.ok)
      return reply.redirectWithNotice(
        `${baseOf(request)}/anfragen/${outcome.value.id}`,
        'success',
        'privacy:staff.notice.entered',
      );
    if (outcome.code !== 'not_yet') return refused(reply, outcome.code);
    return newPage(request, reply, { values, errors: { received: request.visit.t('privacy:staff.failure.not_yet') } });
  });

  app.get(`${root}/anfragen/:id`, requests, async (request, reply) => {
    const { context } = request;
    const id = idOf(request);
    const found = id && (await showRequest(context, id));
    if (!found) return reply.refuse(404);
    return reply.page(
      <RequestPage
        base={baseOf(request)}
        open={openTabs(context)}
        request={found}
        today={todayOf(context)}
        mayAnswer={context.may('privacy.answer')}
      />,
    );
  });

  // A post, because making the dossier answers the request.
  app.post(`${root}/anfragen/:id/auskunft`, answer, async (request, reply) => {
    const id = idOf(request);
    if (!id) return reply.refuse(404);
    const outcome = await answerAccess(parts, request.context, id);
    if (!outcome.ok) return refused(reply, outcome.code);
    reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="auskunft-${id.slice(0, 8)}.json"`)
      .header('cache-control', 'no-store');
    return reply.send(JSON.stringify(outcome.value, null, 2));
  });

  app.get(`${root}/anfragen/:id/loeschen`, answer, async (request, reply) => {
    const id = idOf(request);
    const found = id && (await showRequest(request.context, id));
    if (!found) return reply.refuse(404);
    if (found.kind !== 'erasure') return reply.refuse(404);
    if (found.answeredAt) return reply.refuse(409);
    return reply.page(<ErasePage base={baseOf(request)} request={found} />);
  });

  app.post(`${root}/anfragen/:id/loeschen`, answer, async (request, reply) => {
    const id = idOf(request);
    if (!id) return reply.refuse(404);
    const outcome = await answerErasure(parts, request.context, id);
    if (!outcome.ok) return refused(reply, outcome.code);
    return reply.redirectWithNotice(`${baseOf(request)}/anfragen/${id}`, 'success', 'privacy:staff.notice.erased');
  });
}

function addHoldRoutes(app: App, parts: PrivacyParts): void {
  const tables = [...new Set(parts.register.map(({ table }) => table))].filter((table) => !table.includes('.')).sort();
  const page = async (request: FastifyRequest, reply: FastifyReply, state: FormState = {}) => {
    const holds = await showHolds(request.context);
    return reply.page(
      <HoldsPage base={baseOf(request)} open={openTabs(request.context)} holds={holds} tables={tables} {...state} />,
      state.errors ? 422 : 200,
    );
  };
  app.get(`${root}/sperren`, requests, (request, reply) => page(request, reply));

  app.post(`${root}/sperren`, requests, async (request, reply) => {
    const form = parseForm(holdForm, request.body, request.visit.t);
    const values = single(form.values);
    if (!form.ok) return page(request, reply, { values, errors: form.errors });
    const { email: address = null, table = null, row: rowId = null, reason } = form.data;
    const outcome = await placeHold(parts, request.context, { email: address, table, rowId, reason });
    if (outcome.ok) return reply.redirectWithNotice(`${baseOf(request)}/sperren`, 'success', 'privacy:staff.notice.held');
    if (outcome.code !== 'unknown_table') return refused(reply, outcome.code);
    return page(request, reply, { values, errors: { table: request.visit.t('http:field.choice') } });
  });

  app.post(`${root}/sperren/:id/aufheben`, requests, async (request, reply) => {
    const id = idOf(request);
    if (!id) return reply.refuse(404);
    const outcome = await liftHold(request.context, id);
    if (!outcome.ok) return refused(reply, outcome.code);
    return reply.redirectWithNotice(`${baseOf(request)}/sperren`, 'success', 'privacy:staff.notice.released');
  });
}

export function addPrivacyRoutes(app: App, parts: PrivacyParts): void {
  app.get(root, register, (request, reply) => reply.redirect(`${baseOf(request)}/verzeichnis`, 303));
  addRegisterRoutes(app, parts);
  addRequestRoutes(app, parts);
  addHoldRoutes(app, parts);
}
