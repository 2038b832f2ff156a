import { sql } from 'kysely';
import { copyInto, type Trx } from '#platform/database';
import type { Marker } from '../model/vocabulary.ts';

/** A row on its way into `monitoring_staged`. The names stand in the first row of a series only, and may be repeated. */
export interface StagedRow {
  /** Decimal, see `seriesId`. */
  readonly seriesId: string;
  readonly period: string;
  readonly value: number | null;
  readonly marker: Marker | null;
  readonly quality: string | null;
  readonly row: number | null;
  readonly names: { indicatorId: string; sourceId: string; territory: string; breakdown: string } | null;
}

const special = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string =>
  special.test(text) ? text.replaceAll(/[\\\t\n\r]/g, (sign) => escapes[sign] as string) : text;
const optional = (text: string | null): string => (text === null ? '\\N' : escaped(text));

/** One line of COPY's text format. */
export function stagedLine({ seriesId, period, value, marker, quality, row, names }: StagedRow): string {
  const fact = `${seriesId}\t${period}\t${value ?? '\\N'}\t${marker ?? '\\N'}\t${quality === null ? '\\N' : escaped(quality)}\t${row ?? '\\N'}`;
  if (!names) return `${fact}\t\\N\t\\N\t\\N\t\\N\n`;
  return `${fact}\t${names.indicatorId}\t${names.sourceId}\t${optional(names.territory)}\t${optional(names.breakdown)}\n`;
}

/**
 * Rows into a table of this transaction alone: COPY does not work on tables with row-level security, and what is stored
 * already has to be compared first.
 */
export async function stageRows(trx: Trx, chunks: AsyncIterable<Buffer>): Promise<number> {
  // Two million rows take a minute; the pool's limit is for pages.
  await sql`set local statement_timeout = '30min'`.execute(trx);
  await sql`set local work_mem = '64MB'`.execute(trx);
  await sql`drop table if exists pg_temp.monitoring_staged`.execute(trx);
  await sql`create temporary table monitoring_staged (
    series_id bigint not null, period text not null, value double precision, marker text, quality text, file_row integer,
    indicator_id uuid, source_id uuid, territory text, breakdown text
  ) on commit drop`.execute(trx);
  const count = await copyInto(trx, 'copy pg_temp.monitoring_staged from stdin', chunks);
  // The server keeps no statistics of such tables by itself, and would plan for a thousand rows.
  await sql`analyze monitoring_staged`.execute(trx);
  return count;
}

/** Whether anything is stored of these indicators; without, nothing has to be compared. */
export async function hasObservations(trx: Trx, indicatorIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (
    select from monitoring_series s where s.indicator_id = any(${indicatorIds}::uuid[])
      and exists (select from monitoring_observation o where o.tenant_id = s.tenant_id and o.series_id = s.id)
  ) as found`.execute(trx);
  return rows[0]?.found ?? false;
}

/** @returns false when two different series have one id: nothing of it may be stored */
export async function insertSeries(trx: Trx, tenantId: string): Promise<boolean> {
  await sql`insert into monitoring_series (tenant_id, id, indicator_id, source_id, territory, breakdown)
    select ${tenantId}, series_id, indicator_id, source_id, territory, breakdown
    from monitoring_staged where indicator_id is not null
    on conflict (tenant_id, id) do nothing`.execute(trx);
  const { rows } = await sql<{ collision: boolean }>`select exists (
    select from monitoring_staged t join monitoring_series s on s.tenant_id = ${tenantId} and s.id = t.series_id
    where t.indicator_id is not null and (s.indicator_id <> t.indicator_id or s.source_id <> t.source_id
      or s.territory <> t.territory or s.breakdown <> t.breakdown)
  ) as collision`.execute(trx);
  return !rows[0]?.collision;
}

const differs = sql`(o.value is distinct from t.value or o.marker is distinct from t.marker or o.quality is distinct from t.quality)`;

/** Earlier imports whose values this one repeats: they cannot be undone without losing what it delivered too. */
export async function repeatedImports(trx: Trx, tenantId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct o.import_id as id from monitoring_staged t
    join monitoring_observation o on o.tenant_id = ${tenantId} and o.series_id = t.series_id and o.period = t.period
    where o.superseded_by is null and not ${differs}`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Current values that the staged rows revise are marked as superseded; returns their number. */
export async function supersede(trx: Trx, tenantId: string, importId: string): Promise<number> {
  const { numAffectedRows } = await sql`update monitoring_observation o set superseded_by = ${importId}
    from monitoring_staged t
    where o.tenant_id = ${tenantId} and o.series_id = t.series_id and o.period = t.period and o.superseded_by is null
      and ${differs}`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** Staged rows without a current value become observations. In the order of the key, so that its index grows at one end. */
export async function insertObservations(trx: Trx, tenantId: string, importId: string, compare: boolean): Promise<number> {
  const missing = compare
    ? sql`where not exists (select from monitoring_observation o where o.tenant_id = ${tenantId} and o.series_id = t.series_id
        and o.period = t.period and o.superseded_by is null)`
    : sql``;
  const { numAffectedRows } = await sql`insert into monitoring_observation
      (tenant_id, series_id, period, import_id, value, marker, quality, file_row)
    select ${tenantId}, series_id, period, ${importId}, value, marker, quality, file_row
    from monitoring_staged t ${missing} order by series_id, period`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** Staged rows that give one figure several values. */
export interface Conflict {
  readonly seriesId: string;
  readonly period: string;
  readonly values: readonly string[];
  readonly rows: readonly number[];
}

/**
 * Rows that repeat a figure are dropped; returns those that contradict it, the first twenty of them, how many there are,
 * and how many figures are left.
 */
export async function settleDuplicates(trx: Trx): Promise<{ count: number; list: readonly Conflict[]; left: number }> {
  await sql`delete from monitoring_staged a using (
      select series_id, period, min(ctid) as first from monitoring_staged group by series_id, period having count(*) > 1
    ) f, monitoring_staged b
    where a.series_id = f.series_id and a.period = f.period and b.ctid = f.first and a.ctid <> f.first
      and a.value is not distinct from b.value and a.marker is not distinct from b.marker and a.quality is not distinct from b.quality
  `.execute(trx);
  const { rows } = await sql<Conflict & { total: number }>`select series_id::text as "seriesId", period,
      array_agg(coalesce(value::text, marker, '') order by file_row) as values,
      coalesce(array_agg(file_row order by file_row) filter (where file_row is not null), '{}') as rows,
      (count(*) over ())::int as total
    from monitoring_staged group by series_id, period having count(*) > 1 order by min(file_row) limit 20`.execute(trx);
  const left = await sql<{ count: number }>`select count(*)::int as count from monitoring_staged`.execute(trx);
  const list = rows.map(({ total: _, ...conflict }) => conflict);
  return { count: rows[0]?.total ?? 0, list, left: left.rows[0]?.count ?? 0 };
}
