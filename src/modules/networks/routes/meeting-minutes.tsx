import { type App, type FastifyReply, type FastifyRequest, type FormValues, formValues, parseForm } from '#platform/http';
import type { Outcome } from '#platform/outcome';
import type { FieldChange } from '#platform/ui';
import { type FailureCode, failureText } from '../failures.ts';
import { attendanceStates, type MeetingRecord } from '../model/meeting.ts';
import { minutesFormSchema, reasonFormSchema, versionFormSchema } from '../model/meeting-forms.ts';
import { type FormState, ReasonPage } from '../pages/meeting-form.tsx';
import { MinutesPage } from '../pages/meeting-minutes.tsx';
import { SheetPage } from '../pages/meeting-sheet.tsx';
import { agendaSheet, meetingDocx, meetingPdf, minutesSheet } from '../service/meeting-documents.ts';
import { approveMinutes, reopenMinutes, saveMinutes } from '../service/meeting-minutes.ts';
import { readMeeting } from '../service/meeting-record.ts';
import { documentName, pathsOf, refOf, refusalOf, sendPrivately } from './meeting-parts.ts';

const read = { config: { access: 'networks.read' } } as const;
const edit = { config: { access: 'networks.edit' } } as const;
/** Setting a PDF costs some ten times as much as a page. */
const document = { config: { access: 'networks.read', limitPerMinute: 60 } } as const;

/** Attendance, text and outcomes as the form's fields hold them. */
function valuesOf({ meeting, agenda, seats }: MeetingRecord): Record<string, string> {
  const noted = seats.flatMap(({ memberId, state }) =>
    attendanceStates.some((one) => one === state) ? [[`seat.${memberId}`, state as string]] : [],
  );
  return {
    minutes: meeting.minutes,
    ...Object.fromEntries(agenda.map(({ id, outcome }) => [`outcome.${id}`, outcome])),
    ...Object.fromEntries(noted),
  };
}

async function show(request: FastifyRequest, reply: FastifyReply, form?: (record: MeetingRecord) => FormState, status = 200) {
  const { context } = request;
  const found = await readMeeting(context, refOf(request));
  if (!found.ok || (found.value.meeting.startsAt > context.now() && found.value.meeting.minutesState === 'none'))
    return reply.refuse(404);
  const { mayEdit, ...record } = found.value;
  const state = form?.(record) ?? { values: valuesOf(record), errors: {}, version: record.meeting.version };
  return reply.page(<MinutesPage {...record} mayEdit={mayEdit} form={state} sheet={minutesSheet(context, record)} />, status);
}

/** What the other editor saved, field by field, beside the own text. */
function changesOf(request: FastifyRequest, record: MeetingRecord, values: FormValues): FieldChange[] {
  const { t } = request.context;
  const theirs = valuesOf(record);
  const fields = [
    { name: 'minutes', label: t('networks:staff.minutes.text') },
    ...record.agenda.map(({ id, title }, index) => ({ name: `outcome.${id}`, label: `${index + 1}. ${title}` })),
  ];
  return fields
    .map(({ name, label }) => ({ label, before: String(values[name] ?? ''), after: theirs[name] ?? '' }))
    .filter(({ before, after }) => before !== after);
}

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: Outcome<undefined, FailureCode>,
  { notice, values }: { readonly notice: string; readonly values?: FormValues },
) {
  const { context } = request;
  const page = `${pathsOf(request).of(refOf(request).meeting)}/protokoll`;
  if (outcome.ok) return reply.redirectWithNotice(page, 'success', `networks:staff.minutes.${notice}`);
  const refusal = refusalOf(outcome.code);
  if (refusal) return reply.refuse(refusal);
  const errors =
    outcome.code === 'networks.changed' && values ? {} : { _form: context.t(failureText(outcome.code), outcome.details) };
  const state = (record: MeetingRecord): FormState => ({
    values: values ?? valuesOf(record),
    errors,
    version: record.meeting.version,
    ...(outcome.code === 'networks.changed' && values ? { changes: changesOf(request, record, values) } : {}),
  });
  return show(request, reply, state, 422);
}

async function askReopen(request: FastifyRequest, reply: FastifyReply, form: Pick<FormState, 'values' | 'errors'>, status = 200) {
  const found = await readMeeting(request.context, refOf(request));
  if (!found.ok) return reply.refuse(404);
  const { meeting, mayEdit } = found.value;
  if (!mayEdit) return reply.refuse(403);
  const body = { id: meeting.bodyId, name: meeting.body.name };
  const page = <ReasonPage kind="reopen" body={body} meeting={meeting} form={{ ...form, version: meeting.version }} />;
  return reply.page(page, status);
}

/** Attendance and minutes, and the papers made of a meeting. */
export function meetingMinutesRoutes(app: App): void {
  const base = '/intern/:district/gremien/:body/sitzungen/:meeting';
  app.get(`${base}/protokoll`, read, (request, reply) => show(request, reply));

  app.post(`${base}/protokoll`, edit, async (request, reply) => {
    const { context, body } = request;
    const form = parseForm(minutesFormSchema, body, context.t);
    const { values } = form;
    if (!form.ok) return show(request, reply, ({ meeting }) => ({ values, errors: form.errors, version: meeting.version }), 422);
    const outcome = await saveMinutes(context, refOf(request), form.data, form.data.version);
    return answer(request, reply, outcome, { notice: 'saved', values });
  });

  app.post(`${base}/protokoll/freigeben`, edit, async (request, reply) => {
    const form = parseForm(versionFormSchema, request.body, request.context.t);
    const outcome = await approveMinutes(request.context, refOf(request), form.ok ? form.data.version : 0);
    return answer(request, reply, outcome, { notice: 'was_approved' });
  });

  app.get(`${base}/protokoll/oeffnen`, edit, (request, reply) => askReopen(request, reply, { values: {}, errors: {} }));

  app.post(`${base}/protokoll/oeffnen`, edit, async (request, reply) => {
    const { context, body } = request;
    const form = parseForm(reasonFormSchema, body, context.t);
    if (!form.ok) return askReopen(request, reply, { values: formValues(body), errors: form.errors }, 422);
    const outcome = await reopenMinutes(context, refOf(request), form.data.reason, form.data.version);
    return answer(request, reply, outcome, { notice: 'was_reopened' });
  });

  app.get(`${base}/druck`, read, async (request, reply) => {
    const found = await readMeeting(request.context, refOf(request));
    if (!found.ok) return reply.refuse(404);
    const here = pathsOf(request).of(found.value.meeting.id);
    const sheet = agendaSheet(request.context, found.value);
    return reply.page(<SheetPage sheet={sheet} backHref={here} pdfHref={`${here}/tagesordnung.pdf`} />);
  });

  app.get(`${base}/tagesordnung.pdf`, document, async (request, reply) => {
    const found = await readMeeting(request.context, refOf(request));
    if (!found.ok) return reply.refuse(404);
    const file = await meetingPdf(request.context, agendaSheet(request.context, found.value));
    return sendPrivately(reply, 'application/pdf', documentName(`Tagesordnung ${found.value.meeting.title}`, 'pdf'), file);
  });

  /** Minutes that somebody began to write; before that there is nothing to print. */
  const written = async (request: FastifyRequest) => {
    const found = await readMeeting(request.context, refOf(request));
    return found.ok && found.value.meeting.minutesState !== 'none' ? found.value : undefined;
  };

  app.get(`${base}/protokoll/druck`, read, async (request, reply) => {
    const record = await written(request);
    if (!record) return reply.refuse(404);
    const here = `${pathsOf(request).of(record.meeting.id)}/protokoll`;
    return reply.page(<SheetPage sheet={minutesSheet(request.context, record)} backHref={here} pdfHref={`${here}.pdf`} />);
  });

  app.get(`${base}/protokoll.pdf`, document, async (request, reply) => {
    const record = await written(request);
    if (!record) return reply.refuse(404);
    const file = await meetingPdf(request.context, minutesSheet(request.context, record));
    return sendPrivately(reply, 'application/pdf', documentName(`Protokoll ${record.meeting.title}`, 'pdf'), file);
  });

  app.get(`${base}/protokoll.docx`, document, async (request, reply) => {
    const record = await written(request);
    if (!record) return reply.refuse(404);
    const file = await meetingDocx(minutesSheet(request.context, record));
    const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    return sendPrivately(reply, type, documentName(`Protokoll ${record.meeting.title}`, 'docx'), file);
  });
}
