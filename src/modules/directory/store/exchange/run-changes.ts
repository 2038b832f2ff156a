import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { SourceRecord } from './source-records.ts';

export const changeActions = ['added', 'changed', 'linked', 'unpublished'] as const;

/** What a run did to one entry. */
export interface RunChange {
  readonly entryId: string;
  readonly action: (typeof changeActions)[number];
  /** The version it made. */
  readonly version: number | null;
  /** The public one before it. */
  readonly versionBefore: number | null;
  readonly externalId: string | null;
  readonly recordBefore: SourceRecord | null;
}

export async function insertChanges(trx: Trx, tenantId: string, runId: string, changes: readonly RunChange[]): Promise<void> {
  if (!changes.length) return;
  const column = <T>(of: (one: RunChange) => T) => changes.map(of);
  await sql`insert into directory_run_change (tenant_id, run_id, entry_id, action, version, version_before, external_id, record_before)
    select ${tenantId}::uuid, ${runId}::uuid, entry_id, action, version, version_before, external_id, record_before::jsonb
    from unnest(${column((one) => one.entryId)}::uuid[], ${column((one) => one.action)}::text[], ${column((one) => one.version)}::int[],
      ${column((one) => one.versionBefore)}::int[], ${column((one) => one.externalId)}::text[],
      ${column((one) => (one.recordBefore ? JSON.stringify(one.recordBefore) : null))}::text[])
      as fresh (entry_id, action, version, version_before, external_id, record_before)`.execute(trx);
}

const columns = [
  'change.entry_id as entryId',
  'change.action',
  'change.version',
  'change.version_before as versionBefore',
  'change.external_id as externalId',
  'change.record_before as recordBefore',
] as const;

/** All that a run did, locked with its entries, for undoing it. */
export async function listChanges(trx: Trx, runId: string): Promise<RunChange[]> {
  return (await trx
    .selectFrom('directory_run_change as change')
    .select(columns)
    .where('run_id', '=', runId)
    .orderBy('entry_id')
    .execute()) as unknown as RunChange[];
}

export interface ShownChange extends Pick<RunChange, 'entryId' | 'action' | 'version' | 'versionBefore'> {
  readonly name: string;
  readonly kind: 'offer' | 'organisation';
}

/** What a run did, for people to look through; keyset by entry along the primary key. */
export async function listShownChanges(
  trx: Trx,
  runId: string,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<ShownChange[]> {
  return (await trx
    .selectFrom('directory_run_change as change')
    .innerJoin('directory_entry as entry', 'entry.id', 'change.entry_id')
    .select([
      'change.entry_id as entryId',
      'change.action',
      'change.version',
      'change.version_before as versionBefore',
      'entry.name',
      'entry.kind',
    ])
    .where('change.run_id', '=', runId)
    .$if(page.after !== undefined, (query) => query.where('change.entry_id', '>', page.after as string))
    .orderBy('change.entry_id')
    .limit(page.limit)
    .execute()) as ShownChange[];
}
