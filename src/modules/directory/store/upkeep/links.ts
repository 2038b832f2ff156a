import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { OfferContent, OrganisationContent } from '../../model/content.ts';
import {
  failing,
  failuresUntilBroken,
  type LinkFilter,
  type LinkResult,
  linkFilters,
  type Verdict,
} from '../../model/upkeep/links.ts';
import { inReach, type Reach } from '../reach.ts';

export interface LinkKey {
  readonly entryId: string;
  readonly field: string;
  readonly url: string;
}

export interface PublishedContent {
  readonly id: string;
  readonly content: OfferContent | OrganisationContent;
}

/** Published entries by id, whether they are shown or hidden. */
export async function listPublishedContents(trx: Trx, after: string | null, limit: number): Promise<PublishedContent[]> {
  const { rows } = await sql<PublishedContent>`
    select entry.id, version.content from directory_entry entry
    join directory_version version on version.tenant_id = entry.tenant_id and version.entry_id = entry.id and version.version = entry.published_version
    where ${after}::uuid is null or entry.id > ${after}::uuid
    order by entry.id limit ${limit}`.execute(trx);
  return rows;
}

/** Notes new addresses of these entries and forgets those that no longer stand in them; known ones stay as they are. */
export async function noteLinks(
  trx: Trx,
  tenantId: string,
  entryIds: readonly string[],
  links: readonly LinkKey[],
): Promise<void> {
  const fresh = sql`unnest(${links.map(({ entryId }) => entryId)}::uuid[], ${links.map(({ field }) => field)}::text[], ${links.map(({ url }) => url)}::text[])`;
  await sql`delete from directory_link link where link.entry_id = any(${[...entryIds]}::uuid[])
    and not exists (select from ${fresh} as now (entry_id, field, url)
      where now.entry_id = link.entry_id and now.field = link.field and now.url = link.url)`.execute(trx);
  await sql`insert into directory_link (tenant_id, entry_id, field, url)
    select ${tenantId}::uuid, entry_id, field, url from ${fresh} as now (entry_id, field, url)
    on conflict (tenant_id, entry_id, field, url) do nothing`.execute(trx);
}

/** Forgets the addresses of entries that are no longer published. */
export async function forgetUnpublished(trx: Trx): Promise<void> {
  await sql`delete from directory_link link using directory_entry entry
    where entry.tenant_id = link.tenant_id and entry.id = link.entry_id and entry.published_version is null`.execute(trx);
}

/**
 * Addresses to be visited, the longest unvisited first: new ones, ones that failed on another day, and all after two
 * weeks. Rides on `directory_link_due`.
 */
export async function listDueLinks(trx: Trx, today: string, limit: number): Promise<LinkKey[]> {
  const { rows } = await sql<LinkKey>`
    select entry_id as "entryId", field, url from directory_link
    where checked_at is null or checked_at < ${today}::date - 14
      or (result = any(${[...failing]}::text[]) and (checked_at at time zone 'Europe/Berlin')::date < ${today}::date)
    order by checked_at nulls first, entry_id, field, url limit ${limit}`.execute(trx);
  return rows;
}

/** Writes what came of a visit. What a person accepted stays accepted; a failure counts once a day. */
export async function saveVerdict(trx: Trx, { entryId, field, url }: LinkKey, verdict: Verdict, at: Date): Promise<void> {
  const failed = failing.includes(verdict.result);
  await sql`update directory_link set result = ${verdict.result}, status = ${verdict.status}, target = ${verdict.target},
      failures = case when not ${failed} then 0
        when checked_at is null or (checked_at at time zone 'Europe/Berlin')::date < (${at}::timestamptz at time zone 'Europe/Berlin')::date or failures = 0
        then failures + 1 else failures end,
      checked_at = ${at}
    where entry_id = ${entryId}::uuid and field = ${field} and url = ${url}`.execute(trx);
}

export interface LinkRow extends LinkKey {
  readonly name: string;
  readonly kind: 'offer' | 'organisation';
  readonly result: LinkResult;
  readonly target: string | null;
  readonly status: number | null;
  readonly failures: number;
  readonly checkedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly broken: boolean;
}

const isBroken = sql<boolean>`(link.failures >= ${failuresUntilBroken} and link.accepted_at is null)`;

const conditions: Readonly<Record<LinkFilter, ReturnType<typeof sql<boolean>>>> = {
  broken: isBroken,
  failing: sql<boolean>`(link.failures between 1 and ${failuresUntilBroken - 1} and link.accepted_at is null)`,
  moved: sql<boolean>`link.result = 'moved'`,
  redirected: sql<boolean>`link.result = 'redirected'`,
  refused: sql<boolean>`link.result = 'refused'`,
  internal: sql<boolean>`link.result = 'internal'`,
  fine: sql<boolean>`link.result = 'fine'`,
  accepted: sql<boolean>`link.accepted_at is not null`,
  waiting: sql<boolean>`link.result = 'waiting'`,
};

const from = sql`from directory_link link join directory_entry entry on entry.tenant_id = link.tenant_id and entry.id = link.entry_id`;

/** Links of entries in reach; pages by the primary key. */
export async function listLinks(
  trx: Trx,
  reach: Reach,
  filter: { readonly result: LinkFilter; readonly town?: string | undefined; readonly host?: string | undefined },
  after: LinkKey | undefined,
  limit: number,
): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select link.entry_id as "entryId", link.field, link.url, entry.name, entry.kind, link.result, link.target, link.status, link.failures,
      link.checked_at as "checkedAt", link.accepted_at as "acceptedAt", ${isBroken} as broken
    ${from}
    where ${inReach(reach, 'entry.town')} and ${conditions[filter.result]}
      and ${filter.town === undefined ? sql`true` : sql`entry.town = ${filter.town}`}
      and ${filter.host === undefined ? sql`true` : sql`position(${filter.host.toLowerCase()} in lower(link.url)) > 0`}
      and ${after ? sql`(link.entry_id, link.field, link.url) > (${after.entryId}::uuid, ${after.field}, ${after.url})` : sql`true`}
    order by link.entry_id, link.field, link.url limit ${limit}`.execute(trx);
  return rows;
}

/** How many links each filter finds, in one statement. */
export async function countLinks(trx: Trx, reach: Reach): Promise<Readonly<Record<LinkFilter, number>>> {
  const counts = sql.join(linkFilters.map((name) => sql`count(*) filter (where ${conditions[name]})::int as ${sql.ref(name)}`));
  const { rows } = await sql<Record<LinkFilter, number>>`select ${counts} ${from} where ${inReach(reach, 'entry.town')}`.execute(
    trx,
  );
  return rows[0] as Record<LinkFilter, number>;
}

/** One link in reach, locked. */
export async function lockLink(trx: Trx, reach: Reach, { entryId, field, url }: LinkKey): Promise<LinkRow | undefined> {
  const { rows } = await sql<LinkRow>`
    select link.entry_id as "entryId", link.field, link.url, entry.name, entry.kind, link.result, link.target, link.status, link.failures,
      link.checked_at as "checkedAt", link.accepted_at as "acceptedAt", ${isBroken} as broken
    ${from}
    where ${inReach(reach, 'entry.town')} and link.entry_id = ${entryId}::uuid and link.field = ${field} and link.url = ${url}
    for update of link`.execute(trx);
  return rows[0];
}

export async function setAccepted(
  trx: Trx,
  { entryId, field, url }: LinkKey,
  accepted: { readonly at: Date; readonly by: string | null } | null,
): Promise<void> {
  await trx
    .updateTable('directory_link')
    .set({ accepted_at: accepted?.at ?? null, accepted_by: accepted?.by ?? null })
    .where('entry_id', '=', entryId)
    .where('field', '=', field)
    .where('url', '=', url)
    .execute();
}

/** Puts a link at the head of the next night. */
export async function setWaiting(trx: Trx, { entryId, field, url }: LinkKey): Promise<void> {
  await trx
    .updateTable('directory_link')
    .set({ result: 'waiting', checked_at: null })
    .where('entry_id', '=', entryId)
    .where('field', '=', field)
    .where('url', '=', url)
    .execute();
}
