import { type RawBuilder, sql } from 'kysely';
import type { Actor, Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';

export type AuditValue = string | number | boolean | null | readonly AuditValue[] | { readonly [name: string]: AuditValue };

/** One line of the log. */
export interface AuditLine {
  /** `<subject>.<what happened>`, e.g. `offer.published`. */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string | null;
  /** Facts that explain the line; never personal data, for the log cannot forget. */
  readonly details?: Readonly<Record<string, AuditValue>>;
}

/** The chain of what concerns no district. */
export const installationChain = '00000000-0000-0000-0000-000000000000';

function values(tenantId: string, actor: Actor, requestId: string, line: AuditLine) {
  return {
    tenant_id: tenantId,
    id: uuidv7(),
    actor_kind: actor.kind,
    actor_id: actor.kind === 'user' ? actor.userId : null,
    actor_name: actor.kind === 'system' ? actor.name : null,
    action: line.action,
    subject_type: line.subjectType,
    subject_id: line.subjectId,
    details: sql`${JSON.stringify(line.details ?? {})}::jsonb` as RawBuilder<never>,
    request_id: requestId,
  };
}

/**
 * Adds one line to the district's log, in the transaction of the change it tells of: both stay or neither does.
 * The line gets its number, time and hash at the commit.
 */
export async function audit(trx: Trx, context: Context, line: AuditLine): Promise<void> {
  await trx
    .insertInto('audit_entry')
    .values(values(context.tenant.id, context.actor, context.requestId, line))
    .execute();
}

/** The same for what concerns no district: an account, a backup, a new district. */
export async function auditInstallation(trx: Trx, by: { actor: Actor; requestId: string }, line: AuditLine): Promise<void> {
  const { rows } = await sql<{ fence: string | null }>`select current_setting('app.tenant', true) as fence`.execute(trx);
  const enter = (tenantId: string) => sql`select set_config('app.tenant', ${tenantId}, true)`.execute(trx);
  await enter(installationChain);
  await trx
    .insertInto('audit_entry')
    .values(values(installationChain, by.actor, by.requestId, line))
    .execute();
  await enter(rows[0]?.fence ?? '');
}
