import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import { isDay } from '#platform/days';
import type { Task, TaskState } from '../model/task.ts';
import { type BodyReach, reachesBody } from './bodies.ts';
import { taskRows, toTask } from './tasks.ts';

export const taskViews = ['mine', 'bodies', 'overdue', 'all'] as const;
export type TaskView = (typeof taskViews)[number];

/** Whose tasks are "mine": an account's, and those of seats that carry its id or its address. */
export interface Person {
  readonly userId: string;
  readonly email: string;
}

export interface TaskFilter {
  readonly reach: BodyReach;
  readonly person: Person;
  readonly today: string;
  readonly view: TaskView;
  readonly bodyId?: string | undefined;
  /** Absent: what is unfinished. */
  readonly state?: TaskState | 'any' | undefined;
  readonly text?: string | undefined;
}

export interface ListedTask extends Task {
  readonly cursor: string;
}

const unfinished = sql<boolean>`task.state in ('open', 'running')`;

const mine = ({ userId, email }: Person) =>
  sql<boolean>`(task.user_id = ${userId}::uuid or owner.user_id = ${userId}::uuid or lower(owner.email) = ${email.toLowerCase()})`;

const inMyBodies = ({ userId, email }: Person, today: string) =>
  sql<boolean>`exists (select from network_member own where own.tenant_id = task.tenant_id and own.body_id = task.body_id
    and (own.user_id = ${userId}::uuid or lower(own.email) = ${email.toLowerCase()})
    and coalesce(own.from_on, '-infinity') <= ${today}::date and coalesce(own.to_on, 'infinity') >= ${today}::date)`;

const overdue = (today: string) => sql<boolean>`(${unfinished} and task.due_on < ${today}::date)`;

/** What a view holds: the own tasks and those of the own bodies wherever they are, the others within reach. */
function inView({ view, person, today, reach }: Pick<TaskFilter, 'view' | 'person' | 'today' | 'reach'>) {
  const reached = reachesBody(reach, 'body');
  switch (view) {
    case 'mine':
      return mine(person);
    case 'bodies':
      return inMyBodies(person, today);
    case 'overdue':
      return sql<boolean>`(${overdue(today)} and (${reached} or ${mine(person)}))`;
    case 'all':
      return sql<boolean>`(${reached} or ${mine(person)})`;
  }
}

const pattern = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
const cursorPattern = /^(\d{4}-\d\d-\d\d|-) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function after(cursor: string | undefined) {
  const [, day = '', id = ''] = cursorPattern.exec(cursor ?? '') ?? [];
  if (day === '-') return sql<boolean>`(task.due_on is null and task.id > ${id}::uuid)`;
  if (!isDay(day) || day < '0001') return sql<boolean>`true`;
  return sql<boolean>`(task.due_on > ${day}::date or (task.due_on = ${day}::date and task.id > ${id}::uuid) or task.due_on is null)`;
}

/** Tasks by day, those without one last; rides on `network_task_due`. */
export async function listTasks(trx: Trx, filter: TaskFilter, cursor: string | undefined, limit: number): Promise<ListedTask[]> {
  const { state } = filter;
  const rows = await taskRows(trx)
    .select(sql<string>`coalesce(task.due_on::text, '-') || ' ' || task.id::text`.as('cursor'))
    .where(inView(filter))
    .$if(state === undefined, (query) => query.where(unfinished))
    .$if(state !== undefined && state !== 'any', (query) => query.where('task.state', '=', state as string))
    .$if(filter.bodyId !== undefined, (query) => query.where('task.body_id', '=', filter.bodyId as string))
    .$if(filter.text !== undefined, (query) => query.where('task.title', 'ilike', pattern(filter.text ?? '')))
    .where(after(cursor))
    .orderBy('task.due_on')
    .orderBy('task.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...toTask(row), cursor: row.cursor }));
}

export type TaskCounts = Readonly<Record<TaskView, number>>;

/** How many unfinished tasks each view holds; one statement. */
export async function countTasks(trx: Trx, filter: Pick<TaskFilter, 'reach' | 'person' | 'today'>): Promise<TaskCounts> {
  const count = (view: TaskView) => sql<number>`count(*) filter (where ${inView({ ...filter, view })})::int`;
  const row = await trx
    .selectFrom('network_task as task')
    .innerJoin('network_body as body', (join) =>
      join.onRef('body.tenant_id', '=', 'task.tenant_id').onRef('body.id', '=', 'task.body_id'),
    )
    .leftJoin('network_member as owner', (join) =>
      join.onRef('owner.tenant_id', '=', 'task.tenant_id').onRef('owner.id', '=', 'task.member_id'),
    )
    .select([count('mine').as('mine'), count('bodies').as('bodies'), count('overdue').as('overdue'), count('all').as('all')])
    .where(unfinished)
    .executeTakeFirstOrThrow();
  return row;
}

/** True when a task is the person's own. */
export const isMine = (task: Task, person: Person): boolean =>
  task.userId === person.userId ||
  task.seatUserId === person.userId ||
  (task.seatEmail !== null && task.seatEmail.toLowerCase() === person.email.toLowerCase());
