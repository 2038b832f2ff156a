import { formatNumber } from '#platform/i18n';
import {
  Card,
  CardList,
  Columns,
  DescriptionList,
  EmptyState,
  LinkButton,
  LinkList,
  PageHeader,
  Panel,
  PublicPage,
  publicPath,
  SearchBar,
  Section,
  Table,
  useView,
} from '#platform/ui';
import type { EditionTree } from '../model/edition.ts';
import { filterQuery, noFilter } from '../model/public-list.ts';
import { rolledUpProgress } from '../model/rules.ts';
import { statuses } from '../model/vocabulary.ts';
import type { PublicConcept, PublicSite } from '../service/public-reading.ts';
import type { PublicReport } from '../store/public.ts';
import {
  conceptCrumbs,
  conceptPath,
  FieldMark,
  formatDay,
  German,
  GermanProse,
  germanOn,
  PercentBar,
  StatusMark,
} from './public-parts.tsx';

/** Which edition is shown, and who adopted it. */
function EditionFacts({ site: { edition } }: { site: PublicSite }) {
  const { t, language } = useView();
  const day = (value: string) => formatDay(value, language);
  const { adoptedOn, adoptedBy, paperNumber, startsOn, endsOn, source, title, state } = edition;
  const period =
    startsOn && endsOn ? t('concept:public.period', { from: day(startsOn), to: day(endsOn) }) : startsOn && day(startsOn);
  return (
    <DescriptionList
      stacked
      items={[
        { term: t('concept:public.name'), value: <German>{title}</German> },
        { term: t('concept:public.state'), value: t(`concept:edition.${state}`) },
        { term: t('concept:public.adopted_by'), value: adoptedBy && <German>{adoptedBy}</German> },
        { term: t('concept:public.adopted_on'), value: adoptedOn && day(adoptedOn) },
        { term: t('concept:public.paper'), value: paperNumber && <bdi dir="ltr">{paperNumber}</bdi> },
        { term: t('concept:public.valid'), value: period },
        { term: t('concept:public.source'), value: source && <German>{source}</German> },
      ]}
    />
  );
}

function Fields({ site: { concept, tree } }: { site: PublicSite }) {
  const view = useView();
  const { t, language } = view;
  return (
    <CardList columns>
      {tree.fields.map((field) => {
        const own = tree.recommendations.filter(({ fieldId }) => fieldId === field.id);
        return (
          <Card
            key={field.id}
            href={conceptPath(view, concept, `feld/${field.key}`)}
            title={field.title}
            {...germanOn(language)}
            kicker={<FieldMark field={field} />}
            foot={t('concept:public.recommendations', { count: own.length })}
          >
            <PercentBar label={t('concept:public.progress.title')} percent={rolledUpProgress(own)} />
          </Card>
        );
      })}
    </CardList>
  );
}

interface StatusRow {
  readonly status: (typeof statuses)[number];
  readonly count: number;
  readonly share: number;
}

/** How many recommendations stand how: each row is a bar of the chart and its figure, and leads to what it counts. */
function AtAGlance({ site: { concept, tree } }: { site: PublicSite }) {
  const view = useView();
  const { t, language } = view;
  const all = tree.recommendations.length;
  const rows: StatusRow[] = statuses
    .map((status) => ({ status, count: tree.recommendations.filter((one) => one.status === status).length }))
    .filter(({ count }) => count > 0)
    .map((row) => ({ ...row, share: row.count / all }));
  return (
    <>
      <PercentBar label={t('concept:public.progress.title')} percent={rolledUpProgress(tree.recommendations)} />
      <Table
        caption={t('concept:public.glance.caption')}
        captionHidden
        rows={rows}
        rowKey={({ status }) => status}
        columns={[
          {
            key: 'status',
            label: t('concept:public.status'),
            rowHeader: true,
            cell: ({ status }) => (
              <a href={conceptPath(view, concept, `empfehlungen${filterQuery({ ...noFilter, stand: [status] })}`)}>
                <StatusMark status={status} />
              </a>
            ),
          },
          { key: 'count', label: t('concept:public.count'), numeric: true, cell: ({ count }) => formatNumber(count, language) },
          { key: 'bar', label: t('concept:public.share'), cell: ({ share }) => <Bar share={share} /> },
        ]}
      />
    </>
  );
}

function Bar({ share }: { share: number }) {
  const percent = Math.round(share * 100);
  return (
    <svg viewBox="0 0 100 6" width="100%" height="12" preserveAspectRatio="none" role="img" aria-label={`${percent} %`}>
      <rect width="100" height="6" fill="var(--dk-line, #d9d4c8)" />
      <rect width={share * 100} height="6" fill="var(--dk-accent, #0a5c6b)" />
    </svg>
  );
}

function Themes({ tree }: { tree: EditionTree }) {
  const { t, language } = useView();
  if (tree.themes.length === 0) return null;
  return (
    <Section title={t('concept:public.themes')} id="kernthemen">
      <CardList columns>
        {tree.themes.map(({ id, title, body }) => (
          <Card key={id} title={title} {...germanOn(language)}>
            <GermanProse text={body} />
          </Card>
        ))}
      </CardList>
    </Section>
  );
}

function Others({ others }: { others: readonly PublicConcept[] }) {
  const view = useView();
  const { t } = view;
  if (others.length === 0) return null;
  return (
    <Section title={t('concept:public.others')} id="weitere">
      <LinkList
        items={others.map(({ concept }) => ({
          icon: 'list',
          href: conceptPath(view, concept),
          label: <German>{concept.title}</German>,
        }))}
      />
    </Section>
  );
}

/** The edition shown beside the one before it, and beside the draft that the public is asked about. */
function comparisonsOf({ edition, editions }: PublicSite) {
  const next = editions.find(({ position, state }) => state === 'consultation' && position > edition.position);
  const before = editions.find(({ position }) => position < edition.position);
  return [
    ...(next ? [{ label: 'concept:public.compare_next', position: edition.position, title: next.title }] : []),
    ...(before ? [{ label: 'concept:public.compare', position: before.position, title: before.title }] : []),
  ];
}

function Reports({ site, reports }: { site: PublicSite; reports: readonly PublicReport[] }) {
  const view = useView();
  const { t, language } = view;
  const { concept } = site;
  const comparisons = comparisonsOf(site);
  if (reports.length === 0 && comparisons.length === 0) return null;
  return (
    <Section title={t('concept:public.reports')} id="berichte">
      <LinkList
        items={[
          ...reports.map(({ id, title, startsOn, endsOn }) => ({
            icon: 'list' as const,
            href: conceptPath(view, concept, `berichte/${id}`),
            label: (
              <>
                <German>{title}</German> (
                {t('concept:public.period', { from: formatDay(startsOn, language), to: formatDay(endsOn, language) })})
              </>
            ),
          })),
          ...comparisons.map(({ label, position, title }) => ({
            icon: 'list' as const,
            href: conceptPath(view, concept, `vergleich/${position}`),
            label: (
              <>
                {t(label)} <German>{title}</German>
              </>
            ),
          })),
        ]}
      />
    </Section>
  );
}

/** A concept: what it wants, who adopted it, its fields of action, and how far everything is. */
export function OverviewPage({ site, reports }: { site: PublicSite; reports: readonly PublicReport[] }) {
  const view = useView();
  const { t, language, district } = view;
  const { concept, edition, tree, others } = site;
  const umbrella = others.find((one) => one.concept.id === concept.umbrellaId)?.concept;
  return (
    <PublicPage title={concept.title} description={edition.summary.slice(0, 160)} breadcrumb={conceptCrumbs(view, concept)}>
      <PageHeader
        title={concept.title}
        {...germanOn(language)}
        kicker={t('concept:nav.concept')}
        lead={
          umbrella && (
            <>
              {t('concept:public.umbrella')}{' '}
              <a href={conceptPath(view, umbrella)}>
                <German>{umbrella.title}</German>
              </a>
            </>
          )
        }
      />
      {Object.keys(germanOn(language)).length > 0 && <p>{t('concept:public.in_german')}</p>}
      <Columns
        main={
          <>
            <GermanProse text={edition.summary} />
            <SearchBar action={conceptPath(view, concept, 'empfehlungen')} label={t('concept:public.search')} />
            <LinkList
              items={[
                {
                  icon: 'list',
                  href: conceptPath(view, concept, 'empfehlungen'),
                  label: t('concept:public.all', { count: tree.recommendations.length }),
                },
                { icon: 'person', href: conceptPath(view, concept, 'beteiligte'), label: t('concept:public.stakeholders') },
                ...(concept.territory.length === 5
                  ? [
                      { icon: 'place' as const, href: conceptPath(view, concept, 'orte'), label: t('concept:public.towns') },
                      {
                        icon: 'download' as const,
                        href: `/open-data/${district?.slug}/concept.json`,
                        label: t('concept:public.data'),
                      },
                      {
                        icon: 'download' as const,
                        href: `/open-data/${district?.slug}/concept.csv`,
                        label: t('concept:public.table'),
                      },
                    ]
                  : []),
              ]}
            />
          </>
        }
        side={
          <Panel title={t('concept:public.edition')}>
            <EditionFacts site={site} />
          </Panel>
        }
      />
      <Section title={t('concept:public.fields')} id="handlungsfelder">
        <Fields site={site} />
      </Section>
      {tree.recommendations.length > 0 && (
        <Section title={t('concept:public.glance.title')} id="stand">
          <AtAGlance site={site} />
        </Section>
      )}
      <Themes tree={tree} />
      <Reports site={site} reports={reports} />
      <Others others={others} />
    </PublicPage>
  );
}

/** The district has published no concept yet; its towns may have. */
export function NoConceptPage({ towns }: { towns: readonly PublicConcept[] }) {
  const view = useView();
  const { t, district } = view;
  return (
    <PublicPage
      title={t('concept:nav.concept')}
      hidden
      breadcrumb={[{ label: district?.name ?? '', href: publicPath(view) }, { label: t('concept:nav.concept') }]}
    >
      <PageHeader title={t('concept:nav.concept')} />
      <EmptyState
        title={t('concept:public.none')}
        actions={<LinkButton href={publicPath(view, 'angebote')}>{t('concept:public.none_offers')}</LinkButton>}
      >
        <p>{t('concept:public.none_text')}</p>
      </EmptyState>
      <Others others={towns} />
    </PublicPage>
  );
}
