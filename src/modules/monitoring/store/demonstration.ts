import type { Trx } from '#platform/database';

/** Whether a file of this name was brought in, whatever became of it. */
export async function hasImport(trx: Trx, fileName: string): Promise<boolean> {
  const row = await trx
    .selectFrom('monitoring_import')
    .select('id')
    .where('file_name', '=', fileName)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Adds territories outside of the district's tree; those that are known stay as they are. */
export async function addPlaces(trx: Trx, tenantId: string, places: readonly { key: string; name: string }[]): Promise<void> {
  if (!places.length) return;
  await trx
    .insertInto('monitoring_place')
    .values(places.map(({ key, name }) => ({ tenant_id: tenantId, key, name })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
