import { chart } from '#platform/charts';
import { findInterfaceLanguage, formatNumber } from '#platform/i18n';
import {
  ButtonRow,
  Disclosure,
  EmptyState,
  Figure,
  FigureRow,
  FilterBar,
  LinkButton,
  ListHead,
  PageHeader,
  Prose,
  Section,
  SelectField,
  Table,
  useView,
} from '#platform/ui';
import type { PageViews, ViewStatistics } from '../../service/views/statistics.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

export interface StatisticsPageProps {
  readonly frame: DeskFrame;
  readonly statistics: ViewStatistics;
  /** How the numbers are to be read. */
  readonly notes: readonly string[];
}

const monthName = (month: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${month}-01`));

const Tongue = ({ tag }: { tag: string }) => {
  const tongue = findInterfaceLanguage(tag);
  return <bdi lang={tongue?.htmlLang}>{tongue?.autonym ?? tag}</bdi>;
};

function Days({ statistics: { days, month } }: Pick<StatisticsPageProps, 'statistics'>) {
  const { t, language } = useView();
  const short = new Intl.DateTimeFormat(language.locale, { day: 'numeric', month: 'numeric', timeZone: 'UTC' });
  const drawn = chart({
    kind: 'line',
    title: t('orientation:staff.statistics.days'),
    description: t('orientation:staff.statistics.days_of', { month: monthName(month, language.locale) }),
    unit: t('orientation:staff.statistics.views'),
    xLabel: t('orientation:staff.statistics.day'),
    language,
    decimals: 0,
    noValue: t('orientation:staff.statistics.withheld'),
    series: [
      {
        label: t('orientation:staff.statistics.views'),
        points: days.map(({ day, views }) => ({ x: short.format(Date.parse(day)), y: views })),
      },
    ],
  });
  const [first = '', ...others] = drawn.table.head;
  return (
    <figure class="dk-chart">
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by our own charts, which escape every text */}
      <div class="dk-chart__drawing" dangerouslySetInnerHTML={{ __html: drawn.svg }} />
      <Disclosure title={t('orientation:staff.statistics.as_table')}>
        <Table
          caption={t('orientation:staff.statistics.days')}
          captionHidden
          rows={drawn.table.rows}
          rowKey={([day = '']) => day}
          columns={[
            { key: 'day', label: first, rowHeader: true, cell: ([day]) => day },
            ...others.map((label, index) => ({
              key: label,
              label,
              numeric: true,
              cell: (row: string[]) => row[index + 1],
            })),
          ]}
        />
      </Disclosure>
    </figure>
  );
}

function Pages({ pages, base }: { pages: readonly PageViews[]; base: string }) {
  const { t, language } = useView();
  const number = (value: number) => formatNumber(value, language);
  return (
    <Table
      caption={t('orientation:staff.statistics.pages')}
      captionHidden
      rows={pages}
      rowKey={({ path }) => path}
      columns={[
        {
          key: 'page',
          label: t('orientation:staff.statistics.page'),
          rowHeader: true,
          cell: ({ path, title }) => (
            <a href={`${base}${path}`}>
              <bdi lang="de">{title}</bdi>
            </a>
          ),
        },
        { key: 'views', label: t('orientation:staff.statistics.views'), numeric: true, cell: ({ views }) => number(views) },
        {
          key: 'languages',
          label: t('orientation:staff.statistics.by_language'),
          cell: ({ languages }) => (
            <span>
              {languages.map(({ tag, views }, index) => (
                <span key={tag}>
                  {index > 0 && ', '}
                  <Tongue tag={tag} /> {number(views)}
                </span>
              ))}
            </span>
          ),
        },
        {
          key: 'votes',
          label: t('orientation:staff.statistics.votes'),
          cell: ({ votes }) => (votes ? t('orientation:staff.statistics.votes_of', votes) : '–'),
        },
      ]}
    />
  );
}

/** How often pages were read: counted by the server, nobody told apart, small numbers withheld. */
export function StatisticsPage({ frame, statistics, notes }: StatisticsPageProps) {
  const { t, language, district } = useView();
  const { month, months, total, pages, languages, places } = statistics;
  const here = `${frame.base}/statistik`;
  const title = t('orientation:staff.tab.statistics');
  const number = (value: number) => formatNumber(value, language);
  return (
    <DeskPage frame={frame} tab="statistics" title={title}>
      <PageHeader title={title} lead={t('orientation:staff.statistics.lead')} />
      <FilterBar action={here} values={{ monat: month }} submit={t('orientation:staff.statistics.show')}>
        <SelectField
          name="monat"
          label={t('orientation:staff.statistics.month')}
          empty={false}
          options={months.map((one) => ({ value: one, label: monthName(one, language.locale) }))}
        />
      </FilterBar>
      {total === 0 ? (
        <EmptyState
          title={t('orientation:staff.statistics.none')}
          actions={<LinkButton href={`/${district?.slug}/de/ankommen`}>{t('orientation:staff.statistics.to_guide')}</LinkButton>}
        >
          <p>{t('orientation:staff.statistics.none_text')}</p>
        </EmptyState>
      ) : (
        <>
          <FigureRow>
            <Figure
              value={total === null ? t('orientation:staff.statistics.few') : number(total)}
              label={t('orientation:staff.statistics.views')}
              note={monthName(month, language.locale)}
              href="#tage"
            />
            <Figure value={number(pages.length)} label={t('orientation:staff.statistics.pages')} href="#seiten" />
            <Figure value={number(languages.length)} label={t('orientation:staff.statistics.languages')} href="#sprachen" />
          </FigureRow>
          <Section title={t('orientation:staff.statistics.days')} id="tage">
            <Days statistics={statistics} />
          </Section>
          <Section title={t('orientation:staff.statistics.pages')} id="seiten">
            <ListHead count={t('orientation:staff.statistics.count', { count: pages.length })}>
              <ButtonRow>
                <LinkButton href={`${here}.xlsx?monat=${month}`} icon="download" look="tertiary" small download>
                  XLSX
                </LinkButton>
                <LinkButton href={`${here}.csv?monat=${month}`} icon="download" look="tertiary" small download>
                  CSV
                </LinkButton>
              </ButtonRow>
            </ListHead>
            {pages.length > 0 && <Pages pages={pages} base={`/${district?.slug}/de`} />}
          </Section>
          <Section title={t('orientation:staff.statistics.languages')} id="sprachen">
            {languages.length > 0 && (
              <Table
                caption={t('orientation:staff.statistics.languages')}
                captionHidden
                rows={languages}
                rowKey={({ tag }) => tag}
                columns={[
                  {
                    key: 'language',
                    label: t('orientation:staff.feedback.language'),
                    rowHeader: true,
                    cell: ({ tag }) => <Tongue tag={tag} />,
                  },
                  {
                    key: 'views',
                    label: t('orientation:staff.statistics.views'),
                    numeric: true,
                    cell: ({ views }) => number(views),
                  },
                ]}
              />
            )}
            {places.length > 0 && (
              <p>
                {places
                  .map(({ via, percent }) => t(`orientation:staff.statistics.via.${via}`, { percent: number(percent) }))
                  .join(' · ')}
              </p>
            )}
          </Section>
        </>
      )}
      <Disclosure title={t('orientation:staff.statistics.notes')}>
        <Prose>
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Prose>
      </Disclosure>
    </DeskPage>
  );
}
