import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { csv } from '#platform/documents';
import { accountNames } from '#platform/identity';
import { type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import type { Body } from '../model/bodies.ts';
import type { Task, TaskState } from '../model/task.ts';
import { listBodies } from '../store/bodies.ts';
import { findMeetingGround } from '../store/meeting-ground.ts';
import { countTasks, type ListedTask, listTasks, type TaskCounts, type TaskView } from '../store/task-list.ts';
import { editableBodies } from './resolution-reading.ts';
import { readResolution } from './resolutions.ts';
import { bodyReach, editableBody } from './scope.ts';
import { type OwnerChoice, ownerChoices } from './task-choices.ts';
import { mayEditTask, mayMoveTask, personOf, readTask } from './tasks.ts';

export interface TaskQuery {
  readonly view: TaskView;
  readonly bodyId?: string | undefined;
  readonly state?: TaskState | 'any' | undefined;
  readonly text?: string | undefined;
}

/** A task with the name of its owner and what the actor may do with it. */
export interface ShownTask extends ListedTask {
  /** Null: nobody yet. */
  readonly ownerName: string | null;
  readonly mayMove: boolean;
}

export interface TaskList {
  readonly rows: readonly ShownTask[];
  readonly next: string | undefined;
  readonly counts: TaskCounts;
  readonly bodies: readonly Body[];
  readonly today: string;
}

const filterOf = (context: Context, query: TaskQuery) => ({
  ...query,
  reach: bodyReach(context),
  person: personOf(context),
  today: dayOf(context.now()),
});

async function withOwners<Row extends Task>(
  context: Context,
  rows: readonly Row[],
): Promise<(Row & { ownerName: string | null })[]> {
  const ids = [...new Set(rows.flatMap(({ userId }) => userId ?? []))];
  const names = await accountNames(context.database, ids);
  const { actor } = context;
  const own = (id: string) => (actor.kind === 'user' && actor.userId === id ? actor.name : undefined);
  return rows.map((row) => ({
    ...row,
    ownerName: row.userId === null ? row.seatName : (names.get(row.userId) ?? own(row.userId) ?? null),
  }));
}

export async function readTasks(context: Context, query: TaskQuery, after: string | undefined, limit: number): Promise<TaskList> {
  const filter = filterOf(context, query);
  const found = await context.transaction(async (trx) => ({
    rows: await listTasks(trx, filter, after, limit + 1),
    counts: await countTasks(trx, filter),
    bodies: await listBodies(trx, filter.reach),
  }));
  const page = found.rows.slice(0, limit);
  const rows = await withOwners(context, page);
  return {
    ...found,
    rows: rows.map((row) => ({ ...row, mayMove: mayMoveTask(context, row) })),
    next: found.rows.length > limit ? page.at(-1)?.cursor : undefined,
    today: filter.today,
  };
}

export interface TaskRecord {
  readonly task: Task & { readonly ownerName: string | null };
  readonly owners: { readonly seats: readonly OwnerChoice[]; readonly accounts: readonly OwnerChoice[] };
  readonly today: string;
  readonly mayEdit: boolean;
  readonly mayMove: boolean;
}

export async function taskRecord(context: Context, id: string): Promise<Outcome<TaskRecord, FailureCode>> {
  const found = await context.transaction(async (trx) => {
    const task = await readTask(trx, context, id);
    if (!task.ok) return task;
    const owners = mayEditTask(context, task.value)
      ? await ownerChoices(trx, context, task.value.bodyId)
      : { seats: [], accounts: [] };
    return ok({ task: task.value, owners });
  });
  if (!found.ok) return found;
  const { task, owners } = found.value;
  const [shown] = await withOwners(context, [task]);
  return ok({
    task: shown ?? { ...task, ownerName: null },
    owners,
    today: dayOf(context.now()),
    mayEdit: mayEditTask(context, task),
    mayMove: mayMoveTask(context, task),
  });
}

/** What a new task comes of and who may have it; without a body the bodies to choose from. */
export async function taskGround(
  context: Context,
  from: {
    readonly bodyId?: string | undefined;
    readonly meetingId?: string | undefined;
    readonly resolutionId?: string | undefined;
  },
) {
  return context.transaction(async (trx) => {
    const meeting = from.meetingId === undefined ? undefined : await findMeetingGround(trx, from.meetingId);
    const resolution = from.resolutionId === undefined ? undefined : await readResolution(trx, context, from.resolutionId);
    const decided = resolution?.ok ? resolution.value : undefined;
    const bodyId = meeting?.bodyId ?? decided?.bodyId ?? from.bodyId;
    const body = bodyId === undefined ? undefined : await editableBody(trx, context, bodyId);
    if (!body?.ok) return { bodies: await editableBodies(trx, context), body: undefined };
    return {
      bodies: [],
      body: body.value,
      meeting,
      resolution: decided,
      owners: await ownerChoices(trx, context, body.value.id),
    };
  });
}

const mostExported = 20_000;
const piece = 1000;

/** The list as CSV, as its view and filters say. */
export async function* exportTasks(context: Context, query: TaskQuery): AsyncIterable<string> {
  const { t } = context;
  const column = (key: string, kind: 'text' | 'date' = 'text') => ({ key, header: t(`networks:staff.task.${key}`), kind });
  const columns = [
    column('title'),
    column('body'),
    column('owner'),
    column('due_on', 'date'),
    column('state'),
    column('done_on', 'date'),
    column('resolution'),
    column('meeting'),
    column('detail'),
    column('remark'),
  ];
  async function* rows() {
    const filter = filterOf(context, query);
    let after: string | undefined;
    for (let count = 0; count < mostExported; count += piece) {
      const page = await context.transaction((trx) => listTasks(trx, filter, after, piece));
      for (const task of await withOwners(context, page))
        yield {
          title: task.title,
          body: task.bodyName,
          owner: task.ownerName,
          due_on: task.dueOn,
          state: t(`networks:task.state.${task.state}`),
          done_on: task.doneOn,
          resolution: task.resolutionNumber,
          meeting: task.meetingTitle,
          detail: task.detail,
          remark: task.remark,
        };
      if (page.length < piece) return;
      after = page.at(-1)?.cursor;
    }
  }
  yield* csv(columns, rows(), { separator: ';', bom: true });
}
