import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { OfferContent, OrganisationContent } from '../../model/content.ts';
import { commonFrom } from '../../model/duplicates/keys.ts';
import type { Reason } from '../../model/duplicates/score.ts';

/** An entry with the content by which it is compared: the public one, else its latest that somebody stands for. */
export interface Comparable {
  readonly id: string;
  readonly kind: 'organisation' | 'offer';
  readonly organisationId: string | null;
  /** Null: archived or merged; it has no keys and meets nobody. */
  readonly content: OfferContent | OrganisationContent | null;
}

/** Texts nobody compares, which are most of a content. */
const notCompared = ['summary', 'description', 'translations', 'source'];

const comparable = sql`entry.id, entry.kind, entry.organisation_id as "organisationId",
  case when entry.archived_at is null and entry.merged_into is null then (
    select version.content - ${notCompared}::text[] from directory_version version
    where version.tenant_id = entry.tenant_id and version.entry_id = entry.id
      and version.version = coalesce(entry.published_version, (
        select max(latest.version) from directory_version latest
        where latest.tenant_id = entry.tenant_id and latest.entry_id = entry.id and latest.state = 'proposed'))
  ) end as content`;

/** Entries that changed since their keys were worked out; rides on `directory_entry_unchecked`. */
export async function listUnchecked(trx: Trx, limit: number): Promise<Comparable[]> {
  const { rows } = await sql<Comparable>`select ${comparable} from directory_entry entry
    where duplicates_checked_at is null or duplicates_checked_at < updated_at
    order by updated_at, id limit ${limit} for update skip locked`.execute(trx);
  return rows;
}

export async function listComparable(trx: Trx, ids: readonly string[]): Promise<Comparable[]> {
  if (!ids.length) return [];
  const { rows } = await sql<Comparable>`select ${comparable} from directory_entry entry
    where id = any(${[...ids]}::uuid[])`.execute(trx);
  return rows;
}

/** Writes the keys of entries anew and marks them as looked at. */
export async function replaceKeys(
  trx: Trx,
  tenantId: string,
  entries: readonly { readonly id: string; readonly keys: readonly string[] }[],
): Promise<void> {
  const ids = entries.map(({ id }) => id);
  const rows = entries.flatMap(({ id, keys }) => keys.map((key) => ({ id, key })));
  await sql`delete from directory_duplicate_key where entry_id = any(${ids}::uuid[])`.execute(trx);
  await sql`insert into directory_duplicate_key (tenant_id, key, entry_id)
    select ${tenantId}::uuid, key, entry_id from unnest(${rows.map((row) => row.key)}::text[], ${rows.map((row) => row.id)}::uuid[]) as fresh (key, entry_id)
    on conflict do nothing`.execute(trx);
  await sql`update directory_entry set duplicates_checked_at = greatest(now(), updated_at) where id = any(${ids}::uuid[])`.execute(
    trx,
  );
}

const mostCandidates = 25;

/**
 * Pairs of entries that share a key with one of these, the ones that share most first, at most 25 for each: two range
 * scans of the primary key per key, whatever the district's size.
 */
export async function listCandidates(
  trx: Trx,
  tenantId: string,
  ids: readonly string[],
): Promise<{ first: string; second: string }[]> {
  const { rows } = await sql<{ first: string; second: string }>`
    with own as materialized (
      select entry_id, key from directory_duplicate_key where entry_id = any(${[...ids]}::uuid[])
    ), shared as materialized (
      -- A key that many of these have is looked up once.
      select asked.key, few.ids from (select distinct key from own) asked
      cross join lateral (
        select array_agg(entry_id) as ids from (
          select near.entry_id from directory_duplicate_key near
          where near.tenant_id = ${tenantId}::uuid and near.key = asked.key limit ${commonFrom + 1}
        ) first_few
      ) few
      where cardinality(few.ids) between 2 and ${commonFrom}
    ), met as (
      select own.entry_id as own, other.entry_id as other, count(*) as keys
      from own join shared on shared.key = own.key, unnest(shared.ids) other (entry_id)
      where other.entry_id <> own.entry_id
      group by own.entry_id, other.entry_id
    ), ranked as (
      select own, other, row_number() over (partition by own order by keys desc, other) as place from met
    )
    select distinct least(own, other) as first, greatest(own, other) as second from ranked where place <= ${mostCandidates}`.execute(
    trx,
  );
  return rows;
}

export interface FoundPair {
  readonly first: string;
  readonly second: string;
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** Keeps what was found for these entries; what people decided about a pair stays, and open pairs that no longer are go. */
export async function putPairs(trx: Trx, tenantId: string, ids: readonly string[], pairs: readonly FoundPair[]): Promise<void> {
  const list = [...ids];
  const [first, second] = [pairs.map((one) => one.first), pairs.map((one) => one.second)];
  await sql`delete from directory_duplicate where state = 'open' and (first_id = any(${list}::uuid[]) or second_id = any(${list}::uuid[]))
    and (first_id, second_id) not in (select * from unnest(${first}::uuid[], ${second}::uuid[]))`.execute(trx);
  await sql`insert into directory_duplicate (tenant_id, first_id, second_id, score, reasons)
    select ${tenantId}::uuid, first_id, second_id, score, reasons::jsonb
    from unnest(${first}::uuid[], ${second}::uuid[], ${pairs.map((one) => one.score)}::int[], ${pairs.map((one) => JSON.stringify(one.reasons))}::text[])
      as fresh (first_id, second_id, score, reasons)
    on conflict (tenant_id, first_id, second_id) do update set score = excluded.score, reasons = excluded.reasons
    where directory_duplicate.state = 'open'`.execute(trx);
}
