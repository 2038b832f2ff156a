import { z } from 'zod';
import type { Context } from '#platform/access';
import { openRuns, type RecordKind, type Run, type RunRecord } from '../../model/exchange/run.ts';
import type { Source } from '../../model/exchange/source.ts';
import { listShownChanges, type ShownChange } from '../../store/exchange/run-changes.ts';
import { countDecided, countRecords, listRecords } from '../../store/exchange/run-records.ts';
import { findRun, listRuns, otherOpenRun } from '../../store/exchange/runs.ts';

/** A run of the source; a malformed id is one that does not exist. */
export async function runOf(context: Context, source: Source, id: string): Promise<Run | undefined> {
  if (!z.uuid().safeParse(id).success) return undefined;
  const run = await context.transaction((trx) => findRun(trx, id));
  return run?.sourceId === source.id ? run : undefined;
}

export const runsPage = 20;

export async function runsOf(
  context: Context,
  source: Source,
  after?: string,
): Promise<{ runs: Run[]; next: string | undefined }> {
  const [time = '', id = ''] = after?.split('_') ?? [];
  const before =
    z.uuid().safeParse(id).success && !Number.isNaN(Date.parse(time)) ? { createdAt: new Date(time), id } : undefined;
  const runs = await context.transaction((trx) => listRuns(trx, source.id, { before, limit: runsPage + 1 }));
  const last = runs.length > runsPage ? runs[runsPage - 1] : undefined;
  return { runs: runs.slice(0, runsPage), next: last && `${last.createdAt.toISOString()}_${last.id}` };
}

export const recordsPage = 20;

export interface RunView {
  readonly counts: ReadonlyMap<RecordKind, number>;
  readonly decided: { readonly doubtful: number; readonly gone: number };
  readonly records: readonly RunRecord[];
  readonly next: number | undefined;
  readonly other: { readonly id: string; readonly createdAt: Date } | undefined;
}

/** One page of what a run would do. */
export async function viewRun(
  context: Context,
  run: Run,
  query: { readonly kind: RecordKind; readonly conflicts: boolean; readonly after?: number | undefined },
): Promise<RunView> {
  return context.transaction(async (trx) => {
    const page = {
      limit: recordsPage + 1,
      conflicts: query.conflicts,
      ...(query.after === undefined ? {} : { after: query.after }),
    };
    const records = await listRecords(trx, run.id, [query.kind], page);
    return {
      counts: await countRecords(trx, run.id),
      decided: await countDecided(trx, run.id),
      records: records.slice(0, recordsPage),
      next: records.length > recordsPage ? records[recordsPage - 1]?.position : undefined,
      other: openRuns.includes(run.state) ? await otherOpenRun(trx, run) : undefined,
    };
  });
}

/** What an accepted run did, entry by entry. */
export async function changesOf(
  context: Context,
  run: Run,
  after?: string,
): Promise<{ changes: ShownChange[]; next: string | undefined }> {
  const valid = after !== undefined && z.uuid().safeParse(after).success ? after : undefined;
  const changes = await context.transaction((trx) => listShownChanges(trx, run.id, { after: valid, limit: recordsPage + 1 }));
  const shown = changes.slice(0, recordsPage);
  return { changes: shown, next: changes.length > recordsPage ? shown.at(-1)?.entryId : undefined };
}
