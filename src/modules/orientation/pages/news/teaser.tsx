import { dayOf } from '#platform/days';
import { Day, ForeignText, LinkList, Section, useView } from '#platform/ui';
import type { NewsItem } from '../../service/news/reading.ts';
import { foreignOf } from './parts.tsx';

export interface NewsTeaserProps {
  /** `latestNews`; nothing is shown where there are none. */
  readonly items: readonly NewsItem[];
  /** Address of all news; each has its own below it. */
  readonly href: string;
}

/** The newest messages on a page about something else. */
export function NewsTeaser({ items, href }: NewsTeaserProps) {
  const { t, language } = useView();
  if (!items.length) return null;
  return (
    <Section title={t('orientation:news.title')} id="aktuelles">
      <ul class="dk-news-lines">
        {items.map((item) => (
          <li key={item.number}>
            <a href={`${href}/${item.number}`}>
              <ForeignText {...foreignOf(item, language.tag)}>{item.title}</ForeignText>
            </a>{' '}
            <small>
              <Day day={dayOf(item.publishedAt)} />
              {item.channel === 'warning' && ` · ${t('orientation:news.channel.warning')}`}
            </small>
          </li>
        ))}
      </ul>
      <LinkList items={[{ label: t('orientation:news.all'), href, icon: 'forward' }]} />
    </Section>
  );
}
