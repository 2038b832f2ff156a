import { type SqlBool, sql } from 'kysely';
import { failing, failuresUntilBroken, type LinkResult, type Verdict } from '#modules/directory';
import type { Trx } from '#platform/database';
import { type LinkFilter, linkFilters } from '../model/quality/link-filters.ts';
import { type PageReach, within } from './writing.ts';

/** A link of a page's text in one language. */
export interface LinkKey {
  readonly pageId: string;
  readonly language: string;
  readonly url: string;
}

/** Notes new addresses of a language's texts and forgets those that no longer stand in them; known ones stay as they are. */
export async function noteLinks(trx: Trx, tenantId: string, language: string, links: readonly LinkKey[]): Promise<void> {
  const fresh = sql`unnest(${links.map(({ pageId }) => pageId)}::uuid[], ${links.map(({ url }) => url)}::text[])`;
  await sql`delete from orientation_link link where link.language = ${language}
    and not exists (select from ${fresh} as now (page_id, url) where now.page_id = link.page_id and now.url = link.url)`.execute(
    trx,
  );
  await sql`insert into orientation_link (tenant_id, page_id, language, url)
    select ${tenantId}::uuid, now.page_id, ${language}, now.url from ${fresh} as now (page_id, url)
    join orientation_page page on page.id = now.page_id
    on conflict (tenant_id, page_id, language, url) do nothing`.execute(trx);
}

export async function hasLinks(trx: Trx): Promise<boolean> {
  return (await trx.selectFrom('orientation_link').select('url').limit(1).executeTakeFirst()) !== undefined;
}

/** Forgets the links of languages that no page has any more. */
export async function forgetLanguages(trx: Trx, kept: readonly string[]): Promise<void> {
  await sql`delete from orientation_link where not (language = any(${[...kept]}::text[]))`.execute(trx);
}

/**
 * Addresses of other servers to be visited, the longest unvisited first: new ones, ones that failed on another day, and
 * all after two weeks. Each once, however many pages lead there. Rides on orientation_link_due.
 */
export async function listDueAddresses(trx: Trx, today: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ url: string }>`
    select url from orientation_link
    where url like 'http%' and (checked_at is null or checked_at < ${today}::date - 14
      or (result = any(${[...failing]}::text[]) and (checked_at at time zone 'Europe/Berlin')::date < ${today}::date))
    group by url order by min(checked_at) nulls first, url limit ${limit}`.execute(trx);
  return rows.map(({ url }) => url);
}

/** All addresses that begin so, each once. */
export async function listAddresses(trx: Trx, beginnings: readonly string[], limit: number): Promise<string[]> {
  const { rows } = await sql<{ url: string }>`
    select distinct url from orientation_link where exists (select from unnest(${[...beginnings]}::text[]) as b (start) where starts_with(url, b.start))
    order by url limit ${limit}`.execute(trx);
  return rows.map(({ url }) => url);
}

/** Writes what came of a visit, wherever the address stands. What a person accepted stays so; a failure counts once a day. */
export async function saveVerdict(trx: Trx, url: string, verdict: Verdict, at: Date): Promise<void> {
  const failed = failing.includes(verdict.result) || (verdict.result === 'internal' && verdict.status === 404);
  await sql`update orientation_link set result = ${verdict.result}, status = ${verdict.status}, target = ${verdict.target},
      failures = case when not ${failed} then 0
        when checked_at is null or failures = 0
          or (checked_at at time zone 'Europe/Berlin')::date < (${at}::timestamptz at time zone 'Europe/Berlin')::date
        then failures + 1 else failures end,
      checked_at = ${at}
    where url = ${url}`.execute(trx);
}

export interface LinkRow extends LinkKey {
  readonly title: string;
  readonly result: LinkResult;
  readonly target: string | null;
  readonly status: number | null;
  readonly failures: number;
  readonly checkedAt: Date | null;
  readonly acceptedAt: Date | null;
}

/** What is missing at home is missing at once; another server may have a bad day. */
const isBroken = sql<SqlBool>`(link.accepted_at is null and (link.failures >= ${failuresUntilBroken} or (link.result = 'internal' and link.status = 404)))`;

const conditions: Readonly<Record<LinkFilter, ReturnType<typeof sql<SqlBool>>>> = {
  broken: isBroken,
  failing: sql<SqlBool>`(link.failures > 0 and link.accepted_at is null and not ${isBroken})`,
  moved: sql<SqlBool>`link.result = 'moved'`,
  redirected: sql<SqlBool>`link.result = 'redirected'`,
  refused: sql<SqlBool>`link.result = 'refused'`,
  fine: sql<SqlBool>`(link.result = 'fine' or (link.result = 'internal' and link.status is distinct from 404))`,
  accepted: sql<SqlBool>`link.accepted_at is not null`,
  waiting: sql<SqlBool>`link.result = 'waiting'`,
};

const from = sql`from orientation_link link
  join orientation_page page on page.tenant_id = link.tenant_id and page.id = link.page_id
  join orientation_text text on text.tenant_id = link.tenant_id and text.page_id = link.page_id and text.language = link.language and text.state = 'published'`;
const columns = sql`link.page_id as "pageId", link.language, link.url, text.title, link.result, link.target, link.status, link.failures,
  link.checked_at as "checkedAt", link.accepted_at as "acceptedAt"`;

/** Links of pages in reach; pages by the primary key. */
export async function listLinks(
  trx: Trx,
  query: {
    readonly reach: PageReach;
    readonly filter: LinkFilter;
    readonly language?: string | undefined;
    readonly after?: LinkKey | undefined;
    readonly limit: number;
  },
): Promise<LinkRow[]> {
  const { after, language } = query;
  const { rows } = await sql<LinkRow>`select ${columns} ${from}
    where ${within(query.reach)} and ${conditions[query.filter]}
      and ${language === undefined ? sql`true` : sql`link.language = ${language}`}
      and ${after ? sql`(link.page_id, link.language, link.url) > (${after.pageId}::uuid, ${after.language}::text, ${after.url}::text)` : sql`true`}
    order by link.page_id, link.language, link.url limit ${query.limit}`.execute(trx);
  return rows;
}

/** How many links each filter finds, in one statement. */
export async function countLinks(trx: Trx, reach: PageReach): Promise<Readonly<Record<LinkFilter, number>>> {
  const counts = sql.join(linkFilters.map((name) => sql`count(*) filter (where ${conditions[name]})::int as ${sql.ref(name)}`));
  const { rows } = await sql<Record<LinkFilter, number>>`select ${counts} ${from} where ${within(reach)}`.execute(trx);
  return rows[0] as Record<LinkFilter, number>;
}

/** Broken links by language. */
export async function countBrokenByLanguage(trx: Trx, reach: PageReach): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ language: string; count: number }>`select link.language, count(*)::int as count ${from}
    where ${within(reach)} and ${isBroken} group by link.language`.execute(trx);
  return new Map(rows.map(({ language, count }) => [language, count]));
}

/** One link of a page in reach, locked. */
export async function lockLink(trx: Trx, reach: PageReach, key: LinkKey): Promise<LinkRow | undefined> {
  const { rows } = await sql<LinkRow>`select ${columns} ${from}
    where ${within(reach)} and link.page_id = ${key.pageId}::uuid and link.language = ${key.language} and link.url = ${key.url}
    for update of link`.execute(trx);
  return rows[0];
}

type LinkChange =
  | { readonly accepted: { readonly at: Date; readonly by: string | null } | null }
  /** At the head of the next night. */
  | { readonly waiting: true };

export async function changeLink(trx: Trx, key: LinkKey, change: LinkChange): Promise<void> {
  await trx
    .updateTable('orientation_link')
    .set(
      'waiting' in change
        ? { result: 'waiting', checked_at: null, failures: 0 }
        : { accepted_at: change.accepted?.at ?? null, accepted_by: change.accepted?.by ?? null },
    )
    .where('page_id', '=', key.pageId)
    .where('language', '=', key.language)
    .where('url', '=', key.url)
    .execute();
}
