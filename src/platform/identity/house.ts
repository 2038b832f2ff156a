import { type Actor, type Context, createContext } from '#platform/access';
import type { Config } from '#platform/config';
import type { Database, Trx } from '#platform/database';
import { findInterfaceLanguage, german, type InterfaceLanguage, translator } from '#platform/i18n';
import type { TenantDirectory } from '#platform/tenancy';
import type { Attempts } from './attempts.ts';
import type { Auth } from './auth.ts';
import type { SignOnServer } from './sign-on-server.ts';
import { type Account, rolesOf } from './store.ts';

/** Who did something that concerns no district, or nobody knows which. */
export interface InstallationOrigin {
  readonly actor: Actor;
  readonly requestId: string;
}

/** A district's context, or the installation. */
export type Origin = Context | InstallationOrigin;

export interface AuditLine {
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string | null;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Writes the audit line in the transaction of the change: into the district's log, or into the installation's. */
export type RecordLine = (trx: Trx, origin: Origin, line: AuditLine) => Promise<void>;

export interface Mail {
  readonly to: string;
  readonly language: InterfaceLanguage;
  readonly subject: string;
  readonly text: string;
}

/** Sends a mail once the transaction is through. */
export type QueueMail = (trx: Trx, mail: Mail) => Promise<void>;

/** What the use cases of this room share. */
export interface House {
  readonly config: Config;
  readonly database: Database;
  readonly tenants: TenantDirectory;
  readonly auth: Auth;
  readonly signOn: SignOnServer;
  readonly attempts: Attempts;
  readonly record: RecordLine;
  readonly queueMail: QueueMail;
  now(): Date;
}

/** The browser behind a call: its cookies and its own name for itself, and its network address. */
export interface Caller {
  readonly headers: Headers;
  readonly address: string;
  readonly requestId: string;
}

/** Who is written down as having granted, invited or deactivated: an account's id, or the name of a command. */
export function nameOf(actor: Actor): string {
  if (actor.kind === 'user') return actor.userId;
  return actor.kind === 'system' ? actor.name : 'visitor';
}

export const languageOf = (tag: string): InterfaceLanguage => findInterfaceLanguage(tag) ?? german;

/** A person's own use of an account (signing in, a new password), before a session says who they are. */
export function asAccount(account: Pick<Account, 'id' | 'name' | 'email'>): Actor {
  return {
    kind: 'user',
    userId: account.id,
    sessionId: '',
    name: account.name,
    email: account.email,
    secondFactor: false,
    assignments: [],
  };
}

/**
 * Writes down what happened to an account as a whole. People who work for one district only are that district's: its
 * data protection officer shall see their sign-ins. Everything else stands in the installation's log.
 */
export async function recordOfAccount(
  house: House,
  userId: string | null,
  by: InstallationOrigin,
  line: AuditLine,
): Promise<void> {
  const { database, tenants } = house;
  const roles = userId ? await rolesOf(database.shared, userId) : [];
  const districts = new Set(roles.map((one) => one.tenantId));
  const [only] = districts;
  const tenant = districts.size === 1 && only ? tenants.byId(only) : undefined;
  if (!tenant) return database.shared.transaction().execute((trx) => house.record(trx, by, line));
  const context = createContext({
    tenant,
    actor: by.actor,
    requestId: by.requestId,
    language: german,
    t: translator(german),
    publicUrl: house.config.publicUrl,
    database,
    permissions: new Map(),
    now: house.now,
  });
  return context.transaction((trx) => house.record(trx, context, line));
}

/** Tells the owner of an account what has changed about it, so that a change they did not make does not stay unseen. */
export async function tellOwner(house: House, trx: Trx, account: Account, key: string): Promise<void> {
  const language = languageOf(account.language);
  const t = translator(language);
  await house.queueMail(trx, {
    to: account.email,
    language,
    subject: t('identity:mail.notice.subject'),
    text: t('identity:mail.notice.text', { what: t(`identity:mail.notice.${key}`), name: account.name }),
  });
}
