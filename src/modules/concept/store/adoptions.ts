import type { Trx } from '#platform/database';
import type { Adoption } from '../model/edition.ts';
import { toAdoption } from './tree.ts';

export async function lockAdoption(trx: Trx, recommendationId: string, town: string): Promise<Adoption | undefined> {
  const row = await trx
    .selectFrom('concept_adoption')
    .selectAll()
    .where('recommendation_id', '=', recommendationId)
    .where('town', '=', town)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && toAdoption(row);
}

export interface AdoptionWrite extends Omit<Adoption, 'version'> {
  readonly tenantId: string;
  readonly recommendationId: string;
  readonly by: string | null;
  readonly now: Date;
}

const columns = (write: AdoptionWrite) => ({
  decision: write.decision,
  note: write.note,
  status: write.status,
  contact: write.contact,
  updated_at: write.now,
  updated_by: write.by,
});

/** The town's first answer; false: somebody was quicker. */
export async function insertAdoption(trx: Trx, write: AdoptionWrite): Promise<boolean> {
  const row = await trx
    .insertInto('concept_adoption')
    .values({ ...columns(write), tenant_id: write.tenantId, recommendation_id: write.recommendationId, town: write.town })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'recommendation_id', 'town']).doNothing())
    .returning('town')
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes a locked answer. */
export async function updateAdoption(trx: Trx, write: AdoptionWrite): Promise<void> {
  await trx
    .updateTable('concept_adoption')
    .set(columns(write))
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('recommendation_id', '=', write.recommendationId)
    .where('town', '=', write.town)
    .execute();
}
