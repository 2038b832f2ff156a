import type { VNode } from 'preact';
import type { Translate } from '#platform/i18n';
import {
  Alert,
  CardList,
  ChipList,
  ChoiceLinks,
  Columns,
  EmptyState,
  FilterLayout,
  LinkButton,
  LinkList,
  ListHead,
  PageHeader,
  Pagination,
  Panel,
  Prose,
  PublicPage,
  publicPath,
  SearchBar,
  Section,
  useView,
} from '#platform/ui';
import type { SearchView, TownCount } from '../../service/showing/search-view.ts';
import type { Suggestion } from '../../service/suggesting.ts';
import { type MissingOffer, MissingOfferSection } from '../demand/outside.tsx';
import { SearchFilters } from './filters.tsx';
import { OfferCard } from './offer-card.tsx';
import { SuggestionLinks } from './suggestions.tsx';

function Messages({ view }: { view: SearchView }) {
  const { t } = useView();
  const { corrected, loosened, place } = view;
  if (!corrected && !loosened && !place.outside && !place.nothingThere) return null;
  return (
    <Alert kind="info" live>
      {corrected && (
        <p>
          {t('directory:search.corrected', { query: corrected.query, corrected: corrected.corrected })}{' '}
          <a href={corrected.originalHref}>{t('directory:search.corrected_original', { query: corrected.query })}</a>
        </p>
      )}
      {loosened && <p>{t('directory:search.loosened')}</p>}
      {place.outside && <p>{place.outside}</p>}
      {place.nothingThere && <p>{place.nothingThere}</p>}
    </Alert>
  );
}

/** How far around the place that stands in the query, and the way out when it was none. */
function Place({ view }: { view: SearchView }) {
  const { radius, literal } = view.place;
  const items = [...(radius?.choices ?? []), ...(literal ? [literal] : [])];
  if (!literal) return null;
  return radius ? (
    <ChoiceLinks label={radius.label} labelShown items={items.map((one) => ({ ...one, current: one.current === true }))} />
  ) : (
    <p>
      <a href={literal.href}>{literal.label}</a>
    </p>
  );
}

function Nothing({ view, instead }: { view: SearchView; instead: readonly Suggestion[] }) {
  const { t } = useView();
  return (
    <>
      <EmptyState
        title={t('directory:search.empty')}
        actions={<LinkButton href={view.propose}>{t('directory:search.empty_propose')}</LinkButton>}
      >
        <p>{t(view.chips.length ? 'directory:search.empty_filters' : 'directory:search.empty_words')}</p>
        {view.chips.length > 0 && (
          <p>
            <a href={view.resetHref}>{t('ui:filter.reset')}</a>
          </p>
        )}
      </EmptyState>
      {instead.length > 0 && (
        <Section title={t('directory:search.suggestions')}>
          <SuggestionLinks suggestions={instead} />
        </Section>
      )}
      {view.neighbours.length > 0 && (
        <Section title={t('directory:search.neighbours')}>
          <Prose>
            <ul>
              {view.neighbours.map(({ label, href, count = 0 }) => (
                <li key={href}>
                  <a href={href}>
                    <bdi>{label}</bdi>
                  </a>{' '}
                  – {t('directory:search.count', { count })}
                </li>
              ))}
            </ul>
          </Prose>
        </Section>
      )}
      <Section title={t('directory:search.topics')}>
        <Prose>
          <ul>
            {view.topics.map(({ label, href }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </Prose>
      </Section>
    </>
  );
}

function townLabel({ name, count }: TownCount, t: Translate) {
  return (
    <>
      <bdi>{name}</bdi> – {t('directory:search.count', { count })}
    </>
  );
}

export interface SearchPageProps {
  readonly view: SearchView;
  readonly suggestions: string;
  /** What may be meant instead, when nothing was found. */
  readonly instead: readonly Suggestion[];
  /** The district with its counts per town, when it is shown on the map. */
  readonly map: VNode | undefined;
  /** "What do you miss?", where nothing was found or somebody lives elsewhere. */
  readonly missing?: MissingOffer | undefined;
}

/** Search of the offers: question, filters, results. Every choice is an address. */
export function SearchPage({ view, suggestions, instead, map, missing }: SearchPageProps) {
  const page = useView();
  const { t } = page;
  return (
    <PublicPage
      title={view.title}
      hidden={view.hidden}
      scripts={['filter-submit', 'search-suggest']}
      breadcrumb={[{ label: t('directory:start.crumb'), href: publicPath(page) }, { label: t('directory:search.crumb') }]}
    >
      <PageHeader title={view.title} />
      <SearchBar
        action={view.action}
        value={view.address.q}
        label={t('directory:search.label')}
        labelHidden
        suggestions={suggestions}
        keep={view.keptBySearch}
      />
      <FilterLayout filter={<SearchFilters view={view} />}>
        <Messages view={view} />
        <ListHead count={t('directory:search.count', { count: view.total })}>
          <ChoiceLinks
            label={t('directory:search.view')}
            items={view.views.map((one, index) => ({
              ...one,
              current: one.current === true,
              icon: index === 0 ? 'list' : 'map',
            }))}
          />
          {view.total > 1 && (
            <ChoiceLinks
              label={t('directory:search.sort')}
              labelShown
              items={view.sorts.map((one) => ({ ...one, current: one.current === true }))}
            />
          )}
        </ListHead>
        <ChipList label={t('directory:search.chips')} chips={view.chips} />
        <Place view={view} />
        {map && view.towns && (
          <Columns
            main={
              <>
                {map}
                <p>{t('directory:search.map_note')}</p>
              </>
            }
            side={
              <Panel title={t('directory:search.facet.ort')}>
                <LinkList items={view.towns.map((town) => ({ icon: 'place', href: town.href, label: townLabel(town, t) }))} />
              </Panel>
            }
          />
        )}
        {view.cards.length > 0 ? (
          <CardList>
            {view.cards.map((card) => (
              <OfferCard key={card.href} card={card} level={2} />
            ))}
          </CardList>
        ) : (
          <Nothing view={view} instead={instead} />
        )}
        {missing && <MissingOfferSection missing={missing} />}
        <Pagination previous={view.previous} next={view.next} position={view.position} />
      </FilterLayout>
    </PublicPage>
  );
}
