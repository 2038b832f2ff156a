import { uuidPattern } from '#platform/crypto';
import {
  type App,
  type FastifyReply,
  type FastifyRequest,
  type FormErrors,
  type FormValues,
  formValues,
  parseForm,
} from '#platform/http';
import { findInterfaceLanguage, german, interfaceLanguages } from '#platform/i18n';
import { type FailureCode, failureText } from '../../failures.ts';
import { answerForm, interimForm } from '../../model/feedback/forms.ts';
import { inboxValues, readInboxFilter, withQuery } from '../../model/feedback/inbox.ts';
import { InboxPage } from '../../pages/feedback/inbox.tsx';
import { RecordPage } from '../../pages/feedback/record.tsx';
import {
  answerFeedback,
  closeFeedback,
  readFeedback,
  readInbox,
  sendInterim,
  subjectHref,
} from '../../service/feedback/handling.ts';
import { frameOf } from '../frame.ts';
import { one } from './posted.ts';

const root = '/intern/:district/ankommen/rueckmeldungen';
const config = { access: 'orientation.answer' } as const;
const tags = interfaceLanguages.map(({ tag }) => tag);
const listOf = ({ context }: FastifyRequest) => `${frameOf(context).base}/rueckmeldungen`;
/** As many as a page of the list shows. */
const mostAtOnce = 50;

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const filter = readInboxFilter(sent, tags);
  const after = uuidPattern.test(one(sent, 'nach')) ? one(sent, 'nach') : undefined;
  const inbox = await readInbox(context, filter, after);
  const values = inboxValues(filter);
  return reply.page(
    <InboxPage
      frame={frameOf(context)}
      inbox={inbox}
      filter={filter}
      languages={interfaceLanguages.map(({ tag, autonym, htmlLang, dir }) => ({
        value: tag,
        label: autonym,
        lang: htmlLang,
        dir,
      }))}
      first={after && withQuery(listOf(request), values)}
      next={inbox.next && withQuery(listOf(request), { ...values, nach: inbox.next })}
    />,
  );
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  values: FormValues = {},
  errors: FormErrors = {},
): Promise<FastifyReply> {
  const { context } = request;
  const { id } = request.params as { id: string };
  const record = uuidPattern.test(id) ? await readFeedback(context, id) : undefined;
  if (!record) return reply.refuse(404);
  return reply.page(
    <RecordPage
      frame={frameOf(context)}
      record={record}
      tongue={findInterfaceLanguage(record.row.language) ?? german}
      subjectHref={subjectHref(context, record.row)}
      values={values}
      errors={errors}
    />,
    Object.keys(errors).length ? 422 : 200,
  );
}

/** What a use case made of a message: back to the inbox, or to the message when somebody else was faster. */
function answered(
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: { readonly ok: true } | { readonly ok: false; readonly code: FailureCode },
  done: string,
): FastifyReply {
  const { id } = request.params as { id: string };
  if (outcome.ok) return reply.redirectWithNotice(listOf(request), 'success', `orientation:staff.feedback.${done}`);
  if (outcome.code === 'orientation.unknown_feedback') return reply.refuse(404);
  if (outcome.code === 'orientation.not_allowed') return reply.refuse(403);
  return reply.redirectWithNotice(`${listOf(request)}/${id}`, 'warning', failureText(outcome.code));
}

const isThere = async (request: FastifyRequest) => {
  const { id } = request.params as { id: string };
  return uuidPattern.test(id) && (await readFeedback(request.context, id)) !== undefined;
};

async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (!(await isThere(request))) return reply.refuse(404);
  const form = parseForm(answerForm, request.body, request.context.t);
  if (!form.ok) return show(request, reply, form.values, form.errors);
  const outcome = await answerFeedback(request.context, (request.params as { id: string }).id, form.data.answer);
  return answered(request, reply, outcome, outcome.ok && outcome.value.mailed ? 'mailed' : 'kept');
}

async function interim(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (!(await isThere(request))) return reply.refuse(404);
  const form = parseForm(interimForm, request.body, request.context.t);
  if (!form.ok) return show(request, reply, form.values, form.errors);
  const outcome = await sendInterim(request.context, (request.params as { id: string }).id, form.data.interim);
  return answered(request, reply, outcome, 'interim_done');
}

async function close(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const ids = [formValues(request.body).id ?? []].flat().filter((id) => uuidPattern.test(id));
  const outcome = await closeFeedback(request.context, ids.slice(0, mostAtOnce));
  if (!outcome.ok) return reply.refuse(403);
  return outcome.value
    ? reply.redirectWithNotice(listOf(request), 'success', 'orientation:staff.feedback.closed')
    : reply.redirectWithNotice(listOf(request), 'warning', 'orientation:staff.feedback.nothing_selected');
}

/** The inbox of what visitors say. */
export function inboxRoutes(app: App): void {
  app.get(root, { config }, list);
  app.post(`${root}/schliessen`, { config }, close);
  app.get(`${root}/:id`, { config }, (request, reply) => show(request, reply));
  app.post(`${root}/:id/antworten`, { config }, answer);
  app.post(`${root}/:id/zwischennachricht`, { config }, interim);
}
