import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import type { FileStore } from '#platform/files';
import { enqueue } from '#platform/jobs';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import type { Run, RunState } from '../../model/exchange/run.ts';
import { deleteRecords } from '../../store/exchange/run-records.ts';
import { findRun, laterRun, moveRun } from '../../store/exchange/runs.ts';
import { readTowns } from '../ground.ts';
import { managesSources } from './sources.ts';
import { undoRecords } from './undoing.ts';

export const readJob = 'directory.read-run';
export const acceptJob = 'directory.accept-run';

export const order = (trx: Trx, job: string, tenantId: string, runId: string): Promise<void> =>
  enqueue(trx, job, { tenantId, runId }, { key: `${job}.${runId}` });

/** A run in the audit log. */
export const subject = (id: string) => ({ subjectType: 'directory_run', subjectId: id });

type Change = (trx: Trx, run: Run) => Promise<Outcome<undefined, FailureCode>>;

/** Does something to a run that is in one of these states, in one transaction. */
export async function changeRun(
  context: Context,
  id: string,
  states: readonly RunState[],
  work: Change,
): Promise<Outcome<undefined, FailureCode>> {
  if (!managesSources(context)) return fail('import.not_allowed');
  return context.transaction(async (trx) => {
    const run = await findRun(trx, id);
    if (!run) return fail('entry.not_found');
    return states.includes(run.state) ? work(trx, run) : fail('exchange.state');
  });
}

/** Asks for the file to be read again: its mapping changed, or the one before broke off. */
export function orderRead(context: Context, id: string): Promise<Outcome<undefined, FailureCode>> {
  const from: readonly RunState[] = ['waiting', 'reading', 'mapping', 'read', 'failed'];
  return changeRun(context, id, from, async (trx) => {
    if (!(await moveRun(trx, id, from, { state: 'waiting', progress: 0 }))) return fail('exchange.state');
    await order(trx, readJob, context.tenant.id, id);
    return ok();
  });
}

/** Asks for what the preview shows to be done; asking again while it is under way starts it anew. */
export function orderAccept(context: Context, id: string): Promise<Outcome<undefined, FailureCode>> {
  return changeRun(context, id, ['read', 'writing'], async (trx) => {
    if (!(await moveRun(trx, id, ['read', 'writing'], { state: 'writing', progress: 0 }))) return fail('exchange.state');
    await order(trx, acceptJob, context.tenant.id, id);
    await audit(trx, context, { action: 'directory.run_ordered', ...subject(id) });
    return ok();
  });
}

/** Throws a run away, with its file. */
export async function discardRun(context: Context, files: FileStore, id: string): Promise<Outcome<undefined, FailureCode>> {
  const from: readonly RunState[] = ['waiting', 'reading', 'mapping', 'read', 'failed'];
  let fileKey = '';
  const outcome = await changeRun(context, id, from, async (trx, run) => {
    fileKey = run.fileKey;
    if (!(await moveRun(trx, id, from, { state: 'discarded', finishedAt: context.now() }))) return fail('exchange.state');
    await deleteRecords(trx, id);
    await audit(trx, context, { action: 'directory.run_discarded', ...subject(id) });
    return ok();
  });
  if (outcome.ok && fileKey) await files.delete(fileKey);
  return outcome;
}

/** Takes back what a run did, unless a later one of the same source builds on it. */
export async function undoRun(context: Context, id: string): Promise<Outcome<undefined, FailureCode>> {
  const towns = await readTowns(context);
  return changeRun(context, id, ['done'], async (trx, run) => {
    const later = await laterRun(trx, run);
    if (later) return fail('exchange.later_run', { name: later.fileName });
    await undoRecords(trx, context, run, towns);
    return ok();
  });
}
