import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { Marker } from '../model/vocabulary.ts';

/** An observation as stored, with what its series says. */
export interface ObservationRow {
  readonly indicatorId: string;
  readonly sourceId: string;
  readonly territory: string;
  readonly breakdown: string;
  readonly period: string;
  readonly value: number | null;
  readonly marker: Marker | null;
  readonly quality: string | null;
  readonly withheld: number | null;
}

export interface ObservationFilter {
  readonly indicatorIds: readonly string[];
  /** Null: all. */
  readonly territories: readonly string[] | null;
  /** Null: all. `by:<dimension>` stands for its categories alone. */
  readonly breakdowns: readonly string[] | null;
  /** First and last year, both included. */
  readonly fromYear: number | null;
  readonly toYear: number | null;
  /** Of each series the newest only. */
  readonly newest: boolean;
  /** Of each series so many of the newest; null or left out: all. */
  readonly perSeries?: number | null;
  /** Null: as known today. */
  readonly asKnownOn: Date | null;
  readonly limit: number;
}

/**
 * Observations of some indicators in one statement, through the series' index. A cell that is withheld today is withheld
 * in all its revisions, or the older ones would tell it.
 */
export async function readObservations(trx: Trx, filter: ObservationFilter): Promise<ObservationRow[]> {
  const { indicatorIds, territories, breakdowns, fromYear, toYear, newest, perSeries, asKnownOn, limit } = filter;
  const most = newest ? 1 : perSeries;
  if (!indicatorIds.length || territories?.length === 0 || breakdowns?.length === 0) return [];
  const exact = breakdowns?.filter((one) => !one.startsWith('by:'));
  const alone = breakdowns?.filter((one) => one.startsWith('by:')).map((one) => one.slice(3));
  const known = asKnownOn
    ? sql`exists (select from monitoring_import i where i.tenant_id = o.tenant_id and i.id = o.import_id and i.accepted_at <= ${asKnownOn})
        and not exists (select from monitoring_import i where i.tenant_id = o.tenant_id and i.id = o.superseded_by and i.accepted_at <= ${asKnownOn})`
    : sql`o.superseded_by is null`;
  const { rows } = await sql<ObservationRow>`
    select s.indicator_id as "indicatorId", s.source_id as "sourceId", s.territory, s.breakdown, o.period, o.quality,
      case when o.hidden then null else o.value end as value, case when o.hidden then '.' else o.marker end as marker,
      case when o.hidden then 1 end as withheld
    from monitoring_series s
    cross join lateral (
      select o.period, o.value, o.marker, o.quality, ${
        asKnownOn
          ? sql`coalesce(o.withheld is not null or exists (select from monitoring_observation c where c.tenant_id = o.tenant_id
              and c.series_id = o.series_id and c.period = o.period and c.withheld is not null), false)`
          : sql`o.withheld is not null`
      } as hidden
      from monitoring_observation o
      where o.tenant_id = s.tenant_id and o.series_id = s.id and ${known}
        ${fromYear === null ? sql`` : sql`and o.period >= ${String(fromYear)}`}
        ${toYear === null ? sql`` : sql`and o.period < ${String(toYear + 1)}`}
      order by o.period desc
      ${most ? sql`limit ${most}` : sql``}
    ) o
    where s.indicator_id = any(${indicatorIds})
      ${territories === null ? sql`` : sql`and s.territory = any(${territories})`}
      ${
        exact && alone
          ? sql`and (s.breakdown = any(${exact}) or (position(';' in s.breakdown) = 0 and split_part(s.breakdown, '=', 1) = any(${alone})))`
          : sql``
      }
    order by s.indicator_id, s.territory, s.breakdown, s.source_id, o.period desc
    limit ${limit}`.execute(trx);
  return rows;
}
