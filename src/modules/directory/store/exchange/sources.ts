import { type Selectable, sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import {
  type Mapping,
  mappingSchema,
  type Source,
  type SourceFailure,
  type SourceKind,
  type SourceRhythm,
  type SourceSettings,
} from '../../model/exchange/source.ts';

function toSource(row: Selectable<Tables['directory_source']>): Source {
  const mapping = mappingSchema.safeParse(row.mapping);
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as SourceKind,
    url: row.url,
    every: row.every as SourceRhythm,
    mapping: mapping.success ? mapping.data : null,
    review: row.review,
    active: row.active,
    fetchedAt: row.fetched_at,
    etag: row.etag,
    lastModified: row.last_modified,
    failures: row.failures,
    failure: row.failure as SourceFailure | null,
    failedAt: row.failed_at,
    version: row.version,
  };
}

export async function findSource(trx: Trx, id: string, lock = false): Promise<Source | undefined> {
  const row = await trx
    .selectFrom('directory_source')
    .selectAll()
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  return row && toSource(row);
}

export interface SourceLine extends Source {
  readonly entries: number;
  /** Its newest run. */
  readonly run: { readonly id: string; readonly state: string; readonly createdAt: Date } | null;
}

/** A district has few sources; all of them, by name. */
export async function listSources(trx: Trx, limit = 200): Promise<SourceLine[]> {
  const rows = await trx
    .selectFrom('directory_source as source')
    .selectAll('source')
    .select([
      sql<number>`(select count(*)::int from directory_source_record record where record.tenant_id = source.tenant_id and record.source_id = source.id and not record.undone)`.as(
        'entries',
      ),
      sql<{
        id: string;
        state: string;
        at: string;
      } | null>`(select jsonb_build_object('id', run.id, 'state', run.state, 'at', run.created_at)
        from directory_run run where run.tenant_id = source.tenant_id and run.source_id = source.id order by run.created_at desc limit 1)`.as(
        'newest',
      ),
    ])
    .orderBy('source.name')
    .limit(limit)
    .execute();
  return rows.map(({ entries, newest, ...row }) => ({
    ...toSource(row),
    entries,
    run: newest && { id: newest.id, state: newest.state, createdAt: new Date(newest.at) },
  }));
}

const columnsOf = (settings: SourceSettings) => ({
  name: settings.name,
  kind: settings.kind,
  url: settings.url,
  every: settings.every,
  review: settings.review,
  active: settings.active,
});

/** False: the district has a source of this name. */
export async function insertSource(trx: Trx, tenantId: string, id: string, settings: SourceSettings): Promise<boolean> {
  const result = await trx
    .insertInto('directory_source')
    .values({ tenant_id: tenantId, id, ...columnsOf(settings), mapping: '{}' })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'name']).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows) === 1;
}

/** Undefined: somebody else changed it meanwhile. */
export async function updateSource(trx: Trx, source: Source, settings: SourceSettings): Promise<boolean> {
  // Another address or format: what the other server said of the old one means nothing any more.
  const moved = source.url !== settings.url || source.kind !== settings.kind;
  const result = await trx
    .updateTable('directory_source')
    .set((eb) => ({
      ...columnsOf(settings),
      ...(moved ? { etag: null, last_modified: null, failures: 0, failure: null, failed_at: null } : {}),
      version: eb('version', '+', 1),
      updated_at: sql<Date>`now()`,
    }))
    .where('id', '=', source.id)
    .where('version', '=', source.version)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

export async function nameTaken(trx: Trx, name: string, except: string): Promise<boolean> {
  const row = await trx
    .selectFrom('directory_source')
    .select('id')
    .where('name', '=', name)
    .where('id', '<>', except)
    .executeTakeFirst();
  return row !== undefined;
}

export async function saveMapping(trx: Trx, id: string, mapping: Mapping): Promise<void> {
  await trx
    .updateTable('directory_source')
    .set((eb) => ({ mapping: JSON.stringify(mapping), version: eb('version', '+', 1), updated_at: sql<Date>`now()` }))
    .where('id', '=', id)
    .execute();
}

/** The other server answered. */
export async function markFetched(
  trx: Trx,
  id: string,
  fetched: { readonly at: Date; readonly etag: string | null; readonly lastModified: string | null },
): Promise<void> {
  await trx
    .updateTable('directory_source')
    .set({
      fetched_at: fetched.at,
      etag: fetched.etag,
      last_modified: fetched.lastModified,
      failures: 0,
      failure: null,
      failed_at: null,
    })
    .where('id', '=', id)
    .execute();
}

export async function markFailed(trx: Trx, id: string, failure: SourceFailure, at: Date): Promise<void> {
  await trx
    .updateTable('directory_source')
    .set((eb) => ({ failures: eb('failures', '+', 1), failure: JSON.stringify(failure), failed_at: at }))
    .where('id', '=', id)
    .execute();
}

/** Sources whose turn it is: never fetched, or a day or week ago. One that failed is asked again after 2, 4, 8 … hours, a day at most. */
export async function listDueSources(trx: Trx, now: Date): Promise<Source[]> {
  // A quarter of a day of slack: the job runs at one hour, the last answer may have come minutes after it.
  const since = (hours: number) => new Date(now.getTime() - (hours - 6) * 3_600_000);
  const rows = await trx
    .selectFrom('directory_source')
    .selectAll()
    .where('active', '=', true)
    .where('url', 'is not', null)
    .where(
      sql<boolean>`(failed_at is null or failed_at < ${now}::timestamptz - least(24, power(2, least(failures, 5))) * interval '1 hour')`,
    )
    .where((eb) =>
      eb.or([
        eb.and([eb('every', '=', 'day'), eb.or([eb('fetched_at', 'is', null), eb('fetched_at', '<', since(24))])]),
        eb.and([eb('every', '=', 'week'), eb.or([eb('fetched_at', 'is', null), eb('fetched_at', '<', since(7 * 24))])]),
      ]),
    )
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map(toSource);
}
