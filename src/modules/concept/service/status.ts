import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { fail, ok } from '#platform/outcome';
import { isId } from '../model/ids.ts';
import { dependencyCycle, derive } from '../model/rules.ts';
import { mergeCircle, reasonNeeded } from '../model/status.ts';
import type { SettableStatus } from '../model/vocabulary.ts';
import { readDependencies, readMerges, replaceDependencies, replaceMerge } from '../store/dependencies.ts';
import { type FoundRecommendation, listNumbers, updateRecommendation } from '../store/recommendations.ts';
import { takeTurn } from '../store/turns.ts';
import { type Remark, readReason, type Saved, tell } from './editing.ts';
import { openForEditing } from './recommendations.ts';

export interface StatusChange extends Remark {
  /** Null: back to what steps and dates say. */
  readonly status: SettableStatus | null;
  /** With `merged`: the recommendation of the same edition that takes this one up. */
  readonly into?: string | undefined;
}

/** The numbers of a circle, in order, as people read it: "3 → 5 → 3". */
async function circleText(trx: Trx, editionId: string, circle: readonly string[]): Promise<string> {
  const numbers = new Map((await listNumbers(trx, editionId)).map(({ id, number }) => [id, number]));
  const closed = circle.at(0) === circle.at(-1) ? circle : [...circle, circle[0] as string];
  return closed.map((id) => numbers.get(id) ?? '?').join(' → ');
}

async function mergeInto(
  trx: Trx,
  context: Context,
  found: FoundRecommendation,
  change: StatusChange,
  reason: string,
): Promise<Saved<undefined>> {
  const { stored, edition } = found;
  const into = change.status === 'merged' ? (change.into ?? null) : null;
  // Two that merge into each other at once: the second waits and sees the first.
  await takeTurn(trx, 'net', edition.id);
  if (into !== null) {
    const known = await listNumbers(trx, edition.id);
    if (into === stored.id || !isId(into) || !known.some(({ id }) => id === into))
      return fail('concept.invalid', { into: 'http:field.choice' });
    const circle = mergeCircle(await readMerges(trx, edition.id), stored.id, into);
    if (circle) return fail('concept.merged_circle', { circle: await circleText(trx, edition.id, circle) });
  }
  await replaceMerge(trx, {
    tenantId: context.tenant.id,
    id: uuidv7(context.now().getTime()),
    fromId: stored.id,
    toId: into,
    reason,
    withinEdition: edition.id,
  });
  return ok();
}

/** Sets the status by hand, or gives it back to steps and dates. */
export async function setStatus(context: Context, id: string, version: number, change: StatusChange): Promise<Saved> {
  return context.transaction(async (trx) => {
    const opened = await openForEditing(trx, context, id, version);
    return opened.ok ? setStatusOf(trx, context, opened.value, change) : opened;
  });
}

/** The same for a recommendation that is locked already. */
export async function setStatusOf(trx: Trx, context: Context, found: FoundRecommendation, change: StatusChange): Promise<Saved> {
  const { stored, edition } = found;
  const { id } = stored;
  const reason = readReason(change);
  if (!reason.ok) return reason;
  const today = dayOf(context.now());
  const before = derive(stored, today, edition.adoptedOn ?? today);
  if (reason.value === '' && reasonNeeded(before, change.status)) return fail('concept.reason_missing');
  const merged = await mergeInto(trx, context, found, change, reason.value);
  if (!merged.ok) return merged;
  const next = await updateRecommendation(trx, id, {
    own: { manualStatus: change.status, statusReason: change.status === null ? '' : reason.value },
    reportedOn: today,
    now: context.now(),
  });
  const repeated = change.status === stored.manualStatus && reason.value === stored.statusReason;
  const after = derive({ ...stored, manualStatus: change.status }, today, today);
  await tell(trx, context, {
    recommendationId: id,
    edition,
    action: 'concept.status_set',
    details: { number: stored.number, from: before.status, to: after.status, byHand: change.status !== null },
    // The same form sent twice is no news.
    note: repeated
      ? undefined
      : {
          kind: 'status',
          text: reason.value,
          from: before.status,
          to: after.status,
          public: change.public === true && !stored.internal,
        },
  });
  return ok(next);
}

/** Which recommendations of the same edition have to be done before this one; a circle is refused and named. */
export async function setDependencies(context: Context, id: string, version: number, needs: readonly string[]): Promise<Saved> {
  return context.transaction(async (trx) => {
    const opened = await openForEditing(trx, context, id, version);
    if (!opened.ok) return opened;
    const { stored, edition } = opened.value;
    const wanted = [...new Set(needs)];
    const known = new Set((await listNumbers(trx, edition.id)).map((one) => one.id));
    if (wanted.length > 50 || wanted.some((one) => one === id || !known.has(one)))
      return fail('concept.invalid', { needs: 'http:field.choice' });
    await takeTurn(trx, 'net', edition.id);
    const all = await readDependencies(trx, edition.id);
    const circle = dependencyCycle(new Map([...all, [id, wanted]]));
    if (circle) return fail('concept.circle', { circle: await circleText(trx, edition.id, circle) });
    await replaceDependencies(trx, context.tenant.id, id, wanted);
    const next = await updateRecommendation(trx, id, { now: context.now() });
    await tell(trx, context, {
      recommendationId: id,
      edition,
      action: 'concept.dependencies_set',
      details: { number: stored.number, count: wanted.length },
    });
    return ok(next);
  });
}
