import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';

/** Adds the source 12411 and indicators with the keys given; returns key → id. */
export async function addTestIndicators(context: Context, keys: readonly string[]): Promise<Map<string, string>> {
  const tenant_id = context.tenant.id;
  const ids = new Map(keys.map((key) => [key, uuidv7()]));
  await context.transaction(async (trx) => {
    await trx
      .insertInto('monitoring_source')
      .values({ tenant_id, id: uuidv7(), key: '12411', names: JSON.stringify({ de: 'Fortschreibung' }), publisher: 'IT.NRW' })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await trx
      .insertInto('monitoring_indicator')
      .values(
        [...ids].map(([key, id]) => ({
          tenant_id,
          id,
          key,
          topic: 'demography',
          kind: 'context',
          names: JSON.stringify({ de: key }),
          unit: 'persons',
          periodicity: 'year',
          additive: true,
        })),
      )
      .execute();
  });
  return ids;
}
