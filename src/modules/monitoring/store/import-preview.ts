import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { ImportPreview, PreviewCell } from '../model/import.ts';
import type { Marker } from '../model/vocabulary.ts';

export type Differences = Pick<ImportPreview, 'added' | 'revised' | 'unchanged' | 'missing' | 'revisions' | 'missingFigures'>;

const mostExamples = 20;
const differs = sql`(o.value is distinct from t.value or o.marker is distinct from t.marker or o.quality is distinct from t.quality)`;

/**
 * What is staged against what is stored: through the key of the observations, series by series. Missing is what an earlier
 * edition of the same table brought; other tables of the source speak of other territories.
 */
export async function compareStaged(
  trx: Trx,
  tenantId: string,
  file: {
    readonly indicatorIds: readonly string[];
    readonly sourceId: string;
    readonly periods: readonly string[];
    readonly tableCode: string | null;
  },
): Promise<Differences> {
  const { indicatorIds, sourceId, periods, tableCode } = file;
  const joined = sql`monitoring_staged t
    left join monitoring_observation o on o.tenant_id = ${tenantId} and o.series_id = t.series_id and o.period = t.period
      and o.superseded_by is null`;
  const { rows: counts } = await sql<{ added: number; revised: number; unchanged: number }>`select
      (count(*) filter (where o.series_id is null))::int as added,
      (count(*) filter (where o.series_id is not null and ${differs}))::int as revised,
      (count(*) filter (where o.series_id is not null and not ${differs}))::int as unchanged
    from ${joined}`.execute(trx);
  const { rows: revisions } = await sql<
    PreviewCell & { before: number | null; beforeMarker: Marker | null; after: number | null; afterMarker: Marker | null }
  >`select i.key as indicator, s.territory, s.breakdown, t.period, o.value as before, o.marker as "beforeMarker",
      t.value as after, t.marker as "afterMarker"
    from ${joined}
    join monitoring_series s on s.tenant_id = ${tenantId} and s.id = t.series_id
    join monitoring_indicator i on i.tenant_id = ${tenantId} and i.id = s.indicator_id
    where o.series_id is not null and ${differs}
    order by i.position, i.key, s.territory, s.breakdown, t.period limit ${mostExamples}`.execute(trx);
  const gone = sql`from monitoring_series s
    join monitoring_observation o on o.tenant_id = s.tenant_id and o.series_id = s.id and o.superseded_by is null
    join monitoring_indicator i on i.tenant_id = s.tenant_id and i.id = s.indicator_id
    where s.indicator_id = any(${indicatorIds}::uuid[]) and s.source_id = ${sourceId} and o.period = any(${periods})
      and exists (select from monitoring_import m where m.tenant_id = o.tenant_id and m.id = o.import_id
        and m.report -> 'reading' ->> 'tableCode' is not distinct from ${tableCode})
      and not exists (select from monitoring_staged t where t.series_id = o.series_id and t.period = o.period)`;
  const { rows: missing } = await sql<{ count: number }>`select count(*)::int as count ${gone}`.execute(trx);
  const { rows: missingFigures } = await sql<PreviewCell>`select i.key as indicator, s.territory, s.breakdown, o.period ${gone}
    order by i.position, i.key, s.territory, s.breakdown, o.period limit ${mostExamples}`.execute(trx);
  return {
    added: counts[0]?.added ?? 0,
    revised: counts[0]?.revised ?? 0,
    unchanged: counts[0]?.unchanged ?? 0,
    missing: missing[0]?.count ?? 0,
    revisions: revisions.map(({ before, beforeMarker, after, afterMarker, ...cell }) => ({
      ...cell,
      before: { value: before, marker: beforeMarker },
      after: { value: after, marker: afterMarker },
    })),
    missingFigures,
  };
}
