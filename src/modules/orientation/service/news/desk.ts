import type { Context } from '#platform/access';
import type { News } from '../../model/news/news.ts';
import { findNews } from '../../store/news.ts';
import { countDevices } from '../../store/push.ts';
import { managesGuide } from '../rights.ts';

/** A message with how many devices it is for: those that asked for its channel and towns today. */
export async function readNewsRecord(
  context: Context,
  id: string,
): Promise<{ readonly news: News; readonly devices: number } | undefined> {
  if (!managesGuide(context)) return undefined;
  return context.transaction(async (trx) => {
    const news = await findNews(trx, id);
    return news && { news, devices: await countDevices(trx, news) };
  });
}
