import { uuidPattern, uuidv7 } from '#platform/crypto';
import {
  type App,
  type FastifyReply,
  type FastifyRequest,
  type FormErrors,
  type FormValues,
  formValues,
  parseForm,
} from '#platform/http';
import { failureText } from '../failures.ts';
import { answerSchema, type FeedbackState, feedbackSchema, feedbackStates } from '../model/feedback.ts';
import { FeedbackInbox, FeedbackPage, FeedbackRecord } from '../pages/feedback.tsx';
import { giveFeedback, oneFeedback, readFeedback, settleFeedback } from '../service/feedback.ts';
import { type PublicRecommendation, publicRecommendation } from '../service/public-reading.ts';

const pageSize = 30;

const one = (values: FormValues, name: string): string => {
  const value = values[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
};

const asked = (request: FastifyRequest) => request.params as { concept: string; number: string; id: string };

async function recommendationOf(request: FastifyRequest): Promise<PublicRecommendation | undefined> {
  const { concept, number } = asked(request);
  return publicRecommendation(request.context, concept, Number(number));
}

function visitorRoutes(app: App): void {
  const path = '/:district/:language/konzept/:concept/:number(^\\d{1,6}$)/rueckmeldung';
  const show = (reply: FastifyReply, view: PublicRecommendation, values: FormValues = {}, errors: FormErrors = {}) => {
    const key = one(values, 'submissionKey');
    const submissionKey = uuidPattern.test(key) ? key : uuidv7();
    const page = <FeedbackPage view={view} values={values} errors={errors} submissionKey={submissionKey} />;
    return reply.page(page, Object.keys(errors).length > 0 ? 422 : 200);
  };

  app.get(path, { config: { access: 'public' } }, async (request, reply) => {
    const view = await recommendationOf(request);
    return view ? show(reply, view) : reply.refuse(404);
  });

  app.post(path, { config: { access: 'public', limitPerMinute: 10 } }, async (request, reply) => {
    const { context } = request;
    const view = await recommendationOf(request);
    if (!view) return reply.refuse(404);
    const values = formValues(request.body);
    const parsed = parseForm(feedbackSchema, values, context.t);
    if (!parsed.ok) return show(reply, view, values, parsed.errors);
    // A filled trap field comes from a machine, which is thanked like everybody else.
    if (one(values, 'leer') === '') {
      const key = one(values, 'submissionKey');
      await giveFeedback(context, {
        recommendationId: view.recommendation.id,
        text: parsed.data.text,
        email: parsed.data.email ?? null,
        language: context.language.tag,
        submissionKey: uuidPattern.test(key) ? key.toLowerCase() : uuidv7(),
      });
    }
    const { tenant, language } = context;
    const back = `/${tenant.slug}/${language.tag}/konzept/${view.concept.slug}/${view.recommendation.number}`;
    return reply.redirectWithNotice(back, 'success', 'concept:public.feedback.sent');
  });
}

function staffRoutes(app: App): void {
  const path = '/intern/:district/konzept/rueckmeldungen';
  const config = { access: 'concept.edit' } as const;
  const baseOf = ({ context }: FastifyRequest) => `/intern/${context.tenant.slug}/konzept/rueckmeldungen`;

  app.get(path, { config }, async (request, reply) => {
    const values = formValues(request.query);
    const base = baseOf(request);
    const state: FeedbackState = feedbackStates.find((known) => known === one(values, 'stand')) ?? 'open';
    const after = uuidPattern.test(one(values, 'nach')) ? one(values, 'nach') : undefined;
    const rows = await readFeedback(request.context, { state, after, limit: pageSize + 1 });
    const shown = rows.slice(0, pageSize);
    return reply.page(
      <FeedbackInbox
        base={base}
        state={state}
        rows={shown}
        first={after && `${base}?stand=${state}`}
        next={rows.length > pageSize ? `${base}?stand=${state}&nach=${shown.at(-1)?.id}` : undefined}
      />,
    );
  });

  const record = async (request: FastifyRequest, reply: FastifyReply, values: FormValues = {}, errors: FormErrors = {}) => {
    const { id } = asked(request);
    const row = uuidPattern.test(id) ? await oneFeedback(request.context, id) : undefined;
    if (!row) return reply.refuse(404);
    const page = <FeedbackRecord base={baseOf(request)} row={row} values={values} errors={errors} />;
    return reply.page(page, Object.keys(errors).length > 0 ? 422 : 200);
  };

  const settle = async (request: FastifyRequest, reply: FastifyReply, answer: string | null) => {
    const { id } = asked(request);
    if (!uuidPattern.test(id)) return reply.refuse(404);
    const outcome = await settleFeedback(request.context, id, answer);
    const base = baseOf(request);
    if (outcome.ok) {
      const done = answer === null ? 'closed' : outcome.value.mailed ? 'mailed' : 'kept';
      return reply.redirectWithNotice(base, 'success', `concept:staff.feedback.done.${done}`);
    }
    if (outcome.code === 'concept.unknown_feedback') return reply.refuse(404);
    return reply.redirectWithNotice(`${base}/${id}`, 'warning', failureText(outcome.code));
  };

  app.get(`${path}/:id`, { config }, (request, reply) => record(request, reply));
  app.post(`${path}/:id/antworten`, { config }, async (request, reply) => {
    const parsed = parseForm(answerSchema, request.body, request.context.t);
    return parsed.ok ? settle(request, reply, parsed.data.answer) : record(request, reply, parsed.values, parsed.errors);
  });
  app.post(`${path}/:id/schliessen`, { config }, (request, reply) => settle(request, reply, null));
}

/** Feedback on recommendations: the visitors' form, and the inbox of the staff. */
export function feedbackRoutes(app: App): void {
  visitorRoutes(app);
  staffRoutes(app);
}
