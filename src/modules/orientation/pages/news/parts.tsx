import { dayOf } from '#platform/days';
import { findInterfaceLanguage } from '#platform/i18n';
import { Badge, Day, useView } from '#platform/ui';
import type { NewsItem } from '../../service/news/reading.ts';

/** How the words of a message are to be spoken and set, where they are not in the language of the page. */
export function foreignOf(item: NewsItem, tag: string): { readonly lang?: string; readonly dir?: 'ltr' | 'rtl' } {
  const language = item.language === tag ? undefined : findInterfaceLanguage(item.language);
  return language ? { lang: language.htmlLang, dir: language.dir } : {};
}

/** Name of a town in the visitor's language, by AGS. */
export type TownName = (key: string) => string;

/** Day, kind and towns of a message, and what is to be known of its words. */
export function NewsFacts({ item, townName }: { item: NewsItem; townName: TownName }) {
  const { t, language } = useView();
  const kind = t(`orientation:news.channel.${item.channel}`);
  const marks = [
    ...(item.language === language.tag ? [] : ['german_only']),
    ...(item.by === 'machine' ? ['machine'] : []),
    ...(item.outdated ? ['outdated'] : []),
  ];
  return (
    <span class="dk-news-facts">
      <Day day={dayOf(item.publishedAt)} />
      {item.channel === 'warning' ? (
        <Badge kind="warning" icon="warning">
          {kind}
        </Badge>
      ) : (
        <span>{kind}</span>
      )}
      {item.towns.map((town) => (
        <bdi key={town}>{townName(town)}</bdi>
      ))}
      {marks.map((mark) => (
        <span key={mark}>{t(`orientation:news.${mark}`)}</span>
      ))}
    </span>
  );
}
