import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/** Editions in force, the district's first. */
export async function listAdoptedEditions(trx: Trx): Promise<string[]> {
  const rows = await trx
    .selectFrom('concept_edition as e')
    .innerJoin('concept as c', (join) => join.onRef('c.tenant_id', '=', 'e.tenant_id').onRef('c.id', '=', 'e.concept_id'))
    .select('e.id')
    .where('e.state', '=', 'adopted')
    .orderBy('c.territory')
    .execute();
  return rows.map(({ id }) => id);
}

/** Day of the last reminder of anything in the district. */
export async function lastReminder(trx: Trx): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`select greatest(
    (select max(reminded_on) from concept_step), (select max(reminded_on) from concept_recommendation))::text as day`.execute(
    trx,
  );
  return rows[0]?.day ?? null;
}

export async function markReminded(
  trx: Trx,
  { recommendations, steps }: { recommendations: readonly string[]; steps: readonly string[] },
  today: string,
): Promise<void> {
  await sql`update concept_recommendation set reminded_on = ${today} where tenant_id = current_tenant() and id = any(${[...recommendations]}::uuid[])`.execute(
    trx,
  );
  await sql`update concept_step set reminded_on = ${today} where tenant_id = current_tenant() and id = any(${[...steps]}::uuid[])`.execute(
    trx,
  );
}
