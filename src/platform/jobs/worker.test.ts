import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JobServices, ModuleDefinition } from '#platform/module';
import { useDatabase } from '#testing';
import {
  deleteJob,
  deleteOldDeadJobs,
  enqueue,
  listJobs,
  type RunningWorker,
  readCrontab,
  retryJob,
  startWorker,
} from './index.ts';

const database = useDatabase();
const services: JobServices = {
  tenantIds: () => ['a'],
  contextOf: () => {
    throw new Error('not needed here');
  },
};

let worker: RunningWorker | undefined;
let logged: { details: object; message: string }[] = [];
const log = {
  info: () => undefined,
  warn: (details: object, message: string) => void logged.push({ details, message }),
  error: (details: object, message: string) => void logged.push({ details, message }),
};

async function start(
  jobs: ModuleDefinition['jobs'],
  options: { alone?: boolean; crontab?: string[]; atStart?: string[] } = {},
): Promise<void> {
  const module = { name: 'test', jobs: jobs ?? {}, crontab: options.crontab ?? [], atStart: options.atStart ?? [] };
  worker = await startWorker({
    ownerUrl: database.ownerUrl,
    modules: [module],
    services,
    concurrency: 2,
    log,
    ...(options.alone ? { alone: true } : {}),
  });
}

const add = (name: string, payload: unknown = {}) => database.shared.transaction().execute((trx) => enqueue(trx, name, payload));

async function asOwner(text: string, values: unknown[] = []): Promise<void> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(text, values).finally(() => owner.end());
}

async function until(condition: () => Promise<boolean> | boolean, patience = 10_000): Promise<void> {
  for (const began = Date.now(); !(await condition()); ) {
    if (Date.now() - began > patience) throw new Error(`Waited ${patience} ms in vain`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

beforeEach(async () => {
  logged = [];
  await asOwner('delete from graphile_worker._private_jobs');
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});

test('a job runs with its payload and is gone', async () => {
  const seen: unknown[] = [];
  await start({ 'test.see': async (payload, given) => void seen.push(payload, given.tenantIds()) });
  expect(worker?.state()).toBe('running');
  await add('test.see', { id: 7 });
  await until(async () => seen.length > 0 && (await listJobs(database.ownerUrl, 10)).length === 0);
  expect(seen).toEqual([{ id: 7 }, ['a']]);
});

test('what is to be done after a start is done once, however many programs start before it is', async () => {
  let runs = 0;
  await asOwner("select enqueue_job('test.tidy', '{}', null, 'at start test.tidy', null)");
  await start({ 'test.tidy': async () => void runs++ }, { atStart: ['test.tidy'] });
  await until(async () => (await listJobs(database.ownerUrl, 10)).every(({ name }) => name !== 'test.tidy'));
  expect(runs).toBe(1);
  await worker?.stop();
  worker = undefined;
  await expect(start({}, { atStart: ['test.unknown'] })).rejects.toThrow('test.unknown');
});

describe('a job that fails', () => {
  class MailServerError extends Error {
    override name = 'MailServerError';
    code = 'EENVELOPE';
  }
  const jobs = {
    'test.fail': async () => {
      throw new MailServerError('550 no such user <amal@example.org>');
    },
  };

  test('is tried again later; the log names the error but nobody', async () => {
    await start(jobs);
    await add('test.fail', { to: 'amal@example.org' });
    await until(() => logged.length > 0);
    await until(async () => (await listJobs(database.ownerUrl, 10))[0]?.state === 'retrying');
    const [job] = await listJobs(database.ownerUrl, 10);
    expect(job).toMatchObject({ name: 'test.fail', attempts: 1, maxAttempts: 12, lastError: '550 no such user <…@…>' });
    expect(job?.runAt.getTime()).toBeGreaterThan(Date.now());
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({
      message: 'job failed',
      details: { job: 'test.fail', error: 'MailServerError', code: 'EENVELOPE', attempt: 1 },
    });
    expect(JSON.stringify(logged)).not.toContain('amal');
  });

  test('is dead after its last attempt, counted, and can be given another chance or taken out', async () => {
    await add('test.fail');
    await asOwner('update graphile_worker._private_jobs set attempts = 11');
    await start(jobs);
    await until(() => logged.some(({ message }) => message === 'job is dead'));
    await until(async () => (await listJobs(database.ownerUrl, 10))[0]?.state === 'dead');
    const { rows } = await sql`select job_name, state, count from job_counts()`.execute(database.shared);
    expect(rows).toEqual([{ job_name: 'test.fail', state: 'dead', count: 1 }]);
    const id = (await listJobs(database.ownerUrl, 10))[0]?.id ?? '';
    expect(await retryJob(database.ownerUrl, id)).toBe(true);
    await until(async () => (await listJobs(database.ownerUrl, 10))[0]?.state === 'retrying');
    expect(await deleteJob(database.ownerUrl, id)).toBe(true);
    expect(await deleteJob(database.ownerUrl, id)).toBe(false);
    expect(await listJobs(database.ownerUrl, 10)).toEqual([]);
  });

  test('leaves the queue thirty days after its death', async () => {
    await add('test.fail');
    await add('test.fail');
    await asOwner("update graphile_worker._private_jobs set attempts = 12, run_at = now() - interval '29 days'");
    expect(await deleteOldDeadJobs(database.ownerUrl)).toBe(0);
    const [first] = await listJobs(database.ownerUrl, 10);
    await asOwner("update graphile_worker._private_jobs set run_at = now() - interval '31 days' where id = $1", [first?.id]);
    expect(await deleteOldDeadJobs(database.ownerUrl)).toBe(1);
    expect(await listJobs(database.ownerUrl, 10)).toHaveLength(1);
  });
});

test('stopping waits for the job in hand and leaves the others', async () => {
  let finished = 0;
  let begun = 0;
  await start({
    'test.slow': async () => {
      begun += 1;
      await new Promise((resolve) => setTimeout(resolve, 300));
      finished += 1;
    },
  });
  await Promise.all(Array.from({ length: 5 }, () => add('test.slow')));
  await until(() => begun === 2);
  await worker?.stop();
  worker = undefined;
  expect(finished).toBe(begun);
  expect(await listJobs(database.ownerUrl, 10)).toHaveLength(5 - finished);
});

test('jobs that a crashed process left locked run again when nobody else can hold them', async () => {
  await add('test.see');
  await asOwner("update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker-that-died'");
  const seen: unknown[] = [];
  await start({ 'test.see': async (payload) => void seen.push(payload) }, { alone: true });
  await until(() => seen.length === 1);
});

test('the queue goes on when the database cuts all connections', async () => {
  const seen: unknown[] = [];
  await start({ 'test.see': async (payload) => void seen.push(payload) });
  await asOwner(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await until(() =>
    add('test.see').then(
      () => true,
      () => false,
    ),
  );
  await until(() => seen.length > 0, 25_000);
});

describe('the crontab', () => {
  test('knows job names with a dot, options and payload', () => {
    const [item] = readCrontab(['0 3 * * 1-5 directory.remind ?fill=1d&max=3&id=remind {"days":7}']);
    expect(item).toMatchObject({
      task: 'directory.remind',
      identifier: 'remind',
      payload: { days: 7 },
      options: { maxAttempts: 3, backfillPeriod: 86_400_000 },
    });
  });

  test.each(['0 3 * * directory.remind', '0 25 * * * directory.remind ?never=1', 'tomorrow'])('refuses %s', (line) => {
    expect(() => readCrontab([line])).toThrow();
  });

  test('must name a job that is there, and a job must bear its module’s name', async () => {
    await expect(start({}, { crontab: ['0 3 * * * test.unknown'] })).rejects.toThrow('test.unknown');
    await expect(start({ 'other.job': async () => undefined })).rejects.toThrow('other.job');
  });
});
