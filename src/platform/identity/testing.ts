import { createHash, createHmac } from 'node:crypto';
import { type Actor, type Context, createContext, type PermissionTable, type Role, type Scope } from '#platform/access';
import { readConfig } from '#platform/config';
import { uuidv7 } from '#platform/crypto';
import type { Database } from '#platform/database';
import { german, translator } from '#platform/i18n';
import { createTenant, districtSettingsSchema, type Tenant, type TenantDirectory } from '#platform/tenancy';
import { headersWith } from './answer.ts';
import type { AuditLine, Caller, Mail, Origin } from './house.ts';
import { type Identity, openIdentity } from './identity.ts';
import { identityModule } from './module.ts';

export const permissions: PermissionTable = new Map(Object.entries(identityModule.permissions ?? {})) as PermissionTable;

/** An identity room on the test's database, with what it wrote down and mailed, and a clock that can be moved. */
export interface TestIdentity extends Identity {
  readonly lines: (AuditLine & { readonly tenantId: string | null; readonly actor: Actor })[];
  readonly mails: Mail[];
  readonly tenants: TenantDirectory;
  addDistrict(slug: string, ags: string): Promise<Tenant>;
  moveClock(minutes: number): void;
  /** A context in the district, of the command line or of the actor given. */
  contextIn(tenant: Tenant, actor?: Actor): Context;
  /** An account with roles in a district. */
  addUser(email: string, tenant?: Tenant, grants?: readonly { role: Role; scope?: Scope | null }[]): Promise<string>;
}

export const password = 'Sieben Brücken am Kanal';
export const operator = { actor: { kind: 'system', name: 'test' }, requestId: 'r' } as const;

/** The key of any purpose, from the purpose alone. */
const deriveKey = (purpose: string) => createHash('sha256').update(`test ${purpose}`).digest();

export function openTestIdentity(database: Database, environment: Record<string, string> = {}): TestIdentity {
  const lines: TestIdentity['lines'] = [];
  const mails: Mail[] = [];
  const districts: Tenant[] = [];
  let offset = 0;
  const now = () => new Date(Date.now() + offset);
  const tenants = {
    all: () => districts,
    bySlug: (slug) => districts.find((one) => one.slug === slug),
    byId: (id) => districts.find((one) => one.id === id),
    onChange: () => undefined,
    refresh: async () => undefined,
    close: async () => undefined,
  } satisfies TenantDirectory;
  const record = async (_trx: unknown, origin: Origin, line: AuditLine) => {
    lines.push({ ...line, tenantId: 'tenant' in origin ? origin.tenant.id : null, actor: origin.actor });
  };
  const identity = openIdentity({
    config: readConfig({ NODE_ENV: 'test', ...environment }),
    deriveKey,
    database,
    tenants,
    record,
    queueMail: async (_trx, mail) => void mails.push(mail),
    now,
  });
  const contextIn = (tenant: Tenant, actor: Actor = operator.actor) =>
    createContext({
      tenant,
      actor,
      language: german,
      t: translator(german),
      requestId: 'r',
      publicUrl: 'http://localhost:3000',
      database,
      permissions,
      now,
    });
  return {
    ...identity,
    lines,
    mails,
    tenants,
    contextIn,
    moveClock: (minutes) => {
      offset += minutes * 60_000;
    },
    async addDistrict(slug, ags) {
      const row = { id: uuidv7(), slug, ags, names: { de: slug }, settings: {}, demonstration: false };
      await createTenant(database.shared, row);
      const tenant = { ...row, settings: districtSettingsSchema.parse({}), contentVersion: 1, contentChangedAt: new Date(0) };
      districts.push(tenant);
      return tenant;
    },
    async addUser(email, tenant, grants = []) {
      const created = await identity.createUser({ email, name: email.split('@')[0] ?? '', password }, operator);
      if (!created.ok) throw new Error(created.code);
      const { userId } = created.value;
      for (const { role, scope = null } of grants) {
        const granted = tenant && (await identity.grantRole(contextIn(tenant), { userId, grant: { role, scope } }));
        if (!granted?.ok) throw new Error(granted?.code);
      }
      return userId;
    },
  };
}

let addresses = 0;

/** A browser with these cookies, at a network address of its own unless one is given. */
export function browser(cookies: readonly string[] = [], address = `192.0.2.${++addresses}`): Caller {
  const headers = headersWith(cookies);
  headers.set('user-agent', 'Test browser');
  return { headers, address, requestId: 'r' };
}

/** The code an authenticator app shows for a base32 secret (RFC 6238), `steps` of 30 seconds from now. */
export function appCode(secret: string, steps = 0): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = (mac.at(-1) as number) & 0x0f;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export { signIn } from './sign-in.ts';
