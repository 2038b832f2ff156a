import { sql } from 'kysely';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import type { Edition } from '../model/edition.ts';
import type { LineageKind } from '../model/vocabulary.ts';

const asJson = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::jsonb`;

interface Pair {
  readonly from: string;
  readonly to: string;
}

/** New ids for rows that are copied. */
const pairs = (ids: readonly string[]): Pair[] => ids.map((from) => ({ from, to: uuidv7() }));

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

export interface NewEdition {
  readonly id: string;
  readonly title: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}

/**
 * Copies an edition with all that hangs on it into a new draft, in a constant number of statements. Numbers and keys stay;
 * each recommendation gets a line of lineage. What was dropped among the steps stays behind; notes, reports and the day of
 * the last report belong to the old edition.
 */
export async function copyEdition(trx: Trx, basedOn: Edition, edition: NewEdition): Promise<number> {
  await sql`
    insert into concept_edition (tenant_id, id, concept_id, position, title, summary, starts_on, ends_on, based_on_id)
    select tenant_id, ${edition.id}::uuid, concept_id,
      (select max(e.position) + 1 from concept_edition e where e.tenant_id = b.tenant_id and e.concept_id = b.concept_id),
      ${edition.title}, summary, ${edition.startsOn}::date, ${edition.endsOn}::date, id
    from concept_edition b where id = ${basedOn.id}::uuid
  `.execute(trx);
  const nodes = pairs(idsOf(await trx.selectFrom('concept_node').select('id').where('edition_id', '=', basedOn.id).execute()));
  await sql`
    with pair as (select * from jsonb_to_recordset(${asJson(nodes)}) as p ("from" uuid, "to" uuid))
    insert into concept_node (tenant_id, id, edition_id, kind, key, field_id, challenge_id, position, title, body, colour, icon, rank, method, evidence, source)
    select n.tenant_id, own."to", ${edition.id}::uuid, n.kind, n.key, field."to", challenge."to", n.position, n.title, n.body, n.colour, n.icon, n.rank, n.method, n.evidence, n.source
    from concept_node n join pair own on own."from" = n.id
      left join pair field on field."from" = n.field_id left join pair challenge on challenge."from" = n.challenge_id
  `.execute(trx);
  const own = await trx.selectFrom('concept_recommendation').select('id').where('edition_id', '=', basedOn.id).execute();
  await copyRecommendations(trx, { from: basedOn.id, to: edition.id }, pairs(idsOf(own)));
  return own.length;
}

/** Copies recommendations into another edition whose nodes have the same keys. */
export async function copyRecommendations(trx: Trx, edition: Pair, recommendations: readonly Pair[]): Promise<void> {
  const pair = sql`pair as (select * from jsonb_to_recordset(${asJson(recommendations)}) as p ("from" uuid, "to" uuid))`;
  const node = (column: string) =>
    sql`(select c.id from concept_node o join concept_node c on c.tenant_id = o.tenant_id and c.edition_id = ${edition.to}::uuid and c.kind = o.kind and c.key = o.key
      where o.tenant_id = r.tenant_id and o.id = r.${sql.ref(column)})`;
  await sql`
    with ${pair}
    insert into concept_recommendation (tenant_id, id, edition_id, number, field_id, challenge_id, goal_id, position, title, wording, summary,
      target_groups, levels, territories, stakeholders, responsibilities, resources, needs_money, funding_reservation, resolution_id, time_frame,
      starts_on, ends_on, indicators, figures, links, manual_status, status_reason, manual_progress, weight, internal, contact, reported_on, source)
    select r.tenant_id, pair."to", ${edition.to}::uuid, r.number, ${node('field_id')}, ${node('challenge_id')}, ${node('goal_id')}, r.position, r.title, r.wording, r.summary,
      r.target_groups, r.levels, r.territories, r.stakeholders, r.responsibilities, r.resources, r.needs_money, r.funding_reservation, r.resolution_id, r.time_frame,
      r.starts_on, r.ends_on, r.indicators, r.figures, r.links, r.manual_status, r.status_reason, r.manual_progress, r.weight, r.internal, r.contact, r.reported_on, r.source
    from concept_recommendation r join pair on pair."from" = r.id
  `.execute(trx);
  await sql`
    with ${pair}
    insert into concept_step (tenant_id, id, recommendation_id, town, position, title, due_on, responsible, state, done_on, evidence, weight)
    select s.tenant_id, gen_random_uuid(), pair."to", s.town, s.position, s.title, s.due_on, s.responsible, s.state, s.done_on, s.evidence, s.weight
    from concept_step s join pair on pair."from" = s.recommendation_id where s.state <> 'dropped'
  `.execute(trx);
  await sql`
    with ${pair}
    insert into concept_adoption (tenant_id, recommendation_id, town, decision, note, status, contact)
    select a.tenant_id, pair."to", a.town, a.decision, a.note, a.status, a.contact
    from concept_adoption a join pair on pair."from" = a.recommendation_id
  `.execute(trx);
  await sql`
    with ${pair}
    insert into concept_dependency (tenant_id, recommendation_id, needs_id)
    select d.tenant_id, own."to", needed."to"
    from concept_dependency d join pair own on own."from" = d.recommendation_id join pair needed on needed."from" = d.needs_id
  `.execute(trx);
  await sql`
    with ${pair}
    insert into concept_lineage (tenant_id, id, from_id, to_id, kind)
    select r.tenant_id, gen_random_uuid(), pair."from", pair."to", 'carried' from concept_recommendation r join pair on pair."from" = r.id
  `.execute(trx);
}

/** Lines between two editions; within one edition a line says into what a recommendation was merged. */
const betweenEditions = sql<boolean>`not exists (
  select from concept_recommendation f join concept_recommendation t on t.tenant_id = f.tenant_id and t.edition_id = f.edition_id
  where f.tenant_id = concept_lineage.tenant_id and f.id = concept_lineage.from_id and t.id = concept_lineage.to_id)`;

/** Replaces the lines that lead from some recommendations into the next edition by others. */
export async function replaceLines(
  trx: Trx,
  tenantId: string,
  lines: {
    readonly from: readonly string[];
    readonly to: readonly (string | null)[];
    readonly kind: LineageKind;
    readonly reason: string;
  },
): Promise<void> {
  const { from, to, kind, reason } = lines;
  if (!from.length) return;
  await trx.deleteFrom('concept_lineage').where('from_id', 'in', from).where(betweenEditions).execute();
  const rows = from.flatMap((older) =>
    to.map((newer) => ({ tenant_id: tenantId, id: uuidv7(), from_id: older, to_id: newer, kind, reason })),
  );
  await trx.insertInto('concept_lineage').values(rows).execute();
}

/** Ids of the older recommendations from which one of the new edition came. */
export async function sourcesOf(trx: Trx, recommendationIds: readonly string[]): Promise<string[]> {
  if (!recommendationIds.length) return [];
  const rows = await trx
    .selectFrom('concept_lineage')
    .select('from_id')
    .where('to_id', 'in', recommendationIds)
    .where(betweenEditions)
    .distinct()
    .execute();
  return rows.map((row) => row.from_id);
}

/** Takes back that a recommendation was retired; false: the next edition has it already. */
export async function forgetRetirement(trx: Trx, olderId: string): Promise<boolean> {
  const lines = await trx
    .selectFrom('concept_lineage')
    .select('to_id')
    .where('from_id', '=', olderId)
    .where(betweenEditions)
    .execute();
  if (lines.some((line) => line.to_id !== null)) return false;
  await trx.deleteFrom('concept_lineage').where('from_id', '=', olderId).where('to_id', 'is', null).execute();
  return true;
}

/** Gives the next permanent numbers of a concept; the row stays locked until the transaction ends. */
export async function takeNumbers(trx: Trx, conceptId: string, count: number): Promise<number[]> {
  const row = await trx
    .updateTable('concept')
    .set((set) => ({ last_number: set('last_number', '+', count) }))
    .where('id', '=', conceptId)
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return Array.from({ length: count }, (_, index) => row.last_number - count + 1 + index);
}

export interface AdoptedBy {
  readonly on: string;
  readonly by: string;
  readonly paperNumber: string | null;
  readonly resolutionId: string | null;
}

/** Puts an edition into force; the one before is superseded. */
export async function putIntoForce(trx: Trx, edition: Edition, adopted: AdoptedBy, now: Date): Promise<void> {
  await trx
    .updateTable('concept_edition')
    .set((set) => ({ state: 'superseded', updated_at: now, version: set('version', '+', 1) }))
    .where('concept_id', '=', edition.conceptId)
    .where('state', '=', 'adopted')
    .execute();
  await trx
    .updateTable('concept_edition')
    .set((set) => ({
      state: 'adopted',
      adopted_on: adopted.on,
      adopted_by: adopted.by,
      paper_number: adopted.paperNumber,
      resolution_id: adopted.resolutionId,
      updated_at: now,
      version: set('version', '+', 1),
    }))
    .where('id', '=', edition.id)
    .execute();
}

export async function setEditionState(trx: Trx, id: string, state: 'draft' | 'consultation', now: Date): Promise<void> {
  await trx
    .updateTable('concept_edition')
    .set((set) => ({ state, updated_at: now, version: set('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}
