import { dayOf } from '#platform/days';
import type { App, FastifyReply } from '#platform/http';
import type { FieldChange } from '#platform/ui';
import { type AdoptionStatus, type Decision, decisions } from '../model/vocabulary.ts';
import { AdoptionPage, answerValues } from '../pages/adoption.tsx';
import type { Posted } from '../pages/editing-parts.tsx';
import { saveAdoption } from '../service/adoptions.ts';
import { type RecommendationRecord, recordOf } from '../service/record.ts';
import {
  type Call,
  conceptBase,
  errorsOf,
  getRoute,
  one,
  postRoute,
  recordHref,
  refusalStatus,
  versionOf,
} from './editing-parts.ts';

export async function showAdoption({ context, reply, params }: Call, posted?: Posted): Promise<FastifyReply> {
  const record = await recordOf(context, params.id ?? '');
  const town = params.ags ?? '';
  if (!record?.towns.has(town)) return reply.refuse(404);
  return reply.page(
    <AdoptionPage record={record} town={town} base={conceptBase(context)} today={dayOf(context.now())} posted={posted} />,
    posted ? 422 : 200,
  );
}

/** The other's answer against mine. */
function changesOf({ context, values, params }: Call, { recommendation }: RecommendationRecord): FieldChange[] {
  const theirs = answerValues(recommendation.adoptions.find(({ town }) => town === params.ags));
  const words = (field: string, value: string) => {
    if (field === 'decision' && decisions.includes(value as Decision)) return context.t(`concept:decision.${value}`);
    return field === 'status' && value ? context.t(`concept:status.${value}`) : value;
  };
  return Object.entries(theirs)
    .filter(([field, value]) => value !== one(values, field))
    .map(([field, value]) => ({
      label: context.t(`concept:staff.answer.${field}`),
      before: words(field, value),
      after: words(field, one(values, field)),
      lang: 'de',
    }));
}

async function save(call: Call): Promise<FastifyReply> {
  const { context, reply, params, values } = call;
  const [id, town] = [params.id ?? '', params.ags ?? ''];
  const answer = {
    decision: one(values, 'decision') as Decision,
    note: one(values, 'note'),
    status: (one(values, 'status') || null) as AdoptionStatus | null,
    contact: one(values, 'contact'),
  };
  const outcome = await saveAdoption(context, id, town, versionOf(values), answer, { public: one(values, 'public') === 'yes' });
  if (outcome.ok)
    return reply.redirectWithNotice(`${recordHref(context, id)}/orte/${town}`, 'success', 'concept:staff.answer.saved');
  const status = refusalStatus(outcome.code);
  if (status) return reply.refuse(status);
  if (outcome.code !== 'concept.changed')
    return showAdoption(call, { form: 'answer', values, errors: errorsOf(context, outcome, 'decision') });
  const record = await recordOf(context, id);
  return showAdoption(call, { form: 'answer', values, errors: {}, conflict: record ? changesOf(call, record) : [] });
}

/** A town's row: read by all who work on the concept, written by who answers for the town. */
export function adoptionRoutes(app: App): void {
  getRoute(app, '/empfehlung/:id/orte/:ags', 'concept.read', (call) => showAdoption(call));
  postRoute(app, '/empfehlung/:id/orte/:ags', 'concept.answer', save);
}
