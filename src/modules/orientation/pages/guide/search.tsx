import type { ComponentChildren } from 'preact';
import { OfferCard, SuggestionLinks } from '#modules/directory';
import { formatNumber } from '#platform/i18n';
import {
  Alert,
  Badge,
  Card,
  CardList,
  ChoiceLinks,
  EmptyState,
  IconTiles,
  LinkButton,
  LinkList,
  ListHead,
  PageHeader,
  PublicPage,
  publicPath,
  SearchBar,
  Section,
  useView,
} from '#platform/ui';
import type { FoundKind } from '../../model/guide/search.ts';
import type { PageHit, SearchView } from '../../service/guide/search.ts';
import { NewsCards } from './news.tsx';
import { Said } from './parts.tsx';

function PageCard({ hit }: { hit: PageHit }) {
  const { t } = useView();
  return (
    <Card
      href={hit.href}
      title={<Said words={hit.title} />}
      kicker={
        <>
          {hit.kind === 'form' && (
            <>
              <Badge kind="info">{t('orientation:overview.forms')}</Badge>{' '}
            </>
          )}
          {hit.above && <Said words={hit.above} />}
        </>
      }
    >
      <p>
        <Said words={hit.summary} />
      </p>
    </Card>
  );
}

function Kind({ kind, view, children }: { kind: FoundKind; view: SearchView; children: ComponentChildren[] }) {
  const { t } = useView();
  if (!children.length) return null;
  const more = view.more[kind];
  return (
    <Section
      title={t(`orientation:search.kind.${kind}`)}
      actions={
        more && (
          <a href={more} aria-label={`${t('orientation:search.more')}: ${t(`orientation:search.kind.${kind}`)}`}>
            {t('orientation:search.more')}
          </a>
        )
      }
    >
      <CardList>{children}</CardList>
    </Section>
  );
}

function Messages({ view }: { view: SearchView }) {
  const { t } = useView();
  const { corrected, loosened } = view;
  if (!corrected && !loosened) return null;
  return (
    <Alert kind="info" live>
      {corrected && (
        <p>
          {t('orientation:search.corrected', { query: corrected.query, corrected: corrected.corrected })}{' '}
          <a href={corrected.originalHref}>{t('orientation:search.literally', { query: corrected.query })}</a>
        </p>
      )}
      {loosened && <p>{t('orientation:search.loosened')}</p>}
    </Alert>
  );
}

/** Ways on for whoever found nothing, or has not asked yet. */
function Otherwise({ view }: { view: SearchView }) {
  const { t } = useView();
  return (
    <>
      {view.query && (
        <EmptyState
          title={t('orientation:search.empty')}
          actions={
            <>
              <LinkButton href={view.offersHref}>{t('orientation:search.offers_filter')}</LinkButton>
              <LinkButton href={view.missingHref}>{t('directory:outside.title')}</LinkButton>
            </>
          }
        >
          <p>{t('orientation:search.empty_text')}</p>
        </EmptyState>
      )}
      {view.instead.length > 0 && (
        <Section title={t('directory:search.suggestions')}>
          <SuggestionLinks suggestions={view.instead} />
        </Section>
      )}
      {view.situations.length > 0 && (
        <Section
          title={t('orientation:overview.situations')}
          actions={<a href={view.guideHref}>{t('orientation:search.guide')}</a>}
        >
          <div class="dk-tiles-three">
            <IconTiles items={view.situations.map(({ id, label, href }) => ({ icon: id, label, href }))} />
          </div>
        </Section>
      )}
    </>
  );
}

/** One search over everything that visitors may read. */
export function SearchPage({ view }: { view: SearchView }) {
  const page = useView();
  const { t, language } = page;
  const { query, pages, offers, events, news } = view;
  const title = query ? t('orientation:search.title_for', { query }) : t('orientation:search.title');
  const ownPages = (
    <Kind kind="pages" view={view}>
      {pages.map((hit) => (
        <PageCard key={hit.href} hit={hit} />
      ))}
    </Kind>
  );
  return (
    <PublicPage
      title={title}
      hidden={query !== ''}
      scripts={['search-suggest']}
      breadcrumb={[{ label: t('directory:start.crumb'), href: publicPath(page) }, { label: t('orientation:search.title') }]}
    >
      <PageHeader title={title} />
      <SearchBar
        action={view.action}
        value={query}
        label={t('orientation:search.label')}
        labelHidden
        hint={query ? undefined : t('orientation:search.hint')}
        suggestions={`${view.action}/vorschlaege`}
      />
      <Messages view={view} />
      {view.total > 0 && (
        <ListHead count={t('orientation:search.found', { count: view.total })}>
          <ChoiceLinks
            label={t('orientation:search.kinds')}
            items={view.choices.map(({ kind, count, href, current }) => ({
              label: `${t(`orientation:search.kind.${kind ?? 'all'}`)} (${formatNumber(count, language)})`,
              href,
              current,
            }))}
          />
        </ListHead>
      )}
      {view.pagesFirst && ownPages}
      <Kind kind="offers" view={view}>
        {offers.map((card) => (
          <OfferCard key={card.href} card={card} />
        ))}
      </Kind>
      <Kind kind="events" view={view}>
        {events.map((card) => (
          <OfferCard key={card.href} card={card} />
        ))}
      </Kind>
      {!view.pagesFirst && ownPages}
      {news.length > 0 && (
        <Section title={t('orientation:search.kind.news')}>
          <NewsCards news={news} />
        </Section>
      )}
      {offers.length + events.length > 0 && (
        <LinkList items={[{ icon: 'filter', label: t('orientation:search.offers_filter'), href: view.offersHref }]} />
      )}
      {view.total === 0 && <Otherwise view={view} />}
    </PublicPage>
  );
}
