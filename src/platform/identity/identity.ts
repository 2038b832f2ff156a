import type { Actor, Context } from '#platform/access';
import type { Config } from '#platform/config';
import type { DeriveKey } from '#platform/crypto';
import type { Database } from '#platform/database';
import type { Outcome } from '#platform/outcome';
import type { TenantDirectory } from '#platform/tenancy';
import { createUser, deactivate, type NewUser, type PersonFault, removeFactors, replacePassword } from './accounts.ts';
import { openAttempts } from './attempts.ts';
import { type AuthParts, createAuth } from './auth.ts';
import type { House, InstallationOrigin, QueueMail, RecordLine } from './house.ts';
import { type InvitationFault, invite, invitedLanguage } from './invitations.ts';
import { type Grant, normaliseEmail, type PasswordFault } from './model.ts';
import { grantInstallation, grantRole, type RoleFault, revokeInstallation, revokeRole } from './roles.ts';
import { readActor, sendReset } from './sign-in.ts';
import { openSignOnServer } from './sign-on-server.ts';
import { type Account, findAccountByEmail, type HeldRole, rolesOf } from './store.ts';

export interface IdentityParts {
  readonly config: Config;
  readonly deriveKey: DeriveKey;
  readonly database: Database;
  readonly tenants: TenantDirectory;
  readonly record: RecordLine;
  readonly queueMail: QueueMail;
  readonly now?: (() => Date) | undefined;
  /** Faults inside better-auth, for the log; without personal data. */
  readonly log?: ((message: string) => void) | undefined;
}

/** Accounts, sessions and roles of an installation. */
export interface Identity {
  /** Who sends these cookies: a user with all roles, or a visitor. Never throws for bad cookies. */
  readActor(headers: Headers): Promise<Actor>;
  /** Opens an account without an invitation (command line, demonstration); it has no role yet. */
  createUser(
    user: NewUser,
    by: InstallationOrigin,
  ): Promise<Outcome<{ readonly userId: string }, PasswordFault | 'address_taken'>>;
  findUser(email: string): Promise<Account | undefined>;
  rolesOf(userId: string): Promise<readonly HeldRole[]>;
  replacePassword(
    input: { userId: string; password: string },
    by: InstallationOrigin,
  ): Promise<Outcome<undefined, PasswordFault | 'unknown'>>;
  /** Invites by mail; the answer holds the link as well. */
  invite(
    context: Context,
    input: { email: string; language: string; grants: readonly Grant[] },
  ): Promise<Outcome<{ readonly id: string; readonly link: string }, InvitationFault>>;
  grantRole(context: Context, input: { userId: string; grant: Grant }): Promise<Outcome<undefined, RoleFault>>;
  revokeRole(
    context: Context,
    input: { userId: string; assignmentId: string },
  ): Promise<Outcome<undefined, 'forbidden' | 'own_account' | 'unknown'>>;
  /** Administrator of every district. */
  grantInstallation(userId: string, by: InstallationOrigin): Promise<Outcome<undefined, 'unknown' | 'held_already'>>;
  revokeInstallation(userId: string, by: InstallationOrigin): Promise<Outcome<undefined, 'unknown'>>;
  /** Takes all roles of the district away, and closes the account when no other district needs it. */
  deactivate(context: Context, userId: string): Promise<Outcome<{ readonly account: boolean }, PersonFault>>;
  /** Takes the second factors away, for somebody who has lost them. */
  removeFactors(context: Context, userId: string): Promise<Outcome<undefined, PersonFault>>;
  /** For the pages, jobs and demonstration of this room. */
  readonly house: House;
}

export function openIdentity(parts: IdentityParts): Identity {
  const { config, database, tenants, record, queueMail } = parts;
  const now = parts.now ?? (() => new Date());
  const authParts: AuthParts = {
    config,
    database,
    secret: parts.deriveKey('sessions').toString('base64url'),
    log: parts.log,
    gate: { invitedLanguage: (token, email) => invitedLanguage(house, token, email) },
    sendReset: (user, token) => sendReset(house, user.id, token),
  };
  const auth = createAuth(authParts);
  const attempts = openAttempts(database, parts.deriveKey('identity attempts'), now);
  const house: House = { config, database, tenants, auth, attempts, record, queueMail, now, signOn: openSignOnServer(authParts) };
  return {
    house,
    readActor: (headers) => readActor(auth, database, headers),
    createUser: (user, by) => createUser(house, user, by),
    findUser: (email) => findAccountByEmail(database.shared, normaliseEmail(email)),
    rolesOf: (userId) => rolesOf(database.shared, userId),
    replacePassword: (input, by) => replacePassword(house, input, by),
    invite: (context, input) => invite(house, context, input),
    grantRole: (context, input) => grantRole(house, context, input),
    revokeRole: (context, input) => revokeRole(house, context, input),
    grantInstallation: (userId, by) => grantInstallation(house, userId, by),
    revokeInstallation: (userId, by) => revokeInstallation(house, userId, by),
    deactivate: (context, userId) => deactivate(house, context, userId),
    removeFactors: (context, userId) => removeFactors(house, context, userId),
  };
}
