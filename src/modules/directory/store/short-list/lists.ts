import type { Trx } from '#platform/database';

export interface StoredList {
  readonly sealed: Buffer;
  readonly expiresAt: Date;
}

export async function insertList(
  trx: Trx,
  tenantId: string,
  list: { readonly id: Buffer; readonly sealed: Buffer; readonly expiresAt: Date },
): Promise<void> {
  await trx
    .insertInto('directory_short_list')
    .values({ tenant_id: tenantId, id: list.id, sealed: list.sealed, expires_at: list.expiresAt })
    .execute();
}

/** A list that has not run out; rides on the primary key. */
export async function findList(trx: Trx, id: Buffer, now: Date): Promise<StoredList | undefined> {
  return trx
    .selectFrom('directory_short_list')
    .select(['sealed', 'expires_at as expiresAt'])
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** True when there was one. */
export async function deleteList(trx: Trx, id: Buffer): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('directory_short_list').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function deleteRunOutLists(trx: Trx, now: Date): Promise<number> {
  const { numDeletedRows } = await trx.deleteFrom('directory_short_list').where('expires_at', '<=', now).executeTakeFirst();
  return Number(numDeletedRows);
}
