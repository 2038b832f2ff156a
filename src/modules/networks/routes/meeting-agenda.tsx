import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, formValues, parseForm } from '#platform/http';
import type { Outcome } from '#platform/outcome';
import { type FailureCode, failureText } from '../failures.ts';
import type { AgendaItem } from '../model/meeting.ts';
import { agendaFormSchema, versionFormSchema } from '../model/meeting-forms.ts';
import { MeetingPage } from '../pages/meeting.tsx';
import { AgendaItemPage, type FormState } from '../pages/meeting-form.tsx';
import type { MeetingPageProps } from '../pages/meeting-parts.tsx';
import { invite } from '../service/invitations.ts';
import { addAgendaItem, editAgendaItem, moveAgendaItem, removeAgendaItem } from '../service/meeting-agenda.ts';
import { readMeeting } from '../service/meeting-record.ts';
import { paperEndings, paperMegabytes } from '../service/papers.ts';
import { idOf, pathsOf, refOf, refusalOf, textOf } from './meeting-parts.ts';
import { resolutionsOfMeetingSection, tasksOfMeetingSection } from './resolution-sections.tsx';

const edit = { config: { access: 'networks.edit' } } as const;

/** The meeting's page, with what a rejected form on it brings along. */
export async function showMeeting(
  request: FastifyRequest,
  reply: FastifyReply,
  rejected?: MeetingPageProps['rejected'],
): Promise<FastifyReply> {
  const { context } = request;
  const found = await readMeeting(context, refOf(request));
  if (!found.ok) return reply.refuse(404);
  const paper = { endings: paperEndings, megabytes: paperMegabytes };
  const { meeting } = found.value;
  const body = { id: meeting.bodyId, territory: meeting.body.territory };
  const sections = [
    await resolutionsOfMeetingSection(context, meeting, body),
    await tasksOfMeetingSection(context, meeting, body),
  ];
  return reply.page(
    <MeetingPage {...found.value} now={context.now()} paper={paper} rejected={rejected} sections={sections} />,
    rejected ? 422 : 200,
  );
}

/** After a button or form of the meeting's page: back to the part it belongs to, or the page again with what was wrong. */
export function answerOnMeeting(
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: Outcome<unknown, string>,
  part: { readonly anchor: string; readonly notice: string; readonly form?: 'agenda' | 'paper'; readonly field?: string },
): Promise<FastifyReply> | FastifyReply {
  const { context } = request;
  if (outcome.ok)
    return reply.redirectWithNotice(`${pathsOf(request).of(refOf(request).meeting)}#${part.anchor}`, 'success', part.notice);
  const refusal = refusalOf(outcome.code);
  if (refusal) return reply.refuse(refusal);
  const key = outcome.code.startsWith('file.') ? `files:failure.${outcome.code}` : failureText(outcome.code as FailureCode);
  const errors = { [part.field ?? 'title']: context.t(key, outcome.details) };
  return showMeeting(request, reply, { form: part.form ?? 'page', values: formValues(request.body), errors });
}

const itemValues = ({ title, detail, minutesPlanned }: AgendaItem) => ({ title, detail, minutes: String(minutesPlanned ?? '') });

async function showItem(
  request: FastifyRequest,
  reply: FastifyReply,
  form: (item: AgendaItem, context: Context) => FormState,
  status = 200,
) {
  const found = await readMeeting(request.context, refOf(request));
  const id = idOf(request, 'item');
  const item = found.ok && found.value.agenda.find((one) => one.id === id);
  if (!found.ok || !item) return reply.refuse(404);
  const { meeting, mayEdit } = found.value;
  if (!mayEdit) return reply.refuse(403);
  const body = { id: meeting.bodyId, name: meeting.body.name };
  return reply.page(<AgendaItemPage body={body} meeting={meeting} item={id} form={form(item, request.context)} />, status);
}

async function postItem(request: FastifyRequest, reply: FastifyReply) {
  const { context } = request;
  const form = parseForm(agendaFormSchema, request.body, context.t);
  const { values } = form;
  const version = Number(textOf(request.body, 'version')) || 1;
  if (!form.ok) return showItem(request, reply, () => ({ values, errors: form.errors, version }), 422);
  const outcome = await editAgendaItem(context, refOf(request), idOf(request, 'item'), form.data, form.data.version ?? 0);
  if (outcome.ok || outcome.code !== 'networks.changed')
    return answerOnMeeting(request, reply, outcome, { anchor: 'tagesordnung', notice: 'networks:staff.agenda.saved' });
  const conflict = (item: AgendaItem): FormState => {
    const theirs = itemValues(item);
    const changes = (
      [
        ['title', 'item'],
        ['detail', 'detail'],
        ['minutes', 'minutes'],
      ] as const
    )
      .map(([field, label]) => ({
        label: context.t(`networks:staff.agenda.${label}`),
        before: textOf(request.body, field),
        after: theirs[field],
      }))
      .filter(({ before, after }) => before !== after);
    return { values, errors: {}, version: item.version, changes };
  };
  return showItem(request, reply, conflict, 422);
}

/** The meeting's page, its agenda and its invitation. */
export function meetingAgendaRoutes(app: App): void {
  const base = '/intern/:district/gremien/:body/sitzungen/:meeting';
  app.get(base, { config: { access: 'networks.read' } }, (request, reply) => showMeeting(request, reply));

  app.post(`${base}/tagesordnung`, edit, async (request, reply) => {
    const { context } = request;
    const form = parseForm(agendaFormSchema, request.body, context.t);
    if (!form.ok) return showMeeting(request, reply, { form: 'agenda', values: form.values, errors: form.errors });
    const outcome = await addAgendaItem(context, refOf(request), form.data);
    const part = { anchor: 'tagesordnung', notice: 'networks:staff.agenda.saved', form: 'agenda' } as const;
    return answerOnMeeting(request, reply, outcome, part);
  });

  const item = `${base}/tagesordnung/:item`;
  app.get(item, edit, (request, reply) =>
    showItem(request, reply, (one) => ({ values: itemValues(one), errors: {}, version: one.version })),
  );
  app.post(item, edit, postItem);

  app.post(`${item}/entfernen`, edit, async (request, reply) => {
    const outcome = await removeAgendaItem(request.context, refOf(request), idOf(request, 'item'));
    return answerOnMeeting(request, reply, outcome, { anchor: 'tagesordnung', notice: 'networks:staff.agenda.removed' });
  });

  app.post(`${item}/verschieben`, edit, async (request, reply) => {
    const direction = textOf(request.body, 'richtung') === 'up' ? 'up' : 'down';
    const outcome = await moveAgendaItem(request.context, refOf(request), idOf(request, 'item'), direction);
    return answerOnMeeting(request, reply, outcome, { anchor: 'tagesordnung', notice: 'networks:staff.agenda.moved' });
  });

  app.post(`${base}/einladen`, edit, async (request, reply) => {
    const form = parseForm(versionFormSchema, request.body, request.context.t);
    const outcome = await invite(request.context, refOf(request), form.ok ? form.data.version : 0);
    return answerOnMeeting(request, reply, outcome, { anchor: 'einladung', notice: 'networks:staff.invitation.sent' });
  });
}
