import { type Insertable, sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';

export interface StoredTarget {
  readonly id: string;
  /** Key of the indicator. */
  readonly indicator: string;
  readonly territory: string;
  readonly breakdown: string;
  readonly year: number;
  readonly value: number;
  readonly source: string;
  readonly version: number;
}

const columns = [
  't.id',
  'i.key as indicator',
  't.territory',
  't.breakdown',
  't.year',
  't.value',
  't.source',
  't.version',
] as const;

const selected = (trx: Trx) =>
  trx
    .selectFrom('monitoring_target as t')
    .innerJoin('monitoring_indicator as i', (join) =>
      join.onRef('i.tenant_id', '=', 't.tenant_id').onRef('i.id', '=', 't.indicator_id'),
    )
    .select(columns);

/** All targets of the district in the order of the indicators' page; a few dozen, bounded. */
export async function listAllTargets(trx: Trx, limit: number): Promise<StoredTarget[]> {
  return selected(trx).orderBy('i.position').orderBy('i.key').orderBy('t.territory').orderBy('t.year').limit(limit).execute();
}

export async function findTarget(trx: Trx, id: string): Promise<StoredTarget | undefined> {
  return selected(trx).where('t.id', '=', id).forUpdate('t').executeTakeFirst();
}

/** Whether another target of the same indicator, place, breakdown and year is there. */
export async function isTargetTaken(
  trx: Trx,
  row: Pick<Insertable<Tables['monitoring_target']>, 'indicator_id' | 'territory' | 'breakdown' | 'year'>,
  exceptId: string | null,
): Promise<boolean> {
  const found = await trx
    .selectFrom('monitoring_target')
    .select('id')
    .where('indicator_id', '=', row.indicator_id)
    .where('territory', '=', row.territory)
    .where('breakdown', '=', row.breakdown ?? '')
    .where('year', '=', row.year)
    .$if(exceptId !== null, (query) => query.where('id', '!=', exceptId as string))
    .executeTakeFirst();
  return found !== undefined;
}

export async function insertTarget(trx: Trx, row: Insertable<Tables['monitoring_target']>): Promise<void> {
  await trx.insertInto('monitoring_target').values(row).execute();
}

export async function updateTarget(
  trx: Trx,
  id: string,
  row: Omit<Insertable<Tables['monitoring_target']>, 'tenant_id' | 'id'>,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('monitoring_target')
    .set({ ...row, version: sql<number>`version + 1`, updated_at: now })
    .where('id', '=', id)
    .execute();
}

export async function deleteTarget(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('monitoring_target').where('id', '=', id).execute();
}
