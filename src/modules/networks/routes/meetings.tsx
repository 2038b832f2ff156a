import { type App, type FastifyReply, type FastifyRequest, formValues, parseForm } from '#platform/http';
import type { FieldChange } from '#platform/ui';
import { failureText } from '../failures.ts';
import type { Meeting, MeetingText } from '../model/meeting.ts';
import { meetingFormSchema, reasonFormSchema } from '../model/meeting-forms.ts';
import { wallTimeOf } from '../model/meeting-time.ts';
import { type FormState, MeetingFormPage, ReasonPage } from '../pages/meeting-form.tsx';
import { BodyMeetingsPage, MeetingsPage } from '../pages/meeting-list.tsx';
import { readMeeting } from '../service/meeting-record.ts';
import { cancelMeeting, createMeeting, listBodyMeetings, listOwnMeetings, saveMeeting } from '../service/meetings.ts';
import { planMeetings } from '../service/schedules.ts';
import type { MeetingPlace } from '../store/meetings.ts';
import { pathsOf, refOf, refusalOf, textOf } from './meeting-parts.ts';

const read = { config: { access: 'networks.read' } } as const;
const edit = { config: { access: 'networks.edit' } } as const;

const cursorOf = ({ startsAt, id }: MeetingPlace) => `${startsAt.toISOString()} ${id}`;

/** Place in a list; anything that is none starts at the beginning. */
function placeOf(cursor: string): MeetingPlace | undefined {
  const [, time = '', id] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor) ?? [];
  const startsAt = new Date(time);
  return id && !Number.isNaN(startsAt.getTime()) ? { startsAt, id } : undefined;
}

const listQuery = ({ query }: FastifyRequest) => ({
  direction: textOf(query, 'zeit') === 'vergangen' ? ('past' as const) : ('upcoming' as const),
  after: placeOf(textOf(query, 'nach')),
});

function valuesOf({ title, startsAt, endsAt, place, onlineUrl }: MeetingText) {
  const [day = '', from = ''] = wallTimeOf(startsAt).split('T');
  return { title, day, from, to: wallTimeOf(endsAt).slice(11), place, online: onlineUrl ?? '' };
}

async function showNew(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const found = await listBodyMeetings(request.context, textOf(request.params, 'body'), { direction: 'upcoming' });
  if (!found.ok) return reply.refuse(404);
  return found.value.mayEdit ? reply.page(<MeetingFormPage body={found.value.body} form={form} />, status) : reply.refuse(403);
}

type Show = (meeting: Meeting, body: { id: string; name: string }) => Parameters<FastifyReply['page']>[0];

/** Shows a form about a meeting to those who may send it. */
async function showOf(request: FastifyRequest, reply: FastifyReply, show: Show, status = 200) {
  const found = await readMeeting(request.context, refOf(request));
  if (!found.ok) return reply.refuse(404);
  const { meeting, mayEdit } = found.value;
  if (!mayEdit) return reply.refuse(403);
  return reply.page(show(meeting, { id: meeting.bodyId, name: meeting.body.name }), status);
}

/** The other's change beside the own input, which stays in the form with the version it is now held against. */
function conflictOf(request: FastifyRequest, meeting: Meeting, values: Readonly<Record<string, unknown>>): FormState {
  const { t } = request.context;
  const theirs = valuesOf(meeting);
  const changes = (Object.keys(theirs) as (keyof typeof theirs)[])
    .map(
      (field): FieldChange => ({
        label: t(`networks:staff.meeting.${field}`),
        before: String(values[field] ?? ''),
        after: theirs[field],
      }),
    )
    .filter(({ before, after }) => before !== after);
  return { values: formValues(values), errors: {}, version: meeting.version, changes };
}

async function postMeeting(request: FastifyRequest, reply: FastifyReply) {
  const { context, body } = request;
  const again = (form: Omit<FormState, 'version'>) =>
    showOf(
      request,
      reply,
      (meeting, of) => (
        <MeetingFormPage body={of} meeting={meeting} form={{ version: Number(textOf(body, 'version')) || 1, ...form }} />
      ),
      422,
    );
  const form = parseForm(meetingFormSchema, body, context.t);
  if (!form.ok) return again(form);
  const outcome = await saveMeeting(context, refOf(request), form.data.meeting, form.data.version);
  if (outcome.ok)
    return reply.redirectWithNotice(pathsOf(request).of(refOf(request).meeting), 'success', 'networks:staff.meeting.saved');
  const refusal = refusalOf(outcome.code);
  if (refusal) return reply.refuse(refusal);
  if (outcome.code !== 'networks.changed')
    return again({ values: form.values, errors: { title: context.t(failureText(outcome.code), outcome.details) } });
  const show: Show = (meeting, of) => (
    <MeetingFormPage body={of} meeting={meeting} form={conflictOf(request, meeting, form.values)} />
  );
  return showOf(request, reply, show, 422);
}

async function postCancel(request: FastifyRequest, reply: FastifyReply) {
  const { context } = request;
  const form = parseForm(reasonFormSchema, request.body, context.t);
  const again = (errors: FormState['errors']) =>
    showOf(
      request,
      reply,
      (meeting, body) => (
        <ReasonPage
          kind="cancel"
          body={body}
          meeting={meeting}
          form={{ values: form.values, errors, version: meeting.version }}
        />
      ),
      422,
    );
  if (!form.ok) return again(form.errors);
  const outcome = await cancelMeeting(context, refOf(request), form.data.reason, form.data.version);
  if (outcome.ok)
    return reply.redirectWithNotice(pathsOf(request).of(refOf(request).meeting), 'success', 'networks:staff.cancel.done');
  const refusal = refusalOf(outcome.code);
  return refusal ? reply.refuse(refusal) : again({ _form: context.t(failureText(outcome.code), outcome.details) });
}

/** Lists of meetings, and the forms of a meeting itself. */
export function meetingListRoutes(app: App): void {
  const list = '/intern/:district/gremien/:body/sitzungen';

  app.get('/intern/:district/gremien/sitzungen', read, async (request, reply) => {
    const query = listQuery(request);
    const { meetings, next } = await listOwnMeetings(request.context, query);
    const base = `/intern/${request.context.tenant.slug}/gremien/sitzungen`;
    return reply.page(<MeetingsPage meetings={meetings} direction={query.direction} base={base} next={next && cursorOf(next)} />);
  });

  app.get(list, read, async (request, reply) => {
    const query = listQuery(request);
    const found = await listBodyMeetings(request.context, textOf(request.params, 'body'), query);
    if (!found.ok) return reply.refuse(404);
    const { next, ...shown } = found.value;
    const base = pathsOf(request).list;
    return reply.page(<BodyMeetingsPage {...shown} direction={query.direction} base={base} next={next && cursorOf(next)} />);
  });

  app.post(`${list}/planen`, edit, async (request, reply) => {
    const outcome = await planMeetings(request.context, textOf(request.params, 'body'));
    const { list: back } = pathsOf(request);
    if (outcome.ok)
      return reply.redirectWithNotice(
        back,
        outcome.value ? 'success' : 'info',
        `networks:staff.schedule.${outcome.value ? 'planned' : 'nothing'}`,
      );
    const refusal = refusalOf(outcome.code);
    return refusal ? reply.refuse(refusal) : reply.redirectWithNotice(back, 'warning', failureText(outcome.code));
  });

  app.get(`${list}/neu`, edit, (request, reply) => showNew(request, reply, { values: {}, errors: {} }));

  app.post(`${list}/neu`, edit, async (request, reply) => {
    const { context } = request;
    const form = parseForm(meetingFormSchema, request.body, context.t);
    if (!form.ok) return showNew(request, reply, form, 422);
    const outcome = await createMeeting(context, textOf(request.params, 'body'), form.data.meeting);
    if (!outcome.ok) return reply.refuse(refusalOf(outcome.code) ?? 422);
    return reply.redirectWithNotice(pathsOf(request).of(outcome.value), 'success', 'networks:staff.meeting.saved');
  });

  app.get(`${list}/:meeting/bearbeiten`, edit, (request, reply) =>
    showOf(request, reply, (meeting, body) => (
      <MeetingFormPage body={body} meeting={meeting} form={{ values: valuesOf(meeting), errors: {}, version: meeting.version }} />
    )),
  );
  app.post(`${list}/:meeting/bearbeiten`, edit, postMeeting);

  app.get(`${list}/:meeting/absagen`, edit, (request, reply) =>
    showOf(request, reply, (meeting, body) => (
      <ReasonPage kind="cancel" body={body} meeting={meeting} form={{ values: {}, errors: {}, version: meeting.version }} />
    )),
  );
  app.post(`${list}/:meeting/absagen`, edit, postCancel);
}
