import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitor } from '#platform/access';
import { readConfig } from '#platform/config';
import { readMigrations } from '#platform/database';
import { type App, createServer } from '#platform/http';
import { enqueue } from '#platform/jobs';
import type { TenantDirectory } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { addHealthRoutes, readiness } from './health.ts';
import { addMetrics } from './metrics.ts';

const database = useDatabase();
const tenants: TenantDirectory = {
  all: () => [],
  bySlug: () => undefined,
  byId: () => undefined,
  onChange: () => undefined,
  refresh: async () => undefined,
  close: async () => undefined,
};
const checksums = readMigrations().map(({ checksum }) => checksum);

async function openApp(token?: string, workerState?: () => 'running' | 'stopped'): Promise<App> {
  const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', ...(token ? { METRICS_TOKEN: token } : {}) });
  const readActor = async () => visitor;
  const app = await createServer({
    config,
    database,
    tenants,
    permissions: new Map(),
    formSecret: Buffer.alloc(32),
    navigation: () => [],
    readActor,
  });
  addMetrics(app, { config, database });
  addHealthRoutes(app, { database, workerState });
  await app.ready();
  return app;
}

describe('health', () => {
  let state: 'running' | 'stopped' = 'running';
  let app: App;
  beforeAll(async () => {
    app = await openApp(undefined, () => state);
  });
  afterAll(() => app.close());

  test('live and ready answer without a district, a session or a cookie', async () => {
    const live = await app.inject('/health/live');
    expect(live.json()).toEqual({ live: true });
    const ready = await app.inject('/health/ready');
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toEqual({ ready: true, database: 'ok', migrations: 'ok', jobs: 'running' });
    expect(ready.headers['cache-control']).toBe('no-store');
    expect(ready.headers['set-cookie']).toBeUndefined();
  });

  test('not ready while the worker stands still', async () => {
    state = 'stopped';
    const ready = await app.inject('/health/ready');
    state = 'running';
    expect([ready.statusCode, ready.json().jobs]).toEqual([503, 'stopped']);
  });

  test('not ready before the last migration, or without a database', async () => {
    expect(await readiness({ database }, [...checksums, 'one more'])).toMatchObject({
      ready: false,
      migrations: 'missing',
      jobs: 'elsewhere',
    });
    const pool = { query: () => Promise.reject(new Error('gone')) } as unknown as typeof database.pool;
    expect(await readiness({ database: { pool } }, checksums)).toMatchObject({
      ready: false,
      database: 'unreachable',
      migrations: 'unknown',
    });
    const silent = { query: () => new Promise(() => undefined) } as unknown as typeof database.pool;
    expect(await readiness({ database: { pool: silent } }, checksums)).toMatchObject({ ready: false, database: 'unreachable' });
  });
});

describe('metrics', () => {
  const token = 'a-token-of-this-length';
  let open: App;
  let closed: App;
  beforeAll(async () => {
    [open, closed] = await Promise.all([openApp(), openApp(token)]);
  });
  afterAll(() => Promise.all([open.close(), closed.close()]));

  test('count jobs, connections and requests by route, as OpenMetrics', async () => {
    await database.shared.transaction().execute((trx) => enqueue(trx, 'test.waiting', {}));
    await open.inject('/health/live');
    const reply = await open.inject('/metrics');
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toContain('application/openmetrics-text');
    expect(reply.body).toMatch(/^dreiklang_jobs\{job="test.waiting",state="waiting"\} 1$/m);
    expect(reply.body).toMatch(/^dreiklang_job_lag_seconds \d/m);
    expect(reply.body).toMatch(/^dreiklang_database_connections\{state="open"\} [1-9]/m);
    expect(reply.body).toMatch(
      /^dreiklang_http_request_duration_seconds_count\{method="GET",route="\/health\/live",status="200"\} 1$/m,
    );
    expect(reply.body).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(reply.body.trimEnd().endsWith('# EOF')).toBe(true);
  });

  test('addresses that nobody knows do not become labels', async () => {
    await open.inject({ url: '/some/private/address', headers: { accept: 'application/json' } });
    const { body } = await open.inject('/metrics');
    expect(body).not.toContain('private');
    expect(body).toContain('route="none",status="404"');
  });

  test.each([
    ['another machine', { remoteAddress: '192.0.2.7' }],
    ['a proxy on this machine', { headers: { 'x-forwarded-for': '192.0.2.7' } }],
    ['a proxy that claims to be local', { headers: { forwarded: 'for=127.0.0.1' } }],
  ])('are not for %s', async (_, from) => {
    expect((await open.inject({ url: '/metrics', ...from })).statusCode).toBe(403);
  });

  test.each([undefined, 'Bearer a-token-of-this-lengtX', 'Bearer ', 'Basic YTpi'])(
    'with a token set are not for %j',
    async (authorization) => {
      const reply = await closed.inject({ url: '/metrics', headers: authorization ? { authorization } : {} });
      expect(reply.statusCode).toBe(401);
      expect(reply.headers['content-type']).toContain('application/problem+json');
    },
  );

  test('with a token set are for its bearer, from anywhere', async () => {
    const reply = await closed.inject({
      url: '/metrics',
      remoteAddress: '192.0.2.7',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(reply.statusCode).toBe(200);
  });
});
