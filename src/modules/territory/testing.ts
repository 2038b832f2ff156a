import { type Actor, type Context, createContext, type PermissionTable, type Role, type Scope, visitor } from '#platform/access';
import { readConfig } from '#platform/config';
import { uuidv7 } from '#platform/crypto';
import type { Database } from '#platform/database';
import { type App, createServer } from '#platform/http';
import { german, type InterfaceLanguage, translator } from '#platform/i18n';
import { createTenant, districtSettingsSchema, openTenantDirectory, type Tenant } from '#platform/tenancy';
import { territoryModule } from './module.ts';
import { permissions } from './permissions.ts';
import type { TerritoryWiring } from './wiring.ts';

/** Adds an empty district to a test's database. */
export async function addDistrict(database: Database, slug: string, ags: string): Promise<Tenant> {
  const row = { id: uuidv7(), slug, ags, names: { de: `Kreis ${slug}` }, settings: {}, demonstration: true };
  await createTenant(database.shared, row);
  return { ...row, settings: districtSettingsSchema.parse({}), contentVersion: 1, contentChangedAt: new Date(0) };
}

export function userIn(tenant: Tenant, role: Role, scope: Scope | null = null): Actor {
  return {
    kind: 'user',
    userId: uuidv7(),
    sessionId: 'session',
    name: 'Test',
    email: 'test@example.org',
    secondFactor: false,
    assignments: [{ role, tenantId: tenant.id, scope }],
  };
}

export interface ContextChoice {
  actor?: Actor;
  now?: () => Date;
  language?: InterfaceLanguage;
}

/** A context with the district's content version as it stands in the database now. */
export async function contextIn(database: Database, tenant: Tenant, choice: ContextChoice = {}): Promise<Context> {
  const row = await database.shared
    .selectFrom('tenant')
    .select('content_version')
    .where('id', '=', tenant.id)
    .executeTakeFirstOrThrow();
  const language = choice.language ?? german;
  return createContext({
    tenant: { ...tenant, contentVersion: row.content_version },
    actor: choice.actor ?? { kind: 'system', name: 'test' },
    language,
    t: translator(language),
    requestId: 'request',
    publicUrl: 'http://localhost',
    database,
    permissions: new Map(Object.entries(permissions)) as never,
    ...(choice.now ? { now: choice.now } : {}),
  });
}

export async function auditLines(database: Database, tenant: Tenant) {
  return database.inTenant(tenant.id, (trx) =>
    trx.selectFrom('audit_entry').select(['action', 'subject_id', 'details', 'actor_id']).orderBy('sequence').execute(),
  );
}

/** A running application with the territory module alone, for tests of its pages. Sign in with the cookie `session=<name>`. */
export interface TestServer {
  readonly app: App;
  /** An account that may sign in as `session=<name>`. */
  add(name: string, actor: Actor): void;
  get(url: string, as?: string, headers?: Record<string, string>): Promise<Response>;
  /** Posts a form of ours with its token; an array sends a field several times. */
  post(url: string, fields: Record<string, string>, as?: string): Promise<Response>;
  upload(
    url: string,
    fields: Record<string, string>,
    file: { name: string; content: string } | undefined,
    as?: string,
  ): Promise<Response>;
  close(): Promise<void>;
}

type Response = Awaited<ReturnType<App['inject']>>;

export async function startServer(
  database: Database & { readonly appUrl: string },
  parts: Pick<TerritoryWiring, 'townPanels'> = {},
): Promise<TestServer> {
  const tenants = await openTenantDirectory(database, database.appUrl);
  const module = territoryModule({ ...parts, installation: () => ({ tenants, database }) });
  const actors = new Map<string, Actor>();
  const app = await createServer({
    config: readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '100000' }),
    database,
    tenants,
    permissions: new Map(Object.entries(permissions)) as PermissionTable,
    formSecret: Buffer.alloc(32, 7),
    navigation: () => [],
    readActor: async (headers) => actors.get(/session=(\w+)/.exec(headers.get('cookie') ?? '')?.[1] ?? '') ?? visitor,
  });
  app.get('/test/token', { config: { access: 'public' } }, (request) => request.formToken);
  module.routes?.(app);
  await app.ready();

  const cookies = (as: string | undefined, more = '') => ({
    cookie: [...(as ? [`session=${as}`] : []), more].filter(Boolean).join('; '),
  });
  const withToken = async (as: string | undefined) => {
    const page = await app.inject({ url: '/test/token', headers: cookies(as) });
    const cookie = page.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    return { token: page.body, headers: { ...cookies(as, cookie), origin: 'http://localhost:3000' } };
  };
  return {
    app,
    add: (name, actor) => void actors.set(name, actor),
    get: (url, as, headers = {}) => app.inject({ url, headers: { ...cookies(as), ...headers } }),
    post: async (url, fields, as) => {
      const { token, headers } = await withToken(as);
      const payload = new URLSearchParams({ ...fields, _token: token }).toString();
      return app.inject({
        method: 'POST',
        url,
        payload,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      });
    },
    upload: async (url, fields, file, as) => {
      const { token, headers } = await withToken(as);
      const form = new FormData();
      for (const [name, value] of Object.entries({ _token: token, ...fields })) form.set(name, value);
      if (file) form.set('file', new Blob([file.content], { type: 'application/geo+json' }), file.name);
      const body = new globalThis.Response(form);
      const payload = Buffer.from(await body.arrayBuffer());
      return app.inject({
        method: 'POST',
        url,
        payload,
        headers: { ...headers, 'content-type': body.headers.get('content-type') ?? '' },
      });
    },
    close: async () => {
      await app.close();
      await tenants.close();
    },
  };
}
