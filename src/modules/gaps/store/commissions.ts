import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { Told } from '../model/evidence.ts';
import type { Cell } from '../model/filter.ts';

export const commissionStates = ['open', 'closed'] as const;
export type CommissionState = (typeof commissionStates)[number];

/** What the board said on the day of the commission. */
export interface StoredEvidence {
  readonly offers: number;
  readonly kilometres: number;
  readonly bookable: boolean;
  readonly weeks: number;
  readonly searches: Told;
  readonly outside: Told;
  readonly corrections: number;
  readonly people: number | null;
}

export interface Commission extends Cell {
  readonly id: string;
  readonly reason: string;
  readonly taskId: string | null;
  /** ISO day. */
  readonly dueOn: string | null;
  readonly state: CommissionState;
  readonly evidence: StoredEvidence;
  readonly version: number;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
}

const rows = (trx: Trx) =>
  trx
    .selectFrom('gap_commission')
    .select([
      'id',
      'topic',
      'language',
      'target',
      'town',
      'reason',
      'task_id as taskId',
      'due_on as dueOn',
      'state',
      'evidence',
      'version',
      'created_at as createdAt',
      'closed_at as closedAt',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];
const toCommission = (row: Row): Commission => ({
  ...row,
  state: row.state as CommissionState,
  evidence: row.evidence as unknown as StoredEvidence,
});

/** Adds a commission under the id that its form carried; false: it was sent before. */
export async function insertCommission(
  trx: Trx,
  row: Cell &
    Pick<Commission, 'id' | 'reason' | 'taskId' | 'dueOn' | 'evidence'> & {
      readonly tenantId: string;
      readonly createdBy: string | null;
      readonly at: Date;
    },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('gap_commission')
    .values({
      tenant_id: row.tenantId,
      id: row.id,
      topic: row.topic,
      language: row.language,
      target: row.target,
      town: row.town,
      reason: row.reason,
      task_id: row.taskId,
      due_on: row.dueOn,
      evidence: JSON.stringify(row.evidence),
      created_by: row.createdBy,
      created_at: row.at,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function findCommission(trx: Trx, id: string): Promise<Commission | undefined> {
  const row = await rows(trx).where('id', '=', id).executeTakeFirst();
  return row && toCommission(row);
}

/** The commission, kept from everybody else until the transaction ends. */
export async function lockCommission(trx: Trx, id: string): Promise<Commission | undefined> {
  const row = await rows(trx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toCommission(row);
}

/** Towns whose commissions are listed; those for the whole district belong to everybody. */
export type Towns = 'district' | readonly string[];

const inTowns = (towns: Towns) =>
  towns === 'district' ? sql<boolean>`true` : sql<boolean>`town = any(${['', ...towns]}::text[])`;

const cursorPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Commissions, the newest first: ids are in the order of time. Rides on the primary key. */
export async function listCommissions(
  trx: Trx,
  filter: { readonly towns: Towns; readonly state?: CommissionState | undefined },
  after: string | undefined,
  limit: number,
): Promise<Commission[]> {
  const { state } = filter;
  const found = await rows(trx)
    .where(inTowns(filter.towns))
    .$if(state !== undefined, (query) => query.where('state', '=', state as string))
    .$if(cursorPattern.test(after ?? ''), (query) => query.where('id', '<', after as string))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return found.map(toCommission);
}

/** Earlier commissions of the same topic and town, whatever the language and group. */
export async function listCommissionsOf(trx: Trx, cell: Pick<Cell, 'topic' | 'town'>): Promise<Commission[]> {
  const found = await rows(trx)
    .where('topic', '=', cell.topic)
    .where('town', '=', cell.town)
    .orderBy('id', 'desc')
    .limit(20)
    .execute();
  return found.map(toCommission);
}

/** Open commissions whose day has passed, the oldest first. */
export async function listLate(trx: Trx, towns: Towns, today: string, limit: number): Promise<Commission[]> {
  const found = await rows(trx)
    .where(inTowns(towns))
    .where('state', '=', 'open')
    .where('due_on', '<', today)
    .orderBy('due_on')
    .orderBy('id')
    .limit(limit)
    .execute();
  return found.map(toCommission);
}

export async function saveState(trx: Trx, id: string, state: CommissionState, at: Date): Promise<void> {
  await trx
    .updateTable('gap_commission')
    .set({ state, closed_at: state === 'closed' ? at : null, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute();
}

export async function countOpen(trx: Trx, towns: Towns): Promise<number> {
  const { count } = await trx
    .selectFrom('gap_commission')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where(inTowns(towns))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return Number(count);
}
