import { type Selectable, sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import type { Edition, RecommendationText, StoredRecommendation } from '../model/edition.ts';
import { isId } from '../model/ids.ts';
import type { SettableStatus } from '../model/vocabulary.ts';
import { toAdoption, toEdition, toStep, toStored } from './tree.ts';

/** A recommendation with the edition it stands in. */
export interface FoundRecommendation {
  readonly stored: StoredRecommendation;
  readonly edition: Edition;
}

const needs = sql<
  string[]
>`array(select d.needs_id from concept_dependency d where d.tenant_id = r.tenant_id and d.recommendation_id = r.id order by d.needs_id)::text[]`;

/**
 * One recommendation with steps, answers and dependencies; `lock` keeps others from writing to its own row meanwhile. Rows that
 * refer to it may still be added: two that refer to each other would wait for each other otherwise.
 */
export async function findRecommendation(trx: Trx, id: string, lock = false): Promise<FoundRecommendation | undefined> {
  if (!isId(id)) return undefined;
  const row = await trx
    .selectFrom('concept_recommendation as r')
    .selectAll('r')
    .select(needs.as('needs'))
    .where('r.id', '=', id)
    .$if(lock, (query) => query.forNoKeyUpdate())
    .executeTakeFirst();
  if (!row) return undefined;
  const edition = await trx
    .selectFrom('concept_edition')
    .selectAll()
    .where('id', '=', row.edition_id)
    // Held against being superseded while somebody writes; writers do not hinder each other.
    .$if(lock, (query) => query.forShare())
    .executeTakeFirstOrThrow();
  const steps = await trx
    .selectFrom('concept_step')
    .selectAll()
    .where('recommendation_id', '=', id)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const adoptions = await trx
    .selectFrom('concept_adoption')
    .selectAll()
    .where('recommendation_id', '=', id)
    .orderBy('town')
    .execute();
  return { stored: toStored(row, steps.map(toStep), adoptions.map(toAdoption), row.needs), edition: toEdition(edition) };
}

/** What a change of a town's row, a step or a note needs to know; the recommendation's own row stays free for others. */
export async function findGround(
  trx: Trx,
  id: string,
): Promise<{ id: string; number: number; title: string; edition: Edition } | undefined> {
  if (!isId(id)) return undefined;
  const row = await trx
    .selectFrom('concept_recommendation')
    .select(['id', 'number', 'title', 'edition_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const edition = await trx
    .selectFrom('concept_edition')
    .selectAll()
    .where('id', '=', row.edition_id)
    .forShare()
    .executeTakeFirstOrThrow();
  return { id: row.id, number: row.number, title: row.title, edition: toEdition(edition) };
}

/** The edition in which a recommendation stands. */
export async function editionOf(trx: Trx, id: string): Promise<string | undefined> {
  const row = await trx.selectFrom('concept_recommendation').select('edition_id').where('id', '=', id).executeTakeFirst();
  return row?.edition_id;
}

type Row = Selectable<Tables['concept_recommendation']>;

function columns(text: Partial<RecommendationText>): Partial<Row> {
  const json = (value: unknown) => (value === undefined ? undefined : (JSON.stringify(value) as unknown as Row['links']));
  const list = (value: readonly string[] | undefined) => value && [...value];
  const all = {
    field_id: text.fieldId,
    challenge_id: text.challengeId,
    goal_id: text.goalId,
    title: text.title,
    wording: text.wording,
    summary: text.summary,
    target_groups: list(text.targetGroups),
    levels: list(text.levels),
    territories: list(text.territories),
    stakeholders: json(text.stakeholders),
    responsibilities: list(text.responsibilities),
    resources: json(text.resources),
    needs_money: text.needsMoney,
    funding_reservation: text.fundingReservation,
    time_frame: text.timeFrame,
    starts_on: text.startsOn,
    ends_on: text.endsOn,
    indicators: list(text.indicators),
    figures: list(text.figures),
    links: json(text.links),
    weight: text.weight,
    internal: text.internal,
    contact: text.contact,
    source: text.source,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Partial<Row>;
}

/** Adds a recommendation at the end of its field, under the concept's next number, which is never given again. */
export async function insertRecommendation(
  trx: Trx,
  { tenantId, id, edition, text, now }: { tenantId: string; id: string; edition: Edition; text: RecommendationText; now: Date },
): Promise<number> {
  const { last_number: number } = await trx
    .updateTable('concept')
    .set((eb) => ({ last_number: eb('last_number', '+', 1), updated_at: now }))
    .where('id', '=', edition.conceptId)
    .returning('last_number')
    .executeTakeFirstOrThrow();
  const { last } = await trx
    .selectFrom('concept_recommendation')
    .select((eb) => eb.fn.coalesce(eb.fn.max('position'), sql<number>`0`).as('last'))
    .where('edition_id', '=', edition.id)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('concept_recommendation')
    .values({
      ...(columns(text) as Row),
      tenant_id: tenantId,
      id,
      edition_id: edition.id,
      number,
      position: last + 1,
      version: 1,
      created_at: now,
      updated_at: now,
    })
    .execute();
  return number;
}

export interface OwnRow {
  readonly manualStatus?: SettableStatus | null;
  readonly statusReason?: string;
  readonly manualProgress?: number | null;
  readonly resolutionId?: string | null;
  readonly position?: number;
}

/** Writes text or state of a locked recommendation; returns its new version. */
export async function updateRecommendation(
  trx: Trx,
  id: string,
  change: {
    readonly text?: Partial<RecommendationText>;
    readonly own?: OwnRow;
    readonly reportedOn?: string;
    readonly now: Date;
  },
): Promise<number> {
  const { own = {}, text = {}, reportedOn, now } = change;
  const state = {
    manual_status: own.manualStatus,
    status_reason: own.statusReason,
    manual_progress: own.manualProgress,
    resolution_id: own.resolutionId,
    position: own.position,
    reported_on: reportedOn,
  };
  const { version } = await trx
    .updateTable('concept_recommendation')
    .set({ ...columns(text), ...Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) })
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: now }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** Somebody said how it stands; this changes nothing that an editor could have open. */
export async function markReported(trx: Trx, id: string, day: string): Promise<void> {
  await trx
    .updateTable('concept_recommendation')
    .set({ reported_on: day })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('reported_on', 'is', null), eb('reported_on', '<', day)]))
    .execute();
}

export async function deleteRecommendationRow(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('concept_recommendation').where('id', '=', id).execute();
}

/** Other editions or reports name it: deleting it would break their trail. */
export async function isReferredTo(trx: Trx, id: string): Promise<boolean> {
  const lineage = await trx
    .selectFrom('concept_lineage')
    .select('id')
    .where((eb) => eb.or([eb('from_id', '=', id), eb('to_id', '=', id)]))
    .limit(1)
    .executeTakeFirst();
  const snapshot = await trx
    .selectFrom('concept_snapshot')
    .select('number')
    .where('recommendation_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  return lineage !== undefined || snapshot !== undefined;
}

/** Ids and numbers of an edition's recommendations, in their order within the field when one is named. */
export async function listNumbers(
  trx: Trx,
  editionId: string,
  fieldId?: string,
): Promise<{ id: string; number: number; title: string; position: number }[]> {
  return trx
    .selectFrom('concept_recommendation')
    .select(['id', 'number', 'title', 'position'])
    .where('edition_id', '=', editionId)
    .$if(fieldId !== undefined, (query) => query.where('field_id', '=', fieldId as string))
    .orderBy('position')
    .orderBy('number')
    .execute();
}

/** Gives recommendations their places anew, in the order of the ids. */
export async function placeRecommendations(trx: Trx, ids: readonly string[]): Promise<void> {
  await sql`update concept_recommendation r set position = o.place from unnest(${[...ids]}::uuid[]) with ordinality as o(id, place)
    where r.id = o.id and r.tenant_id = current_tenant() and r.position <> o.place`.execute(trx);
}

/** Recommendations of all editions by number or a part of the title, those of the newest edition first. */
export async function searchRecommendations(
  trx: Trx,
  text: string,
  limit: number,
): Promise<{ id: string; number: number; title: string; edition: string }[]> {
  const pattern = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const number = /^\d{1,6}$/.test(text) ? Number(text) : null;
  return trx
    .selectFrom('concept_recommendation as r')
    .innerJoin('concept_edition as e', (join) => join.onRef('e.tenant_id', '=', 'r.tenant_id').onRef('e.id', '=', 'r.edition_id'))
    .select(['r.id', 'r.number', 'r.title', 'e.title as edition'])
    .where((eb) => eb.or([eb('r.title', 'ilike', pattern), ...(number === null ? [] : [eb('r.number', '=', number)])]))
    .orderBy('e.position', 'desc')
    .orderBy('r.number')
    .limit(limit)
    .execute();
}
