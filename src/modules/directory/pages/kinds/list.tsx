import {
  Card,
  CardList,
  ChipList,
  EmptyState,
  FacetList,
  type Fact,
  Facts,
  FilterLayout,
  FilterPanel,
  type IconName,
  LinkButton,
  ListHead,
  PageHeader,
  Pagination,
  PublicPage,
  publicPath,
  TagList,
  useView,
} from '#platform/ui';
import type { KindCardView, KindFact, KindListView } from '../../service/kinds/list-view.ts';
import { Contacts } from '../public/contacts.tsx';
import { footOf, kickerOf, worded } from '../public/offer-card.tsx';
import { KindTabs } from './parts.tsx';

const icons: Readonly<Record<KindFact['id'], IconName>> = {
  period: 'calendar',
  funding: 'info',
  effort: 'clock',
  languages: 'language',
  accepting: 'person',
  billing: 'rights',
  appointment: 'phone',
};

/** A project, a chance to volunteer or a professional contact, with what is asked first of each. */
export function KindCard({ card }: { card: KindCardView }) {
  const { t } = useView();
  const facts: Fact[] = [
    { icon: 'place', label: t('directory:offer.where'), value: <bdi>{card.where}</bdi> },
    ...card.facts.map(({ id, label, text }) => ({
      icon: icons[id],
      label,
      value: (
        <>
          {(id === 'funding' || id === 'billing' || id === 'appointment') && `${label}: `}
          {worded(text)}
        </>
      ),
    })),
    ...(card.when ? [{ icon: 'clock' as const, label: t('directory:offer.when'), value: card.when }] : []),
  ];
  return (
    <Card title={worded(card.title)} href={card.href} level={2} kicker={kickerOf(card)} foot={footOf(card, t)}>
      <p>{worded(card.summary)}</p>
      {card.texts.map(({ label, text }) => (
        <p key={label}>
          <b>{label}:</b> {worded(text)}
        </p>
      ))}
      <Facts items={facts} />
      <Contacts contacts={card.contacts} />
      <TagList tags={[...card.marks, ...card.tags.slice(0, 1)]} label={t('directory:offer.tags')} />
    </Card>
  );
}

function Filters({ view }: { view: KindListView }) {
  const { t } = useView();
  const { address, running } = view;
  const runs = { value: '1', label: t('directory:kinds.filter.running'), count: running, checked: address.laufend === '1' };
  return (
    <FilterPanel action={view.action} active={view.chips.length} resetHref={view.action}>
      {running !== undefined && (running > 0 || runs.checked) && (
        <FacetList name="laufend" legend={t('directory:kinds.facet.laufend')} facets={[runs]} />
      )}
      {view.groups.map(({ name, legend, facets }) => (
        <FacetList key={name} name={name} legend={legend} facets={facets} open={8} />
      ))}
    </FilterPanel>
  );
}

/** Good practice, volunteering, professional contacts: one list each, every choice an address. */
export function KindListPage({ view }: { view: KindListView }) {
  const page = useView();
  const { t } = page;
  const title = t(`directory:kinds.list.${view.list}`);
  return (
    <PublicPage
      title={title}
      description={t(`directory:kinds.lead.${view.list}`)}
      hidden={view.chips.length > 0}
      scripts={['filter-submit']}
      breadcrumb={[{ label: t('directory:start.crumb'), href: publicPath(page) }, { label: title }]}
    >
      <PageHeader title={title} lead={t(`directory:kinds.lead.${view.list}`)} />
      <KindTabs current={view.list} />
      <FilterLayout filter={<Filters view={view} />}>
        <ListHead count={t('directory:kinds.count', { count: view.total })} />
        <ChipList label={t('directory:search.chips')} chips={view.chips} />
        {view.cards.length > 0 ? (
          <CardList>
            {view.cards.map((card) => (
              <KindCard key={card.href} card={card} />
            ))}
          </CardList>
        ) : (
          <EmptyState
            title={t('directory:kinds.none')}
            actions={
              <LinkButton href={view.chips.length ? view.action : publicPath(page, 'angebot-vorschlagen')}>
                {t(view.chips.length ? 'ui:filter.reset' : 'directory:search.empty_propose')}
              </LinkButton>
            }
          >
            <p>{t(view.chips.length ? 'directory:search.empty_filters' : 'directory:kinds.none_yet')}</p>
          </EmptyState>
        )}
        <Pagination previous={view.previous} next={view.next} position={view.position} />
      </FilterLayout>
    </PublicPage>
  );
}
