import { type Actor, type PermissionTable, visitor } from '#platform/access';
import { readConfig } from '#platform/config';
import { type App, createServer } from '#platform/http';
import { openTenantDirectory } from '#platform/tenancy';
import type { TestDatabase } from '#testing';
import { createDirectoryModule } from '../module.ts';
import { permissions } from './district.ts';
import { openTestWiring } from './wiring.ts';

export type Answer = Awaited<ReturnType<App['inject']>>;
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** The application with the directory alone, driven without a network. Sign in by name. */
export interface TestServer {
  readonly app: App;
  add(name: string, actor: Actor): void;
  get(url: string, as?: string): Promise<Answer>;
  /** Posts a form of ours, with its token. */
  post(url: string, fields: Fields, as?: string): Promise<Answer>;
  close(): Promise<void>;
}

export async function startServer(database: TestDatabase, now?: () => Date): Promise<TestServer> {
  const tenants = await openTenantDirectory(database, database.appUrl);
  const actors = new Map<string, Actor>();
  const app = await createServer({
    config: readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '100000' }),
    database,
    tenants,
    permissions: permissions as unknown as PermissionTable,
    formSecret: Buffer.alloc(32, 7),
    navigation: () => [],
    readActor: async (headers) => actors.get(/session=(\w+)/.exec(headers.get('cookie') ?? '')?.[1] ?? '') ?? visitor,
    ...(now ? { now } : {}),
  });
  app.get('/test/token', { config: { access: 'public' } }, (request) => request.formToken);
  const wiring = openTestWiring();
  createDirectoryModule(wiring).routes?.(app);
  await app.ready();
  const cookie = (as: string | undefined, more = '') => [...(as ? [`session=${as}`] : []), more].filter(Boolean).join('; ');
  return {
    app,
    add: (name, actor) => void actors.set(name, actor),
    get: (url, as) => app.inject({ url, headers: { cookie: cookie(as) } }),
    post: async (url, fields, as) => {
      const page = await app.inject({ url: '/test/token', headers: { cookie: cookie(as) } });
      const form = page.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
      const body = new URLSearchParams({ _token: page.body });
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one as string);
      return app.inject({
        method: 'POST',
        url,
        payload: body.toString(),
        headers: {
          cookie: cookie(as, form),
          origin: 'http://localhost:3000',
          'content-type': 'application/x-www-form-urlencoded',
        },
      });
    },
    close: async () => {
      await app.close();
      await tenants.close();
      await wiring.close();
    },
  };
}

/** Hidden values of the first form of a page. */
export function hiddenFields(html: string): Record<string, string> {
  return Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name as string,
      value as string,
    ]),
  );
}
