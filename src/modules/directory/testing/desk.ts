import { randomBytes } from 'node:crypto';
import type { Actor, Context, Role, Scope } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { type App, createServer } from '#platform/http';
import { openTenantDirectory } from '#platform/tenancy';
import { person, type TestDatabase, testServerParts } from '#testing';
import { staffRoutes } from '../routes/staff.tsx';
import { confirmProposal } from '../service/confirming.ts';
import { type Proposal, propose } from '../service/proposing.ts';
import { findEntry } from '../store/entries.ts';
import { addDistrict, addEntries, type District, type Entries, offer, permissions, queuedMails, towns } from './district.ts';

type Answer = Awaited<ReturnType<App['inject']>>;
type Fields = Readonly<Record<string, string | readonly string[]>>;

/** The desk of two districts. Accounts: `staff`, `officer` (Gütersloh town), `other` (Verl), `provider`, `there` (the other district). */
export interface Desk {
  readonly here: District;
  readonly there: District;
  readonly base: string;
  get(path: string, as?: string): Promise<Answer>;
  post(path: string, fields?: Fields, as?: string): Promise<Answer>;
  upload(path: string, file: { name: string; content: string | Buffer }, as?: string, fields?: Fields): Promise<Answer>;
  /** A public organisation and offer of their own, so that tests do not meet each other's. */
  fresh(changes?: Parameters<typeof addEntries>[1]): Promise<Entries & { organisationSlug: string; name: string }>;
  /** A confirmed proposal of a visitor. */
  waiting(changes?: Partial<Proposal>, context?: Context): Promise<{ entryId: string; version: number; email: string }>;
  close(): Promise<void>;
}

/** @param more further pages than those of the desk itself */
export async function openDesk(database: TestDatabase, more: (app: App) => void = () => {}): Promise<Desk> {
  const here = await addDistrict(database);
  const there = await addDistrict(database, 'recklinghausen', '05562');
  const tenants = await openTenantDirectory(database, database.appUrl);
  const as = (role: Role, scope: Scope | null = null, tenantId = here.tenant.id) => person([{ role, tenantId, scope }]);
  const actors: Record<string, Actor> = {
    staff: as('ki_staff'),
    officer: as('integration_officer', { kind: 'territory', id: towns.gueterslohTown }),
    other: as('integration_officer', { kind: 'territory', id: towns.verl }),
    provider: as('provider', { kind: 'organisation', id: uuidv7() }),
    there: as('ki_staff', null, there.tenant.id),
  };
  const app = await createServer(testServerParts({ database, tenants, permissions, actors }));
  app.get('/test/token', { config: { access: 'public' } }, (request) => request.formToken);
  staffRoutes(app, async () => []);
  more(app);
  await app.ready();
  const base = `/intern/${here.tenant.slug}/wegweiser`;
  const address = (path: string) => (path.startsWith('/') ? path : `${base}/${path}`);

  const session = (name: string) => (name ? `__Host-session=${name}` : '');
  const withToken = async (name: string) => {
    const page = await app.inject({ url: '/test/token', headers: { cookie: session(name) } });
    const seed = page.cookies.find((one) => one.name === '__Host-form')?.value;
    return { token: page.body, headers: { cookie: `${session(name)}; __Host-form=${seed}` } };
  };
  return {
    here,
    there,
    base,
    get: (path, name = 'staff') => app.inject({ url: address(path), headers: { cookie: session(name) } }),
    post: async (path, fields = {}, name = 'staff') => {
      const { token, headers } = await withToken(name);
      const body = new URLSearchParams({ _token: token });
      for (const [field, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(field, one);
      return app.inject({
        method: 'POST',
        url: address(path),
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: body.toString(),
      });
    },
    upload: async (path, file, name = 'staff', fields = {}) => {
      const { token, headers } = await withToken(name);
      const form = new FormData();
      form.set('_token', token);
      for (const [field, value] of Object.entries(fields)) form.set(field, String(value));
      form.set('file', new Blob([Buffer.from(file.content as Buffer)]), file.name);
      const body = new Response(form);
      return app.inject({
        method: 'POST',
        url: address(path),
        headers: { ...headers, 'content-type': body.headers.get('content-type') ?? '' },
        payload: Buffer.from(await body.arrayBuffer()),
      });
    },
    fresh: async (changes = {}) => {
      const id = uuidv7().slice(-8);
      const name = `Treff ${id}`;
      const made = await addEntries(here, {
        organisation: { name: `Verein ${id}`, ...changes.organisation },
        offer: { name, ...changes.offer },
      });
      const found = await here.visitor.transaction((trx) => findEntry(trx, made.organisationId));
      return { ...made, name: changes.offer?.name ?? name, organisationSlug: found?.slug ?? '' };
    },
    waiting: async (changes = {}, context = here.visitor) => {
      const email = `${uuidv7()}@example.org`;
      const puzzle = { id: randomBytes(32), expiresAt: new Date(Date.now() + 60_000) };
      const made = await propose(context, { offer, email, submissionKey: uuidv7(), puzzle, ...changes });
      if (!made.ok) throw new Error(JSON.stringify(made));
      const mail = (await queuedMails(database.ownerUrl)).filter((one) => one.to === email).at(-1);
      await confirmProposal(context, /bestaetigen\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '');
      const { entryId } = made.value;
      const version = await context.transaction(async (trx) => (await findEntry(trx, entryId))?.latestVersion);
      return { entryId, version: version as number, email };
    },
    close: async () => {
      await app.close();
      await tenants.close();
    },
  };
}
