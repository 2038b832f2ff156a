import type { Trx } from '#platform/database';

/** A word that texts explain where it occurs; both by interface language tag. */
export interface Term {
  readonly id: string;
  readonly forms: Readonly<Record<string, readonly string[]>>;
  readonly explanations: Readonly<Record<string, string>>;
}

/** All terms of the district; some hundred. */
export async function listTerms(trx: Trx): Promise<Term[]> {
  const rows = await trx
    .selectFrom('orientation_term')
    .select(['id', 'forms', 'explanations'])
    .orderBy('id')
    .limit(2000)
    .execute();
  return rows as unknown as Term[];
}

/** Keeps a term; one that is there already stays. */
export async function saveTerm(trx: Trx, tenantId: string, { id, forms, explanations }: Term): Promise<void> {
  await trx
    .insertInto('orientation_term')
    .values({ tenant_id: tenantId, id, forms: JSON.stringify(forms), explanations: JSON.stringify(explanations) })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .execute();
}

/** A term with how often it was changed, for two people at once. */
export type VersionedTerm = Term & { readonly version: number };

export async function findTerm(trx: Trx, id: string, lock = false): Promise<VersionedTerm | undefined> {
  const select = trx.selectFrom('orientation_term').select(['id', 'forms', 'explanations', 'version']).where('id', '=', id);
  return (await (lock ? select.forUpdate() : select).executeTakeFirst()) as VersionedTerm | undefined;
}

/** Adds a term; false when there is one of this id. */
export async function insertTerm(trx: Trx, tenantId: string, { id, forms, explanations }: Term): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('orientation_term')
    .values({ tenant_id: tenantId, id, forms: JSON.stringify(forms), explanations: JSON.stringify(explanations) })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) > 0;
}

export async function updateTerm(trx: Trx, { id, forms, explanations }: Term): Promise<void> {
  await trx
    .updateTable('orientation_term')
    .set((eb) => ({
      forms: JSON.stringify(forms),
      explanations: JSON.stringify(explanations),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

export async function deleteTerm(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('orientation_term').where('id', '=', id).execute();
}
