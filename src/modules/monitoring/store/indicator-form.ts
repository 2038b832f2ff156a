import { type Insertable, sql, type Updateable } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import type { Indicator } from '../model/indicator.ts';
import { toIndicator } from './indicators.ts';

/** An indicator by its key, locked for a change. */
export async function findIndicator(trx: Trx, key: string): Promise<Indicator | undefined> {
  const row = await trx.selectFrom('monitoring_indicator').selectAll().where('key', '=', key).forUpdate().executeTakeFirst();
  return row && toIndicator(row);
}

/** False: the key is taken. */
export async function insertIndicator(trx: Trx, row: Insertable<Tables['monitoring_indicator']>): Promise<boolean> {
  const result = await trx
    .insertInto('monitoring_indicator')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'key']).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** Writes columns and counts the version on. */
export async function updateIndicator(
  trx: Trx,
  id: string,
  columns: Updateable<Tables['monitoring_indicator']>,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('monitoring_indicator')
    .set({ ...columns, version: sql<number>`version + 1`, updated_at: now })
    .where('id', '=', id)
    .execute();
}
