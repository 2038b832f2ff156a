import { loadDistrict } from '#modules/territory';
import {
  type Actor,
  type Context,
  createContext,
  type PermissionTable,
  type Role,
  type RoleAssignment,
  type Scope,
} from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { type App, createServer } from '#platform/http';
import { findInterfaceLanguage, german, translator } from '#platform/i18n';
import type { ModuleDefinition } from '#platform/module';
import type { Tenant, TenantDirectory } from '#platform/tenancy';
import type { TestDatabase } from './database.ts';
import { createTestTenants, testConfig, testServerParts } from './server.ts';

type Answer = Awaited<ReturnType<App['inject']>>;
export type PostedFields = Readonly<Record<string, string | readonly string[]>>;

/** Two districts with their towns, some modules' pages, and people to call them; time stands still at `now`. */
export interface Stage {
  readonly app: App;
  readonly tenants: TenantDirectory;
  /** Kreis Recklinghausen and Kreis Gütersloh. */
  readonly here: Tenant;
  readonly there: Tenant;
  /** A context as a route would hand it over; the system in Kreis Recklinghausen unless said otherwise. */
  context(choice?: { tenant?: Tenant; actor?: Actor; language?: string; now?: Date }): Context;
  /** Somebody with a role in Kreis Recklinghausen; pages know them by the name given. */
  add(name: string, role: Role, scope?: Scope | null, tenant?: Tenant): Actor;
  get(url: string, as?: string, headers?: Record<string, string>): Promise<Answer>;
  /** Posts a form of ours with its token. */
  post(url: string, fields: PostedFields, as?: string): Promise<Answer>;
  /** Posts a form of ours with a file. */
  upload(url: string, fields: Record<string, string>, file: UploadedFile, as?: string): Promise<Answer>;
  close(): Promise<void>;
}

interface UploadedFile {
  readonly field?: string;
  readonly name: string;
  readonly type: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** Opens the stage; call in `beforeAll`, and `close()` in `afterAll`. */
export async function openStage(
  database: TestDatabase,
  modules: readonly ModuleDefinition[],
  now: Date = new Date('2026-11-22T12:00:00+01:00'),
): Promise<Stage> {
  const { tenants, here, there } = await createTestTenants(database);
  const permissions = new Map(modules.flatMap((module) => Object.entries(module.permissions ?? {}))) as PermissionTable;
  const actors: Record<string, Actor> = {};
  const current = (tenant: Tenant) => tenants.bySlug(tenant.slug) as Tenant;
  const context: Stage['context'] = (choice = {}) => {
    const language = (choice.language && findInterfaceLanguage(choice.language)) || german;
    return createContext({
      tenant: current(choice.tenant ?? here),
      actor: choice.actor ?? { kind: 'system', name: 'test' },
      language,
      t: translator(language),
      requestId: 'test',
      publicUrl: testConfig.publicUrl,
      database,
      permissions,
      now: () => choice.now ?? now,
    });
  };
  for (const tenant of [here, there]) await loadDistrict(context({ tenant }));
  await tenants.refresh();

  const app = await createServer({ ...testServerParts({ database, tenants, permissions, actors, now: () => now }) });
  app.get('/test/token', { config: { access: 'public' } }, (request) => request.formToken);
  for (const module of modules) module.routes?.(app);
  await app.ready();
  const signedIn = (as: string | undefined) => (as ? [`session=${as}`] : []);
  const withToken = async (as: string | undefined) => {
    const page = await app.inject({ url: '/test/token', headers: { cookie: signedIn(as).join('; ') } });
    const cookie = [...signedIn(as), ...page.cookies.map(({ name, value }) => `${name}=${value}`)].join('; ');
    return { token: page.body, headers: { cookie, origin: 'http://localhost' } };
  };
  return {
    app,
    tenants,
    here,
    there,
    context,
    add: (name, role, scope = null, tenant = here) => {
      const assignments: RoleAssignment[] = [{ role, tenantId: tenant.id, scope }];
      const email = `${name}@example.org`;
      const actor: Actor = { kind: 'user', userId: uuidv7(), sessionId: name, name, email, secondFactor: true, assignments };
      actors[name] = actor;
      return actor;
    },
    get: (url, as, headers = {}) => app.inject({ url, headers: { cookie: signedIn(as).join('; '), ...headers } }),
    post: async (url, fields, as) => {
      const { token, headers } = await withToken(as);
      const body = new URLSearchParams({ _token: token });
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one as string);
      const type = 'application/x-www-form-urlencoded';
      return app.inject({ method: 'POST', url, payload: body.toString(), headers: { ...headers, 'content-type': type } });
    },
    upload: async (url, fields, file, as) => {
      const { token, headers } = await withToken(as);
      const form = new FormData();
      for (const [name, value] of Object.entries({ _token: token, ...fields })) form.set(name, value);
      form.set(file.field ?? 'file', new Blob([file.content], { type: file.type }), file.name);
      const body = new Response(form);
      const payload = Buffer.from(await body.arrayBuffer());
      const type = body.headers.get('content-type') ?? '';
      return app.inject({ method: 'POST', url, payload, headers: { ...headers, 'content-type': type } });
    },
    close: async () => {
      await app.close();
      await tenants.close();
    },
  };
}
