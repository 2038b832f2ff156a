import { z } from 'zod';
import type { Context } from '#platform/access';
import type { FileStore } from '#platform/files';
import type { JobHandler } from '#platform/module';
import { columnOfHeading } from '../../model/exchange/headings.ts';
import { missingColumns } from '../../model/exchange/mapping.ts';
import { completed, proposeMapping } from '../../model/exchange/proposals.ts';
import { type Reading, type SourceColumn, UnreadableFile } from '../../model/exchange/record.ts';
import type { Run, RunReport } from '../../model/exchange/run.ts';
import { type Mapping, type Source, speaksOurColumns } from '../../model/exchange/source.ts';
import { offerColumns } from '../../model/table/columns.ts';
import { deleteRecords, insertRecords } from '../../store/exchange/run-records.ts';
import { findRun, forgetFile, listOldFiles, moveRun, setProgress } from '../../store/exchange/runs.ts';
import { findSource, listDueSources } from '../../store/exchange/sources.ts';
import { readGround, readTowns } from '../ground.ts';
import { acceptRecords } from './accepting.ts';
import { type FetchingParts, fetchContent, fetchOnSchedule } from './fetching.ts';
import { planRun, type RunPlan } from './planning.ts';
import { readFile } from './readers/read.ts';
import { acceptJob, order, readJob } from './runs.ts';
import { attachFile } from './starting.ts';

const fetchJob = 'directory.fetch-sources';
const clearJob = 'directory.clear-runs';
/** Days for which the file of a finished run can be looked up. */
const keptDays = 90;
const portion = 1000;

/** Tells how far a step is, at most once a second; a bar that stands still is no reason to break off. */
function progressOf(context: Context, id: string, from: number, to: number): (share: number) => void {
  let [told, busy] = [Date.now(), false];
  return (share) => {
    if (busy || Date.now() - told < 1000) return;
    [told, busy] = [Date.now(), true];
    const done = () => {
      busy = false;
    };
    context.transaction((trx) => setProgress(trx, id, Math.round(from + (to - from) * share))).then(done, done);
  };
}

async function contentOf(files: FileStore, run: Run): Promise<Buffer> {
  const stored = run.fileKey ? await files.get(run.fileKey) : undefined;
  if (!stored) throw new UnreadableFile('exchange.file_gone');
  const parts: Uint8Array[] = [];
  for await (const part of stored.body) parts.push(part as Uint8Array);
  return Buffer.concat(parts);
}

const ownHeadings = new Set(
  offerColumns.flatMap(({ key, header, also = [] }) => [key, header, ...also].map((name) => name.toLowerCase())),
);

/** A table with our headings, or a format in our words, needs nobody to say what it means, as long as nothing is missing. */
function understood(source: Source, columns: readonly SourceColumn[], mapping: Mapping): boolean {
  if (missingColumns(mapping).length) return false;
  if (speaksOurColumns(source.kind)) return true;
  return columns.every(({ label }) => ownHeadings.has(label.toLowerCase()) && columnOfHeading(label) !== undefined);
}

async function planned(context: Context, source: Source, run: Run, reading: Reading, mapping: Mapping): Promise<RunPlan> {
  const towns = await readTowns(context);
  return context.transaction(async (trx) => {
    const ground = await readGround(trx, towns);
    return planRun(trx, source, reading, mapping, ground, progressOf(context, run.id, 20, 80));
  });
}

/** By schedule, what is clear is done without anybody: nothing to do at all, or a source that may publish by itself. */
function goesOnAlone(run: Run, source: Source, { counts, conflicts }: RunPlan['report']): boolean {
  if (run.how !== 'schedule' || counts.doubtful || conflicts) return false;
  return !source.review || (!counts.new && !counts.changed && !counts.gone);
}

/** The run with its file, fetched if it is to be; undefined: there is none, and the run says why. */
async function withFile(context: Context, parts: FetchingParts, source: Source, run: Run): Promise<Run | undefined> {
  if (run.fileKey || run.how !== 'fetch') return run;
  const answer = await fetchContent(context, parts, source);
  if (answer.ok) return attachFile(context, parts.files, source, run, answer.value);
  const { code, details } = answer;
  const state = code === 'exchange.unchanged' ? 'discarded' : 'failed';
  await context.transaction((trx) =>
    moveRun(trx, run.id, ['reading'], { state, report: { problem: { code, details } }, finishedAt: context.now() }),
  );
  return undefined;
}

/** Reads the file of a run and keeps what it would do. May run again at any time: it begins anew. */
export async function readRun(context: Context, parts: FetchingParts, id: string): Promise<void> {
  const found = await context.transaction(async (trx) => {
    const run = await findRun(trx, id);
    const source = run && (await findSource(trx, run.sourceId));
    if (!run || !source || !(await moveRun(trx, id, ['waiting', 'reading'], { state: 'reading', progress: 0 }))) return undefined;
    await deleteRecords(trx, id);
    return { run, source };
  });
  if (!found) return;
  const { source } = found;
  const run = await withFile(context, parts, source, found.run);
  if (!run) return;
  const { sameAs } = run.report;
  const kept: RunReport = sameAs ? { sameAs } : {};
  try {
    const reading = await readFile(source.kind, await contentOf(parts.files, run), context.now());
    const { columns } = reading;
    const mapping = source.mapping ? completed(source.mapping, columns) : proposeMapping(columns, source.kind);
    const missing = missingColumns(mapping);
    const known = source.mapping !== null && !missing.length;
    const plan = await planned(context, source, run, reading, mapping);
    const report: RunReport = { ...kept, columns, missing, ...plan.report };
    if (!known && !understood(source, columns, mapping)) {
      await context.transaction((trx) =>
        moveRun(trx, id, ['reading'], { state: 'mapping', report: { ...kept, columns, missing, unknown: plan.report.unknown } }),
      );
      return;
    }
    await context.transaction(async (trx) => {
      for (let start = 0; start < plan.records.length; start += portion)
        await insertRecords(trx, context.tenant.id, id, plan.records.slice(start, start + portion));
      const alone = goesOnAlone(run, source, plan.report);
      await moveRun(trx, id, ['reading'], { state: alone ? 'writing' : 'read', progress: alone ? 0 : 100, report });
      if (alone) await order(trx, acceptJob, context.tenant.id, id);
    });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const { code, details } = error;
    await context.transaction((trx) =>
      moveRun(trx, id, ['reading'], { state: 'failed', report: { ...kept, problem: { code, details } } }),
    );
  }
}

/** Does what a run's records say, all of it or nothing. May run again: what is done stays done. */
export async function acceptRun(context: Context, id: string): Promise<void> {
  const towns = await readTowns(context);
  await context.transaction(async (trx) => {
    const run = await findRun(trx, id);
    if (run?.state === 'writing') await acceptRecords(trx, context, run, towns, progressOf(context, id, 0, 100));
  });
}

/** Fetches what is due in a district; one source that fails keeps no other from its turn. */
export async function fetchDueSources(context: Context, parts: FetchingParts): Promise<void> {
  const due = await context.transaction((trx) => listDueSources(trx, context.now()));
  for (const source of due) await fetchOnSchedule(context, parts, source);
}

/** Files of finished runs go after a while; what the runs did stays. */
export async function clearRuns(context: Context, files: FileStore): Promise<void> {
  const before = new Date(context.now().getTime() - keptDays * 24 * 3_600_000);
  const old = await context.transaction((trx) => listOldFiles(trx, before, 1000));
  for (const { id, fileKey } of old) {
    await files.delete(fileKey);
    await context.transaction((trx) => forgetFile(trx, id));
  }
}

const payloadSchema = z.object({ tenantId: z.uuid(), runId: z.uuid() });

export function exchangeJobs(parts: FetchingParts): Readonly<Record<string, JobHandler>> {
  const ofRun =
    (name: string, work: (context: Context, id: string) => Promise<void>): JobHandler =>
    async (payload, services) => {
      const { tenantId, runId } = payloadSchema.parse(payload);
      await work(services.contextOf(tenantId, name), runId);
    };
  const ofDistricts =
    (name: string, work: (context: Context) => Promise<void>): JobHandler =>
    async (_payload, services) => {
      for (const tenantId of services.tenantIds()) await work(services.contextOf(tenantId, name));
    };
  return {
    [readJob]: ofRun(readJob, (context, id) => readRun(context, parts, id)),
    [acceptJob]: ofRun(acceptJob, acceptRun),
    [fetchJob]: ofDistricts(fetchJob, (context) => fetchDueSources(context, parts)),
    [clearJob]: ofDistricts(clearJob, (context) => clearRuns(context, parts.files)),
  };
}

export const exchangeCrontab = ['25 * * * * directory.fetch-sources', '50 2 * * * directory.clear-runs'];
