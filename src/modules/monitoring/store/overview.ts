import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { Indicator, Texts } from '../model/indicator.ts';

export interface DataNumbers {
  readonly indicators: number;
  /** Figures that the accepted imports brought. */
  readonly observations: number;
  /** Contradictions that nobody has explained yet. */
  readonly findings: number;
  /** Imports that wait for a person. */
  readonly waiting: number;
}

export async function dataNumbers(trx: Trx): Promise<DataNumbers> {
  const { rows } = await sql<DataNumbers>`select
    (select count(*)::int from monitoring_indicator where state <> 'retired') as indicators,
    (select coalesce(sum((preview -> 'outcome' ->> 'added')::bigint), 0) from monitoring_import where state = 'accepted') as observations,
    (select count(*)::int from monitoring_finding where gone_at is null and explained_at is null) as findings,
    (select count(*)::int from monitoring_import where state in ('ready', 'mapping')) as waiting`.execute(trx);
  return rows[0] ?? { indicators: 0, observations: 0, findings: 0, waiting: 0 };
}

/** Indicators whose next figures are due until a day. */
export async function listDue(trx: Trx, until: string): Promise<Pick<Indicator, 'key' | 'names' | 'nextUpdateOn'>[]> {
  const rows = await trx
    .selectFrom('monitoring_indicator')
    .select(['key', 'names', 'next_update_on'])
    .where('next_update_on', '<=', until)
    .where('state', '<>', 'retired')
    .orderBy('next_update_on')
    .orderBy('key')
    .limit(30)
    .execute();
  return rows.map(({ key, names, next_update_on }) => ({ key, names: names as Texts, nextUpdateOn: next_update_on }));
}
