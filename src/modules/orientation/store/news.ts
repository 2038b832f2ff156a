import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { News, NewsState } from '../model/news/news.ts';

const rows = (trx: Trx) =>
  trx
    .selectFrom('orientation_news')
    .select([
      'id',
      'number',
      'channel',
      'towns',
      'texts',
      'path',
      'state',
      'publish_at as publishAt',
      'published_at as publishedAt',
      'push',
      'pushed_at as pushedAt',
      'push_reached as pushReached',
      'push_failed as pushFailed',
      'version',
      'created_at as createdAt',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];
const toNews = (row: Row): News => row as unknown as News;

/** Most messages that a district shows at once; more in four weeks would be read by nobody. */
const mostPublic = 200;

/** Published messages since a moment, the newest first. Rides on orientation_news_list. */
export async function listPublishedNews(trx: Trx, since: Date): Promise<News[]> {
  const found = await rows(trx)
    .where('state', '=', 'published')
    .where('published_at', '>=', since)
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostPublic)
    .execute();
  return found.map(toNews);
}

export async function findPublishedNews(trx: Trx, number: number): Promise<News | undefined> {
  const row = await rows(trx).where('number', '=', number).where('state', '=', 'published').executeTakeFirst();
  return row && toNews(row);
}

const cursorPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Messages for those who write them, the newest first: ids are in the order of time. Rides on the primary key. */
export async function listNews(
  trx: Trx,
  state: NewsState | undefined,
  after: string | undefined,
  limit: number,
): Promise<News[]> {
  const found = await rows(trx)
    .$if(state !== undefined, (query) => query.where('state', '=', state as string))
    .$if(cursorPattern.test(after ?? ''), (query) => query.where('id', '<', after as string))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return found.map(toNews);
}

export async function findNews(trx: Trx, id: string): Promise<News | undefined> {
  const row = await rows(trx).where('id', '=', id).executeTakeFirst();
  return row && toNews(row);
}

/** The message, kept from everybody else until the transaction ends. */
export async function lockNews(trx: Trx, id: string): Promise<News | undefined> {
  const row = await rows(trx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toNews(row);
}

export type NewNews = Pick<News, 'id' | 'channel' | 'towns' | 'texts' | 'path' | 'push' | 'createdAt'> & {
  readonly authorUserId: string | null;
};

/** Adds a draft under the next number of the district; false: it was sent before. */
export async function insertNews(trx: Trx, tenantId: string, news: NewNews): Promise<boolean> {
  // Two who add at once wait for each other, so that no number is given twice.
  await sql`select pg_advisory_xact_lock(hashtext('orientation_news'), hashtext(${tenantId}))`.execute(trx);
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('orientation_news')
    .values({
      tenant_id: tenantId,
      id: news.id,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from orientation_news)`,
      channel: news.channel,
      towns: [...news.towns],
      texts: JSON.stringify(news.texts),
      path: news.path,
      push: news.push,
      state: 'draft',
      author_user_id: news.authorUserId,
      created_at: news.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export type NewsChange = Partial<
  Pick<News, 'channel' | 'towns' | 'texts' | 'path' | 'push' | 'state' | 'publishAt' | 'publishedAt'>
>;

/** Changes what is given and raises the version. */
export async function updateNews(trx: Trx, id: string, change: NewsChange): Promise<void> {
  const { towns, texts, publishAt, publishedAt, ...same } = change;
  await trx
    .updateTable('orientation_news')
    .set({
      ...same,
      ...(towns ? { towns: [...towns] } : {}),
      ...(texts ? { texts: JSON.stringify(texts) } : {}),
      ...(publishAt !== undefined ? { publish_at: publishAt } : {}),
      ...(publishedAt !== undefined ? { published_at: publishedAt } : {}),
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .execute();
}

export async function deleteNews(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('orientation_news').where('id', '=', id).execute();
}

/** Scheduled messages whose moment has come, kept from other workers until the transaction ends. */
export async function lockDueNews(trx: Trx, now: Date, limit: number): Promise<News[]> {
  const found = await rows(trx)
    .where('state', '=', 'scheduled')
    .where('publish_at', '<=', now)
    .orderBy('publish_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return found.map(toNews);
}

/** Adds to what came of sending a message to devices; `end`: all of them were tried. */
export async function addPushCounts(
  trx: Trx,
  id: string,
  counts: { readonly reached: number; readonly failed: number },
  end: Date | undefined,
): Promise<void> {
  await trx
    .updateTable('orientation_news')
    .set({
      push_reached: sql<number>`push_reached + ${counts.reached}`,
      push_failed: sql<number>`push_failed + ${counts.failed}`,
      ...(end ? { pushed_at: end } : {}),
    })
    .where('id', '=', id)
    .execute();
}
