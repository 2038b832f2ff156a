import { Alert, EmptyState, FilterBar, PageHeader, PublicPage, SelectField, Table, useView } from '#platform/ui';
import type { Cell } from '../model/figures.ts';
import type { Texts } from '../model/indicator.ts';
import { mostNationalities, type NationalitiesView } from '../model/nationalities.ts';
import { number, timeWords, unitHead } from '../model/report-words.ts';
import {
  ChartFigure,
  chartDownloads,
  DataText,
  FigureCell,
  figuresCrumbs,
  figuresPath,
  SignLegend,
  Warnings,
} from './figure-parts.tsx';
import { SourceFacts } from './indicator-facts.tsx';
import { nationalitiesChart } from './nationalities-chart.ts';

/** The nationalities with most people. */
export function NationalitiesPage({ view }: { view: NationalitiesView | undefined }) {
  const words = useView();
  const { t } = words;
  const title = t('monitoring:nationalities.title');
  return (
    <PublicPage title={title} breadcrumb={figuresCrumbs(words, { label: title })}>
      <PageHeader
        title={title}
        kicker={view && <DataText texts={view.place.names} />}
        lead={t('monitoring:nationalities.lead')}
      />
      {view ? (
        <Nationalities view={view} />
      ) : (
        <EmptyState title={t('monitoring:nationalities.empty')}>
          <p>{t('monitoring:figures.empty_hint')}</p>
        </EmptyState>
      )}
    </PublicPage>
  );
}

interface Row {
  readonly key: string;
  readonly names: Texts | undefined;
  readonly label: string;
  readonly cell: Cell | undefined;
  /** Instead of a cell. */
  readonly value: number | null;
}

function Nationalities({ view }: { view: NationalitiesView }) {
  const words = useView();
  const { t } = words;
  const { indicator, periods, period, top, rest, total, sum, unknown, figures } = view;
  const title = t('monitoring:nationalities.title');
  const file = (format: string) => figuresPath(words, `staatsangehoerigkeiten.${format}?jahr=${encodeURIComponent(period)}`);
  const cells = [...top.map(({ cell }) => cell), total];
  const rows: Row[] = [
    ...top.map(({ category, cell }) => ({ key: category.code, names: category.names, label: '', cell, value: null })),
    { key: 'rest', names: undefined, label: t('monitoring:nationalities.rest'), cell: undefined, value: rest },
    {
      key: 'total',
      names: undefined,
      label: t(sum === null || indicator.unit === 'percent' ? 'monitoring:nationalities.total' : 'monitoring:nationalities.sum'),
      cell: total,
      value: sum,
    },
  ];
  return (
    <>
      {periods.length > 1 && (
        <FilterBar action={figuresPath(words, 'staatsangehoerigkeiten')} submit={t('monitoring:figures.show')}>
          <SelectField
            name="jahr"
            label={t('monitoring:figures.period')}
            value={period}
            empty={false}
            options={periods.toReversed().map((value) => ({ value, label: timeWords(value, words) }))}
          />
        </FilterBar>
      )}
      <p>
        <a href={figuresPath(words, `${indicator.key}?gliederung=nationality`)}>
          <DataText texts={indicator.names} />
        </a>
        {' · '}
        {timeWords(period, words, 'long')}
      </p>
      <Warnings cells={cells} />
      {top.some(({ cell }) => cell.uncertainty > 0) && <Alert kind="info">{t('monitoring:nationalities.rounded')}</Alert>}
      {unknown > 0 && <Alert kind="info">{t('monitoring:nationalities.unknown', { count: unknown })}</Alert>}
      <ChartFigure
        drawn={nationalitiesChart(view, words)}
        caption={title}
        downloads={[...chartDownloads(words, file), { label: t('monitoring:figures.download_csv'), href: file('csv') }]}
      />
      <Table
        caption={t('monitoring:nationalities.caption', { count: Math.min(mostNationalities, top.length) })}
        captionHidden
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'name',
            label: t('monitoring:nationalities.nationality'),
            rowHeader: true,
            cell: ({ names, label }) => (names ? <DataText texts={names} /> : label),
          },
          {
            key: 'value',
            label: unitHead(indicator.unit, words),
            numeric: true,
            cell: ({ cell, value }) =>
              value === null ? (
                <FigureCell cell={cell} indicator={indicator} />
              ) : (
                <bdi>{number(value, indicator.decimals, words)}</bdi>
              ),
          },
        ]}
      />
      <SignLegend cells={cells} />
      {figures.sources
        .filter(({ key }) => cells.some((cell) => cell?.sources.includes(key)))
        .map((source) => (
          <SourceFacts key={source.key} source={source} />
        ))}
    </>
  );
}
