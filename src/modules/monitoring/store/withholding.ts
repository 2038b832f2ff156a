import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/** A revision of a figure, as disclosure control looks at it. */
export interface RevisionRow {
  /** As text: 63 bits do not fit a number. */
  readonly seriesId: string;
  readonly importId: string;
  readonly sourceId: string;
  readonly territory: string;
  readonly breakdown: string;
  readonly value: number | null;
  readonly withheld: number | null;
  /** When it became known; null: its import is not accepted yet (the very transaction that accepts it). */
  readonly from: Date | null;
  /** When a newer one became known; `current` is true where there is none. */
  readonly until: Date | null;
  readonly current: boolean;
}

/** Periods of which the indicator has figures, in no order of time. */
export async function listPeriods(trx: Trx, indicatorId: string): Promise<string[]> {
  const { rows } = await sql<{ period: string }>`
    select distinct o.period
    from monitoring_series s
    join monitoring_observation o on o.tenant_id = s.tenant_id and o.series_id = s.id
    where s.indicator_id = ${indicatorId}
    order by o.period`.execute(trx);
  return rows.map(({ period }) => period);
}

/** All revisions of an indicator's figures of one period, through the series' index. */
export async function listRevisions(trx: Trx, indicatorId: string, period: string): Promise<RevisionRow[]> {
  const { rows } = await sql<RevisionRow>`
    select s.id::text as "seriesId", o.import_id as "importId", s.source_id as "sourceId", s.territory, s.breakdown, o.value, o.withheld,
      i.accepted_at as "from", n.accepted_at as "until", o.superseded_by is null as current
    from monitoring_series s
    join monitoring_observation o on o.tenant_id = s.tenant_id and o.series_id = s.id and o.period = ${period}
    left join monitoring_import i on i.tenant_id = o.tenant_id and i.id = o.import_id
    left join monitoring_import n on n.tenant_id = o.tenant_id and n.id = o.superseded_by
    where s.indicator_id = ${indicatorId}
    order by s.territory, s.breakdown, s.source_id, i.accepted_at nulls last, o.import_id`.execute(trx);
  return rows;
}

/** Territory and breakdown of the cells of a period that are withheld in any source or revision. */
export async function listWithheld(
  trx: Trx,
  indicatorId: string,
  period: string,
): Promise<{ territory: string; breakdown: string }[]> {
  const { rows } = await sql<{ territory: string; breakdown: string }>`
    select distinct s.territory, s.breakdown
    from monitoring_series s
    join monitoring_observation o on o.tenant_id = s.tenant_id and o.series_id = s.id and o.period = ${period}
    where s.indicator_id = ${indicatorId} and o.withheld is not null`.execute(trx);
  return rows;
}

/** Writes what changed; `withheld` null: shown. */
export async function writeWithheld(
  trx: Trx,
  period: string,
  changes: readonly { readonly seriesId: string; readonly importId: string; readonly withheld: number | null }[],
): Promise<void> {
  if (!changes.length) return;
  await sql`
    update monitoring_observation o set withheld = c.withheld
    from unnest(
      ${changes.map(({ seriesId }) => seriesId)}::bigint[],
      ${changes.map(({ importId }) => importId)}::uuid[],
      ${changes.map(({ withheld }) => withheld)}::smallint[]
    ) as c (series_id, import_id, withheld)
    where o.series_id = c.series_id and o.import_id = c.import_id and o.period = ${period}`.execute(trx);
}

/** Shows everything of an indicator that is not under disclosure control any more. */
export async function clearWithheld(trx: Trx, indicatorId: string): Promise<void> {
  await sql`
    update monitoring_observation o set withheld = null
    from monitoring_series s
    where s.tenant_id = o.tenant_id and s.id = o.series_id and s.indicator_id = ${indicatorId} and o.withheld is not null`.execute(
    trx,
  );
}
