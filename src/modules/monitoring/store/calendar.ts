import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/** Day of the last mail about each indicator that is due. */
export async function listReminded(trx: Trx): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom('monitoring_indicator')
    .select(['id', 'reminded_on'])
    .where('reminded_on', 'is not', null)
    .execute();
  return new Map(rows.map(({ id, reminded_on }) => [id, reminded_on as string]));
}

export async function markReminded(trx: Trx, ids: readonly string[], today: string): Promise<void> {
  await sql`update monitoring_indicator set reminded_on = ${today} where tenant_id = current_tenant() and id = any(${[...ids]}::uuid[])`.execute(
    trx,
  );
}

/**
 * Sets the day of the next figures of some indicators, if it is still the one that was seen; the version stays, because
 * nothing of their definition changes.
 * @returns number of those that were set
 */
export async function planUpdates(trx: Trx, ids: readonly string[], seen: string | null, next: string | null): Promise<number> {
  const result = await trx
    .updateTable('monitoring_indicator')
    .set({ next_update_on: next, reminded_on: null })
    .where('id', 'in', [...ids])
    .where(sql<boolean>`next_update_on is not distinct from ${seen}::date`)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
