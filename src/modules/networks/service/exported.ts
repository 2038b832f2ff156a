import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import type { PassedResolution } from '../effects.ts';
import type { Body } from '../model/bodies.ts';
import type { Resolution } from '../model/resolution.ts';
import type { Task } from '../model/task.ts';
import { listBodies } from '../store/bodies.ts';
import { listPassed } from '../store/resolution-list.ts';
import { findResolution as findStored, resolutionsByIds as listStored } from '../store/resolutions.ts';
import { tasksByIds as listTasksByIds } from '../store/tasks.ts';
import { editableBodies } from './resolution-reading.ts';
import { bodyReach, editableBody } from './scope.ts';
import { ownerChoices } from './task-choices.ts';

/** What other modules may know of a resolution. */
export interface KnownResolution extends Omit<PassedResolution, 'decidedOn'> {
  readonly bodyId: string;
  readonly state: Resolution['state'];
  readonly public: boolean;
  /** ISO day; null before the decision. */
  readonly decidedOn: string | null;
}

function known(one: Resolution): KnownResolution {
  const { id, bodyId, bodyName, number, title, paperNumber, state, decidedOn } = one;
  return { id, bodyId, bodyName, number, title, paperNumber, state, decidedOn, public: one.public };
}

/** Resolutions that records of another module name, in one statement; unknown ids are left out. */
export async function resolutionsByIds(trx: Trx, ids: readonly string[]): Promise<readonly KnownResolution[]> {
  return (await listStored(trx, [...new Set(ids)])).map(known);
}

export async function findResolution(trx: Trx, id: string): Promise<KnownResolution | undefined> {
  const found = await findStored(trx, id);
  return found && known(found);
}

const mostPassed = 500;

/** Passed resolutions to choose from, last decided first, of the bodies that the actor may see. */
export async function passedResolutions(trx: Trx, context: Context): Promise<readonly PassedResolution[]> {
  const rows = await listPassed(trx, bodyReach(context), mostPassed);
  return rows.map(({ id, bodyName, number, title, paperNumber, decidedOn }) => ({
    id,
    bodyName,
    number,
    title,
    paperNumber,
    decidedOn: decidedOn ?? '',
  }));
}

/** Open bodies that the actor may see, by name, to choose one. */
export async function bodiesFor(trx: Trx, context: Context): Promise<readonly Pick<Body, 'id' | 'name' | 'territory'>[]> {
  const bodies = await listBodies(trx, bodyReach(context), { openOn: dayOf(context.now()) });
  return bodies.map(({ id, name, territory }) => ({ id, name, territory }));
}

/** Open bodies that the actor keeps and may give tasks to, by name. */
export async function bodiesToTask(trx: Trx, context: Context): Promise<readonly Pick<Body, 'id' | 'name' | 'territory'>[]> {
  return (await editableBodies(trx, context)).map(({ id, name, territory }) => ({ id, name, territory }));
}

/** Seats and accounts that may have a task of a body; none when the actor does not keep it. */
export async function taskOwners(trx: Trx, context: Context, bodyId: string) {
  const body = await editableBody(trx, context, bodyId);
  return body.ok ? ownerChoices(trx, context, bodyId) : { seats: [], accounts: [] };
}

/** What other modules may know of a task that they brought about. */
export type KnownTask = Pick<Task, 'id' | 'bodyId' | 'bodyName' | 'title' | 'state' | 'dueOn'>;

/** Tasks that records of another module name, in one statement; unknown ids are left out. */
export async function tasksByIds(trx: Trx, ids: readonly string[]): Promise<readonly KnownTask[]> {
  if (!ids.length) return [];
  const rows = await listTasksByIds(trx, [...new Set(ids)]);
  return rows.map(({ id, bodyId, bodyName, title, state, dueOn }) => ({ id, bodyId, bodyName, title, state, dueOn }));
}
