import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/** A figure that contradicts others and is not mended; explained ones too, an explanation does not make a figure right. */
export interface ContradictedFigure {
  /** Keys. */
  readonly indicator: string;
  readonly source: string;
  readonly territory: string;
  readonly period: string;
  readonly breakdown: string;
  /** What does not fit (`findingDetails`). */
  readonly detail: string;
}

/** The figures that stand first in the open findings about some indicators, off by more than a thousandth; there are some dozens. */
export async function readContradicted(trx: Trx, indicatorIds: readonly string[]): Promise<ContradictedFigure[]> {
  if (!indicatorIds.length) return [];
  const { rows } = await sql<ContradictedFigure>`
    select figures -> 'figures' -> 0 ->> 'indicator' as indicator, figures -> 'figures' -> 0 ->> 'source' as source,
      territory, period, figures -> 'figures' -> 0 ->> 'breakdown' as breakdown, figures ->> 'detail' as detail
    from monitoring_finding
    where indicator_id = any(${indicatorIds}) and gone_at is null and figures ->> 'severity' = 'large'
    limit 1000`.execute(trx);
  return rows;
}
