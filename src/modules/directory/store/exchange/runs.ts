import { type Selectable, sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import { openRuns, type Run, type RunReport, type RunState } from '../../model/exchange/run.ts';

function toRun(row: Selectable<Tables['directory_run']>): Run {
  return {
    id: row.id,
    sourceId: row.source_id,
    fileName: row.file_name,
    fileKey: row.file_key,
    sha256: row.sha256,
    how: row.how as Run['how'],
    state: row.state as RunState,
    progress: row.progress,
    report: row.report as RunReport,
    createdBy: row.created_by,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

export async function findRun(trx: Trx, id: string): Promise<Run | undefined> {
  const row = await trx.selectFrom('directory_run').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toRun(row);
}

export async function insertRun(
  trx: Trx,
  tenantId: string,
  run: Pick<Run, 'id' | 'sourceId' | 'fileName' | 'fileKey' | 'sha256' | 'how' | 'createdBy' | 'createdAt' | 'report'>,
): Promise<void> {
  await trx
    .insertInto('directory_run')
    .values({
      tenant_id: tenantId,
      id: run.id,
      source_id: run.sourceId,
      file_name: run.fileName,
      file_key: run.fileKey,
      sha256: run.sha256,
      how: run.how,
      created_by: run.createdBy,
      created_at: run.createdAt,
      report: JSON.stringify(run.report),
    })
    .execute();
}

/** Moves a run on from one of these states; false when it is in none of them (any more). */
export async function moveRun(
  trx: Trx,
  id: string,
  from: readonly RunState[],
  to: { readonly state: RunState; readonly progress?: number; readonly report?: RunReport; readonly finishedAt?: Date },
): Promise<boolean> {
  const result = await trx
    .updateTable('directory_run')
    .set({
      state: to.state,
      ...(to.progress === undefined ? {} : { progress: to.progress }),
      ...(to.report === undefined ? {} : { report: JSON.stringify(to.report) }),
      ...(to.finishedAt === undefined ? {} : { finished_at: to.finishedAt }),
    })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/** The file of a run that was ordered before there was one. */
export async function setFile(
  trx: Trx,
  id: string,
  file: Pick<Run, 'fileKey' | 'sha256' | 'fileName' | 'report'>,
): Promise<void> {
  await trx
    .updateTable('directory_run')
    .set({ file_key: file.fileKey, sha256: file.sha256, file_name: file.fileName, report: JSON.stringify(file.report) })
    .where('id', '=', id)
    .execute();
}

export async function setProgress(trx: Trx, id: string, progress: number): Promise<void> {
  await trx.updateTable('directory_run').set({ progress }).where('id', '=', id).execute();
}

/** Runs of a source from the newest on, along `directory_run_source`. */
export async function listRuns(
  trx: Trx,
  sourceId: string,
  page: { readonly before?: { readonly createdAt: Date; readonly id: string } | undefined; readonly limit: number },
): Promise<Run[]> {
  const { before } = page;
  const rows = await trx
    .selectFrom('directory_run')
    .selectAll()
    .where('source_id', '=', sourceId)
    .$if(before !== undefined, (query) =>
      query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(before?.createdAt as Date, before?.id as string))),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();
  return rows.map(toRun);
}

/** The newest run of a source that told which columns its file has. */
export async function newestWithColumns(trx: Trx, sourceId: string): Promise<Run | undefined> {
  const row = await trx
    .selectFrom('directory_run')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where(sql<boolean>`report ? 'columns'`)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toRun(row);
}

/** Another run of the source that waits for somebody. */
export async function otherOpenRun(
  trx: Trx,
  run: Pick<Run, 'id' | 'sourceId'>,
): Promise<Pick<Run, 'id' | 'createdAt'> | undefined> {
  return trx
    .selectFrom('directory_run')
    .select(['id', 'created_at as createdAt'])
    .where('source_id', '=', run.sourceId)
    .where('id', '<>', run.id)
    .where('state', 'in', [...openRuns])
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The newest accepted run of the source with the very same file. */
export async function runOfSameFile(trx: Trx, sourceId: string, sha256: Buffer): Promise<{ id: string } | undefined> {
  return trx
    .selectFrom('directory_run')
    .select('id')
    .where('source_id', '=', sourceId)
    .where('sha256', '=', sha256)
    .where('state', '=', 'done')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** An accepted run of the source that came after this one. */
export async function laterRun(trx: Trx, run: Run): Promise<Pick<Run, 'id' | 'fileName'> | undefined> {
  return trx
    .selectFrom('directory_run')
    .select(['id', 'file_name as fileName'])
    .where('source_id', '=', run.sourceId)
    .where('state', '=', 'done')
    .where('finished_at', '>', run.finishedAt)
    .orderBy('finished_at')
    .limit(1)
    .executeTakeFirst();
}

export interface WaitingRun {
  readonly id: string;
  readonly sourceId: string;
  readonly source: string;
  readonly state: RunState;
  readonly createdAt: Date;
}

/** Runs that somebody has to look at, along `directory_run_open`. */
export async function listWaitingRuns(trx: Trx, limit: number): Promise<WaitingRun[]> {
  return (await trx
    .selectFrom('directory_run as run')
    .innerJoin('directory_source as source', 'source.id', 'run.source_id')
    .select(['run.id', 'run.source_id as sourceId', 'source.name as source', 'run.state', 'run.created_at as createdAt'])
    .where('run.state', 'in', ['mapping', 'read', 'failed'])
    .orderBy('run.created_at', 'desc')
    .limit(limit)
    .execute()) as WaitingRun[];
}

/** Finished runs whose files nobody needs any more. */
export async function listOldFiles(trx: Trx, before: Date, limit: number): Promise<{ id: string; fileKey: string }[]> {
  return trx
    .selectFrom('directory_run')
    .select(['id', 'file_key as fileKey'])
    .where('finished_at', '<', before)
    .where('file_key', '<>', '')
    .limit(limit)
    .execute();
}

export async function forgetFile(trx: Trx, id: string): Promise<void> {
  await trx.updateTable('directory_run').set({ file_key: '' }).where('id', '=', id).execute();
}
