import { Card, CardList, Day, Section, useView } from '#platform/ui';
import type { NewsHit } from '../../service/guide/news.ts';
import { Said } from './parts.tsx';

export function NewsCards({ news, columns = false }: { news: readonly NewsHit[]; columns?: boolean }) {
  return (
    <CardList columns={columns}>
      {news.map(({ href, title, summary, day }) => (
        <Card key={href} href={href} title={<Said words={title} />} kicker={<Day day={day} />}>
          <p>
            <Said words={summary} />
          </p>
        </Card>
      ))}
    </CardList>
  );
}

/** The newest messages; where there are none just now, the way to where one can ask for them. */
export function NewsTeaser({ news, href }: { news: readonly NewsHit[]; href: string }) {
  const { t } = useView();
  return (
    <Section title={t('orientation:overview.news')} actions={<a href={href}>{t('orientation:overview.news_all')}</a>}>
      {news.length > 0 ? <NewsCards news={news} columns /> : <p>{t('orientation:news.none')}</p>}
    </Section>
  );
}
