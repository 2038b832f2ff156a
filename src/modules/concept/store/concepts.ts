import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';

/** Only one file at a time makes concepts and numbers of a district. */
export async function lockConcepts(trx: Trx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${tenantId}, 4723))`.execute(trx);
}

export interface StoredConcept {
  readonly id: string;
  readonly slug: string;
  readonly territory: string;
  readonly lastNumber: number;
}

export async function listStoredConcepts(trx: Trx): Promise<readonly StoredConcept[]> {
  return trx
    .selectFrom('concept')
    .select(['id', 'slug', 'territory', 'last_number as lastNumber'])
    .orderBy('territory')
    .execute();
}

export async function insertConcept(trx: Trx, row: Insertable<Tables['concept']>): Promise<void> {
  await trx.insertInto('concept').values(row).execute();
}

export async function setLastNumber(trx: Trx, conceptId: string, lastNumber: number): Promise<void> {
  await trx
    .updateTable('concept')
    .set({ last_number: sql<number>`greatest(last_number, ${lastNumber})` })
    .where('id', '=', conceptId)
    .execute();
}

export async function insertEdition(trx: Trx, row: Insertable<Tables['concept_edition']>): Promise<void> {
  await trx.insertInto('concept_edition').values(row).execute();
}

/** The newest edition of a concept with the ids of its recommendations by number; undefined: the concept has none. */
export async function newestEdition(
  trx: Trx,
  conceptId: string,
): Promise<{ id: string; position: number; recommendations: ReadonlyMap<number, string> } | undefined> {
  const edition = await trx
    .selectFrom('concept_edition')
    .select(['id', 'position'])
    .where('concept_id', '=', conceptId)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!edition) return undefined;
  const rows = await trx
    .selectFrom('concept_recommendation')
    .select(['id', 'number'])
    .where('edition_id', '=', edition.id)
    .execute();
  return { ...edition, recommendations: new Map(rows.map(({ id, number }) => [number, id])) };
}

/** One edition of a concept is in force: the one that was is superseded. */
export async function supersedeAdopted(trx: Trx, conceptId: string): Promise<void> {
  await trx
    .updateTable('concept_edition')
    .set(({ eb }) => ({ state: 'superseded', version: eb('version', '+', 1) }))
    .where('concept_id', '=', conceptId)
    .where('state', '=', 'adopted')
    .execute();
}

export interface LineageRow {
  readonly id: string;
  readonly from_id: string;
  /** Null: it was retired, with the reason. */
  readonly to_id: string | null;
  readonly reason: string;
}

/** Recommendations that go on under the same number, and those that do not go on: no number is lost between editions. */
export async function insertLineage(trx: Trx, tenantId: string, rows: readonly LineageRow[]): Promise<void> {
  if (!rows.length) return;
  await sql`insert into concept_lineage (tenant_id, id, from_id, to_id, kind, reason)
    select ${tenantId}::uuid, id, from_id, to_id, case when to_id is null then 'retired' else 'carried' end, reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id uuid, from_id uuid, to_id uuid, reason text)
    on conflict do nothing`.execute(trx);
}
