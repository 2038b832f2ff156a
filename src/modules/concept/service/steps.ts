import type { z } from 'zod';
import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { fail, ok } from '#platform/outcome';
import type { Step } from '../model/edition.ts';
import { conceptFileSchema } from '../model/file.ts';
import { isId } from '../model/ids.ts';
import { invalidDetails } from '../model/recommendation.ts';
import type { StepState } from '../model/vocabulary.ts';
import { findGround, markReported } from '../store/recommendations.ts';
import { deleteStepRow, insertStep, listSteps, lockStep, placeSteps, type StepChange, updateStep } from '../store/steps.ts';
import { takeTurn } from '../store/turns.ts';
import { changedFailure, closedFailure, type Remark, readReason, type Saved, tell } from './editing.ts';
import { mayAnswer, mayEdit } from './scope.ts';
import { townNames } from './words.ts';

const file = conceptFileSchema.shape.recommendations.element.shape.steps.unwrap().element;

/** What somebody writes of a step; the day on which it was done follows from its state when it is left out. */
export const stepTextSchema = file;
export type StepText = z.input<typeof stepTextSchema>;

const mostSteps = 60;

type Ground = NonNullable<Awaited<ReturnType<typeof findGround>>>;

/** The recommendation whose steps the actor may write: the district's (town null), or a town's own. */
async function openSteps(trx: Trx, context: Context, recommendationId: string, town: string | null): Promise<Saved<Ground>> {
  const found = await findGround(trx, recommendationId);
  if (!found) return fail('concept.unknown_recommendation');
  if (town === null ? !mayEdit(context) : !mayAnswer(context, town)) return fail('concept.not_allowed');
  return closedFailure(found.edition) ?? ok(found);
}

async function openStep(
  trx: Trx,
  context: Context,
  recommendationId: string,
  stepId: string,
  version?: number,
): Promise<Saved<{ ground: Ground; step: Step }>> {
  if (!isId(stepId) || !isId(recommendationId)) return fail('concept.unknown_part');
  const step = await lockStep(trx, recommendationId, stepId);
  if (!step) return fail('concept.unknown_part');
  const ground = await openSteps(trx, context, recommendationId, step.town);
  if (!ground.ok) return ground;
  if (version !== undefined && step.version !== version) return changedFailure(step.version);
  return ok({ ground: ground.value, step });
}

/** A step that is done has a day on which it was; one that is not has none. */
function settled(step: StepChange, today: string): StepChange {
  return { ...step, doneOn: step.state === 'done' ? (step.doneOn ?? today) : null };
}

function read(text: StepText, today: string): Saved<StepChange> {
  const parsed = stepTextSchema.safeParse(text);
  if (!parsed.success) return fail('concept.invalid', invalidDetails(parsed.error));
  if (parsed.data.state === 'done' && parsed.data.doneOn !== null && parsed.data.doneOn > today)
    return fail('concept.invalid', { doneOn: 'concept:staff.fault.in_future' });
  return ok(settled(parsed.data, today));
}

async function told(
  trx: Trx,
  context: Context,
  {
    ground,
    action,
    step,
    from,
    remark = {},
  }: { ground: Ground; action: string; step: Pick<Step, 'title' | 'state' | 'town'>; from: string | null; remark?: Remark },
): Promise<void> {
  const moved = from !== step.state;
  // Who moves a step says how the recommendation stands. A town speaks for itself.
  if (moved && step.town === null) await markReported(trx, ground.id, dayOf(context.now()));
  const reason = (remark.reason ?? '').trim();
  await tell(trx, context, {
    recommendationId: ground.id,
    edition: ground.edition,
    action,
    details: { number: ground.number, town: step.town, from, to: step.state },
    note: moved
      ? {
          kind: 'step',
          town: step.town,
          text: reason === '' ? step.title : `${step.title}\n${reason}`,
          from,
          to: step.state,
          public: remark.public === true,
        }
      : undefined,
  });
}

/** Adds a step at the end: the district's (town null), or a town's own. */
export async function addStep(
  context: Context,
  recommendationId: string,
  town: string | null,
  text: StepText,
): Promise<Saved<{ id: string }>> {
  const towns = await townNames(context);
  return context.transaction(async (trx) => {
    if (town !== null && !towns.has(town)) return fail('concept.unknown_town');
    const ground = await openSteps(trx, context, recommendationId, town);
    if (!ground.ok) return ground;
    const step = read(text, dayOf(context.now()));
    if (!step.ok) return step;
    const there = await listSteps(trx, recommendationId, town);
    if (there.length >= mostSteps) return fail('concept.invalid', { title: 'concept:staff.fault.too_many_steps' });
    const id = uuidv7(context.now().getTime());
    const position = Math.max(0, ...there.map((one) => one.position)) + 1;
    await insertStep(trx, { ...step.value, tenantId: context.tenant.id, id, recommendationId, town, position });
    await told(trx, context, { ground: ground.value, action: 'concept.step_added', step: { ...step.value, town }, from: null });
    return ok({ id });
  });
}

/** Writes all of a step. */
export async function saveStep(
  context: Context,
  recommendationId: string,
  stepId: string,
  version: number,
  text: StepText,
  remark: Remark = {},
): Promise<Saved> {
  return context.transaction(async (trx) => {
    const opened = await openStep(trx, context, recommendationId, stepId, version);
    if (!opened.ok) return opened;
    const { ground, step } = opened.value;
    const reason = readReason(remark);
    if (!reason.ok) return reason;
    const next = read(text, dayOf(context.now()));
    if (!next.ok) return next;
    const saved = await updateStep(trx, stepId, next.value);
    await told(trx, context, {
      ground,
      action: 'concept.step_changed',
      step: { ...next.value, town: step.town },
      from: step.state,
      remark,
    });
    return ok(saved);
  });
}

/** Moves a step on, e.g. to done; evidence may come along. */
export async function setStepState(
  context: Context,
  recommendationId: string,
  stepId: string,
  version: number,
  change: Remark & { readonly state: StepState; readonly evidence?: string | undefined },
): Promise<Saved> {
  return context.transaction(async (trx) => {
    const opened = await openStep(trx, context, recommendationId, stepId, version);
    if (!opened.ok) return opened;
    const { ground, step } = opened.value;
    const reason = readReason(change);
    if (!reason.ok) return reason;
    const { title, dueOn, responsible, weight } = step;
    const next = read(
      { title, dueOn, responsible, weight, state: change.state, doneOn: step.doneOn, evidence: change.evidence ?? step.evidence },
      dayOf(context.now()),
    );
    if (!next.ok) return next;
    const saved = await updateStep(trx, stepId, next.value);
    await told(trx, context, {
      ground,
      action: 'concept.step_changed',
      step: { ...next.value, town: step.town },
      from: step.state,
      remark: change,
    });
    return ok(saved);
  });
}

/** Moves a step one place up or down among its own; at the end it stays where it is. */
export async function moveStep(
  context: Context,
  recommendationId: string,
  stepId: string,
  places: -1 | 1,
): Promise<Saved<undefined>> {
  return context.transaction(async (trx) => {
    await takeTurn(trx, 'order', recommendationId);
    const opened = await openStep(trx, context, recommendationId, stepId);
    if (!opened.ok) return opened;
    const { ground, step } = opened.value;
    const order = (await listSteps(trx, recommendationId, step.town)).map((one) => one.id);
    const from = order.indexOf(stepId);
    const to = from + places;
    if (to < 0 || to >= order.length) return ok();
    order.splice(to, 0, ...order.splice(from, 1));
    await placeSteps(trx, order);
    await told(trx, context, { ground, action: 'concept.step_moved', step, from: step.state });
    return ok();
  });
}

/** Takes a step out. One that was begun or done in an edition that people know is dropped instead, so that its trail stays. */
export async function deleteStep(
  context: Context,
  recommendationId: string,
  stepId: string,
  version: number,
): Promise<Saved<undefined>> {
  return context.transaction(async (trx) => {
    const opened = await openStep(trx, context, recommendationId, stepId, version);
    if (!opened.ok) return opened;
    const { ground, step } = opened.value;
    if (ground.edition.state !== 'draft' && step.town === null && step.state !== 'open') return fail('concept.not_draft');
    await deleteStepRow(trx, stepId);
    await told(trx, context, { ground, action: 'concept.step_deleted', step, from: step.state });
    return ok();
  });
}
