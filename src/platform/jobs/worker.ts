import { Logger, type Runner, run, type TaskList } from 'graphile-worker';
import pg from 'pg';
import type { JobServices, ModuleDefinition } from '#platform/module';
import { readCrontab } from './crontab.ts';

/** Fastify's logger, or anything like it. */
export interface JobLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface WorkerOptions {
  readonly ownerUrl: string;
  readonly modules: readonly ModuleDefinition[];
  readonly services: JobServices;
  readonly concurrency: number;
  readonly log: JobLog;
  /** Nobody else works on this database (the embedded server): jobs that a crashed process left locked are freed at once. */
  readonly alone?: boolean;
}

export interface RunningWorker {
  state(): 'running' | 'stopped';
  /** Lets running jobs finish; what is waiting stays in the queue. */
  stop(): Promise<void>;
}

/**
 * What a log may hold of an error: its kind and where it came from. Messages quote addresses and texts (a mail server's
 * refusal, a violated constraint), so the message stays in the queue, beside the payload it belongs to.
 */
export function withoutPersonalData(error: unknown): { error: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const { code } = error as { code?: unknown };
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, ...(typeof code === 'string' ? { code } : {}), at: at.slice(0, 8).map((line) => line.trim()) };
}

function taskList(modules: readonly ModuleDefinition[], services: JobServices): TaskList {
  const tasks: TaskList = {};
  for (const module of modules) {
    for (const [name, handler] of Object.entries(module.jobs ?? {})) {
      if (!name.startsWith(`${module.name}.`)) throw new Error(`Job ${name} must begin with its module's name, ${module.name}.`);
      if (tasks[name]) throw new Error(`Job ${name} is defined twice`);
      tasks[name] = (payload) => handler(payload, services);
    }
  }
  return tasks;
}

async function freeJobs(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
      from graphile_worker._private_jobs where locked_by is not null having count(*) > 0`);
  } finally {
    await client.end();
  }
}

/** Orders what the modules do after a start; programs that start together order it once. */
async function orderAtStart(ownerUrl: string, names: readonly string[]): Promise<void> {
  if (!names.length) return;
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const name of names) await client.query("select enqueue_job($1, '{}', null, $2, null)", [name, `at start ${name}`]);
  } finally {
    await client.end();
  }
}

/** This many failed looks into the queue in a row, and the library's worker is begun anew. */
const failuresBeforeRestart = 10;

/**
 * The library asks once which numbers its jobs have and keeps the answer, a failure too: cut off in that moment it never
 * finds a job again and stays silent about it. Whoever fails often in a row is therefore stopped, and started again.
 */
function watchFetching(runner: Runner, onSuccess: () => void): void {
  let failures = 0;
  const succeeded = () => {
    failures = 0;
    onSuccess();
  };
  runner.events.on('worker:getJob:empty', succeeded);
  runner.events.on('job:start', succeeded);
  runner.events.on('worker:getJob:error', () => {
    failures += 1;
    if (failures === failuresBeforeRestart) runner.stop().catch(() => undefined);
  });
}

/**
 * The queue's own connections. The library would open them by itself, but it does not wait for their end: a database
 * that stops right afterwards would break them, and an error without a listener ends the process.
 */
function openPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString, max });
  // Broken connections show up where they are used; these listeners keep them from ending the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Works on the queue until stopped. A failed job is tried again after e^attempts seconds; see `job_counts` for the dead. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { log, modules, ownerUrl } = options;
  const tasks = taskList(modules, options.services);
  const parsedCronItems = readCrontab(modules.flatMap((module) => module.crontab ?? []));
  for (const { task } of parsedCronItems)
    if (!tasks[task]) throw new Error(`The crontab starts ${task}, which no module defines`);
  const atStart = modules.flatMap((module) => module.atStart ?? []);
  for (const task of atStart) if (!tasks[task]) throw new Error(`The start orders ${task}, which no module defines`);
  // The library quotes error messages and payloads; failures of jobs are logged below instead.
  const logger = new Logger(() => (level, message, meta) => {
    if (meta?.job || (level !== 'error' && level !== 'warning')) return;
    log.warn({ worker: message.split('\n')[0] }, 'job queue');
  });
  if (options.alone) await freeJobs(ownerUrl);
  await orderAtStart(ownerUrl, atStart);

  let runner: Runner | undefined;
  let pool: pg.Pool | undefined;
  let stopping = false;
  let retry: NodeJS.Timeout | undefined;
  let pause = 1000;
  const start = async (): Promise<void> => {
    // Without batching the library does not wait at its end for "this job is done" to be written: it would run again.
    const preset = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };
    const { concurrency } = options;
    const pgPool = openPool(ownerUrl, concurrency + 2);
    const settings = { pgPool, concurrency, taskList: tasks, parsedCronItems, pollInterval: 2000 };
    const fresh = await run({ ...settings, preset, logger, noHandleSignals: true }).catch(async (error) => {
      await pgPool.end();
      throw error;
    });
    runner = fresh;
    watchFetching(fresh, () => {
      pause = 1000;
    });
    pool = pgPool;
    fresh.events.on('job:error', ({ job, error }) => {
      const facts = {
        job: job.task_identifier,
        id: job.id,
        attempt: job.attempts,
        of: job.max_attempts,
        ...withoutPersonalData(error),
      };
      log.error(facts, job.attempts >= job.max_attempts ? 'job is dead' : 'job failed');
    });
    fresh.promise.then(again, again);
  };
  // A lost database connection ends the library's worker; the queue must not stand still because of it.
  const again = (error?: unknown): void => {
    runner = undefined;
    if (stopping) return;
    const broken = pool;
    pool = undefined;
    broken?.end().catch(() => undefined);
    log.error({ ...withoutPersonalData(error), again: `in ${pause} ms` }, 'worker ended, starting it again');
    retry = setTimeout(() => start().catch(again), pause);
    pause = Math.min(pause * 2, 30_000);
  };
  await start();

  return {
    state: () => (runner ? 'running' : 'stopped'),
    stop: async () => {
      stopping = true;
      clearTimeout(retry);
      await runner?.stop();
      await pool?.end();
    },
  };
}
