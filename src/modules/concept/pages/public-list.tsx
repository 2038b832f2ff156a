import { Name, type Territory } from '#modules/territory';
import {
  CardList,
  type Chip,
  ChipList,
  EmptyState,
  type Facet,
  FacetList,
  FilterLayout,
  FilterPanel,
  LinkButton,
  ListHead,
  PageHeader,
  Pagination,
  PublicPage,
  SearchBar,
  useView,
} from '#platform/ui';
import {
  filterQuery,
  noFilter,
  type PublicFacet,
  type PublicFilter,
  type PublicList,
  publicFacets,
} from '../model/public-list.ts';
import type { PublicSite } from '../service/public-reading.ts';
import { conceptCrumbs, conceptPath, RecommendationCard } from './public-parts.tsx';

export const publicPageSize = 20;

export interface ListAnswer {
  readonly value: string;
  readonly label: string;
  readonly lang?: string | undefined;
  readonly dir?: 'ltr' | 'rtl' | undefined;
}

export interface ListPageProps {
  readonly site: PublicSite;
  readonly filter: PublicFilter;
  /** From 1. */
  readonly page: number;
  readonly list: PublicList;
  /** What may be answered to each question, in the order to show. */
  readonly answers: Readonly<Record<PublicFacet, readonly ListAnswer[]>>;
  /** The towns chosen, whose answers the cards show. */
  readonly towns: readonly Territory[];
}

function Filters({ site, filter, list, answers }: ListPageProps) {
  const view = useView();
  const { t } = view;
  const facetsOf = (facet: PublicFacet): Facet[] =>
    answers[facet].map((answer) => ({
      ...answer,
      count: list.counts[facet].get(answer.value) ?? 0,
      checked: filter[facet].includes(answer.value),
    }));
  const action = conceptPath(view, site.concept, 'empfehlungen');
  return (
    <FilterPanel
      action={action}
      active={publicFacets.reduce((sum, facet) => sum + filter[facet].length, 0)}
      resetHref={`${action}${filterQuery({ ...noFilter, q: filter.q })}`}
      keep={filter.q ? [{ name: 'q', value: filter.q }] : []}
    >
      {publicFacets.map((facet) => (
        <FacetList key={facet} name={facet} legend={t(`concept:public.facet.${facet}`)} facets={facetsOf(facet)} open={6} />
      ))}
    </FilterPanel>
  );
}

function chipsOf({ filter, answers }: ListPageProps, base: string): Chip[] {
  const chips: Chip[] = publicFacets.flatMap((facet) =>
    filter[facet].map((value) => ({
      label: answers[facet].find((answer) => answer.value === value)?.label ?? value,
      href: `${base}${filterQuery({ ...filter, [facet]: filter[facet].filter((one) => one !== value) })}`,
    })),
  );
  return filter.q ? [{ label: filter.q, href: `${base}${filterQuery({ ...filter, q: '' })}` }, ...chips] : chips;
}

/** All recommendations, narrowed by questions; every answer is in the address. */
export function ListPage(props: ListPageProps) {
  const view = useView();
  const { t } = view;
  const { site, filter, page, list, towns } = props;
  const { concept, tree } = site;
  const base = conceptPath(view, concept, 'empfehlungen');
  const from = (page - 1) * publicPageSize;
  const shown = list.found.slice(from, from + publicPageSize);
  const chips = chipsOf(props, base);
  const total = list.found.length;
  return (
    <PublicPage
      title={t('concept:public.recommendations_title')}
      hidden={chips.length > 0 || page > 1}
      scripts={['filter-submit']}
      breadcrumb={conceptCrumbs(view, concept, { label: t('concept:public.recommendations_title') })}
    >
      <PageHeader title={t('concept:public.recommendations_title')} />
      <SearchBar
        action={base}
        value={filter.q}
        label={t('concept:public.search')}
        keep={publicFacets.flatMap((facet) => filter[facet].map((value) => ({ name: facet, value })))}
      />
      <FilterLayout filter={<Filters {...props} />}>
        <ListHead count={t('concept:public.recommendations', { count: total })} />
        <ChipList label={t('concept:public.chosen')} chips={chips} />
        {shown.length > 0 ? (
          <CardList>
            {shown.map((one) => (
              <RecommendationCard
                key={one.id}
                concept={concept}
                recommendation={one}
                field={tree.fields.find(({ id }) => id === one.fieldId)}
                level={2}
              >
                {towns.map((town) => (
                  <p key={town.key}>
                    <Name unit={town} />:{' '}
                    {t(`concept:decision.${one.adoptions.find((row) => row.town === town.key)?.decision ?? 'undecided'}`)}
                  </p>
                ))}
              </RecommendationCard>
            ))}
          </CardList>
        ) : (
          <EmptyState
            title={t('concept:public.nothing')}
            actions={<LinkButton href={base}>{t('concept:public.all', { count: tree.recommendations.length })}</LinkButton>}
          >
            <p>{t('concept:public.nothing_text')}</p>
          </EmptyState>
        )}
        <Pagination
          previous={page > 1 ? `${base}${filterQuery(filter, page - 1)}` : undefined}
          next={from + publicPageSize < total ? `${base}${filterQuery(filter, page + 1)}` : undefined}
          position={t('concept:public.position', { from: from + 1, to: from + shown.length, total })}
        />
      </FilterLayout>
    </PublicPage>
  );
}
