import type { Database, Trx } from '#platform/database';
import type { InterfaceLanguage, Translate } from '#platform/i18n';
import type { Tenant } from '#platform/tenancy';
import { type Actor, may, type Permission, type PermissionTable, type Scope, scopesOf } from './model.ts';

/** Everything a use case may know about the call; below the routes nobody sees a request, a clock or the environment. */
export interface Context {
  readonly tenant: Tenant;
  readonly actor: Actor;
  readonly language: InterfaceLanguage;
  readonly t: Translate;
  readonly requestId: string;
  /** Origin of the installation, for links in mails and QR codes. */
  readonly publicUrl: string;
  readonly database: Database;
  now(): Date;
  /** One transaction fenced to the district. */
  transaction<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
  may(permission: Permission): boolean;
  scopesOf(permission: Permission): 'district' | readonly Scope[];
}

export interface ContextParts {
  tenant: Tenant;
  actor: Actor;
  language: InterfaceLanguage;
  t: Translate;
  requestId: string;
  publicUrl: string;
  database: Database;
  permissions: PermissionTable;
  now?: () => Date;
}

export function createContext(parts: ContextParts): Context {
  const { permissions, now, ...rest } = parts;
  return {
    ...rest,
    now: now ?? (() => new Date()),
    transaction: (work) => parts.database.inTenant(parts.tenant.id, work),
    may: (permission) => may(permissions, parts.actor, permission, parts.tenant.id),
    scopesOf: (permission) => scopesOf(permissions, parts.actor, permission, parts.tenant.id),
  };
}
