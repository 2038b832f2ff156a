import { supplyOfWishes } from '#modules/directory';
import { addTaskIn, bodiesToTask, type KnownTask, type NetworkFailure, ownerOf, taskOwners, tasksByIds } from '#modules/networks';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import { seesTown } from '../model/evidence.ts';
import type { CellFilter } from '../model/filter.ts';
import {
  type Commission,
  type CommissionState,
  findCommission,
  insertCommission,
  listCommissions,
  lockCommission,
  type StoredEvidence,
  saveState,
} from '../store/commissions.ts';
import { areaOf } from './area.ts';
import { readVocabulary, type Vocabulary } from './board.ts';
import { type CellView, readCell } from './cell.ts';

/** A refusal takes back what was done before it, the task included. */
class Refusal extends Error {
  readonly code: NetworkFailure | FailureCode;

  constructor(code: NetworkFailure | FailureCode) {
    super(code);
    this.code = code;
  }
}

export interface NewCommission {
  /** Made by the form, so that sending it twice makes one; the task has the same. */
  readonly id: string;
  readonly bodyId: string;
  readonly title: string;
  readonly reason: string;
  readonly dueOn: string;
  /** As networks write it: `seat:<id>`, `account:<id>` or ''. */
  readonly owner: string;
}

function mayCommissionIn(context: Context, town: string): boolean {
  const area = areaOf(context, 'gaps.commission');
  // The whole district is not one town's to decide for.
  return area === 'district' || (town !== '' && seesTown(area, town));
}

const evidenceOn = ({ evidence, offers, cell }: CellView): StoredEvidence => ({
  offers,
  kilometres: cell.kilometres,
  bookable: cell.bookable,
  weeks: cell.weeks,
  ...evidence,
});

/** Writes down what is missing, with what the board said today, and gives a body the task; all of it, or nothing. */
export async function commission(
  context: Context,
  cell: CellFilter,
  draft: NewCommission,
): Promise<Outcome<string, FailureCode | NetworkFailure>> {
  const view = await readCell(context, cell);
  if (!view) return fail('gaps.unknown_cell');
  if (!mayCommissionIn(context, cell.town)) return fail('gaps.not_allowed');
  if (draft.dueOn < dayOf(context.now())) return fail('gaps.due_before_today');
  const owner = ownerOf(draft.owner);
  if (!owner) return fail('networks.unknown_owner');
  try {
    return await context.transaction(async (trx) => {
      const { id, bodyId, title, reason, dueOn } = draft;
      // The form sent twice; the task carries the same id, so one that is there already belongs to something else.
      if (await findCommission(trx, id)) return ok(id);
      if ((await tasksByIds(trx, [id])).length) throw new Refusal('networks.unknown_task');
      const task = await addTaskIn(trx, context, {
        id,
        bodyId,
        title,
        detail: reason,
        dueOn,
        ...owner,
        meetingId: null,
        resolutionId: null,
      });
      if (!task.ok) throw new Refusal(task.code);
      const { actor } = context;
      const isNew = await insertCommission(trx, {
        tenantId: context.tenant.id,
        id,
        topic: cell.topic,
        language: cell.language,
        target: cell.target,
        town: cell.town,
        reason,
        taskId: task.value,
        dueOn,
        evidence: evidenceOn(view),
        createdBy: actor.kind === 'user' ? actor.userId : null,
        at: context.now(),
      });
      if (isNew) {
        const details = { topic: cell.topic, language: cell.language, target: cell.target, town: cell.town, body: bodyId };
        await audit(trx, context, { action: 'gap.commissioned', subjectType: 'gap_commission', subjectId: id, details });
      }
      return ok(id);
    });
  } catch (error) {
    if (error instanceof Refusal) return fail(error.code);
    throw error;
  }
}

export interface CommissionGround {
  readonly view: CellView;
  readonly mayCommission: boolean;
  readonly bodies: readonly { readonly id: string; readonly name: string }[];
  readonly owners: Awaited<ReturnType<typeof taskOwners>>;
}

/** What the form of a commission needs to know; undefined when there is no such cell for the actor. */
export async function commissionGround(
  context: Context,
  cell: CellFilter,
  bodyId: string | undefined,
): Promise<CommissionGround | undefined> {
  const view = await readCell(context, cell);
  if (!view) return undefined;
  return context.transaction(async (trx) => {
    const bodies = context.may('networks.edit') ? await bodiesToTask(trx, context) : [];
    const known = bodies.some(({ id }) => id === bodyId);
    return {
      view,
      mayCommission: mayCommissionIn(context, cell.town),
      bodies,
      owners: bodyId && known ? await taskOwners(trx, context, bodyId) : { seats: [], accounts: [] },
    };
  });
}

/** A commission with how things stand today. */
export interface ShownCommission extends Commission {
  readonly offersNow: number;
  readonly task: KnownTask | undefined;
  readonly isLate: boolean;
  readonly mayChange: boolean;
}

async function shown(context: Context, found: readonly Commission[]): Promise<ShownCommission[]> {
  // Each is counted as it was on its day; those of one radius are asked for together.
  const groups = Map.groupBy(found, ({ evidence }) => `${evidence.kilometres} ${evidence.bookable}`);
  const offers = new Map<string, number>();
  for (const group of groups.values()) {
    const reach = group[0]?.evidence ?? { kilometres: 0, bookable: false };
    const offersOf = await supplyOfWishes(context, group, reach);
    for (const [index, one] of group.entries()) offers.set(one.id, offersOf(index, one.town));
  }
  const tasks = await context.transaction((trx) =>
    tasksByIds(
      trx,
      found.flatMap(({ taskId }) => taskId ?? []),
    ),
  );
  const today = dayOf(context.now());
  return found.map((one) => ({
    ...one,
    offersNow: offers.get(one.id) ?? 0,
    task: tasks.find(({ id }) => id === one.taskId),
    isLate: one.state === 'open' && one.dueOn !== null && one.dueOn < today,
    mayChange: context.may('gaps.commission') && mayCommissionIn(context, one.town),
  }));
}

export interface CommissionList {
  readonly rows: readonly ShownCommission[];
  readonly next: string | undefined;
  readonly vocabulary: Vocabulary;
}

export async function readCommissions(
  context: Context,
  query: { readonly state?: CommissionState | undefined },
  after: string | undefined,
  limit: number,
): Promise<CommissionList> {
  const towns = areaOf(context);
  const [found, vocabulary] = await Promise.all([
    context.transaction((trx) => listCommissions(trx, { ...query, towns }, after, limit + 1)),
    readVocabulary(context),
  ]);
  const page = found.slice(0, limit);
  return { rows: await shown(context, page), next: found.length > limit ? page.at(-1)?.id : undefined, vocabulary };
}

export async function readCommission(
  context: Context,
  id: string,
): Promise<Outcome<{ commission: ShownCommission; vocabulary: Vocabulary }, FailureCode>> {
  const found = await context.transaction((trx) => findCommission(trx, id));
  if (!found || !seesTown(areaOf(context), found.town)) return fail('gaps.unknown_commission');
  const [commission] = await shown(context, [found]);
  return commission ? ok({ commission, vocabulary: await readVocabulary(context) }) : fail('gaps.unknown_commission');
}

/** Closes a commission, or opens it again; saying the same twice changes nothing. */
export async function setCommissionState(
  context: Context,
  id: string,
  state: CommissionState,
  version: number,
): Promise<Outcome<undefined, FailureCode>> {
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    const found = await lockCommission(trx, id);
    if (!found || !seesTown(areaOf(context), found.town)) return fail('gaps.unknown_commission');
    if (!mayCommissionIn(context, found.town)) return fail('gaps.not_allowed');
    if (found.version !== version) return fail('gaps.changed', { version: found.version });
    if (found.state === state) return ok();
    await saveState(trx, id, state, context.now());
    await audit(trx, context, {
      action: `gap.${state === 'closed' ? 'closed' : 'reopened'}`,
      subjectType: 'gap_commission',
      subjectId: id,
    });
    return ok();
  });
}
