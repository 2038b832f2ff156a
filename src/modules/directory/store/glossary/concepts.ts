import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { OwnConcept } from '../../model/glossary/concept.ts';

export interface StoredConcept extends OwnConcept {
  readonly version: number;
}

/** More than the whole glossary of the software, and still read in a moment. */
export const mostConcepts = 1000;

const columns = ['id', 'terms', 'removed', 'broader', 'category', 'facet', 'note', 'version'] as const;

interface Row {
  readonly id: string;
  readonly terms: unknown;
  readonly removed: unknown;
  readonly broader: string | null;
  readonly category: string | null;
  readonly facet: unknown;
  readonly note: string;
  readonly version: number;
}

const toConcept = ({ broader, category, ...row }: Row): StoredConcept =>
  ({ ...row, ...(broader ? { broader } : {}), ...(category ? { category } : {}) }) as StoredConcept;

/** What the district added to the glossary, by id; rides on the primary key. */
export async function listOwnConcepts(trx: Trx): Promise<StoredConcept[]> {
  const rows = await trx.selectFrom('directory_concept').select(columns).orderBy('id').limit(mostConcepts).execute();
  return rows.map(toConcept);
}

/** The same, for a change: nobody else changes the glossary until the transaction ends. */
export async function lockOwnConcepts(trx: Trx, tenantId: string): Promise<StoredConcept[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended('directory.glossary ' || ${tenantId}, 0))`.execute(trx);
  return listOwnConcepts(trx);
}

/** Writes concepts whole, in one statement; each gets the next version. */
export async function saveConcepts(
  trx: Trx,
  tenantId: string,
  concepts: readonly OwnConcept[],
  by: { readonly userId: string | null; readonly at: Date },
): Promise<void> {
  if (!concepts.length) return;
  const json = JSON.stringify(concepts);
  await sql`insert into directory_concept (tenant_id, id, terms, removed, broader, category, facet, note, created_by, created_at, updated_at)
    select ${tenantId}::uuid, id, coalesce(terms, '{}'), coalesce(removed, '{}'), broader, category, coalesce(facet, '{}'), coalesce(note, ''),
      ${by.userId}::uuid, ${by.at}::timestamptz, ${by.at}::timestamptz
    from jsonb_to_recordset(${json}::jsonb)
      as fresh (id text, terms jsonb, removed jsonb, broader text, category text, facet jsonb, note text)
    on conflict (tenant_id, id) do update set terms = excluded.terms, removed = excluded.removed, broader = excluded.broader,
      category = excluded.category, facet = excluded.facet, note = excluded.note,
      version = directory_concept.version + 1, updated_at = excluded.updated_at`.execute(trx);
}

export async function deleteConcept(trx: Trx, id: string): Promise<boolean> {
  const row = await trx.deleteFrom('directory_concept').where('id', '=', id).returning('id').executeTakeFirst();
  return row !== undefined;
}
