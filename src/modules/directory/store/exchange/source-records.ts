import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { Side } from '../../model/exchange/three-way.ts';
import type { Values } from '../../model/exchange/units.ts';

/** Which entry of ours a record of theirs is, and what they said last. */
export interface SourceRecord {
  readonly externalId: string;
  readonly entryId: string;
  readonly content: Values;
  readonly decisions: Readonly<Record<string, Side>>;
  readonly runId: string | null;
  readonly missingSince: string | null;
  readonly undone: boolean;
}

const columns = [
  'external_id as externalId',
  'entry_id as entryId',
  'content',
  'decisions',
  'run_id as runId',
  'missing_since as missingSince',
  'undone',
] as const;

/** All records of a source; a run holds at most twenty thousand. */
export async function listSourceRecords(trx: Trx, sourceId: string): Promise<SourceRecord[]> {
  return (await trx
    .selectFrom('directory_source_record')
    .select(columns)
    .where('source_id', '=', sourceId)
    .orderBy('external_id')
    .execute()) as unknown as SourceRecord[];
}

export async function upsertSourceRecords(
  trx: Trx,
  tenantId: string,
  sourceId: string,
  records: readonly SourceRecord[],
): Promise<void> {
  if (!records.length) return;
  const column = <T>(of: (one: SourceRecord) => T) => records.map(of);
  await sql`insert into directory_source_record (tenant_id, source_id, external_id, entry_id, content, decisions, run_id, missing_since, undone)
    select ${tenantId}::uuid, ${sourceId}::uuid, external_id, entry_id, content::jsonb, decisions::jsonb, run_id, missing_since, undone
    from unnest(${column((one) => one.externalId)}::text[], ${column((one) => one.entryId)}::uuid[], ${column((one) => JSON.stringify(one.content))}::text[],
      ${column((one) => JSON.stringify(one.decisions))}::text[], ${column((one) => one.runId)}::uuid[], ${column((one) => one.missingSince)}::date[],
      ${column((one) => one.undone)}::boolean[])
      as fresh (external_id, entry_id, content, decisions, run_id, missing_since, undone)
    on conflict (tenant_id, source_id, external_id) do update set entry_id = excluded.entry_id, content = excluded.content,
      decisions = excluded.decisions, run_id = excluded.run_id, missing_since = excluded.missing_since, undone = excluded.undone`.execute(
    trx,
  );
}

export async function deleteSourceRecords(trx: Trx, sourceId: string, externalIds: readonly string[]): Promise<void> {
  if (externalIds.length)
    await sql`delete from directory_source_record where source_id = ${sourceId} and external_id = any(${[...externalIds]}::text[])`.execute(
      trx,
    );
}

/** Records with decisions that stay, for showing and forgetting them; by name of the entry. */
export async function listDecided(
  trx: Trx,
  sourceId: string,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ externalId: string; entryId: string; name: string; decisions: Readonly<Record<string, Side>> }[]> {
  return (await trx
    .selectFrom('directory_source_record as record')
    .innerJoin('directory_entry as entry', 'entry.id', 'record.entry_id')
    .select(['record.external_id as externalId', 'record.entry_id as entryId', 'entry.name', 'record.decisions'])
    .where('record.source_id', '=', sourceId)
    .where(sql<boolean>`record.decisions <> '{}'`)
    .$if(page.after !== undefined, (query) => query.where('record.external_id', '>', page.after as string))
    .orderBy('record.external_id')
    .limit(page.limit)
    .execute()) as never;
}

export async function forgetDecisions(trx: Trx, sourceId: string, externalId: string): Promise<boolean> {
  const result = await trx
    .updateTable('directory_source_record')
    .set({ decisions: '{}' })
    .where('source_id', '=', sourceId)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}
