import { type Kysely, sql } from 'kysely';
import type { Role, Scope } from '#platform/access';
import type { Tables, Trx } from '#platform/database';
import { type HeldRole, toHeldRole } from './store.ts';

export interface ListedAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly secondFactor: boolean;
  readonly roles: readonly { readonly role: Role; readonly scope: Scope | null }[];
}

/** Where a list goes on: the last entry of the page before. */
export interface Position {
  readonly name: string;
  readonly id: string;
}

/**
 * Accounts with a role in the district, by name. Rides on the unique index of role_assignment, which begins with the
 * district; the people of one district are few, so the sort is in memory.
 */
export async function listAccounts(
  trx: Trx,
  tenantId: string,
  query: { after?: Position | undefined; search?: string | undefined; limit: number },
): Promise<ListedAccount[]> {
  const pattern = query.search && `%${query.search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<ListedAccount>`
    select account.id, account.name, account.email,
      account.two_factor_enabled or exists (select from identity_passkey where user_id = account.id) as "secondFactor",
      held.roles
    from (
      select user_id, json_agg(json_build_object('role', role, 'scope',
        case when scope_kind is null then null else json_build_object('kind', scope_kind, 'id', scope_id) end) order by role, scope_id) as roles
      from role_assignment where tenant_id = ${tenantId} group by user_id
    ) held join identity_user account on account.id = held.user_id
    where (${pattern ?? null}::text is null or account.name ilike ${pattern ?? null} or account.email ilike ${pattern ?? null})
      and (${query.after?.id ?? null}::uuid is null or (account.name, account.id) > (${query.after?.name ?? null}, ${query.after?.id ?? null}::uuid))
    order by account.name, account.id limit ${query.limit}`.execute(trx);
  return rows;
}

/** The account's roles in the district of the transaction. */
export async function listRolesInDistrict(trx: Trx, tenantId: string, userId: string): Promise<HeldRole[]> {
  const rows = await trx
    .selectFrom('role_assignment')
    .select(['id', 'tenant_id', 'role', 'scope_kind', 'scope_id', 'granted_at'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .orderBy('role')
    .orderBy('id')
    .execute();
  return rows.map(toHeldRole);
}

export interface OpenSession {
  readonly id: string;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly secondFactor: boolean;
}

/** Sessions that can still be used, newest first. Rides on identity_session_user. */
export async function listSessions(db: Kysely<Tables>, userId: string, now: Date): Promise<OpenSession[]> {
  const rows = await db
    .selectFrom('identity_session')
    .select(['id', 'user_agent as userAgent', 'created_at as createdAt', 'second_factor as secondFactor'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute();
  return rows;
}

export interface Passkey {
  readonly id: string;
  readonly name: string | null;
  readonly createdAt: Date;
}

export async function listPasskeys(db: Kysely<Tables>, userId: string): Promise<Passkey[]> {
  return db
    .selectFrom('identity_passkey')
    .select(['id', 'name', 'created_at as createdAt'])
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .limit(50)
    .execute();
}
