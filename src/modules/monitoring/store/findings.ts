import { sql } from 'kysely';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { type Finding, figuresOf, findingFiguresSchema, fingerprintOf } from '../model/finding.ts';
import type { Contradiction, FindingRule } from '../model/plausibility.ts';
import type { Marker } from '../model/vocabulary.ts';

interface FindingRow {
  readonly id: string;
  readonly rule: string;
  readonly indicator_id: string;
  readonly territory: string;
  readonly period: string;
  readonly figures: unknown;
  readonly found_at: Date;
  readonly gone_at: Date | null;
  readonly explanation: string | null;
  readonly explained_at: Date | null;
  readonly version: number;
}

const toFinding = (row: FindingRow): Finding => ({
  ...findingFiguresSchema.parse(row.figures),
  id: row.id,
  rule: row.rule as FindingRule,
  indicatorId: row.indicator_id,
  territory: row.territory,
  period: row.period,
  foundAt: row.found_at,
  goneAt: row.gone_at,
  explanation: row.explanation,
  explainedAt: row.explained_at,
  version: row.version,
});

/** All findings of the district, the newest first; there are some dozens. */
export async function listFindings(trx: Trx, { gone, limit }: { gone: boolean; limit: number }): Promise<Finding[]> {
  const rows = await trx
    .selectFrom('monitoring_finding')
    .selectAll()
    .where('gone_at', gone ? 'is not' : 'is', null)
    .orderBy('found_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toFinding);
}

/** How many are neither mended nor explained. */
export async function countOpen(trx: Trx): Promise<number> {
  const row = await trx
    .selectFrom('monitoring_finding')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('gone_at', 'is', null)
    .where('explanation', 'is', null)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** The finding, held until the transaction ends. */
export async function lockFinding(trx: Trx, id: string): Promise<Finding | undefined> {
  const row = await trx.selectFrom('monitoring_finding').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toFinding(row);
}

export async function writeExplanation(
  trx: Trx,
  id: string,
  explained: { text: string | null; by: string | null; at: Date },
): Promise<void> {
  await trx
    .updateTable('monitoring_finding')
    .set((eb) => ({
      explanation: explained.text,
      explained_by: explained.by,
      explained_at: explained.at,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

export interface Synchronised {
  readonly found: number;
  readonly gone: number;
}

/**
 * Brings the stored findings of some indicators to what a run found: new ones are added, mended ones marked as gone, those
 * that are back marked as there.
 */
export async function synchroniseFindings(
  trx: Trx,
  run: {
    readonly tenantId: string;
    readonly indicatorIds: readonly string[];
    readonly found: readonly { readonly indicatorId: string; readonly contradiction: Contradiction }[];
    readonly at: Date;
  },
): Promise<Synchronised> {
  const { tenantId, indicatorIds, at } = run;
  if (!indicatorIds.length) return { found: 0, gone: 0 };
  const found = new Map(run.found.map((one) => [fingerprintOf(one.contradiction), one]));
  const stored = await trx
    .selectFrom('monitoring_finding')
    .select(['id', 'fingerprint', 'gone_at'])
    .where('indicator_id', 'in', indicatorIds)
    .execute();
  const known = new Set(stored.map(({ fingerprint }) => fingerprint));
  const mended = stored.filter(({ fingerprint, gone_at }) => gone_at === null && !found.has(fingerprint));
  const back = stored.filter(({ fingerprint, gone_at }) => gone_at !== null && found.has(fingerprint));
  const added = [...found].filter(([fingerprint]) => !known.has(fingerprint));
  await setGone(trx, mended, at);
  await setGone(trx, back, null);
  for (let start = 0; start < added.length; start += 500) {
    await trx
      .insertInto('monitoring_finding')
      .values(
        added.slice(start, start + 500).map(([fingerprint, { indicatorId, contradiction }]) => ({
          tenant_id: tenantId,
          id: uuidv7(at.getTime()),
          rule: contradiction.rule,
          fingerprint,
          indicator_id: indicatorId,
          territory: contradiction.territory,
          period: contradiction.period,
          figures: JSON.stringify(figuresOf(contradiction)),
          found_at: at,
        })),
      )
      // Somebody else looks at the same figures at this moment, and has found it first.
      .onConflict((conflict) => conflict.columns(['tenant_id', 'fingerprint']).doNothing())
      .execute();
  }
  return { found: added.length + back.length, gone: mended.length };
}

async function setGone(trx: Trx, rows: readonly { readonly id: string }[], at: Date | null): Promise<void> {
  if (!rows.length) return;
  await trx
    .updateTable('monitoring_finding')
    .set((eb) => ({ gone_at: at, version: eb('version', '+', 1) }))
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
}

/** Which of some indicators have figures of their own in these territories. */
export async function observedIndicators(
  trx: Trx,
  { indicatorIds, territories }: { indicatorIds: readonly string[]; territories: readonly string[] },
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select wanted.id from unnest(${indicatorIds}::uuid[]) as wanted (id)
    where exists (select from monitoring_series s where s.indicator_id = wanted.id and s.territory = any(${territories}))`.execute(
    trx,
  );
  return new Set(rows.map(({ id }) => id));
}

/** A current value and the one before it, of figures that were revised. */
export interface RevisedRow {
  readonly indicatorId: string;
  readonly sourceId: string;
  readonly territory: string;
  readonly breakdown: string;
  readonly period: string;
  readonly value: number | null;
  readonly marker: Marker | null;
  readonly oldValue: number | null;
  readonly oldMarker: Marker | null;
}

/** Revised figures of some indicators, through the index on `superseded_by`; withheld ones are nobody's business. */
export async function listRevisions(
  trx: Trx,
  { indicatorIds, territories, limit }: { indicatorIds: readonly string[]; territories: readonly string[]; limit: number },
): Promise<RevisedRow[]> {
  if (!indicatorIds.length) return [];
  const { rows } = await sql<RevisedRow>`
    select s.indicator_id as "indicatorId", s.source_id as "sourceId", s.territory, s.breakdown, o.period,
      o.value, o.marker, old.value as "oldValue", old.marker as "oldMarker"
    from monitoring_observation old
    join monitoring_observation o on o.tenant_id = old.tenant_id and o.series_id = old.series_id and o.period = old.period
      and o.import_id = old.superseded_by and o.superseded_by is null and o.withheld is null
    join monitoring_series s on s.tenant_id = old.tenant_id and s.id = old.series_id
    where old.superseded_by is not null and s.indicator_id = any(${indicatorIds}) and s.territory = any(${territories})
    limit ${limit}`.execute(trx);
  return rows;
}

/** Which of some indicators' figures are withheld today: indicator id, source id, territory, breakdown, period. */
export async function listWithheld(
  trx: Trx,
  { indicatorIds, territories }: { indicatorIds: readonly string[]; territories: readonly string[] },
): Promise<readonly Omit<RevisedRow, 'value' | 'marker' | 'oldValue' | 'oldMarker'>[]> {
  if (!indicatorIds.length) return [];
  const { rows } = await sql<Omit<RevisedRow, 'value' | 'marker' | 'oldValue' | 'oldMarker'>>`
    select s.indicator_id as "indicatorId", s.source_id as "sourceId", s.territory, s.breakdown, o.period
    from monitoring_series s
    join monitoring_observation o on o.tenant_id = s.tenant_id and o.series_id = s.id and o.withheld is not null
    where s.indicator_id = any(${indicatorIds}) and s.territory = any(${territories})`.execute(trx);
  return rows;
}
