import { LRUCache } from 'lru-cache';
import { fingerprint } from '#modules/directory';
import type { Context } from '#platform/access';
import { type InterfaceLanguage, interfaceLanguages } from '#platform/i18n';
import type { PublicPath } from '#platform/module';
import { type News, type NewsChannel, type NewsText, newsSince, readNewsText, shortened } from '../../model/news/news.ts';
import type { Block } from '../../model/text/blocks.ts';
import { plainText } from '../../model/text/blocks.ts';
import { findPublishedNews, listPublishedNews } from '../../store/news.ts';

/** A published message as one language shows it. */
export interface NewsItem {
  /** Stays; also in addresses. */
  readonly number: number;
  readonly channel: NewsChannel;
  /** AGS; empty: the whole district. */
  readonly towns: readonly string[];
  readonly publishedAt: Date;
  /** Tag of the language of title and text: German where there is none in the one asked for. */
  readonly language: string;
  readonly title: string;
  readonly content: readonly Block[];
  /** The text without marks. */
  readonly plain: string;
  /** Its first words. */
  readonly summary: string;
  readonly by: 'human' | 'machine';
  /** The German text has changed since it was translated. */
  readonly outdated: boolean;
  /** All tags in which it was written, German first. */
  readonly languages: readonly string[];
  /** Page of ours it leads to, from the origin; undefined: none. */
  readonly href: string | undefined;
}

/** Mark of German words: a translation that carries another one is out of date. */
export const newsMark = ({ title, text }: Pick<NewsText, 'title' | 'text'>): string => fingerprint(`${title}\n${text}`);

const order = interfaceLanguages.map(({ tag }) => tag);

/** A message in a language, or in German. */
export function newsIn({ tenant }: Pick<Context, 'tenant'>, { tag }: InterfaceLanguage, news: News): NewsItem {
  const own = news.texts[tag];
  const text = own ?? news.texts.de;
  const { blocks } = readNewsText(text.text);
  const plain = plainText(blocks);
  return {
    number: news.number,
    channel: news.channel,
    towns: news.towns,
    publishedAt: news.publishedAt ?? news.createdAt,
    language: own ? tag : 'de',
    title: text.title,
    content: blocks,
    plain,
    summary: shortened(plain, 200),
    by: text.by,
    outdated: text.of !== undefined && text.of !== newsMark(news.texts.de),
    languages: order.filter((one) => news.texts[one]),
    href: news.path ? `/${tenant.slug}/${tag}${news.path}` : undefined,
  };
}

/** By district and content version: two hundred messages at most. */
const kept = new LRUCache<string, Promise<readonly News[]>>({ max: 50 });

function readAll(context: Context): Promise<readonly News[]> {
  const { id, contentVersion } = context.tenant;
  const key = `${id} ${contentVersion}`;
  const known = kept.get(key);
  if (known) return known;
  const read = context.transaction((trx) => listPublishedNews(trx, newsSince(context.now())));
  kept.set(key, read);
  // A failure is not remembered: the next visitor asks again.
  read.catch(() => kept.delete(key));
  return read;
}

/** All published messages of the last four weeks in a language, German where it has none; the newest first. */
export async function allPublicNews(context: Context, language: InterfaceLanguage): Promise<readonly NewsItem[]> {
  const since = newsSince(context.now());
  const all = await readAll(context);
  return all
    .filter(({ publishedAt }) => publishedAt !== null && publishedAt >= since)
    .map((news) => newsIn(context, language, news));
}

/** The newest messages in the visitor's language, for teasers. */
export async function latestNews(context: Context, limit: number): Promise<readonly NewsItem[]> {
  return (await allPublicNews(context, context.language)).slice(0, limit);
}

/** One published message, also when it has left the lists; undefined when there is none of that number. */
export async function findPublicNews(
  context: Context,
  number: number,
): Promise<{ readonly item: NewsItem; readonly isOld: boolean } | undefined> {
  const news = await context.transaction((trx) => findPublishedNews(trx, number));
  if (!news?.publishedAt) return undefined;
  return { item: newsIn(context, context.language, news), isOld: news.publishedAt < newsSince(context.now()) };
}

/** Public addresses of news, each in the languages that it was written in. */
export async function newsPaths(context: Context): Promise<readonly PublicPath[]> {
  const items = await allPublicNews(context, context.language);
  return [
    { path: '/ankommen/aktuelles' },
    ...items.map(({ number, languages, publishedAt }) => ({
      path: `/ankommen/aktuelles/${number}`,
      languages,
      changed: publishedAt,
    })),
  ];
}
