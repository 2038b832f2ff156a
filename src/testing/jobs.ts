import pg from 'pg';
import { createJobServices } from '#platform/jobs';
import type { JobHandler } from '#platform/module';
import type { OpenInstallation } from '../start.ts';

/** Does the waiting jobs of the modules that keep people waiting for them, as the worker of a running program would. */
export async function doWaitingJobs({ modules, opened, tenants, permissions, config }: OpenInstallation): Promise<void> {
  const all = Object.entries(Object.assign({}, ...modules.map((module) => module.jobs ?? {})) as Record<string, JobHandler>);
  const jobs = Object.fromEntries(
    all.filter(
      ([name]) => name.startsWith('monitoring.') || /^directory\.(?:(?:read|accept)-run|find_duplicates|reindex)$/.test(name),
    ),
  );
  const services = createJobServices({ database: opened.database, tenants, permissions, publicUrl: config.publicUrl });
  const client = new pg.Client({ connectionString: opened.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select jobs.id, tasks.identifier as name, jobs.payload from graphile_worker._private_jobs jobs
        join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
        where tasks.identifier = any($1) and jobs.run_at <= now() order by jobs.id`,
      [Object.keys(jobs)],
    );
    for (const { id, name, payload } of rows) {
      await jobs[name]?.(payload, services);
      await client.query('select graphile_worker.complete_jobs(array[$1::bigint])', [id]);
    }
  } finally {
    await client.end();
  }
}
