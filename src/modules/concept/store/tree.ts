import { type Selectable, sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import type {
  Adoption,
  Challenge,
  Concept,
  Edition,
  EditionTree,
  Field,
  Goal,
  Lineage,
  RelatedLink,
  Resource,
  Stakeholder,
  Step,
  StoredRecommendation,
  Theme,
} from '../model/edition.ts';
import { derive } from '../model/rules.ts';

export function toConcept(row: Selectable<Tables['concept']>): Concept {
  return { id: row.id, slug: row.slug, title: row.title, territory: row.territory, umbrellaId: row.umbrella_id };
}

export function toEdition(row: Selectable<Tables['concept_edition']>): Edition {
  return {
    id: row.id,
    conceptId: row.concept_id,
    position: row.position,
    title: row.title,
    state: row.state as Edition['state'],
    summary: row.summary,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    adoptedOn: row.adopted_on,
    adoptedBy: row.adopted_by,
    paperNumber: row.paper_number,
    resolutionId: row.resolution_id,
    basedOnId: row.based_on_id,
    source: row.source,
    version: row.version,
  };
}

export function toStep(row: Selectable<Tables['concept_step']>): Step {
  return {
    id: row.id,
    town: row.town,
    position: row.position,
    title: row.title,
    dueOn: row.due_on,
    responsible: row.responsible,
    state: row.state as Step['state'],
    doneOn: row.done_on,
    evidence: row.evidence,
    weight: row.weight,
    version: row.version,
  };
}

export function toAdoption(row: Selectable<Tables['concept_adoption']>): Adoption {
  return {
    town: row.town,
    decision: row.decision as Adoption['decision'],
    note: row.note,
    status: row.status as Adoption['status'],
    contact: row.contact,
    version: row.version,
  };
}

type RecommendationRow = Selectable<Tables['concept_recommendation']>;

export function toStored(
  row: RecommendationRow,
  steps: readonly Step[],
  adoptions: readonly Adoption[],
  needs: readonly string[],
): StoredRecommendation {
  return {
    id: row.id,
    editionId: row.edition_id,
    number: row.number,
    position: row.position,
    fieldId: row.field_id,
    challengeId: row.challenge_id,
    goalId: row.goal_id,
    title: row.title,
    wording: row.wording,
    summary: row.summary,
    targetGroups: row.target_groups,
    levels: row.levels as StoredRecommendation['levels'],
    territories: row.territories,
    stakeholders: row.stakeholders as unknown as Stakeholder[],
    responsibilities: row.responsibilities as StoredRecommendation['responsibilities'],
    resources: row.resources as unknown as Resource[],
    needsMoney: row.needs_money,
    fundingReservation: row.funding_reservation,
    resolutionId: row.resolution_id,
    timeFrame: row.time_frame as StoredRecommendation['timeFrame'],
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    indicators: row.indicators,
    figures: row.figures,
    links: row.links as unknown as RelatedLink[],
    weight: row.weight,
    internal: row.internal,
    contact: row.contact,
    source: row.source,
    manualStatus: row.manual_status as StoredRecommendation['manualStatus'],
    statusReason: row.status_reason,
    manualProgress: row.manual_progress,
    reportedOn: row.reported_on,
    version: row.version,
    updatedAt: row.updated_at,
    steps,
    adoptions,
    needs,
  };
}

type NodeRow = Selectable<Tables['concept_node']>;
const common = ({ id, key, position, title, source, version }: NodeRow) => ({ id, key, position, title, source, version });

function toTheme(row: NodeRow): Theme {
  return { ...common(row), body: row.body };
}

function toField(row: NodeRow): Field {
  return { ...common(row), guideline: row.body, colour: row.colour, icon: row.icon };
}

function toChallenge(row: NodeRow): Challenge {
  return { ...common(row), fieldId: row.field_id ?? '', rank: row.rank, method: row.method, evidence: row.evidence };
}

function toGoal(row: NodeRow): Goal {
  return { ...common(row), fieldId: row.field_id ?? '', challengeId: row.challenge_id };
}

function groupBy<Row, Value>(rows: readonly Row[], key: (row: Row) => string, value: (row: Row) => Value): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(value(row));
    else groups.set(key(row), [value(row)]);
  }
  return groups;
}

export interface TreeChoice {
  /** ISO day in Europe/Berlin, on which "late" and "stale" depend. */
  readonly today: string;
  /** False: what the public may see, without internal recommendations. */
  readonly internal: boolean;
  /** False for views that show no answer of a town: they are two thirds of an edition's rows. */
  readonly adoptions?: boolean;
}

/**
 * The answers of the towns, one row for each recommendation: 20,000 rows of their own take the driver four times as long
 * to read as 500 that hold JSON;
 * a list for each column is made half as fast again as one list of rows.
 */
function adoptionsByRecommendation(trx: Trx, editionId: string) {
  return trx
    .selectFrom('concept_adoption as a')
    .innerJoin('concept_recommendation as r', (join) =>
      join.onRef('r.tenant_id', '=', 'a.tenant_id').onRef('r.id', '=', 'a.recommendation_id'),
    )
    .select([
      'a.recommendation_id',
      sql<string[]>`json_agg(a.town order by a.town)`.as('towns'),
      sql<Adoption['decision'][]>`json_agg(a.decision order by a.town)`.as('decisions'),
      sql<string[]>`json_agg(a.note order by a.town)`.as('notes'),
      sql<Adoption['status'][]>`json_agg(a.status order by a.town)`.as('statuses'),
      sql<string[]>`json_agg(a.contact order by a.town)`.as('contacts'),
      sql<number[]>`json_agg(a.version order by a.town)`.as('versions'),
    ])
    .where('r.edition_id', '=', editionId)
    .groupBy('a.recommendation_id')
    .execute();
}

type Answers = Awaited<ReturnType<typeof adoptionsByRecommendation>>[number];

function fromLists({ towns, decisions, notes, statuses, contacts, versions }: Answers): Adoption[] {
  return towns.map((town, index) => ({
    town,
    decision: decisions[index] ?? 'undecided',
    note: notes[index] ?? '',
    status: statuses[index] ?? null,
    contact: contacts[index] ?? '',
    version: versions[index] ?? 1,
  }));
}

/**
 * Everything of one edition in five statements, each on an index that begins with the district and the edition; undefined when
 * there is none.
 */
export async function readTree(trx: Trx, editionId: string, choice: TreeChoice): Promise<EditionTree | undefined> {
  const { today, internal, adoptions: answers = true } = choice;
  const found = await trx
    .selectFrom('concept_edition as e')
    .innerJoin('concept as c', (join) => join.onRef('c.tenant_id', '=', 'e.tenant_id').onRef('c.id', '=', 'e.concept_id'))
    .selectAll('e')
    .select(({ fn }) => fn.toJson('c').as('concept'))
    .where('e.id', '=', editionId)
    .executeTakeFirst();
  if (!found) return undefined;
  const { concept, ...edition } = found;
  const [nodes, rows, steps, adoptions] = await Promise.all([
    trx.selectFrom('concept_node').selectAll().where('edition_id', '=', editionId).orderBy('position').orderBy('id').execute(),
    trx
      .selectFrom('concept_recommendation as r')
      .selectAll('r')
      .select(
        sql<
          string[]
        >`array(select d.needs_id from concept_dependency d where d.tenant_id = r.tenant_id and d.recommendation_id = r.id order by d.needs_id)::text[]`.as(
          'needs',
        ),
      )
      .where('r.edition_id', '=', editionId)
      .$if(!internal, (query) => query.where('r.internal', '=', false))
      .orderBy('r.position')
      .orderBy('r.number')
      .execute(),
    trx
      .selectFrom('concept_step as s')
      .innerJoin('concept_recommendation as r', (join) =>
        join.onRef('r.tenant_id', '=', 's.tenant_id').onRef('r.id', '=', 's.recommendation_id'),
      )
      .selectAll('s')
      .where('r.edition_id', '=', editionId)
      .orderBy('s.position')
      .orderBy('s.id')
      .execute(),
    answers ? adoptionsByRecommendation(trx, editionId) : [],
  ]);
  const stepsOf = groupBy(steps, (row) => row.recommendation_id, toStep);
  const adoptionsOf = new Map(adoptions.map((row) => [row.recommendation_id, fromLists(row)]));
  const fields = nodes.filter(({ kind }) => kind === 'field').map(toField);
  const order = new Map(fields.map(({ id }, index) => [id, index]));
  const byField = <Item extends { fieldId: string }>(a: Item, b: Item) =>
    (order.get(a.fieldId) ?? 0) - (order.get(b.fieldId) ?? 0);
  const since = edition.adopted_on ?? today;
  return {
    concept: toConcept(concept as unknown as Selectable<Tables['concept']>),
    edition: toEdition(edition),
    themes: nodes.filter(({ kind }) => kind === 'theme').map(toTheme),
    fields,
    challenges: nodes
      .filter(({ kind }) => kind === 'challenge')
      .map(toChallenge)
      .toSorted((a, b) => byField(a, b) || (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER)),
    goals: nodes
      .filter(({ kind }) => kind === 'goal')
      .map(toGoal)
      .toSorted(byField),
    recommendations: rows
      .map((row) => derive(toStored(row, stepsOf.get(row.id) ?? [], adoptionsOf.get(row.id) ?? [], row.needs), today, since))
      .toSorted(byField),
  };
}

/** All concepts of the district with their editions, newest edition first: a handful. */
export async function listConcepts(trx: Trx): Promise<{ concept: Concept; editions: Edition[] }[]> {
  const concepts = await trx.selectFrom('concept').selectAll().orderBy('territory').execute();
  const editions = await trx.selectFrom('concept_edition').selectAll().orderBy('position', 'desc').execute();
  const editionsOf = groupBy(editions, (row) => row.concept_id, toEdition);
  return concepts.map((row) => ({ concept: toConcept(row), editions: editionsOf.get(row.id) ?? [] }));
}

/** What became of the recommendations of an edition, and where they came from. */
export async function listLineage(trx: Trx, editionId: string): Promise<Lineage[]> {
  const rows = await trx
    .selectFrom('concept_lineage as l')
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('concept_recommendation as r')
            .select('r.id')
            .whereRef('r.tenant_id', '=', 'l.tenant_id')
            .whereRef('r.id', '=', 'l.from_id')
            .where('r.edition_id', '=', editionId),
        ),
        exists(
          selectFrom('concept_recommendation as r')
            .select('r.id')
            .whereRef('r.tenant_id', '=', 'l.tenant_id')
            .whereRef('r.id', '=', 'l.to_id')
            .where('r.edition_id', '=', editionId),
        ),
      ]),
    )
    .select(['l.from_id', 'l.to_id', 'l.kind', 'l.reason'])
    .execute();
  return rows.map((row) => ({
    fromId: row.from_id,
    toId: row.to_id,
    kind: row.kind as Lineage['kind'],
    reason: row.reason,
  }));
}
