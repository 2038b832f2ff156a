import { LRUCache } from 'lru-cache';
import { searchWords } from '#modules/directory';
import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { rankTexts } from '../../store/guide/search.ts';
import { paths } from '../addresses.ts';
import { allPublicNews, latestNews, type NewsItem } from '../news/reading.ts';
import { type Wording, wordingOf } from './links.ts';

/** A message as lists show it. */
export interface NewsHit {
  readonly href: string;
  readonly title: Wording;
  readonly summary: Wording;
  /** ISO day. */
  readonly day: string;
  readonly channel: NewsItem['channel'];
}

export const hitOf = (context: Context, item: NewsItem): NewsHit => ({
  href: paths.newsItem(context, item.number),
  title: wordingOf(context, item.title, item.language),
  summary: wordingOf(context, item.summary, item.language),
  day: dayOf(item.publishedAt),
  channel: item.channel,
});

/** By district, content version and language: the words of two hundred messages at most. */
const kept = new LRUCache<string, readonly string[]>({ max: 100 });

/** Messages of the last four weeks that a query meets, best first. @param text input of `to_tsquery('german', …)` */
export async function findNews(context: Context, text: string): Promise<readonly NewsHit[]> {
  const { tenant, language, database } = context;
  const items = await allPublicNews(context, language);
  const key = `${tenant.id} ${tenant.contentVersion} ${language.tag} ${items.map(({ number }) => number).join()}`;
  const words = kept.get(key) ?? items.map((item) => searchWords(item.language, `${item.title} ${item.plain}`));
  kept.set(key, words);
  const places = await rankTexts(database.shared, words, text);
  return places.flatMap((place) => {
    const item = items[place];
    return item ? [hitOf(context, item)] : [];
  });
}

/** The newest messages, for the overview. */
export async function newsTeasers(context: Context, limit: number): Promise<readonly NewsHit[]> {
  return (await latestNews(context, limit)).map((item) => hitOf(context, item));
}
