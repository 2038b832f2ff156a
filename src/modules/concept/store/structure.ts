import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { Concept, Edition } from '../model/edition.ts';
import { isId } from '../model/ids.ts';
import type { NodeKind, NodeText } from '../model/structure.ts';
import { toConcept, toEdition } from './tree.ts';

/** The edition, held against being superseded while somebody writes into it. */
export async function lockEdition(trx: Trx, id: string, mode: 'share' | 'update' = 'share'): Promise<Edition | undefined> {
  if (!isId(id)) return undefined;
  const row = await trx
    .selectFrom('concept_edition')
    .selectAll()
    .where('id', '=', id)
    .$if(mode === 'share', (query) => query.forShare())
    .$if(mode === 'update', (query) => query.forNoKeyUpdate())
    .executeTakeFirst();
  return row && toEdition(row);
}

export async function lockConcept(trx: Trx, id: string): Promise<Concept | undefined> {
  if (!isId(id)) return undefined;
  const row = await trx.selectFrom('concept').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  return row && toConcept(row);
}

/** Kind, title and field of all parts of an edition by id. */
export async function listNodeTitles(
  trx: Trx,
  editionId: string,
): Promise<Map<string, { kind: string; title: string; fieldId: string | null }>> {
  const rows = await trx
    .selectFrom('concept_node')
    .select(['id', 'kind', 'title', 'field_id as fieldId'])
    .where('edition_id', '=', editionId)
    .execute();
  return new Map(rows.map(({ id, ...node }) => [id, node]));
}

/** The district's concept, below which the towns' stand. */
export async function findByTerritory(trx: Trx, territory: string): Promise<Concept | undefined> {
  const row = await trx.selectFrom('concept').selectAll().where('territory', '=', territory).executeTakeFirst();
  return row && toConcept(row);
}

/** False: the territory or the address has a concept already. */
export async function insertConcept(trx: Trx, tenantId: string, concept: Concept, now: Date): Promise<boolean> {
  const row = await trx
    .insertInto('concept')
    .values({
      tenant_id: tenantId,
      id: concept.id,
      slug: concept.slug,
      title: concept.title,
      territory: concept.territory,
      umbrella_id: concept.umbrellaId,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateConceptTitle(trx: Trx, id: string, title: string, now: Date): Promise<void> {
  await trx.updateTable('concept').set({ title, updated_at: now }).where('id', '=', id).execute();
}

/** Recommendations first: they hold on to their fields. */
export async function deleteConceptRow(trx: Trx, id: string): Promise<void> {
  await trx
    .deleteFrom('concept_recommendation')
    .where('edition_id', 'in', (eb) => eb.selectFrom('concept_edition').select('id').where('concept_id', '=', id))
    .execute();
  await trx.deleteFrom('concept').where('id', '=', id).execute();
}

/** How many editions of a concept are more than drafts, and how many concepts stand below it. */
export async function countHolds(trx: Trx, conceptId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select (
    (select count(*) from concept_edition where concept_id = ${conceptId} and state <> 'draft')
    + (select count(*) from concept where umbrella_id = ${conceptId}))::integer as count`.execute(trx);
  return rows[0]?.count ?? 0;
}

export type EditionMeta = Pick<
  Edition,
  'title' | 'summary' | 'startsOn' | 'endsOn' | 'adoptedOn' | 'adoptedBy' | 'paperNumber' | 'source'
>;

const metaColumns = (meta: EditionMeta) => ({
  title: meta.title,
  summary: meta.summary,
  starts_on: meta.startsOn,
  ends_on: meta.endsOn,
  adopted_on: meta.adoptedOn,
  adopted_by: meta.adoptedBy,
  paper_number: meta.paperNumber,
  source: meta.source,
});

/** A new empty draft after the concept's last edition; the concept is locked. */
export async function insertEdition(
  trx: Trx,
  edition: { tenantId: string; id: string; conceptId: string; title: string; now: Date },
): Promise<void> {
  const { last } = await trx
    .selectFrom('concept_edition')
    .select((eb) => eb.fn.coalesce(eb.fn.max('position'), sql<number>`0`).as('last'))
    .where('concept_id', '=', edition.conceptId)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('concept_edition')
    .values({
      tenant_id: edition.tenantId,
      id: edition.id,
      concept_id: edition.conceptId,
      position: last + 1,
      title: edition.title,
      created_at: edition.now,
      updated_at: edition.now,
    })
    .execute();
}

export async function updateEditionMeta(trx: Trx, id: string, meta: EditionMeta, now: Date): Promise<number> {
  const { version } = await trx
    .updateTable('concept_edition')
    .set(metaColumns(meta))
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: now }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** Lineage, reports or a later edition refer to it. */
export async function editionIsReferredTo(trx: Trx, id: string): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select exists (select from concept_edition where based_on_id = ${id})
    or exists (select from concept_report where edition_id = ${id})
    or exists (select from concept_lineage l join concept_recommendation r on r.tenant_id = l.tenant_id and r.id in (l.from_id, l.to_id)
      where r.edition_id = ${id}) as held`.execute(trx);
  return rows[0]?.held ?? false;
}

/** Recommendations first: they hold on to their fields. */
export async function deleteEditionRows(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('concept_recommendation').where('edition_id', '=', id).execute();
  await trx.deleteFrom('concept_edition').where('id', '=', id).execute();
}

export interface NodeRow extends NodeText {
  readonly id: string;
  readonly kind: NodeKind;
  readonly key: string;
  readonly position: number;
  readonly version: number;
}

export async function lockNode(trx: Trx, editionId: string, id: string): Promise<NodeRow | undefined> {
  if (!isId(id)) return undefined;
  const row = await trx
    .selectFrom('concept_node')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    kind: row.kind as NodeKind,
    key: row.key,
    position: row.position,
    version: row.version,
    fieldId: row.field_id,
    challengeId: row.challenge_id,
    title: row.title,
    body: row.body,
    colour: row.colour,
    icon: row.icon,
    rank: row.rank,
    method: row.method,
    evidence: row.evidence,
    source: row.source,
  };
}

const nodeColumns = (node: NodeText) => ({
  field_id: node.fieldId,
  challenge_id: node.challengeId,
  title: node.title,
  body: node.body,
  colour: node.colour,
  icon: node.icon,
  rank: node.rank,
  method: node.method,
  evidence: node.evidence,
  source: node.source,
});

/** Adds a part at the end of its kind. False: the short name is taken. */
export async function insertNode(
  trx: Trx,
  node: NodeText & { tenantId: string; id: string; editionId: string; kind: NodeKind; key: string },
): Promise<boolean> {
  const { last } = await trx
    .selectFrom('concept_node')
    .select((eb) => eb.fn.coalesce(eb.fn.max('position'), sql<number>`0`).as('last'))
    .where('edition_id', '=', node.editionId)
    .where('kind', '=', node.kind)
    .executeTakeFirstOrThrow();
  const row = await trx
    .insertInto('concept_node')
    .values({
      ...nodeColumns(node),
      tenant_id: node.tenantId,
      id: node.id,
      edition_id: node.editionId,
      kind: node.kind,
      key: node.key,
      position: last + 1,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'edition_id', 'kind', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateNode(trx: Trx, id: string, node: NodeText): Promise<number> {
  const { version } = await trx
    .updateTable('concept_node')
    .set(nodeColumns(node))
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** What hangs on a part: recommendations, and a field's challenges and goals, a challenge's goals. */
export async function countHanging(trx: Trx, id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select (
    (select count(*) from concept_recommendation where field_id = ${id} or challenge_id = ${id} or goal_id = ${id})
    + (select count(*) from concept_node where field_id = ${id} or challenge_id = ${id}))::integer as count`.execute(trx);
  return rows[0]?.count ?? 0;
}

export async function deleteNodeRow(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('concept_node').where('id', '=', id).execute();
}

/** Parts of one kind in their order; of a field only, when one is named. */
export async function listNodeIds(trx: Trx, editionId: string, kind: NodeKind, fieldId: string | null): Promise<string[]> {
  const rows = await trx
    .selectFrom('concept_node')
    .select('id')
    .where('edition_id', '=', editionId)
    .where('kind', '=', kind)
    .$if(fieldId !== null, (query) => query.where('field_id', '=', fieldId))
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Short names of the parts of one kind. */
export async function listKeys(trx: Trx, editionId: string, kind: NodeKind): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('concept_node')
    .select('key')
    .where('edition_id', '=', editionId)
    .where('kind', '=', kind)
    .execute();
  return new Set(rows.map(({ key }) => key));
}

/** Gives parts their places anew, in the order of the ids. */
export async function placeNodes(trx: Trx, ids: readonly string[]): Promise<void> {
  await sql`update concept_node n set position = o.place from unnest(${[...ids]}::uuid[]) with ordinality as o(id, place)
    where n.id = o.id and n.tenant_id = current_tenant() and n.position <> o.place`.execute(trx);
}

/** Fields and recommendations of every edition, and what visitors wrote that nobody has answered. */
export async function countParts(
  trx: Trx,
): Promise<{ editions: Map<string, { fields: number; recommendations: number }>; openFeedback: number }> {
  const { rows } = await sql<{ id: string; fields: number; recommendations: number }>`select e.id,
    (select count(*)::integer from concept_node n where n.tenant_id = e.tenant_id and n.edition_id = e.id and n.kind = 'field') as fields,
    (select count(*)::integer from concept_recommendation r where r.tenant_id = e.tenant_id and r.edition_id = e.id) as recommendations
    from concept_edition e`.execute(trx);
  const { open } = await trx
    .selectFrom('concept_feedback')
    .select(sql<number>`count(*)::integer`.as('open'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return { editions: new Map(rows.map(({ id, ...counts }) => [id, counts])), openFeedback: open };
}
