import { type Selectable, sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import type { Heard, RecordDetails, RecordKind, RunRecord } from '../../model/exchange/run.ts';
import type { Side } from '../../model/exchange/three-way.ts';

function toRecord(row: Selectable<Tables['directory_run_record']>): RunRecord {
  return {
    position: row.position,
    place: row.place,
    externalId: row.external_id,
    kind: row.kind as RecordKind,
    entryId: row.entry_id,
    name: row.name,
    content: row.content as unknown as Heard,
    details: row.details as unknown as RecordDetails,
    decision: row.decision,
    fields: row.fields as Record<string, Side>,
  };
}

export async function insertRecords(
  trx: Trx,
  tenantId: string,
  runId: string,
  records: readonly Omit<RunRecord, 'decision' | 'fields'>[],
): Promise<void> {
  if (!records.length) return;
  const column = <T>(of: (one: (typeof records)[number]) => T) => records.map(of);
  await sql`insert into directory_run_record (tenant_id, run_id, position, place, external_id, kind, entry_id, name, content, details)
    select ${tenantId}::uuid, ${runId}::uuid, position, place, external_id, kind, entry_id, name, content::jsonb, details::jsonb
    from unnest(${column((one) => one.position)}::int[], ${column((one) => one.place)}::int[], ${column((one) => one.externalId)}::text[],
      ${column((one) => one.kind)}::text[], ${column((one) => one.entryId)}::uuid[], ${column((one) => one.name)}::text[],
      ${column((one) => JSON.stringify(one.content))}::text[], ${column((one) => JSON.stringify(one.details))}::text[])
      as fresh (position, place, external_id, kind, entry_id, name, content, details)`.execute(trx);
}

export async function deleteRecords(trx: Trx, runId: string): Promise<void> {
  await trx.deleteFrom('directory_run_record').where('run_id', '=', runId).execute();
}

/** Records of a kind from a position on, along `directory_run_record_kind`. */
export async function listRecords(
  trx: Trx,
  runId: string,
  kinds: readonly RecordKind[],
  page: { readonly after?: number; readonly limit: number; readonly conflicts?: boolean },
): Promise<RunRecord[]> {
  const rows = await trx
    .selectFrom('directory_run_record')
    .selectAll()
    .where('run_id', '=', runId)
    .where('kind', 'in', [...kinds])
    .where('position', '>', page.after ?? -1)
    .$if(page.conflicts === true, (query) => query.where(sql<boolean>`details @> '{"differences": [{"conflict": true}]}'`))
    .orderBy('position')
    .limit(page.limit)
    .execute();
  return rows.map(toRecord);
}

export async function countRecords(trx: Trx, runId: string): Promise<ReadonlyMap<RecordKind, number>> {
  const rows = await trx
    .selectFrom('directory_run_record')
    .select(['kind', sql<number>`count(*)::int`.as('count')])
    .where('run_id', '=', runId)
    .groupBy('kind')
    .execute();
  return new Map(rows.map(({ kind, count }) => [kind as RecordKind, count]));
}

/** How many were decided, of those about which somebody is asked. */
export async function countDecided(trx: Trx, runId: string): Promise<{ readonly doubtful: number; readonly gone: number }> {
  const row = await trx
    .selectFrom('directory_run_record')
    .select([
      sql<number>`count(*) filter (where kind = 'doubtful' and decision is not null)::int`.as('doubtful'),
      sql<number>`count(*) filter (where kind = 'gone' and decision = 'remove')::int`.as('gone'),
    ])
    .where('run_id', '=', runId)
    .executeTakeFirstOrThrow();
  return row;
}

export async function findRecords(trx: Trx, runId: string, positions: readonly number[]): Promise<RunRecord[]> {
  if (!positions.length) return [];
  const rows = await trx
    .selectFrom('directory_run_record')
    .selectAll()
    .where('run_id', '=', runId)
    .where('position', 'in', [...positions])
    .orderBy('position')
    .execute();
  return rows.map(toRecord);
}

export async function saveDecisions(
  trx: Trx,
  runId: string,
  choices: readonly {
    readonly position: number;
    readonly decision: string | null;
    readonly fields: Readonly<Record<string, Side>>;
  }[],
): Promise<void> {
  if (!choices.length) return;
  await sql`update directory_run_record record set decision = chosen.decision, fields = chosen.fields::jsonb
    from unnest(${choices.map((one) => one.position)}::int[], ${choices.map((one) => one.decision)}::text[], ${choices.map((one) => JSON.stringify(one.fields))}::text[])
      as chosen (position, decision, fields)
    where record.run_id = ${runId} and record.position = chosen.position`.execute(trx);
}

/** One decision for all of a kind at once. */
export async function decideAll(trx: Trx, runId: string, kind: 'doubtful' | 'gone', decision: string | null): Promise<void> {
  await trx.updateTable('directory_run_record').set({ decision }).where('run_id', '=', runId).where('kind', '=', kind).execute();
}

/** A doubtful record has become one of an entry of ours, with what the two say differently. */
export async function rewriteRecords(
  trx: Trx,
  runId: string,
  records: readonly Pick<RunRecord, 'position' | 'kind' | 'entryId' | 'content' | 'details'>[],
): Promise<void> {
  if (!records.length) return;
  await sql`update directory_run_record record set kind = fresh.kind, entry_id = fresh.entry_id, content = fresh.content::jsonb,
      details = fresh.details::jsonb, decision = null
    from unnest(${records.map((one) => one.position)}::int[], ${records.map((one) => one.kind)}::text[], ${records.map((one) => one.entryId)}::uuid[],
      ${records.map((one) => JSON.stringify(one.content))}::text[], ${records.map((one) => JSON.stringify(one.details))}::text[])
      as fresh (position, kind, entry_id, content, details)
    where record.run_id = ${runId} and record.position = fresh.position`.execute(trx);
}

/** Entries that records of the run already are. */
export async function claimedEntries(trx: Trx, runId: string): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('directory_run_record')
    .select('entry_id')
    .where('run_id', '=', runId)
    .where('entry_id', 'is not', null)
    .execute();
  return new Set(rows.map((row) => row.entry_id as string));
}

/** The same side for all fields that both changed, in all records of a run. */
export async function settleConflicts(trx: Trx, runId: string, side: Side): Promise<void> {
  await sql`update directory_run_record record set fields = record.fields || (
      select coalesce(jsonb_object_agg(one ->> 'unit', ${side}::text), '{}') from jsonb_array_elements(record.details -> 'differences') one
      where (one ->> 'conflict')::boolean)
    where run_id = ${runId} and kind = 'changed' and details @> '{"differences": [{"conflict": true}]}'`.execute(trx);
}
