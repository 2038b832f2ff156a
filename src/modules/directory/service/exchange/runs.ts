import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import type { FileStore } from '#platform/files';
import { enqueue } from '#platform/jobs';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import { openRuns, type RecordKind, type Run, type RunRecord, type RunState } from '../../model/exchange/run.ts';
import type { Source, SourceKind } from '../../model/exchange/source.ts';
import { type Side, sides } from '../../model/exchange/three-way.ts';
import { listShownChanges, type ShownChange } from '../../store/exchange/run-changes.ts';
import {
  countDecided,
  countRecords,
  decideAll,
  deleteRecords,
  findRecords,
  listRecords,
  saveDecisions,
  settleConflicts,
} from '../../store/exchange/run-records.ts';
import {
  findRun,
  insertRun,
  laterRun,
  listRuns,
  moveRun,
  otherOpenRun,
  runOfSameFile,
  setFile,
} from '../../store/exchange/runs.ts';
import { readTowns } from '../ground.ts';
import { recompare } from './recomparing.ts';
import { managesSources } from './sources.ts';
import { undoRecords } from './undoing.ts';

export const readJob = 'directory.read-run';
export const acceptJob = 'directory.accept-run';

export const order = (trx: Trx, job: string, tenantId: string, runId: string): Promise<void> =>
  enqueue(trx, job, { tenantId, runId }, { key: `${job}.${runId}` });

const extensions: Readonly<Record<SourceKind, readonly [extension: string, type: string]>> = {
  csv: ['csv', 'text/csv'],
  xlsx: ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  hsds: ['json', 'application/json'],
  dreiklang: ['json', 'application/json'],
  geojson: ['json', 'application/geo+json'],
  icalendar: ['ics', 'text/calendar'],
};

/** Only the name itself, without folders and signs that no name has. */
const plainName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '').replaceAll(/\p{C}/gu, '').trim().slice(-200) || 'datei';

export interface BroughtFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Keeps a file of a source and orders its reading. */
export async function startRun(
  context: Context,
  files: FileStore,
  source: Source,
  file: BroughtFile,
  how: Run['how'] = 'upload',
): Promise<Outcome<string, FailureCode>> {
  if (!managesSources(context)) return fail('import.not_allowed');
  const id = uuidv7(context.now().getTime());
  const tenantId = context.tenant.id;
  const [extension, type] = extensions[source.kind];
  const fileKey = `${tenantId}/directory/${id}.${extension}`;
  const sha256 = createHash('sha256').update(file.bytes).digest();
  await files.put(fileKey, file.bytes, type);
  try {
    await context.transaction(async (trx) => {
      const same = await runOfSameFile(trx, source.id, sha256);
      const createdBy = context.actor.kind === 'user' ? context.actor.userId : null;
      const facts = { id, sourceId: source.id, fileName: plainName(file.name), fileKey, sha256, how, createdBy };
      await insertRun(trx, tenantId, { ...facts, createdAt: context.now(), report: same ? { sameAs: same.id } : {} });
      await order(trx, readJob, tenantId, id);
      await audit(trx, context, { action: 'directory.run_started', ...subject(id), details: { source: source.id, how } });
    });
  } catch (error) {
    await files.delete(fileKey);
    throw error;
  }
  return ok(id);
}

/** Orders a source to be fetched; what comes is kept with the run and read. */
export async function startFetch(context: Context, source: Source): Promise<Outcome<string, FailureCode>> {
  if (!managesSources(context)) return fail('import.not_allowed');
  if (!source.url) return fail('exchange.no_address');
  const id = uuidv7(context.now().getTime());
  const tenantId = context.tenant.id;
  const createdBy = context.actor.kind === 'user' ? context.actor.userId : null;
  const fileName = (URL.parse(source.url)?.hostname ?? source.url).slice(0, 200);
  await context.transaction(async (trx) => {
    const nothingYet = { fileKey: '', sha256: Buffer.alloc(32), report: {} };
    await insertRun(trx, tenantId, {
      id,
      sourceId: source.id,
      fileName,
      ...nothingYet,
      how: 'fetch',
      createdBy,
      createdAt: context.now(),
    });
    await order(trx, readJob, tenantId, id);
    await audit(trx, context, { action: 'directory.run_started', ...subject(id), details: { source: source.id, how: 'fetch' } });
  });
  return ok(id);
}

/** Keeps what was fetched for a run that waited for it. */
export async function attachFile(context: Context, files: FileStore, source: Source, run: Run, file: BroughtFile): Promise<Run> {
  const [extension, type] = extensions[source.kind];
  const fileKey = `${context.tenant.id}/directory/${run.id}.${extension}`;
  const sha256 = createHash('sha256').update(file.bytes).digest();
  await files.put(fileKey, file.bytes, type);
  return context.transaction(async (trx) => {
    const same = await runOfSameFile(trx, source.id, sha256);
    const facts = { fileKey, sha256, fileName: plainName(file.name), report: same ? { sameAs: same.id } : {} };
    await setFile(trx, run.id, facts);
    return { ...run, ...facts };
  });
}

const subject = (id: string) => ({ subjectType: 'directory_run', subjectId: id });

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

type Change = (trx: Trx, run: Run) => Promise<Outcome<undefined, FailureCode>>;

async function change(
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
  return change(context, id, from, async (trx) => {
    if (!(await moveRun(trx, id, from, { state: 'waiting', progress: 0 }))) return fail('exchange.state');
    await order(trx, readJob, context.tenant.id, id);
    return ok();
  });
}

/** Asks for what the preview shows to be done; asking again while it is under way starts it anew. */
export function orderAccept(context: Context, id: string): Promise<Outcome<undefined, FailureCode>> {
  return change(context, id, ['read', 'writing'], async (trx) => {
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
  const outcome = await change(context, id, from, async (trx, run) => {
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
  return change(context, id, ['done'], async (trx, run) => {
    const later = await laterRun(trx, run);
    if (later) return fail('exchange.later_run', { name: later.fileName });
    await undoRecords(trx, context, run, towns);
    return ok();
  });
}

export interface RecordChoice {
  readonly position: number;
  /** Of a doubtful one: 'new', an id, or null for "not yet"; of one that is gone: 'remove' or null. */
  readonly decision: string | null;
  readonly fields: Readonly<Record<string, string>>;
}

/** Keeps what somebody chose on a page of records; what is no choice there is passed over. */
export function decide(context: Context, id: string, choices: readonly RecordChoice[]): Promise<Outcome<undefined, FailureCode>> {
  return change(context, id, ['read'], async (trx, run) => {
    const records = new Map(
      (
        await findRecords(
          trx,
          id,
          choices.map((one) => one.position),
        )
      ).map((one) => [one.position, one]),
    );
    const same: { record: RunRecord; entryId: string }[] = [];
    const saved = choices.flatMap(({ position, decision, fields }) => {
      const record = records.get(position);
      if (!record) return [];
      const candidate = record.details.candidates?.some((one) => one.id === decision);
      if (candidate && decision) same.push({ record, entryId: decision });
      const units = new Set(record.details.differences?.map((one) => one.unit));
      const chosen = Object.entries(fields).filter(([unit, side]) => units.has(unit) && sides.includes(side as Side));
      const allowed = record.kind === 'doubtful' ? decision === 'new' : record.kind === 'gone' && decision === 'remove';
      return [{ position, decision: allowed ? decision : null, fields: Object.fromEntries(chosen) as Record<string, Side> }];
    });
    await saveDecisions(trx, id, saved);
    await recompare(trx, run, same);
    return ok();
  });
}

export const bulkDecisions = [
  'doubtful.new',
  'doubtful.same',
  'doubtful.open',
  'gone.remove',
  'gone.keep',
  'conflicts.ours',
  'conflicts.theirs',
] as const;

/** One decision for all records of a kind. */
export function decideMany(
  context: Context,
  id: string,
  what: (typeof bulkDecisions)[number],
): Promise<Outcome<undefined, FailureCode>> {
  return change(context, id, ['read'], async (trx, run) => {
    if (what === 'conflicts.ours' || what === 'conflicts.theirs')
      await settleConflicts(trx, id, what === 'conflicts.ours' ? 'ours' : 'theirs');
    else if (what === 'gone.remove' || what === 'gone.keep')
      await decideAll(trx, id, 'gone', what === 'gone.remove' ? 'remove' : null);
    else if (what === 'doubtful.same') {
      const records = await listRecords(trx, id, ['doubtful'], { limit: 20_000 });
      await recompare(
        trx,
        run,
        records.flatMap((record) =>
          record.details.candidates?.[0] ? [{ record, entryId: record.details.candidates[0].id }] : [],
        ),
      );
    } else await decideAll(trx, id, 'doubtful', what === 'doubtful.new' ? 'new' : null);
    return ok();
  });
}
