import { type Insertable, sql, type Updateable } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import type { Dimension, Source } from '../model/indicator.ts';
import type { CategoryContent } from '../model/indicator-schema.ts';
import { categoryRow } from './catalogue.ts';
import { listDimensions, toSource } from './indicators.ts';

/** A source by its key, locked for a change. */
export async function findSource(trx: Trx, key: string): Promise<Source | undefined> {
  const row = await trx.selectFrom('monitoring_source').selectAll().where('key', '=', key).forUpdate().executeTakeFirst();
  return row && toSource(row);
}

/** False: the key is taken. */
export async function insertSource(trx: Trx, row: Insertable<Tables['monitoring_source']>): Promise<boolean> {
  const result = await trx
    .insertInto('monitoring_source')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'key']).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function updateSource(trx: Trx, id: string, row: Updateable<Tables['monitoring_source']>, now: Date): Promise<void> {
  await trx
    .updateTable('monitoring_source')
    .set({ ...row, version: sql<number>`version + 1`, updated_at: now })
    .where('id', '=', id)
    .execute();
}

/** A dimension with its categories, locked for a change. */
export async function findDimension(trx: Trx, key: string): Promise<Dimension | undefined> {
  await trx.selectFrom('monitoring_dimension').select('key').where('key', '=', key).forUpdate().executeTakeFirst();
  return (await listDimensions(trx)).find((one) => one.key === key);
}

export async function insertDimension(trx: Trx, row: Insertable<Tables['monitoring_dimension']>): Promise<boolean> {
  const result = await trx
    .insertInto('monitoring_dimension')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'key']).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function updateDimension(trx: Trx, key: string, row: Updateable<Tables['monitoring_dimension']>): Promise<void> {
  await trx.updateTable('monitoring_dimension').set(row).where('key', '=', key).execute();
}

/** Adds a category, or gives the one of this code other words. */
export async function putCategory(trx: Trx, tenantId: string, dimension: string, content: CategoryContent): Promise<void> {
  const row = categoryRow(tenantId, dimension, content);
  const { names, attribute_codes, position } = row;
  await trx
    .insertInto('monitoring_category')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'dimension', 'code']).doUpdateSet({ names, attribute_codes, position }),
    )
    .execute();
}
