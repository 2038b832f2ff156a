import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import { isUnfinished, type Task } from '../model/task.ts';
import { findTaskByToken, lockTask, saveTaskState } from '../store/tasks.ts';
import { hashOf } from './links.ts';

type LinkOutcome<T> = Promise<Outcome<T, Extract<FailureCode, 'networks.link_unknown' | 'networks.task_closed'>>>;

async function find(trx: Trx, context: Context, token: string): LinkOutcome<Task> {
  const hash = hashOf(token);
  const task = hash && (await findTaskByToken(trx, hash));
  // A link belongs to a seat: it ends with it.
  if (!task || (task.seatEndsOn !== null && task.seatEndsOn < dayOf(context.now()))) return fail('networks.link_unknown');
  return ok(task);
}

/** The task that a link leads to; changes nothing, for mail scanners open links too. */
export function readTaskLink(context: Context, token: string): LinkOutcome<Task> {
  return context.transaction((trx) => find(trx, context, token));
}

/** Its owner says that it is begun or done, and what there is to say about it. */
export async function answerTask(
  context: Context,
  token: string,
  state: 'running' | 'done',
  remark: string,
): LinkOutcome<undefined> {
  return context.transaction(async (trx) => {
    const found = await find(trx, context, token);
    if (!found.ok) return found;
    const task = await lockTask(trx, found.value.id);
    if (!task || !isUnfinished(task)) return fail('networks.task_closed');
    const doneOn = state === 'done' ? dayOf(context.now()) : null;
    await saveTaskState(trx, task.id, { state, doneOn, remark }, context.now());
    await audit(trx, context, { action: `task.${state}`, subjectType: 'task', subjectId: task.id, details: { by: 'link' } });
    return ok();
  });
}
