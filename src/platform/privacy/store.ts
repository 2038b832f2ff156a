import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { answerDue, type Day } from './model.ts';
import type { Erasure } from './persons.ts';

export type RequestKind = 'access' | 'erasure';

export interface PrivacyRequest {
  readonly id: string;
  readonly kind: RequestKind;
  readonly email: string;
  readonly receivedOn: Day;
  readonly dueOn: Day;
  readonly answeredAt: Date | null;
  readonly outcome: Readonly<Record<string, Erasure>> | null;
}

export interface ListedHold {
  readonly id: string;
  readonly email: string | null;
  readonly table: string | null;
  readonly rowId: string | null;
  readonly reason: string;
  readonly placedAt: Date;
}

const columns = ['id', 'kind', 'email', 'received_on', 'due_on', 'answered_at', 'outcome'] as const;

// The date columns arrive as ISO text (see database.ts); the generated types say Date.
const toDay = (value: unknown) => String(value);

function toRequest(row: {
  id: string;
  kind: string;
  email: string;
  received_on: unknown;
  due_on: unknown;
  answered_at: Date | null;
  outcome: unknown;
}): PrivacyRequest {
  return {
    id: row.id,
    kind: row.kind as RequestKind,
    email: row.email,
    receivedOn: toDay(row.received_on),
    dueOn: toDay(row.due_on),
    answeredAt: row.answered_at,
    outcome: row.outcome as PrivacyRequest['outcome'],
  };
}

export async function insertRequest(
  trx: Trx,
  tenantId: string,
  request: { kind: RequestKind; email: string; receivedOn: Day; enteredBy: string },
  now: Date,
): Promise<string> {
  const id = uuidv7(now.getTime());
  const { kind, email, receivedOn, enteredBy } = request;
  await trx
    .insertInto('privacy_request')
    .values({
      tenant_id: tenantId,
      id,
      kind,
      email,
      received_on: receivedOn,
      due_on: answerDue(receivedOn),
      entered_by: enteredBy,
      created_at: now,
    })
    .execute();
  return id;
}

/** Open ones by their due date (index privacy_request_due), or the latest answered ones (privacy_request_answered). */
export async function listRequests(
  trx: Trx,
  tenantId: string,
  which: 'open' | 'answered',
  limit: number,
): Promise<PrivacyRequest[]> {
  const query = trx.selectFrom('privacy_request').select(columns).where('tenant_id', '=', tenantId).limit(limit);
  const rows =
    which === 'open'
      ? await query.where('answered_at', 'is', null).orderBy('due_on').orderBy('id').execute()
      : await query.where('answered_at', 'is not', null).orderBy('answered_at', 'desc').orderBy('id', 'desc').execute();
  return rows.map(toRequest);
}

const requestQuery = (trx: Trx, tenantId: string, id: string) =>
  trx.selectFrom('privacy_request').select(columns).where('tenant_id', '=', tenantId).where('id', '=', id);

export async function findRequest(trx: Trx, tenantId: string, id: string): Promise<PrivacyRequest | undefined> {
  const row = await requestQuery(trx, tenantId, id).executeTakeFirst();
  return row && toRequest(row);
}

/** The same, and nobody else answers it meanwhile. */
export async function lockRequest(trx: Trx, tenantId: string, id: string): Promise<PrivacyRequest | undefined> {
  const row = await requestQuery(trx, tenantId, id).forUpdate().executeTakeFirst();
  return row && toRequest(row);
}

export async function markAnswered(
  trx: Trx,
  tenantId: string,
  id: string,
  by: string,
  outcome: object | null,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('privacy_request')
    .set({ answered_at: now, answered_by: by, outcome: outcome && JSON.stringify(outcome) })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .execute();
}

export interface NewHold {
  readonly email: string | null;
  readonly userId: string | null;
  readonly table: string | null;
  readonly rowId: string | null;
  readonly reason: string;
}

export async function insertHold(trx: Trx, tenantId: string, hold: NewHold, by: string, now: Date): Promise<string> {
  const id = uuidv7(now.getTime());
  const { email, userId, table, rowId, reason } = hold;
  await trx
    .insertInto('privacy_hold')
    .values({
      tenant_id: tenantId,
      id,
      email,
      user_id: userId,
      table_name: table,
      row_id: rowId,
      reason,
      placed_by: by,
      placed_at: now,
    })
    .execute();
  return id;
}

/** Active ones, oldest first. Few: each is a lawsuit or a complaint. */
export async function listHolds(trx: Trx, tenantId: string): Promise<ListedHold[]> {
  const rows = await trx
    .selectFrom('privacy_hold')
    .select(['id', 'email', 'table_name', 'row_id', 'reason', 'placed_at'])
    .where('tenant_id', '=', tenantId)
    .where('released_at', 'is', null)
    .orderBy('placed_at')
    .orderBy('id')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    table: row.table_name,
    rowId: row.row_id,
    reason: row.reason,
    placedAt: row.placed_at,
  }));
}

export async function releaseHold(trx: Trx, tenantId: string, id: string, by: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('privacy_hold')
    .set({ released_at: now, released_by: by })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('released_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
