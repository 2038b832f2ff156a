import { timingSafeEqual } from 'node:crypto';
import { collectDefaultMetrics, Gauge, Histogram, type OpenMetricsContentType, Registry } from 'prom-client';
import type { Config } from '#platform/config';
import type { Database } from '#platform/database';
import type { App, FastifyRequest } from '#platform/http';

export interface MetricsParts {
  readonly config: Pick<Config, 'METRICS_TOKEN'>;
  readonly database: Pick<Database, 'pool'>;
}

interface JobCount {
  job_name: string;
  state: string;
  count: number;
}

function createRegistry({ database: { pool } }: MetricsParts) {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const durations = new Histogram({
    name: 'dreiklang_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer, by route; pages from the cache are not in it',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  new Gauge({
    name: 'dreiklang_database_connections',
    help: 'Connections of the pool: open, of these idle, and requests that wait for one',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'open' }, pool.totalCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
  new Gauge({
    name: 'dreiklang_job_lag_seconds',
    help: 'Age of the oldest job that is due and has not run yet',
    registers,
    async collect() {
      const text =
        "select coalesce(extract(epoch from now() - min(oldest)), 0)::float8 as age from job_counts() where state = 'waiting'";
      this.set((await pool.query<{ age: number }>(text)).rows[0]?.age ?? 0);
    },
  });
  new Gauge({
    name: 'dreiklang_jobs',
    help: 'Jobs in the queue by name and state; "dead" ones have failed for good and need a person',
    labelNames: ['job', 'state'],
    registers,
    async collect() {
      const { rows } = await pool.query<JobCount>('select job_name, state, count from job_counts()');
      this.reset();
      for (const row of rows) this.set({ job: row.job_name, state: row.state }, row.count);
    },
  });
  return { registry, durations };
}

/** True for a caller on this machine. A proxy here passes on calls from everywhere, so its headers speak against it. */
function isLocal(request: FastifyRequest): boolean {
  const { headers, socket } = request.raw;
  if (headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined || headers['x-real-ip'] !== undefined)
    return false;
  return /^(?:127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '');
}

function holdsToken(request: FastifyRequest, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Measures every route of the app and offers the numbers in OpenMetrics' text form. */
export function addMetrics(app: App, parts: MetricsParts): void {
  const { registry, durations } = createRegistry(parts);
  const token = parts.config.METRICS_TOKEN;
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    durations.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', { config: { access: 'public', bare: true, machine: true }, logLevel: 'warn' }, async (request, reply) => {
    if (token && !holdsToken(request, token)) return reply.header('www-authenticate', 'Bearer').refuse(401);
    if (!token && !isLocal(request)) return reply.refuse(403);
    return reply
      .type(registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics());
  });
}
