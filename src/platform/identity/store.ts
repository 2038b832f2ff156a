import { type Kysely, sql } from 'kysely';
import type { Role, RoleAssignment, Scope } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Tables, Trx } from '#platform/database';
import type { Grant } from './model.ts';

/** A transaction or the pool: accounts belong to no district. */
export type Handle = Kysely<Tables>;

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Interface language tag. */
  readonly language: string;
  readonly deactivatedAt: Date | null;
  readonly createdAt: Date;
}

/** A role together with the row that grants it. */
export interface HeldRole extends RoleAssignment {
  readonly id: string;
  readonly grantedAt: Date;
}

/** The ways in and the second factors of an account. */
export interface Factors {
  readonly password: boolean;
  readonly signOn: boolean;
  readonly totp: boolean;
  readonly passkeys: number;
}

const accountColumns = ['id', 'email', 'name', 'language', 'deactivated_at', 'created_at'] as const;

interface AccountRow {
  id: string;
  email: string;
  name: string;
  language: string;
  deactivated_at: Date | null;
  created_at: Date;
}

const toAccount = ({ deactivated_at, created_at, ...row }: AccountRow): Account => ({
  ...row,
  deactivatedAt: deactivated_at,
  createdAt: created_at,
});

export async function findAccount(db: Handle, id: string): Promise<Account | undefined> {
  const row = await db.selectFrom('identity_user').select(accountColumns).where('id', '=', id).executeTakeFirst();
  return row && toAccount(row);
}

export async function findAccountByEmail(db: Handle, email: string): Promise<Account | undefined> {
  const row = await db.selectFrom('identity_user').select(accountColumns).where('email', '=', email).executeTakeFirst();
  return row && toAccount(row);
}

/** Account behind an address, when it is open and holds a role in this district; null otherwise. */
export async function accountInDistrict(trx: Trx, tenantId: string, email: string): Promise<string | null> {
  const row = await trx
    .selectFrom('identity_user as account')
    .innerJoin('role_assignment as held', 'held.user_id', 'account.id')
    .select('account.id')
    .where('account.email', '=', email)
    .where('account.deactivated_at', 'is', null)
    .where('held.tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row?.id ?? null;
}

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly language: string;
  readonly passwordHash: string | null;
}

/** Adds an account whose address is known to be the person's; undefined when the address is taken. */
export async function insertAccount(trx: Trx, account: NewAccount, now: Date): Promise<string | undefined> {
  const row = await trx
    .insertInto('identity_user')
    .values({
      id: uuidv7(now.getTime()),
      email: account.email,
      email_verified: true,
      name: account.name,
      language: account.language,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row && account.passwordHash) await setPassword(trx, row.id, account.passwordHash, now);
  return row?.id;
}

export async function setPassword(trx: Trx, userId: string, passwordHash: string, now: Date): Promise<void> {
  await trx
    .insertInto('identity_account')
    .values({
      id: uuidv7(now.getTime()),
      user_id: userId,
      provider_id: 'credential',
      account_id: userId,
      password: passwordHash,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'account_id']).doUpdateSet({ password: passwordHash, updated_at: now }),
    )
    .execute();
}

export async function updateAccount(
  trx: Trx,
  id: string,
  change: { name?: string; language?: string; deactivated_at?: Date | null },
  now: Date,
): Promise<void> {
  await trx
    .updateTable('identity_user')
    .set({ ...change, updated_at: now })
    .where('id', '=', id)
    .execute();
}

export async function factorsOf(db: Handle, userId: string): Promise<Factors> {
  const { rows } = await sql<Factors>`
    select
      exists (select from identity_account where user_id = ${userId} and provider_id = 'credential' and password is not null) as password,
      exists (select from identity_account where user_id = ${userId} and provider_id <> 'credential') as "signOn",
      exists (select from identity_two_factor where user_id = ${userId} and verified) as totp,
      (select count(*)::integer from identity_passkey where user_id = ${userId}) as passkeys`.execute(db);
  return rows[0] as Factors;
}

/** Takes away every second factor; the next sign-in is with the password alone. */
export async function deleteFactors(trx: Trx, userId: string, now: Date): Promise<void> {
  await trx.deleteFrom('identity_two_factor').where('user_id', '=', userId).execute();
  await trx.deleteFrom('identity_passkey').where('user_id', '=', userId).execute();
  await trx.updateTable('identity_user').set({ two_factor_enabled: false, updated_at: now }).where('id', '=', userId).execute();
}

interface RoleRow {
  id: string;
  tenant_id: string | null;
  role: string;
  scope_kind: string | null;
  scope_id: string | null;
  granted_at: Date;
}

export const toHeldRole = (row: RoleRow): HeldRole => ({
  id: row.id,
  tenantId: row.tenant_id,
  role: row.role as Role,
  scope: row.scope_kind && row.scope_id ? { kind: row.scope_kind as Scope['kind'], id: row.scope_id } : null,
  grantedAt: row.granted_at,
});

/** The account's roles in every district and in the installation. Rides on role_assignment_user. */
export async function rolesOf(db: Handle, userId: string): Promise<HeldRole[]> {
  const { rows } = await sql<RoleRow>`select * from roles_of_account(${userId}::uuid)`.execute(db);
  return rows.map(toHeldRole);
}

/** Grants a role in the district of the transaction (or, in installation work, everywhere); false: held already. */
export async function insertRole(
  trx: Trx,
  row: Grant & { userId: string; tenantId: string | null; grantedBy: string },
  now: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('role_assignment')
    .values({
      id: uuidv7(now.getTime()),
      user_id: row.userId,
      tenant_id: row.tenantId,
      role: row.role,
      scope_kind: row.scope?.kind ?? null,
      scope_id: row.scope?.id ?? null,
      granted_by: row.grantedBy,
      granted_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Opens the rows of the whole installation to this transaction. */
export async function beginInstallationWork(trx: Trx): Promise<void> {
  await sql`select set_config('app.installation', 'on', true)`.execute(trx);
}

/** Names of accounts by id, for pages that show who did something; unknown ids are left out. */
export async function accountNames(
  database: { readonly shared: Kysely<Tables> },
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (!ids.length) return new Map();
  const rows = await database.shared
    .selectFrom('identity_user')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Where mail to accounts goes, by id; unknown and closed ones are left out. */
export async function accountContacts(
  database: { readonly shared: Kysely<Tables> },
  ids: readonly string[],
): Promise<readonly Pick<Account, 'id' | 'name' | 'email' | 'language'>[]> {
  if (!ids.length) return [];
  return database.shared
    .selectFrom('identity_user')
    .select(['id', 'name', 'email', 'language'])
    .where('id', 'in', [...ids])
    .where('deactivated_at', 'is', null)
    .execute();
}
