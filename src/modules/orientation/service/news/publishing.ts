import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { enqueue } from '#platform/jobs';
import type { News } from '../../model/news/news.ts';
import type { NewsChange } from '../../store/news.ts';

/** Sends a message to the devices that asked for such. */
export const pushNewsJob = 'orientation.push_news';

/** A message is sent once: what came out of it already stays, also when it was taken back and published again. */
const wasSent = ({ pushedAt, pushReached, pushFailed }: News) => pushedAt !== null || pushReached + pushFailed > 0;

/** The message as it is public from now on; the sending begins when that is certain. */
export async function makePublic(trx: Trx, context: Context, news: News): Promise<NewsChange> {
  if (news.push && !wasSent(news))
    await enqueue(trx, pushNewsJob, { tenantId: context.tenant.id, news: news.id }, { key: `push:${news.id}` });
  return { state: 'published', publishAt: null, publishedAt: context.now() };
}
