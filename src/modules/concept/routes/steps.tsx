import type { App, FastifyReply } from '#platform/http';
import type { FieldChange } from '#platform/ui';
import type { Step } from '../model/edition.ts';
import { type StepState, stepStates } from '../model/vocabulary.ts';
import type { Posted } from '../pages/editing-parts.tsx';
import { StepPage, stepValues } from '../pages/step.tsx';
import { isTold, type Saved } from '../service/editing.ts';
import { recordOf } from '../service/record.ts';
import { addStep, deleteStep, moveStep, type StepText, saveStep, setStepState } from '../service/steps.ts';
import { showAdoption } from './adoption.tsx';
import { type Call, errorsOf, getRoute, one, postRoute, recordHref, refusalStatus, versionOf } from './editing-parts.ts';
import { showRecord } from './recommendation.tsx';

function textOf(values: Call['values']): StepText {
  return {
    title: one(values, 'title'),
    dueOn: one(values, 'dueOn') || null,
    responsible: one(values, 'responsible'),
    state: (one(values, 'state') || 'open') as StepState,
    doneOn: one(values, 'doneOn') || null,
    evidence: one(values, 'evidence'),
    weight: Number(one(values, 'weight') || '1'),
  };
}

/** The page on which steps stand: the recommendation's, or the town's row. */
const backOf = (call: Call, town: string | null): string =>
  `${recordHref(call.context, call.params.id ?? '')}${town === null ? '' : `/orte/${town}`}`;

async function add(call: Call): Promise<FastifyReply> {
  const { context, reply, params, values } = call;
  const town = one(values, 'town') || null;
  const outcome = await addStep(context, params.id ?? '', town, textOf(values));
  if (outcome.ok) return reply.redirectWithNotice(`${backOf(call, town)}#schritte`, 'success', 'concept:staff.step.added');
  const status = refusalStatus(outcome.code);
  if (status) return reply.refuse(status);
  const posted: Posted = { form: 'step', values, errors: errorsOf(context, outcome, 'title') };
  return town === null ? showRecord(call, posted) : showAdoption({ ...call, params: { ...params, ags: town } }, posted);
}

async function findStep({ context, params }: Call) {
  const record = await recordOf(context, params.id ?? '');
  const step = record?.recommendation.steps.find(({ id }) => id === params.step);
  if (!record || !step) return undefined;
  return { record, step, mayWrite: step.town === null ? record.edits : record.answersFor.has(step.town) };
}

async function show(call: Call, posted?: Posted): Promise<FastifyReply> {
  const found = await findStep(call);
  if (!found) return call.reply.refuse(404);
  if (!found.mayWrite) return call.reply.refuse(403);
  const { record, step } = found;
  const { number, title } = record.recommendation;
  return call.reply.page(
    <StepPage
      step={step}
      name={`${number} ${title}`}
      action={`${recordHref(call.context, record.recommendation.id)}/schritte/${step.id}`}
      backHref={backOf(call, step.town)}
      told={isTold(record.tree.edition)}
      posted={posted}
    />,
    posted ? 422 : 200,
  );
}

/** Theirs against mine, field by field. */
function changesOf({ context, values }: Call, step: Step): FieldChange[] {
  const theirs = stepValues(step);
  const labels: Readonly<Record<string, string>> = { dueOn: 'due', doneOn: 'done' };
  return Object.entries(theirs).flatMap(([field, stored]) => {
    const words = (value: string) =>
      field === 'state' && stepStates.includes(value as StepState) ? context.t(`concept:step.${value}`) : value;
    const sent = values[field] === undefined ? stored : one(values, field);
    const label = field === 'weight' ? 'concept:staff.field.weight' : `concept:staff.step.${labels[field] ?? field}`;
    return sent === stored ? [] : [{ label: context.t(label), before: words(stored), after: words(sent), lang: 'de' }];
  });
}

async function done(call: Call, outcome: Saved<unknown>): Promise<FastifyReply> {
  const { context, reply, values } = call;
  const found = await findStep(call);
  if (outcome.ok)
    return reply.redirectWithNotice(`${backOf(call, found?.step.town ?? null)}#schritte`, 'success', 'concept:staff.saved');
  const status = refusalStatus(outcome.code);
  if (status || !found) return reply.refuse(status ?? 404);
  const conflict = outcome.code === 'concept.changed' ? changesOf(call, found.step) : undefined;
  const errors = conflict ? {} : errorsOf(context, outcome, 'title');
  return show(call, { form: 'step', values: { ...stepValues(found.step), ...values }, errors, conflict });
}

async function save(call: Call): Promise<FastifyReply> {
  const { context, params, values } = call;
  const remark = { reason: one(values, 'reason'), public: one(values, 'public') === 'yes' };
  return done(call, await saveStep(context, params.id ?? '', params.step ?? '', versionOf(values), textOf(values), remark));
}

async function setState(call: Call): Promise<FastifyReply> {
  const { context, params, values } = call;
  const state = one(values, 'state') as StepState;
  return done(call, await setStepState(context, params.id ?? '', params.step ?? '', versionOf(values), { state }));
}

async function move(call: Call): Promise<FastifyReply> {
  const { context, params, values } = call;
  return done(call, await moveStep(context, params.id ?? '', params.step ?? '', one(values, 'richtung') === 'auf' ? -1 : 1));
}

async function remove(call: Call): Promise<FastifyReply> {
  const { context, reply, params, values } = call;
  const town = (await findStep(call))?.step.town ?? null;
  const outcome = await deleteStep(context, params.id ?? '', params.step ?? '', versionOf(values));
  return outcome.ok
    ? reply.redirectWithNotice(`${backOf(call, town)}#schritte`, 'success', 'concept:staff.deleted')
    : done(call, outcome);
}

/** Steps of the district, and towns' own. */
export function stepRoutes(app: App): void {
  const at = '/empfehlung/:id/schritte';
  postRoute(app, at, 'concept.answer', add);
  getRoute(app, `${at}/:step`, 'concept.answer', (call) => show(call));
  postRoute(app, `${at}/:step`, 'concept.answer', save);
  postRoute(app, `${at}/:step/stand`, 'concept.answer', setState);
  postRoute(app, `${at}/:step/ordnen`, 'concept.answer', move);
  postRoute(app, `${at}/:step/loeschen`, 'concept.answer', remove);
}
