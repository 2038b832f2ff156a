import { listTowns, quarters } from '#modules/territory';
import type { Context } from '#platform/access';
import { type App, type FastifyReply, parseForm } from '#platform/http';
import type { FieldChange } from '#platform/ui';
import { changedFields, fieldWords } from '../model/changes.ts';
import type { EditionTree, RecommendationText } from '../model/edition.ts';
import { type FormValues, recommendationFormSchema, recommendationFormValues } from '../model/recommendation-form.ts';
import type { Posted } from '../pages/editing-parts.tsx';
import { type FormChoices, RecommendationFormPage } from '../pages/recommendation-form.tsx';
import { isTold } from '../service/editing.ts';
import { editionTree } from '../service/reading.ts';
import { changeRecommendation, createRecommendation } from '../service/recommendations.ts';
import { recordOf } from '../service/record.ts';
import { placeNames, textWords } from '../service/words.ts';
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

/** Everything that the fields choose from: the edition's parts and the district's places. */
async function choicesOf(context: Context, tree: EditionTree): Promise<FormChoices> {
  const byField = (parts: EditionTree['goals'] | EditionTree['challenges']) =>
    tree.fields.map((field) => ({
      label: field.title,
      options: parts
        .filter(({ fieldId }) => fieldId === field.id)
        .map(({ id, title }) => ({ value: id, label: title, lang: 'de' })),
    }));
  const [towns, parts] = [await listTowns(context), await quarters(context)];
  return {
    fields: tree.fields.map(({ id, title }) => ({ value: id, label: title, lang: 'de' })),
    challenges: byField(tree.challenges).filter(({ options }) => options.length > 0),
    goals: byField(tree.goals).filter(({ options }) => options.length > 0),
    places: towns
      .flatMap((town) => [town, ...parts.filter(({ parentKey }) => parentKey === town.key)])
      .map((unit) => ({
        value: unit.key,
        label: unit.names.de ?? unit.key,
        lang: 'de',
      })),
  };
}

/** Theirs against mine, field by field, in the reader's language. */
async function conflictOf(
  context: Context,
  tree: EditionTree,
  theirs: RecommendationText,
  mine: RecommendationText,
): Promise<FieldChange[]> {
  const titles = new Map([...tree.fields, ...tree.challenges, ...tree.goals].map(({ id, title }) => [id, title]));
  const words = textWords(context.t, titles, await placeNames(context));
  return changedFields(theirs, mine)
    .map((field) => ({
      label: context.t(`concept:staff.field.${field}`),
      before: fieldWords(words, field, theirs),
      after: fieldWords(words, field, mine),
      lang: 'de',
    }))
    .filter(({ before, after }) => before !== after);
}

async function showEdit(
  { context, reply, params }: Pick<Call, 'context' | 'reply' | 'params'>,
  posted?: Posted,
): Promise<FastifyReply> {
  const record = await recordOf(context, params.id ?? '');
  if (!record) return reply.refuse(404);
  if (!record.edits) return reply.refuse(record.tree.edition.state === 'superseded' ? 409 : 403);
  const { recommendation, tree } = record;
  const href = recordHref(context, recommendation.id);
  const name = `${recommendation.number} ${recommendation.title}`;
  return reply.page(
    <RecommendationFormPage
      title={context.t('concept:staff.form.edit')}
      kicker={name}
      action={`${href}/bearbeiten`}
      cancelHref={href}
      crumbs={[
        { label: tree.edition.title, href: `${conceptBase(context)}/${tree.edition.id}` },
        { label: name, href },
        { label: context.t('concept:staff.form.edit') },
      ]}
      choices={await choicesOf(context, tree)}
      values={recommendationFormValues(recommendation)}
      posted={posted}
      version={posted && !posted.conflict ? versionOf(posted.values) : recommendation.version}
      told={isTold(tree.edition)}
    />,
    posted && one(posted.values, 'more') === '' ? 422 : 200,
  );
}

async function save(call: Call): Promise<FastifyReply> {
  const { context, request, reply, params, values } = call;
  const id = params.id ?? '';
  if (one(values, 'more') !== '') return showEdit(call, { form: 'text', values, errors: {} });
  const form = parseForm(recommendationFormSchema, request.body, context.t);
  if (!form.ok) return showEdit(call, { form: 'text', values, errors: form.errors });
  const remark = { reason: one(values, 'reason'), public: one(values, 'public') === 'yes' };
  const outcome = await changeRecommendation(context, id, versionOf(values), form.data, remark);
  if (outcome.ok) return reply.redirectWithNotice(recordHref(context, id), 'success', 'concept:staff.saved');
  const status = refusalStatus(outcome.code);
  if (status) return reply.refuse(status);
  if (outcome.code !== 'concept.changed')
    return showEdit(call, { form: 'text', values, errors: errorsOf(context, outcome, 'title') });
  const record = await recordOf(context, id);
  if (!record) return reply.refuse(404);
  const conflict = await conflictOf(context, record.tree, record.recommendation, form.data);
  return showEdit(call, { form: 'text', values, errors: {}, conflict });
}

async function showNew(
  { context, reply, params, values }: Pick<Call, 'context' | 'reply' | 'params' | 'values'>,
  posted?: Posted,
): Promise<FastifyReply> {
  const tree = await editionTree(context, params.edition ?? '');
  if (!tree) return reply.refuse(404);
  const base = `${conceptBase(context)}/${tree.edition.id}`;
  const wanted: FormValues = { weight: '1', fieldId: one(values, 'feld') };
  return reply.page(
    <RecommendationFormPage
      title={context.t('concept:staff.form.new')}
      kicker={tree.edition.title}
      action={`${base}/empfehlung-neu`}
      cancelHref={base}
      crumbs={[{ label: tree.edition.title, href: base }, { label: context.t('concept:staff.form.new') }]}
      choices={await choicesOf(context, tree)}
      values={wanted}
      posted={posted}
      told={false}
    />,
    posted && one(posted.values, 'more') === '' ? 422 : 200,
  );
}

async function create(call: Call): Promise<FastifyReply> {
  const { context, request, reply, params, values } = call;
  if (one(values, 'more') !== '') return showNew(call, { form: 'text', values, errors: {} });
  const form = parseForm(recommendationFormSchema, request.body, context.t);
  if (!form.ok) return showNew(call, { form: 'text', values, errors: form.errors });
  const outcome = await createRecommendation(context, params.edition ?? '', form.data);
  if (outcome.ok) return reply.redirectWithNotice(recordHref(context, outcome.value.id), 'success', 'concept:staff.form.created');
  const status = refusalStatus(outcome.code);
  return status ? reply.refuse(status) : showNew(call, { form: 'text', values, errors: errorsOf(context, outcome, 'title') });
}

/** The form of a recommendation's text, and of a new one. */
export function recommendationEditRoutes(app: App): void {
  getRoute(app, '/empfehlung/:id/bearbeiten', 'concept.edit', (call) => showEdit(call));
  postRoute(app, '/empfehlung/:id/bearbeiten', 'concept.edit', save);
  getRoute(app, '/:edition/empfehlung-neu', 'concept.edit', (call) => showNew(call));
  postRoute(app, '/:edition/empfehlung-neu', 'concept.edit', create);
}
