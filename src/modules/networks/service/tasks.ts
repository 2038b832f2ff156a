import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import type { Task, TaskOwner, TaskState } from '../model/task.ts';
import { findMeetingGround } from '../store/meeting-ground.ts';
import { membersOn } from '../store/members.ts';
import { findResolution } from '../store/resolutions.ts';
import { isMine, type Person } from '../store/task-list.ts';
import { findTask, insertTask, lockTask, saveTask, saveTaskState, type TaskText } from '../store/tasks.ts';
import { editableBody, mayEditBody, readableBody } from './scope.ts';
import { accountChoices } from './task-choices.ts';
import { bringTask } from './task-mails.ts';

type Done<T> = Promise<Outcome<T, FailureCode>>;

/** The person behind the call, for "mine"; the system has no tasks. */
export function personOf({ actor }: Context): Person {
  if (actor.kind === 'user') return { userId: actor.userId, email: actor.email };
  return { userId: '00000000-0000-0000-0000-000000000000', email: '' };
}

export interface NewTask extends TaskText {
  /** Made by the form, so that sending it twice adds one. */
  readonly id: string;
  readonly bodyId: string;
  readonly meetingId: string | null;
  readonly resolutionId: string | null;
}

/** True for a seat that the body has today, for an account of the district, and for nobody. */
async function isOwner(trx: Trx, context: Context, bodyId: string, { memberId, userId }: TaskOwner): Promise<boolean> {
  if (memberId) return (await membersOn(trx, bodyId, dayOf(context.now()))).some(({ id }) => id === memberId);
  return userId === null || (await accountChoices(trx, context)).some(({ id }) => id === userId);
}

/** The same within somebody else's transaction; a refusal has changed nothing. */
export async function addTaskIn(trx: Trx, context: Context, draft: NewTask): Done<string> {
  const body = await editableBody(trx, context, draft.bodyId);
  if (!body.ok) return body;
  const meeting = draft.meetingId ? await findMeetingGround(trx, draft.meetingId) : undefined;
  if (draft.meetingId && meeting?.bodyId !== draft.bodyId) return fail('networks.unknown_meeting');
  const resolution = draft.resolutionId ? await findResolution(trx, draft.resolutionId) : undefined;
  if (draft.resolutionId && resolution?.bodyId !== draft.bodyId) return fail('networks.unknown_resolution');
  if (!(await isOwner(trx, context, draft.bodyId, draft))) return fail('networks.unknown_owner');
  if (!(await insertTask(trx, { ...draft, tenantId: context.tenant.id, at: context.now() }))) return ok(draft.id);
  await bringTask(trx, context, draft.id);
  const details = { body: draft.bodyId };
  await audit(trx, context, { action: 'task.added', subjectType: 'task', subjectId: draft.id, details });
  return ok(draft.id);
}

export async function addTask(context: Context, draft: NewTask): Done<string> {
  return context.transaction((trx) => addTaskIn(trx, context, draft));
}

/** The task when the actor may read its body, or has to do it. */
export async function readTask(trx: Trx, context: Context, id: string): Done<Task> {
  const task = await findTask(trx, id);
  if (!task) return fail('networks.unknown_task');
  if (isMine(task, personOf(context))) return ok(task);
  return (await readableBody(trx, context, task.bodyId)).ok ? ok(task) : fail('networks.unknown_task');
}

/** Who keeps the body may change a task; its owner may say how far it is. */
export const mayEditTask = (context: Context, task: Task): boolean => mayEditBody(context, task);
export const mayMoveTask = (context: Context, task: Task): boolean =>
  mayEditTask(context, task) || isMine(task, personOf(context));

async function lockFor(trx: Trx, context: Context, id: string, may: (context: Context, task: Task) => boolean): Done<Task> {
  const seen = await readTask(trx, context, id);
  if (!seen.ok) return seen;
  const task = await lockTask(trx, id);
  if (!task) return fail('networks.unknown_task');
  return may(context, task) ? ok(task) : fail('networks.not_allowed');
}

export type TaskEditOutcome =
  | Outcome<undefined, FailureCode>
  | { readonly ok: false; readonly code: 'networks.changed'; readonly details: Record<string, number>; readonly theirs: Task };

export async function editTask(context: Context, id: string, text: TaskText, version: number): Promise<TaskEditOutcome> {
  return context.transaction(async (trx): Promise<TaskEditOutcome> => {
    const found = await lockFor(trx, context, id, mayEditTask);
    if (!found.ok) return found;
    const before = found.value;
    if (before.version !== version)
      return { ok: false, code: 'networks.changed', details: { version: before.version }, theirs: before };
    const moved = before.memberId !== text.memberId || before.userId !== text.userId;
    if (moved && !(await isOwner(trx, context, before.bodyId, text))) return fail('networks.unknown_owner');
    await saveTask(trx, id, text, context.now());
    if (moved) await bringTask(trx, context, id);
    await audit(trx, context, { action: 'task.edited', subjectType: 'task', subjectId: id, details: { moved } });
    return ok();
  });
}

/** Moves a task on; saying the same twice changes nothing. */
export async function moveTask(context: Context, id: string, state: TaskState): Done<undefined> {
  return context.transaction(async (trx) => {
    const found = await lockFor(trx, context, id, mayMoveTask);
    if (!found.ok) return found;
    if (found.value.state === state) return ok();
    const doneOn = state === 'done' ? dayOf(context.now()) : null;
    await saveTaskState(trx, id, { state, doneOn }, context.now());
    await audit(trx, context, { action: `task.${state}`, subjectType: 'task', subjectId: id });
    return ok();
  });
}
