import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';

type Row<Table extends keyof Tables, Key extends keyof Insertable<Tables[Table]>> = {
  readonly [Name in Key]: Insertable<Tables[Table]>[Name];
};

const nodeColumns = [
  'id',
  'edition_id',
  'kind',
  'key',
  'field_id',
  'challenge_id',
  'position',
  'title',
  'body',
  'colour',
  'icon',
  'rank',
  'method',
  'evidence',
  'source',
] as const;
export type NodeRow = Row<'concept_node', (typeof nodeColumns)[number]>;

const recommendationColumns = [
  'id',
  'edition_id',
  'number',
  'field_id',
  'challenge_id',
  'goal_id',
  'position',
  'title',
  'wording',
  'summary',
  'target_groups',
  'levels',
  'territories',
  'stakeholders',
  'responsibilities',
  'resources',
  'needs_money',
  'funding_reservation',
  'time_frame',
  'starts_on',
  'ends_on',
  'indicators',
  'figures',
  'links',
  'manual_status',
  'status_reason',
  'manual_progress',
  'weight',
  'internal',
  'contact',
  'source',
] as const;
/** `stakeholders`, `resources` and `links` are JSON values, not their text. */
export type RecommendationRow = Omit<
  Row<'concept_recommendation', (typeof recommendationColumns)[number]>,
  'stakeholders' | 'resources' | 'links'
> & { readonly stakeholders: readonly object[]; readonly resources: readonly object[]; readonly links: readonly object[] };

const stepColumns = [
  'id',
  'recommendation_id',
  'town',
  'position',
  'title',
  'due_on',
  'responsible',
  'state',
  'done_on',
  'evidence',
  'weight',
] as const;
export type StepRow = Row<'concept_step', (typeof stepColumns)[number]>;

const adoptionColumns = ['recommendation_id', 'town', 'decision', 'note', 'status', 'contact'] as const;
export type AdoptionRow = Row<'concept_adoption', (typeof adoptionColumns)[number]>;

const dependencyColumns = ['recommendation_id', 'needs_id'] as const;
export type DependencyRow = Row<'concept_dependency', (typeof dependencyColumns)[number]>;

/** Everything that hangs on an edition, as rows of its tables. Nodes before those that name them is not needed. */
export interface EditionRows {
  readonly nodes: readonly NodeRow[];
  readonly recommendations: readonly RecommendationRow[];
  readonly steps: readonly StepRow[];
  readonly adoptions: readonly AdoptionRow[];
  readonly dependencies: readonly DependencyRow[];
}

type Written = 'concept_node' | 'concept_recommendation' | 'concept_step' | 'concept_adoption' | 'concept_dependency';

/** One statement for any number of rows: they travel as one JSON value, and the table's own types read it. */
async function upsert(
  trx: Trx,
  tenantId: string,
  table: Written,
  columns: readonly string[],
  conflict: readonly string[],
  rows: readonly object[],
  also: readonly RawBuilder<unknown>[] = [],
): Promise<void> {
  if (!rows.length) return;
  const names = sql.join(columns.map((name) => sql.ref(name)));
  const set = [
    ...columns.filter((name) => !conflict.includes(name)).map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`),
    ...also,
  ];
  await sql`insert into ${sql.table(table)} (tenant_id, ${names})
    select ${tenantId}::uuid, ${names} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)
    on conflict (tenant_id, ${sql.join(conflict.map((name) => sql.ref(name)))})
    do ${set.length ? sql`update set ${sql.join(set)}` : sql`nothing`}`.execute(trx);
}

const raised = (table: Written) => sql`version = ${sql.table(table)}.version + 1`;

/**
 * Writes a whole edition in five statements, whatever its size; rows whose id is there already take the new values and
 * their version rises. What is no longer wanted is removed with `removeFromEdition` before.
 */
export async function writeEdition(trx: Trx, tenantId: string, rows: EditionRows, now: Date): Promise<void> {
  await upsert(trx, tenantId, 'concept_node', nodeColumns, ['id'], rows.nodes, [raised('concept_node')]);
  await upsert(trx, tenantId, 'concept_recommendation', recommendationColumns, ['id'], rows.recommendations, [
    raised('concept_recommendation'),
    sql`updated_at = ${now}`,
  ]);
  await upsert(trx, tenantId, 'concept_step', stepColumns, ['id'], rows.steps, [raised('concept_step')]);
  await upsert(trx, tenantId, 'concept_adoption', adoptionColumns, ['recommendation_id', 'town'], rows.adoptions, [
    raised('concept_adoption'),
    sql`updated_at = ${now}`,
  ]);
  await upsert(trx, tenantId, 'concept_dependency', dependencyColumns, ['recommendation_id', 'needs_id'], rows.dependencies);
}
