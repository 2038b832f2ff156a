import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { Task, TaskOwner, TaskState } from '../model/task.ts';

/** Tasks with the names around them; the rows of every list and record. */
export function taskRows(trx: Trx) {
  return trx
    .selectFrom('network_task as task')
    .innerJoin('network_body as body', (join) =>
      join.onRef('body.tenant_id', '=', 'task.tenant_id').onRef('body.id', '=', 'task.body_id'),
    )
    .leftJoin('network_member as owner', (join) =>
      join.onRef('owner.tenant_id', '=', 'task.tenant_id').onRef('owner.id', '=', 'task.member_id'),
    )
    .leftJoin('network_meeting as meeting', (join) =>
      join.onRef('meeting.tenant_id', '=', 'task.tenant_id').onRef('meeting.id', '=', 'task.meeting_id'),
    )
    .leftJoin('network_resolution as resolution', (join) =>
      join.onRef('resolution.tenant_id', '=', 'task.tenant_id').onRef('resolution.id', '=', 'task.resolution_id'),
    )
    .select(({ fn }) => [
      'task.id as id',
      'task.body_id as bodyId',
      'body.name as bodyName',
      'body.territory as territory',
      'task.meeting_id as meetingId',
      'meeting.title as meetingTitle',
      'task.resolution_id as resolutionId',
      'resolution.number as resolutionNumber',
      'task.title as title',
      'task.detail as detail',
      'task.remark as remark',
      'task.member_id as memberId',
      'task.user_id as userId',
      fn.coalesce('owner.person_name', 'owner.organisation_name').as('seatName'),
      'owner.email as seatEmail',
      'owner.user_id as seatUserId',
      'owner.to_on as seatEndsOn',
      'task.due_on as dueOn',
      'task.done_on as doneOn',
      'task.state as state',
      'task.reminded_on as remindedOn',
      'task.version as version',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof taskRows>['execute']>>[number];

export const toTask = (row: Row): Task => ({ ...row, state: row.state as TaskState });

export async function findTask(trx: Trx, id: string): Promise<Task | undefined> {
  const row = await taskRows(trx).where('task.id', '=', id).executeTakeFirst();
  return row && toTask(row);
}

/** Tasks by their ids, in one statement. */
export async function tasksByIds(trx: Trx, ids: readonly string[]): Promise<Task[]> {
  return (await taskRows(trx).where('task.id', 'in', ids).execute()).map(toTask);
}

/** The task, kept from everybody else until the transaction ends. */
export async function lockTask(trx: Trx, id: string): Promise<Task | undefined> {
  const row = await taskRows(trx).where('task.id', '=', id).forUpdate('task').executeTakeFirst();
  return row && toTask(row);
}

/** The task that a link belongs to; rides on `network_task_token`. */
export async function findTaskByToken(trx: Trx, tokenHash: Buffer): Promise<Task | undefined> {
  const row = await taskRows(trx).where('task.token_hash', '=', tokenHash).executeTakeFirst();
  return row && toTask(row);
}

/** Tasks that came of a meeting or of a resolution, by day. */
export async function tasksOf(trx: Trx, of: { readonly meetingId: string } | { readonly resolutionId: string }): Promise<Task[]> {
  const rows = await taskRows(trx)
    .$if('meetingId' in of, (query) => query.where('task.meeting_id', '=', (of as { meetingId: string }).meetingId))
    .$if('resolutionId' in of, (query) => query.where('task.resolution_id', '=', (of as { resolutionId: string }).resolutionId))
    .orderBy('task.due_on')
    .orderBy('task.id')
    .limit(200)
    .execute();
  return rows.map(toTask);
}

export interface TaskText extends TaskOwner {
  readonly title: string;
  readonly detail: string;
  readonly dueOn: string | null;
}

const columnsOf = (text: TaskText) => ({
  title: text.title,
  detail: text.detail,
  due_on: text.dueOn,
  member_id: text.memberId,
  user_id: text.userId,
});

/** Adds a task under the id that its form carried; false: it was sent before. */
export async function insertTask(
  trx: Trx,
  row: TaskText & {
    readonly tenantId: string;
    readonly id: string;
    readonly bodyId: string;
    readonly meetingId: string | null;
    readonly resolutionId: string | null;
    readonly at: Date;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('network_task')
    .values({
      tenant_id: row.tenantId,
      id: row.id,
      body_id: row.bodyId,
      meeting_id: row.meetingId,
      resolution_id: row.resolutionId,
      created_at: row.at,
      updated_at: row.at,
      ...columnsOf(row),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

const next = sql<number>`version + 1`;

export async function saveTask(trx: Trx, id: string, text: TaskText, at: Date): Promise<void> {
  await trx
    .updateTable('network_task')
    .set({ ...columnsOf(text), version: next, updated_at: at })
    .where('id', '=', id)
    .execute();
}

export async function saveTaskState(
  trx: Trx,
  id: string,
  change: { readonly state: TaskState; readonly doneOn: string | null; readonly remark?: string },
  at: Date,
): Promise<void> {
  await trx
    .updateTable('network_task')
    .set({
      state: change.state,
      done_on: change.doneOn,
      ...(change.remark === undefined ? {} : { remark: change.remark }),
      version: next,
      updated_at: at,
    })
    .where('id', '=', id)
    .execute();
}

/** Remembers the mail about a task: its day, and the link that takes the place of the one before. */
export async function saveTaskMail(
  trx: Trx,
  id: string,
  mail: { readonly tokenHash: Buffer | null; readonly remindedOn: string | null },
): Promise<void> {
  await trx
    .updateTable('network_task')
    .set({ token_hash: mail.tokenHash, reminded_on: mail.remindedOn })
    .where('id', '=', id)
    .execute();
}

/** Unfinished tasks with an owner and a day up to the one given, locked; rides on `network_task_due`. */
export async function lockRemindable(trx: Trx, dueUntil: string) {
  return await taskRows(trx)
    .where('task.state', 'in', ['open', 'running'])
    .where('task.due_on', '<=', dueUntil)
    .where(({ or, eb }) => or([eb('task.member_id', 'is not', null), eb('task.user_id', 'is not', null)]))
    .orderBy('task.due_on')
    .orderBy('task.id')
    .forUpdate('task')
    .execute();
}
