import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { addDays, dayOf } from '#platform/days';
import type { FileStore } from '#platform/files';
import { enqueue } from '#platform/jobs';
import type { JobHandler } from '#platform/module';
import { fail, type Outcome, ok } from '#platform/outcome';
import {
  addMonths,
  callFields,
  type GenesisService,
  genesisServices,
  passing,
  type Retrieval,
  type RetrievalCode,
  type RetrievalInput,
  type RetrievalResult,
  readStatus,
} from '../model/retrieval.ts';
import { lockAdding } from '../store/locks.ts';
import {
  deleteRetrieval,
  findRetrieval,
  findSameFile,
  insertRetrieval,
  listDueRetrievals,
  listRetrievals,
  saveResult,
  updateRetrieval,
} from '../store/retrieval.ts';
import { callGenesis, type GenesisAnswer, type GenesisLimits, type GenesisTarget, genesisLimits } from './genesis-client.ts';
import { uploadImport } from './imports.ts';

/** What retrieving needs of the house. */
export interface RetrievalParts {
  readonly files: FileStore;
  /** `user:password` or token; a service without one is not called. */
  readonly logins: Readonly<Partial<Record<GenesisService, string | undefined>>>;
  /** Other addresses than the official ones. */
  readonly bases?: Readonly<Partial<Record<GenesisService, string>>>;
  readonly limits?: GenesisLimits;
}

export type RetrievalFailure =
  | 'monitoring.not_allowed'
  | 'monitoring.unknown_retrieval'
  | 'monitoring.retrieval_taken'
  | 'monitoring.changed';
type Saved<T = undefined> = Outcome<T, RetrievalFailure>;

export const retrieveJob = 'monitoring.retrieve';

export async function retrievals(context: Context): Promise<Retrieval[]> {
  return context.transaction(listRetrievals);
}

async function record(trx: Trx, context: Context, action: string, id: string): Promise<void> {
  await audit(trx, context, { action: `monitoring.retrieval_${action}`, subjectType: 'monitoring_retrieval', subjectId: id });
}

/** What is to come by itself and has no day yet comes the next time that the job looks. */
const planned = (context: Context, input: RetrievalInput): RetrievalInput =>
  input.everyMonths !== null && input.nextOn === null ? { ...input, nextOn: dayOf(context.now()) } : input;

export async function addRetrieval(context: Context, input: RetrievalInput): Promise<Saved<string>> {
  if (!context.may('monitoring.import')) return fail('monitoring.not_allowed');
  const id = uuidv7(context.now().getTime());
  return context.transaction(async (trx) => {
    await lockAdding(trx, context.tenant.id, 'retrieval');
    if (!(await insertRetrieval(trx, { ...planned(context, input), tenantId: context.tenant.id, id })))
      return fail('monitoring.retrieval_taken');
    await record(trx, context, 'added', id);
    return ok(id);
  });
}

export async function saveRetrieval(context: Context, id: string, version: number, input: RetrievalInput): Promise<Saved> {
  return withRetrieval(context, id, async (trx, found) => {
    if (found.version !== version) return fail('monitoring.changed', { version: found.version });
    if (!(await updateRetrieval(trx, id, planned(context, input)))) return fail('monitoring.retrieval_taken');
    await record(trx, context, 'changed', id);
    return ok();
  });
}

export async function removeRetrieval(context: Context, id: string): Promise<Saved> {
  return withRetrieval(context, id, async (trx) => {
    await deleteRetrieval(trx, id);
    await record(trx, context, 'deleted', id);
    return ok();
  });
}

/** The call is made by a job: the office may take minutes. */
export async function orderRetrieval(context: Context, id: string): Promise<Saved> {
  return withRetrieval(context, id, async (trx) => {
    await order(trx, context, id);
    await record(trx, context, 'ordered', id);
    return ok();
  });
}

async function withRetrieval(context: Context, id: string, work: (trx: Trx, found: Retrieval) => Promise<Saved>): Promise<Saved> {
  if (!context.may('monitoring.import')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    await lockAdding(trx, context.tenant.id, 'retrieval');
    const found = await findRetrieval(trx, id, true);
    return found ? work(trx, found) : fail('monitoring.unknown_retrieval');
  });
}

const order = (trx: Trx, context: Context, id: string): Promise<void> =>
  enqueue(trx, retrieveJob, { tenantId: context.tenant.id, retrievalId: id }, { key: `${retrieveJob}.${id}` });

interface Got {
  readonly code: RetrievalCode;
  readonly detail: string;
  readonly job: string | null;
  readonly importId: string | null;
}

const got = (code: RetrievalCode, detail = '', job: string | null = null): Got => ({ code, detail, job, importId: null });

/** Asks for the table; one that is too large is put together by a job of the service and fetched the next time. */
async function ask(
  target: GenesisTarget,
  retrieval: Retrieval,
  path: string,
  limits: GenesisLimits,
): Promise<GenesisAnswer | Got> {
  const waiting = retrieval.lastResult?.job;
  if (waiting) {
    const answer = await callGenesis(
      target,
      'data/resultfile',
      { name: waiting, area: 'all', format: 'ffcsv', compress: 'false', language: retrieval.language },
      path,
      limits,
    );
    // Until it is ready the service does not know the result.
    if (answer.kind === 'status' && readStatus(answer).code === 'unknown_table') return got('job_running', answer.text, waiting);
    return answer;
  }
  const answer = await callGenesis(target, 'data/tablefile', callFields(retrieval, false), path, limits);
  if (answer.kind !== 'status' || readStatus(answer).code !== 'too_large') return answer;
  return callGenesis(target, 'data/tablefile', callFields(retrieval, true), path, limits);
}

async function fetchTable(context: Context, parts: RetrievalParts, retrieval: Retrieval): Promise<Got> {
  const login = parts.logins[retrieval.service];
  if (!login) return got('no_credentials');
  const base = parts.bases?.[retrieval.service] ?? genesisServices[retrieval.service];
  const path = join(tmpdir(), `dreiklang-${randomUUID()}`);
  try {
    const answer = await ask({ base, login }, retrieval, path, parts.limits ?? genesisLimits);
    if ('importId' in answer) return answer;
    if (answer.kind === 'failed') return got(answer.code, answer.detail);
    if (answer.kind === 'status') {
      const { code, job } = readStatus(answer);
      // A job whose name the service does not tell can never be fetched.
      return code === 'job_started' && job === null ? got('too_large', answer.text) : got(code, answer.text, job);
    }
    const { file } = answer;
    const known = await context.transaction((trx) => findSameFile(trx, file.sha256));
    if (known) return { ...got('unchanged'), importId: known };
    const ending = Buffer.from(file.firstBytes).toString('latin1').startsWith('PK') ? 'zip' : 'csv';
    // The code of a flat table stands in its name alone.
    const uploaded = await uploadImport(context, parts.files, {
      ...file,
      name: `${retrieval.tableCode}_${retrieval.language}_flat.${ending}`,
    });
    return uploaded.ok ? { ...got('delivered'), importId: uploaded.value } : got('not_a_table', uploaded.code);
  } finally {
    await rm(path, { force: true });
  }
}

function nextOf({ everyMonths, nextOn }: Retrieval, code: RetrievalCode, today: string): string | null {
  if (passing.includes(code)) return addDays(today, 1);
  if (everyMonths === null) return nextOn !== null && nextOn > today ? nextOn : null;
  return addMonths(nextOn !== null && nextOn > today ? nextOn : today, nextOn !== null && nextOn > today ? 0 : everyMonths);
}

/** Calls the service and keeps what it delivered as an import that waits for somebody to accept it. */
export async function runRetrieval(context: Context, parts: RetrievalParts, id: string): Promise<RetrievalResult | undefined> {
  const retrieval = await context.transaction((trx) => findRetrieval(trx, id));
  if (!retrieval) return undefined;
  const { code, detail, job, importId } = await fetchTable(context, parts, retrieval);
  const good = code === 'delivered' || code === 'unchanged';
  const result: RetrievalResult = { at: context.now().toISOString(), ok: good, code, detail, importId, job };
  await context.transaction(async (trx) => {
    await saveResult(trx, id, result, nextOf(retrieval, code, dayOf(context.now())));
    await audit(trx, context, {
      action: 'monitoring.retrieved',
      subjectType: 'monitoring_retrieval',
      subjectId: id,
      details: { code },
    });
  });
  return result;
}

const payloadSchema = z.object({ tenantId: z.uuid().optional(), retrievalId: z.uuid().optional() });

/** With a payload one call; without, once a day, every one that is due becomes a job of its own. */
export function retrievalJobs(parts: RetrievalParts): Readonly<Record<string, JobHandler>> {
  return {
    [retrieveJob]: async (payload, services) => {
      const { tenantId, retrievalId } = payloadSchema.parse(payload ?? {});
      if (tenantId !== undefined && retrievalId !== undefined) {
        await runRetrieval(services.contextOf(tenantId, retrieveJob), parts, retrievalId);
        return;
      }
      for (const tenant of services.tenantIds()) {
        const context = services.contextOf(tenant, retrieveJob);
        await context.transaction(async (trx) => {
          for (const id of await listDueRetrievals(trx, dayOf(context.now()))) await order(trx, context, id);
        });
      }
    },
  };
}

export const retrievalCrontab = `15 4 * * * ${retrieveJob} ?fill=1d`;
