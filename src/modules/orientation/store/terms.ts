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
