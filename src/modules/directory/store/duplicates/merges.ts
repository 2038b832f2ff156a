import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { EntryKind } from '../entries.ts';
import { inReach, type Reach } from '../reach.ts';

/** Everything that changed hands in a merge. */
export interface Moved {
  readonly offers: readonly string[];
  readonly corrections: readonly string[];
  readonly records: readonly { readonly source: string; readonly external: string }[];
  readonly confirmations: readonly string[];
  /** Versions of the other entry that waited and were answered by the merge. */
  readonly proposals: readonly number[];
  readonly accounts: readonly { readonly userId: string; readonly role: string; readonly granted: boolean }[];
}

export interface MergeRow {
  readonly id: string;
  readonly kind: EntryKind;
  readonly keptId: string;
  readonly goneId: string;
  readonly keptName: string;
  readonly goneName: string;
  readonly keptVersionBefore: number | null;
  readonly keptVersionAfter: number;
  readonly goneVersionBefore: number | null;
  readonly moved: Moved;
  readonly mergedBy: string | null;
  readonly mergedAt: Date;
  readonly undoneAt: Date | null;
}

const columns = sql`merge.id, kept.kind, merge.kept_id as "keptId", merge.gone_id as "goneId", kept.name as "keptName", gone.name as "goneName",
  merge.kept_version_before as "keptVersionBefore", merge.kept_version_after as "keptVersionAfter",
  merge.gone_version_before as "goneVersionBefore", merge.moved, merge.merged_by as "mergedBy", merge.merged_at as "mergedAt",
  merge.undone_at as "undoneAt"
  from directory_merge merge
  join directory_entry kept on kept.tenant_id = merge.tenant_id and kept.id = merge.kept_id
  join directory_entry gone on gone.tenant_id = merge.tenant_id and gone.id = merge.gone_id`;

/** Merges, newest first; rides on `directory_merge_list`. */
export async function listMerges(trx: Trx, reach: Reach, after: string | undefined, limit: number): Promise<MergeRow[]> {
  const { rows } = await sql<MergeRow>`select ${columns} where ${inReach(reach, 'kept.town')}
    and ${after ? sql`merge.id < ${after}::uuid` : sql`true`} order by merge.id desc limit ${limit}`.execute(trx);
  return rows;
}

export async function lockMerge(trx: Trx, id: string): Promise<MergeRow | undefined> {
  const { rows } = await sql<MergeRow>`select ${columns} where merge.id = ${id}::uuid for update of merge`.execute(trx);
  return rows[0];
}

/** Merges into an entry that stand, for its own page: where its other histories are. */
export async function listMergedInto(trx: Trx, keptId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from directory_entry where merged_into = ${keptId}::uuid order by name, id limit 50`.execute(trx);
  return rows;
}

export async function insertMerge(
  trx: Trx,
  tenantId: string,
  merge: Pick<
    MergeRow,
    | 'id'
    | 'keptId'
    | 'goneId'
    | 'keptVersionBefore'
    | 'keptVersionAfter'
    | 'goneVersionBefore'
    | 'moved'
    | 'mergedBy'
    | 'mergedAt'
  >,
): Promise<void> {
  await trx
    .insertInto('directory_merge')
    .values({
      tenant_id: tenantId,
      id: merge.id,
      kept_id: merge.keptId,
      gone_id: merge.goneId,
      kept_version_before: merge.keptVersionBefore,
      kept_version_after: merge.keptVersionAfter,
      gone_version_before: merge.goneVersionBefore,
      moved: JSON.stringify(merge.moved),
      merged_by: merge.mergedBy,
      merged_at: merge.mergedAt,
    })
    .execute();
}

export async function markUndone(trx: Trx, id: string, by: string | null, at: Date): Promise<void> {
  await trx.updateTable('directory_merge').set({ undone_by: by, undone_at: at }).where('id', '=', id).execute();
}

/** Makes an entry stand for another one for good, or lets it stand for itself again. */
export async function setMergedInto(trx: Trx, goneId: string, keptId: string | null, at: Date): Promise<void> {
  await trx
    .updateTable('directory_entry')
    .set({
      merged_into: keptId,
      archived_at: keptId === null ? null : at,
      ...(keptId === null ? {} : { published_version: null }),
      updated_at: at,
    })
    .where('id', '=', goneId)
    .execute();
}

/** Slug of the public entry that stands for a merged one, however often it was merged on. */
export async function findSuccessor(trx: Trx, kind: EntryKind, slug: string): Promise<string | undefined> {
  const { rows } = await sql<{ slug: string }>`
    with recursive chain as (
      select tenant_id, id, slug, merged_into, published_version, 0 as depth from directory_entry where kind = ${kind} and slug = ${slug}
      union all
      select next.tenant_id, next.id, next.slug, next.merged_into, next.published_version, chain.depth + 1
      from chain join directory_entry next on next.tenant_id = chain.tenant_id and next.id = chain.merged_into
      where chain.depth < 20
    )
    select slug from chain where merged_into is null and depth > 0 and published_version is not null`.execute(trx);
  return rows[0]?.slug;
}
