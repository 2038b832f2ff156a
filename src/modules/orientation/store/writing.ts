import { type SqlBool, sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { TextState } from './texts.ts';

/** Pages of some towns and organisations, or all of the district. */
export type PageReach = 'district' | { readonly towns: readonly string[]; readonly organisations: readonly string[] };

const within = (reach: PageReach) =>
  reach === 'district'
    ? sql<SqlBool>`true`
    : sql<SqlBool>`(page.town = any(${[...reach.towns]}::text[]) or page.organisation_id = any(${[...reach.organisations]}::uuid[]))`;

/** A text that somebody works on, as lists show it. */
export interface OpenText {
  readonly pageId: string;
  readonly slug: string;
  readonly language: string;
  readonly version: number;
  readonly state: TextState;
  readonly title: string;
  readonly note: string;
  readonly madeBy: 'human' | 'machine';
  readonly authorUserId: string | null;
  readonly publishAt: Date | null;
  readonly createdAt: Date;
}

const columns = [
  'text.page_id as pageId',
  'page.slug',
  'text.language',
  'text.version',
  'text.state',
  'text.title',
  'text.note',
  'text.made_by as madeBy',
  'text.author_user_id as authorUserId',
  'text.publish_at as publishAt',
  'text.created_at as createdAt',
] as const;

/** Where a page of the list ends. */
export interface OpenTextKey {
  readonly createdAt: Date;
  readonly pageId: string;
  readonly language: string;
}

/** Texts of pages that are not archived in one state, those that wait longest first; rides on orientation_text_review. */
export async function listOpenTexts(
  trx: Trx,
  query: {
    readonly reach: PageReach;
    readonly state: 'draft' | 'review' | 'scheduled';
    readonly language?: string | undefined;
    readonly after?: OpenTextKey | undefined;
    readonly limit: number;
  },
): Promise<OpenText[]> {
  const { after, language } = query;
  let select = trx
    .selectFrom('orientation_text as text')
    .innerJoin('orientation_page as page', (join) =>
      join.onRef('page.tenant_id', '=', 'text.tenant_id').onRef('page.id', '=', 'text.page_id'),
    )
    .select(columns)
    .where('text.state', '=', query.state)
    .where('page.archived_at', 'is', null)
    .where(within(query.reach));
  if (language) select = select.where('text.language', '=', language);
  if (after)
    select = select.where(
      // To the millisecond, as the key in an address is.
      sql<SqlBool>`(date_trunc('milliseconds', text.created_at), text.page_id, text.language) > (${after.createdAt}::timestamptz, ${after.pageId}::uuid, ${after.language}::text)`,
    );
  const rows = await select
    .orderBy(sql`date_trunc('milliseconds', text.created_at)`)
    .orderBy('text.page_id')
    .orderBy('text.language')
    .limit(query.limit)
    .execute();
  return rows as OpenText[];
}

/** How many texts are in each open state. */
export async function countOpenTexts(
  trx: Trx,
  reach: PageReach,
): Promise<Readonly<Record<'draft' | 'review' | 'scheduled', number>>> {
  const rows = await trx
    .selectFrom('orientation_text as text')
    .innerJoin('orientation_page as page', (join) =>
      join.onRef('page.tenant_id', '=', 'text.tenant_id').onRef('page.id', '=', 'text.page_id'),
    )
    .select(['text.state', sql<number>`count(*)::int`.as('count')])
    .where('text.state', 'in', ['draft', 'review', 'scheduled'])
    .where('page.archived_at', 'is', null)
    .where(within(reach))
    .groupBy('text.state')
    .execute();
  const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
  return { draft: of('draft'), review: of('review'), scheduled: of('scheduled') };
}

/** Drafts that came back to their author with a reason, newest first. */
export async function listReturnedTexts(trx: Trx, userId: string, limit: number): Promise<OpenText[]> {
  const rows = await trx
    .selectFrom('orientation_text as text')
    .innerJoin('orientation_page as page', (join) =>
      join.onRef('page.tenant_id', '=', 'text.tenant_id').onRef('page.id', '=', 'text.page_id'),
    )
    .select(columns)
    .where('text.state', '=', 'draft')
    .where('text.note', '<>', '')
    .where('text.author_user_id', '=', userId)
    .where('page.archived_at', 'is', null)
    .orderBy('text.created_at', 'desc')
    .orderBy('text.page_id')
    .limit(limit)
    .execute();
  return rows as OpenText[];
}

/** Texts whose hour has come, German first: a translation is public with its German text alone. */
export async function listDueTexts(
  trx: Trx,
  now: Date,
  limit: number,
): Promise<{ readonly pageId: string; readonly language: string; readonly version: number }[]> {
  return await trx
    .selectFrom('orientation_text')
    .select(['page_id as pageId', 'language', 'version'])
    .where('state', '=', 'scheduled')
    .where('publish_at', '<=', now)
    .orderBy(sql`language <> 'de'`)
    .orderBy('publish_at')
    .orderBy('page_id')
    .limit(limit)
    .execute();
}

export interface NamedPage {
  readonly slug: string;
  readonly title: string;
}

/** Pages that are not archived whose German title contains the text; by title. */
export async function findPagesNamed(trx: Trx, text: string, limit: number): Promise<NamedPage[]> {
  const { rows } = await sql<NamedPage>`
    select slug, title from (
      select distinct on (page.id) page.slug, text.title from orientation_page page
      join orientation_text text on text.tenant_id = page.tenant_id and text.page_id = page.id
      where page.archived_at is null and text.language = 'de' and text.state <> 'superseded'
      order by page.id, text.version desc) pages
    where title ilike ${`%${text.replaceAll(/[\\%_]/g, '\\$&')}%`}
    order by title, slug limit ${limit}`.execute(trx);
  return rows;
}

/** The slugs among these of pages that are not archived. */
export async function listKnownSlugs(trx: Trx, slugs: readonly string[]): Promise<ReadonlySet<string>> {
  if (!slugs.length) return new Set();
  const rows = await trx
    .selectFrom('orientation_page')
    .select('slug')
    .where('slug', 'in', [...slugs])
    .where('archived_at', 'is', null)
    .execute();
  return new Set(rows.map(({ slug }) => slug));
}
