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

/**
 * The figures that do not fit in the open findings about some indicators, off by more than a thousandth: the first of each, and
 * of what an office has not delivered all places. Jumps and revisions are questions, no contradictions. There are some dozens.
 */
export async function readContradicted(trx: Trx, indicatorIds: readonly string[]): Promise<ContradictedFigure[]> {
  if (!indicatorIds.length) return [];
  const { rows } = await sql<ContradictedFigure>`
    select figure ->> 'indicator' as indicator, figure ->> 'source' as source, figure ->> 'territory' as territory,
      figure ->> 'period' as period, figure ->> 'breakdown' as breakdown, figures ->> 'detail' as detail
    from monitoring_finding
    cross join lateral jsonb_array_elements(figures -> 'figures') with ordinality as named (figure, place)
    where indicator_id = any(${indicatorIds}) and gone_at is null
      and rule not in ('jump', 'revision') and figures ->> 'severity' = 'large'
      and (place = 1 or (figures ->> 'detail' = 'nothing' and figure ->> 'marker' = '-'))
    limit 1000`.execute(trx);
  return rows;
}
