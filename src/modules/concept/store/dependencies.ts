import type { Trx } from '#platform/database';

/** Who waits for whom in an edition. */
export async function readDependencies(trx: Trx, editionId: string): Promise<Map<string, string[]>> {
  const rows = await trx
    .selectFrom('concept_dependency as d')
    .innerJoin('concept_recommendation as r', (join) =>
      join.onRef('r.tenant_id', '=', 'd.tenant_id').onRef('r.id', '=', 'd.recommendation_id'),
    )
    .select(['d.recommendation_id', 'd.needs_id'])
    .where('r.edition_id', '=', editionId)
    .orderBy('d.recommendation_id')
    .orderBy('d.needs_id')
    .execute();
  const needs = new Map<string, string[]>();
  for (const row of rows) needs.set(row.recommendation_id, [...(needs.get(row.recommendation_id) ?? []), row.needs_id]);
  return needs;
}

export async function replaceDependencies(trx: Trx, tenantId: string, id: string, needs: readonly string[]): Promise<void> {
  await trx.deleteFrom('concept_dependency').where('recommendation_id', '=', id).execute();
  if (needs.length === 0) return;
  await trx
    .insertInto('concept_dependency')
    .values(needs.map((needsId) => ({ tenant_id: tenantId, recommendation_id: id, needs_id: needsId })))
    .execute();
}

/** "Merged into" between recommendations of one edition. */
export async function readMerges(trx: Trx, editionId: string): Promise<{ fromId: string; toId: string }[]> {
  const rows = await trx
    .selectFrom('concept_lineage as l')
    .innerJoin('concept_recommendation as f', (join) =>
      join.onRef('f.tenant_id', '=', 'l.tenant_id').onRef('f.id', '=', 'l.from_id'),
    )
    .innerJoin('concept_recommendation as t', (join) =>
      join.onRef('t.tenant_id', '=', 'l.tenant_id').onRef('t.id', '=', 'l.to_id'),
    )
    .select(['l.from_id as fromId', 't.id as toId'])
    .where('f.edition_id', '=', editionId)
    .where('t.edition_id', '=', editionId)
    .where('l.kind', '=', 'merged')
    .execute();
  return rows;
}

export async function replaceMerge(
  trx: Trx,
  merge: { tenantId: string; id: string; fromId: string; toId: string | null; reason: string; withinEdition: string },
): Promise<void> {
  await trx
    .deleteFrom('concept_lineage')
    .where('from_id', '=', merge.fromId)
    .where('kind', '=', 'merged')
    .where('to_id', 'in', (eb) =>
      eb.selectFrom('concept_recommendation').select('id').where('edition_id', '=', merge.withinEdition),
    )
    .execute();
  if (merge.toId === null) return;
  await trx
    .insertInto('concept_lineage')
    .values({
      tenant_id: merge.tenantId,
      id: merge.id,
      from_id: merge.fromId,
      to_id: merge.toId,
      kind: 'merged',
      reason: merge.reason,
    })
    .execute();
}
