import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { projectRoot } from '#platform/config';
import { uuidv7 } from '#platform/crypto';
import { touchContent } from '#platform/tenancy';
import { type NewsText, type NewsTexts, newsChannels } from '../../model/news/news.ts';
import { insertNews, listNews, updateNews } from '../../store/news.ts';
import { newsMark } from './reading.ts';

const words = z.object({ title: z.string(), text: z.string() });
const fileSchema = z.array(
  z.object({
    channel: z.enum(newsChannels),
    daysAgo: z.number(),
    path: z.string(),
    texts: z.object({ de: words }).catchall(words),
  }),
);

const writtenBy = (german: z.output<typeof words>, tag: string, own: z.output<typeof words>): NewsText => ({
  ...own,
  by: 'human',
  ...(tag === 'de' ? {} : { of: newsMark(german) }),
});

/** Messages of the demonstration, some days old; does nothing where there are messages already. */
export async function loadDemonstrationNews(context: Context): Promise<void> {
  const all = fileSchema.parse(JSON.parse(readFileSync(join(projectRoot, 'districts/orientation/news.json'), 'utf8')));
  await context.transaction(async (trx) => {
    if ((await listNews(trx, undefined, undefined, 1)).length) return;
    for (const { channel, daysAgo, path, texts } of all.toSorted((a, b) => b.daysAgo - a.daysAgo)) {
      const at = new Date(context.now().getTime() - daysAgo * 86_400_000);
      const id = uuidv7(at.getTime());
      const made = Object.entries(texts).map(([tag, own]) => [tag, writtenBy(texts.de, tag, own)]);
      await insertNews(trx, context.tenant.id, {
        id,
        channel,
        towns: [],
        path,
        push: false,
        texts: Object.fromEntries(made) as NewsTexts,
        createdAt: at,
        authorUserId: null,
      });
      await updateNews(trx, id, { state: 'published', publishedAt: at });
    }
    await touchContent(trx, context.tenant.id);
    await audit(trx, context, {
      action: 'orientation.news_loaded',
      subjectType: 'orientation_news',
      subjectId: null,
      details: { news: all.length },
    });
  });
}
