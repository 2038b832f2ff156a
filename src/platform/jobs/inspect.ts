import pg from 'pg';

export interface QueuedJob {
  readonly id: string;
  readonly name: string;
  readonly state: 'waiting' | 'scheduled' | 'running' | 'retrying' | 'dead';
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly runAt: Date;
  /** E-mail addresses in it are masked. */
  readonly lastError: string | null;
}

async function asOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The queue without its payloads: dead jobs first, then by time. */
export async function listJobs(ownerUrl: string, limit: number): Promise<QueuedJob[]> {
  const { rows } = await asOwner(ownerUrl, (client) =>
    client.query(
      `select jobs.id::text, tasks.identifier as name, jobs.attempts, jobs.max_attempts, jobs.run_at, jobs.last_error,
        case
          when jobs.locked_at is not null then 'running'
          when jobs.attempts >= jobs.max_attempts then 'dead'
          when jobs.attempts > 0 then 'retrying'
          when jobs.run_at > now() then 'scheduled'
          else 'waiting'
        end as state
      from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
      order by jobs.attempts >= jobs.max_attempts desc, jobs.run_at, jobs.id limit $1`,
      [limit],
    ),
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    state: row.state,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    runAt: row.run_at,
    lastError: row.last_error?.replaceAll(/[^\s<>"'()]+@[^\s<>"'()]+/g, '…@…') ?? null,
  }));
}

/** Gives a job all its attempts again, beginning now; false: there is no such job, or it is running. */
export async function retryJob(ownerUrl: string, id: string): Promise<boolean> {
  const text = 'select id from graphile_worker.reschedule_jobs(array[$1::bigint], run_at => now(), attempts => 0)';
  return (await asOwner(ownerUrl, (client) => client.query(text, [id]))).rows.length > 0;
}

/** Takes a job out of the queue undone; false: there is no such job, or it is running. */
export async function deleteJob(ownerUrl: string, id: string): Promise<boolean> {
  const text = 'select id from graphile_worker.complete_jobs(array[$1::bigint])';
  return (await asOwner(ownerUrl, (client) => client.query(text, [id]))).rows.length > 0;
}

/** Dead jobs hold what they could not send: names, addresses. After this many days they go. */
export const deadJobDays = 30;

export async function deleteOldDeadJobs(ownerUrl: string): Promise<number> {
  const text = `with dead as (
      select array_agg(id) as ids from graphile_worker._private_jobs
      where attempts >= max_attempts and locked_at is null and run_at < now() - make_interval(days => $1)
    ) select count(*)::integer as count from dead, graphile_worker.complete_jobs(dead.ids)`;
  return (await asOwner(ownerUrl, (client) => client.query(text, [deadJobDays]))).rows[0].count;
}
