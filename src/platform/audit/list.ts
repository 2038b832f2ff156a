import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';

/** What the log is searched for; every part is optional. */
export interface AuditFilter {
  readonly action?: string | undefined;
  /** Account id. */
  readonly actor?: string | undefined;
  readonly subjectType?: string | undefined;
  readonly subjectId?: string | undefined;
  /** ISO dates, both included, in Berlin. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface ListedLine {
  readonly sequence: number;
  readonly at: Date;
  readonly actorKind: 'visitor' | 'user' | 'system';
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  /** Hexadecimal. */
  readonly hash: string;
}

const startOfDay = (date: string, days = 0) =>
  sql<Date>`((${date}::date + ${days}::integer)::timestamp at time zone 'Europe/Berlin')`;

function applyFilter<O>(query: SelectQueryBuilder<Tables, 'audit_entry', O>, tenantId: string, filter: AuditFilter) {
  let found = query.where('tenant_id', '=', tenantId).where('sequence', 'is not', null);
  if (filter.action) found = found.where('action', '=', filter.action);
  if (filter.actor) found = found.where('actor_id', '=', filter.actor);
  if (filter.subjectType) found = found.where('subject_type', '=', filter.subjectType);
  if (filter.subjectId) found = found.where('subject_id', '=', filter.subjectId);
  if (filter.from) found = found.where('at', '>=', startOfDay(filter.from));
  if (filter.to) found = found.where('at', '<', startOfDay(filter.to, 1));
  return found;
}

/**
 * Lines from the newest to the oldest: those before or after a number, or the newest. Rides on the unique index
 * (tenant_id, sequence), or on the filter's own, which all end with the number.
 */
export async function listLines(
  trx: Trx,
  tenantId: string,
  filter: AuditFilter,
  page: { before?: number | undefined; after?: number | undefined; limit: number },
): Promise<ListedLine[]> {
  let query = applyFilter(trx.selectFrom('audit_entry').selectAll(), tenantId, filter).limit(page.limit);
  if (page.before !== undefined) query = query.where('sequence', '<', page.before);
  if (page.after !== undefined) query = query.where('sequence', '>', page.after);
  const rows = await query.orderBy('sequence', page.after === undefined ? 'desc' : 'asc').execute();
  const lines = rows.map((row) => ({
    sequence: row.sequence ?? 0,
    at: row.at ?? new Date(0),
    actorKind: row.actor_kind as ListedLine['actorKind'],
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    details: row.details as Record<string, unknown>,
    requestId: row.request_id,
    hash: row.hash?.toString('hex') ?? '',
  }));
  return page.after === undefined ? lines : lines.reverse();
}

/** The actions that occur, each found by one step down the index (tenant_id, action, sequence): no scan of the log. */
export async function listActions(trx: Trx, tenantId: string): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`
    with recursive found as (
      (select action from audit_entry where tenant_id = ${tenantId} order by action limit 1)
      union all
      select (select action from audit_entry where tenant_id = ${tenantId} and action > found.action order by action limit 1)
      from found where found.action is not null
    ) select action from found where action is not null`.execute(trx);
  return rows.map(({ action }) => action);
}

export interface ChainState {
  /** Number of the last line. */
  readonly lines: number;
  readonly sealed: number;
  readonly sealedAt: Date | null;
}

export async function readChainState(trx: Trx, tenantId: string): Promise<ChainState> {
  const head = await trx.selectFrom('audit_head').select('sequence').where('tenant_id', '=', tenantId).executeTakeFirst();
  const seal = await trx
    .selectFrom('audit_seal')
    .select(['sequence', 'sealed_at'])
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return { lines: head?.sequence ?? 0, sealed: seal?.sequence ?? 0, sealedAt: seal?.sealed_at ?? null };
}
