import { type Database, readMigrations } from '#platform/database';
import type { App } from '#platform/http';

export interface HealthParts {
  readonly database: Pick<Database, 'pool'>;
  /** Of the worker in this process; absent when another process works on the queue. */
  readonly workerState?: (() => 'running' | 'stopped') | undefined;
}

export interface Health {
  readonly ready: boolean;
  readonly database: 'ok' | 'unreachable';
  readonly migrations: 'ok' | 'missing' | 'unknown';
  readonly jobs: 'running' | 'stopped' | 'elsewhere';
}

/** Longer than this and the database counts as unreachable, also when all connections are taken. */
const patience = 2000;

async function appliedChecksums(database: HealthParts['database']): Promise<string[] | undefined> {
  const asked = database.pool.query<{ checksum: string }>('select checksum from migration order by number');
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience, undefined).unref());
  return Promise.race([asked.then(({ rows }) => rows.map(({ checksum }) => checksum)), late]).catch(() => undefined);
}

/** Whether this process can serve people now; what an orchestrator asks before it sends requests here. */
export async function readiness(parts: HealthParts, expected: readonly string[]): Promise<Health> {
  const applied = await appliedChecksums(parts.database);
  const database = applied ? 'ok' : 'unreachable';
  const migrations = !applied ? 'unknown' : expected.every((checksum, index) => applied[index] === checksum) ? 'ok' : 'missing';
  const jobs = parts.workerState?.() ?? 'elsewhere';
  return { ready: migrations === 'ok' && jobs !== 'stopped', database, migrations, jobs };
}

export function addHealthRoutes(app: App, parts: HealthParts): void {
  const expected = readMigrations().map(({ checksum }) => checksum);
  const config = { access: 'public', bare: true, machine: true } as const;
  app.get('/health/live', { config, logLevel: 'warn' }, (_, reply) =>
    reply.header('cache-control', 'no-store').send({ live: true }),
  );
  app.get('/health/ready', { config, logLevel: 'warn' }, async (_, reply) => {
    const health = await readiness(parts, expected);
    return reply
      .code(health.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health);
  });
}
