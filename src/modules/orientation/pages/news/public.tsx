import {
  Alert,
  Card,
  CardList,
  type Crumb,
  EmptyState,
  FilterBar,
  ForeignText,
  type IconLink,
  LinkList,
  type Option,
  PageHeader,
  Prose,
  PublicPage,
  SelectField,
  useView,
} from '#platform/ui';
import { newsChannels, newsDays } from '../../model/news/news.ts';
import type { NewsItem } from '../../service/news/reading.ts';
import { TextBlocks, type TextGround } from '../text.tsx';
import { foreignOf, NewsFacts, type TownName } from './parts.tsx';

/** Ways to learn of news without looking here. */
function useWays(base: string): IconLink[] {
  const { t } = useView();
  return [
    { icon: 'info', label: t('orientation:push.title'), href: `${base}/mitteilungen` },
    { icon: 'list', label: t('orientation:news.feed'), href: `${base}/feed.atom` },
  ];
}

export interface NewsListProps {
  readonly items: readonly NewsItem[];
  /** What is looked for; '' for all. */
  readonly filter: { readonly art: string; readonly ort: string };
  readonly towns: readonly Option[];
  readonly townName: TownName;
  readonly base: string;
  readonly breadcrumb: readonly Crumb[];
}

/** News of the last four weeks. */
export function NewsListPage({ items, filter, towns, townName, base, breadcrumb }: NewsListProps) {
  const { t, language } = useView();
  const title = t('orientation:news.title');
  const filtered = filter.art !== '' || filter.ort !== '';
  const ways = useWays(base);
  return (
    <PublicPage
      title={title}
      description={t('orientation:news.lead', { count: newsDays })}
      breadcrumb={breadcrumb}
      hidden={filtered}
    >
      <PageHeader title={title} lead={t('orientation:news.lead', { count: newsDays })} />
      <FilterBar action={base} values={filter} resetHref={filtered ? base : undefined} submit={t('orientation:news.show')}>
        <SelectField
          name="art"
          label={t('orientation:news.kind')}
          empty={t('orientation:news.all_kinds')}
          options={newsChannels.map((value) => ({ value, label: t(`orientation:news.channel.${value}`) }))}
        />
        <SelectField name="ort" label={t('orientation:news.town')} empty={t('orientation:news.all_towns')} options={towns} />
      </FilterBar>
      {items.length > 0 ? (
        <CardList>
          {items.map((item) => (
            <Card
              key={item.number}
              level={2}
              href={`${base}/${item.number}`}
              title={item.title}
              {...foreignOf(item, language.tag)}
              foot={<NewsFacts item={item} townName={townName} />}
            >
              <p>
                <ForeignText {...foreignOf(item, language.tag)}>{item.summary}</ForeignText>
              </p>
            </Card>
          ))}
        </CardList>
      ) : (
        <EmptyState title={t('orientation:news.none')}>
          <p>{t(filtered ? 'orientation:news.none_filtered' : 'orientation:news.none_text')}</p>
        </EmptyState>
      )}
      <LinkList items={ways} />
    </PublicPage>
  );
}

export interface NewsPageProps {
  readonly item: NewsItem;
  /** It has left the list. */
  readonly isOld: boolean;
  readonly townName: TownName;
  readonly ground: TextGround;
  readonly base: string;
  readonly breadcrumb: readonly Crumb[];
}

/** One message. */
export function NewsPageView({ item, isOld, townName, ground, base, breadcrumb }: NewsPageProps) {
  const { t, language } = useView();
  const foreign = foreignOf(item, language.tag);
  const ways = useWays(base);
  return (
    <PublicPage title={item.title} description={item.summary} breadcrumb={breadcrumb} hidden={isOld}>
      <PageHeader title={item.title} {...foreign} kicker={<NewsFacts item={item} townName={townName} />} />
      {isOld && (
        <Alert kind="warning">
          <p>{t('orientation:news.old')}</p>
        </Alert>
      )}
      <Prose {...foreign}>
        <TextBlocks blocks={item.content} ground={ground} />
      </Prose>
      <LinkList
        items={[
          ...(item.href ? [{ icon: 'forward' as const, label: t('orientation:news.more'), href: item.href }] : []),
          { icon: 'back', label: t('orientation:news.all'), href: base },
          ...ways,
        ]}
      />
    </PublicPage>
  );
}
