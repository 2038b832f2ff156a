import { sql } from 'kysely';
import type { Trx } from '#platform/database';

export interface PublishedNews {
  readonly number: number;
  readonly channel: string;
  /** AGS; empty: the whole district. */
  readonly towns: readonly string[];
  /** By interface language tag. */
  readonly texts: Readonly<Record<string, { readonly title: string; readonly text: string; readonly by: 'human' | 'machine' }>>;
  /** Below `/{district}/{language}`; '' none. */
  readonly path: string;
  readonly publishedAt: Date;
}

/** Published news between two moments, newest first; rides on `orientation_news_list`. */
export async function listPublishedNews(
  trx: Trx,
  { since, until, limit }: { since: Date; until: Date; limit: number },
): Promise<PublishedNews[]> {
  const rows = await trx
    .selectFrom('orientation_news')
    .select(['number', 'channel', 'towns', 'texts', 'path', 'published_at as publishedAt'])
    .where('state', '=', 'published')
    .where('published_at', '>=', since)
    .where('published_at', '<=', until)
    .orderBy('published_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows as unknown as PublishedNews[];
}

/** How much came in from the app since a moment, up to a limit. */
export async function countAppFeedback(trx: Trx, since: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ found: number }>`select count(*)::int as found from (
    select 1 from orientation_feedback where state = 'open' and created_at >= ${since} and source = 'app' limit ${limit}) as recent`.execute(
    trx,
  );
  return rows[0]?.found ?? 0;
}

/** The page with this slug, archived or not. */
export async function findPageId(trx: Trx, slug: string): Promise<string | null> {
  const row = await trx.selectFrom('orientation_page').select('id').where('slug', '=', slug).executeTakeFirst();
  return row?.id ?? null;
}
