import {
  ButtonRow,
  Card,
  CardList,
  ChipList,
  ChoiceLinks,
  type Description,
  DescriptionList,
  EmptyState,
  FacetList,
  FilterLayout,
  FilterPanel,
  LinkButton,
  ListHead,
  PageHeader,
  Pagination,
  PublicPage,
  publicPath,
  useView,
} from '#platform/ui';
import type { InstitutionView, PointView } from '../../service/kinds/institution.ts';
import type { InstitutionsView } from '../../service/kinds/institutions-view.ts';
import { Contacts } from '../public/contacts.tsx';
import { Lines } from '../public/offer.tsx';
import { ExampleMark, Text, worded } from '../public/offer-card.tsx';
import { KindTabs } from './parts.tsx';

/** Whom to ask for what: the topic, then function, room and hours, then phone and mail. */
export function Points({
  points,
  offerHref,
}: {
  points: readonly PointView[];
  offerHref?: ((slug: string) => string) | undefined;
}) {
  if (!points.length) return null;
  return (
    <ul class="dk-points">
      {points.map((point) => (
        <li key={point.topic.text}>
          <p>
            <b>{point.slug && offerHref ? <a href={offerHref(point.slug)}>{worded(point.topic)}</a> : worded(point.topic)}</b>
          </p>
          <Lines lines={point.lines} />
          <Contacts contacts={point.contacts} />
        </li>
      ))}
    </ul>
  );
}

/** Tasks, contact points, address and hours, where they are known. */
export function institutionFacts(
  institution: Pick<InstitutionView, 'tasks' | 'points' | 'address' | 'hours' | 'accessibility'>,
  t: ReturnType<typeof useView>['t'],
  offerHref?: (slug: string) => string,
): Description[] {
  const { tasks, points, address, hours, accessibility } = institution;
  return [
    {
      term: t('directory:field.label.tasks'),
      value: tasks.length > 0 && (
        <ul>
          {tasks.map((task) => (
            <li key={task.text}>{worded(task)}</li>
          ))}
        </ul>
      ),
    },
    {
      term: t('directory:field.label.contactPoints'),
      value: points.length > 0 && <Points points={points} offerHref={offerHref} />,
    },
    { term: t('directory:kinds.address'), value: address.length > 0 && <Lines lines={address} /> },
    { term: t('directory:field.label.hours'), value: hours.length > 0 && <Lines lines={hours.map((text) => ({ text }))} /> },
    { term: t('directory:offer.accessibility'), value: accessibility.length > 0 && accessibility.join(', ') },
  ];
}

function InstitutionCard({ row, offerHref }: { row: InstitutionsView['rows'][number]; offerHref: (slug: string) => string }) {
  const { t } = useView();
  const facts = institutionFacts(row, t, offerHref).filter(({ value }) => value);
  return (
    <Card
      title={worded(row.name)}
      href={row.href}
      level={2}
      kicker={
        <>
          <ExampleMark example={row.example} />
          {row.kind} · <bdi>{row.towns}</bdi>
        </>
      }
      foot={row.source && <Text phrase={row.source} />}
    >
      <p>{worded(row.description)}</p>
      {facts.length > 0 && <DescriptionList stacked items={facts} />}
      <Contacts contacts={row.contacts} />
    </Card>
  );
}

/** All institutions A–Z, by town and kind; the handbook to take along. */
export function InstitutionsPage({ view }: { view: InstitutionsView }) {
  const page = useView();
  const { t } = page;
  const title = t('directory:kinds.list.einrichtungen');
  return (
    <PublicPage
      title={title}
      description={t('directory:kinds.lead.einrichtungen')}
      hidden={view.chips.length > 0}
      scripts={['filter-submit']}
      breadcrumb={[{ label: t('directory:start.crumb'), href: publicPath(page) }, { label: title }]}
    >
      <PageHeader
        title={title}
        lead={t('directory:kinds.lead.einrichtungen')}
        actions={
          <ButtonRow>
            <LinkButton href={view.handbook.pdf} icon="download">
              {t(view.town ? 'directory:institutions.pdf_town' : 'directory:institutions.pdf', { town: view.town ?? '' })}
            </LinkButton>
            <LinkButton href={view.handbook.docx} icon="download" look="tertiary" download>
              Word
            </LinkButton>
          </ButtonRow>
        }
      />
      <KindTabs current="einrichtungen" />
      <FilterLayout
        filter={
          <FilterPanel action={view.action} active={view.chips.length} resetHref={view.action} keep={view.keep}>
            <FacetList name="ort" legend={t('directory:kinds.facet.ort')} facets={view.towns} open={14} />
            <FacetList name="art" legend={t('directory:kinds.facet.art')} facets={view.kinds} open={11} />
          </FilterPanel>
        }
      >
        <ListHead count={t('directory:kinds.count', { count: view.total })}>
          <ChoiceLinks label={t('directory:institutions.letters')} items={view.letters} />
        </ListHead>
        <ChipList label={t('directory:search.chips')} chips={view.chips} />
        {view.rows.length > 0 ? (
          <CardList>
            {view.rows.map((row) => (
              <InstitutionCard key={row.id} row={row} offerHref={view.offerHref} />
            ))}
          </CardList>
        ) : (
          <EmptyState
            title={t('directory:kinds.none')}
            actions={view.chips.length > 0 && <LinkButton href={view.action}>{t('ui:filter.reset')}</LinkButton>}
          >
            <p>{t(view.chips.length ? 'directory:search.empty_filters' : 'directory:kinds.none_yet')}</p>
          </EmptyState>
        )}
        <Pagination previous={view.previous} next={view.next} position={view.position} />
      </FilterLayout>
    </PublicPage>
  );
}
