import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/** What there is of an indicator from one source. */
export interface HoldingRow {
  readonly indicatorId: string;
  readonly sourceId: string;
  readonly firstPeriod: string;
  readonly lastPeriod: string;
  readonly territories: readonly string[];
  readonly breakdowns: readonly string[];
  /** When the oldest and the newest of its imports were accepted; null: none was accepted yet. */
  readonly issued: Date | null;
  readonly modified: Date | null;
}

/** What there is of all indicators, one row per source: first and last period of each series through the key of observations. */
export async function listHoldings(trx: Trx): Promise<HoldingRow[]> {
  const { rows } = await sql<HoldingRow>`
    select s.indicator_id as "indicatorId", s.source_id as "sourceId", min(o.first) as "firstPeriod", max(o.last) as "lastPeriod",
      array_agg(distinct s.territory) as territories, array_agg(distinct s.breakdown) as breakdowns,
      min(i.accepted_at) as issued, max(i.accepted_at) as modified
    from monitoring_series s
    cross join lateral (
      select min(o.period) as first, max(o.period) as last, min(o.import_id::text) as oldest, max(o.import_id::text) as newest
      from monitoring_observation o where o.tenant_id = s.tenant_id and o.series_id = s.id
    ) o
    left join monitoring_import i on i.tenant_id = s.tenant_id and i.id in (o.oldest::uuid, o.newest::uuid)
    where o.first is not null
    group by s.indicator_id, s.source_id`.execute(trx);
  return rows;
}
