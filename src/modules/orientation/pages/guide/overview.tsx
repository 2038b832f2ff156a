import {
  Card,
  CardList,
  EmptyState,
  IconTiles,
  LinkButton,
  LinkList,
  PageHeader,
  PublicPage,
  publicPath,
  SearchBar,
  Section,
  useView,
} from '#platform/ui';
import type { NewsHit } from '../../service/guide/news.ts';
import type { OverviewView } from '../../service/guide/overview.ts';
import { MissingLink } from '../feedback/link.tsx';
import { NewsTeaser } from './news.tsx';
import { PageLinks, Said } from './parts.tsx';

/** The start of the guide: situations of life, search, what is new, and every page. */
export function OverviewPage({ view, news }: { view: OverviewView; news: readonly NewsHit[] }) {
  const page = useView();
  const { t } = page;
  const { situations, topics, forms } = view;
  return (
    <PublicPage
      title={t('orientation:overview.title')}
      description={t('orientation:overview.lead')}
      breadcrumb={[{ label: t('directory:start.crumb'), href: publicPath(page) }, { label: t('orientation:nav.guide') }]}
      scripts={['search-suggest']}
    >
      <PageHeader title={t('orientation:overview.title')} lead={t('orientation:overview.lead')} />
      <SearchBar
        action={view.search}
        label={t('orientation:search.label')}
        hint={t('orientation:search.hint')}
        suggestions={`${view.search}/vorschlaege`}
      />
      {topics.length === 0 && (
        <EmptyState
          title={t('orientation:overview.empty')}
          actions={<LinkButton href={publicPath(page, 'angebote')}>{t('orientation:search.offers_link')}</LinkButton>}
        >
          {t('orientation:overview.empty_text')}
        </EmptyState>
      )}
      {situations.length > 0 && (
        <Section title={t('orientation:overview.situations')}>
          <div class="dk-tiles-three">
            <IconTiles items={situations.map(({ id, label, href }) => ({ icon: id, label, href }))} />
          </div>
        </Section>
      )}
      <NewsTeaser news={news} href={view.news} />
      {topics.length > 0 && (
        <Section title={t('orientation:overview.all')} id="alle-seiten">
          <CardList columns>
            {topics.map(({ page: top, children }) => (
              <Card key={top.href} href={top.href} title={<Said words={top.title} />}>
                {children.length > 0 && <PageLinks pages={children} summaries={false} />}
              </Card>
            ))}
          </CardList>
        </Section>
      )}
      {forms.length > 0 && (
        <Section title={t('orientation:overview.forms')} id="formulare">
          <p>{t('orientation:overview.forms_text')}</p>
          <PageLinks pages={forms} />
        </Section>
      )}
      <MissingLink list="ankommen" />
      {topics.length > 0 && (
        <Section title={t('orientation:overview.take_along')}>
          <LinkList items={[{ icon: 'download', label: t('orientation:offline.title'), href: publicPath(page, 'offline') }]} />
        </Section>
      )}
    </PublicPage>
  );
}
