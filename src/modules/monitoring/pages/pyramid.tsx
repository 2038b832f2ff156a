import { nameIn } from '#modules/territory';
import { Alert, CheckboxGroup, EmptyState, FilterBar, PageHeader, PublicPage, SelectField, Table, useView } from '#platform/ui';
import type { Category } from '../model/indicator.ts';
import { textIn } from '../model/indicator.ts';
import { mostPyramidYears, type PyramidView, pyramidCell, unevenAges } from '../model/pyramid-view.ts';
import { timeWords } from '../model/report-words.ts';
import type { PyramidPage as PyramidPageData } from '../service/pyramid.ts';
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
import { drawPyramidView } from './pyramid-chart.ts';

/** Who is how old, men and women apart. */
export function PyramidPage({ page }: { page: PyramidPageData }) {
  const words = useView();
  const { t } = words;
  const title = t('monitoring:pyramid.title');
  const { view } = page;
  return (
    <PublicPage title={title} breadcrumb={figuresCrumbs(words, { label: title })}>
      <PageHeader title={title} kicker={view && <DataText texts={view.place.names} />} lead={t('monitoring:pyramid.lead')} />
      <PyramidForm page={page} />
      {view ? (
        <Pyramid view={view} />
      ) : (
        <EmptyState title={t('monitoring:pyramid.empty')}>
          <p>{t('monitoring:pyramid.empty_hint')}</p>
        </EmptyState>
      )}
    </PublicPage>
  );
}

function PyramidForm({ page: { view, place, towns } }: { page: PyramidPageData }) {
  const words = useView();
  const { t, language, district } = words;
  return (
    <FilterBar
      action={figuresPath(words, 'altersaufbau')}
      submit={t('monitoring:figures.show')}
      values={{ jahr: [...(view?.chosen ?? [])] }}
    >
      <SelectField
        name="ort"
        label={t('monitoring:figures.place')}
        value={towns.some(({ key }) => key === place) ? place : ''}
        empty={district?.name ?? t('monitoring:place.kreis')}
        options={towns.map((town) => ({ value: town.key, label: nameIn(town, language.tag) }))}
      />
      {view && view.groups.length > 1 && (
        <SelectField
          name="gruppe"
          label={t('monitoring:pyramid.group')}
          value={view.group}
          empty={false}
          options={view.groups.map((value) => ({ value, label: t(`monitoring:pyramid.group.${value}`) }))}
        />
      )}
      {view && view.periods.length > 1 && (
        <CheckboxGroup
          name="jahr"
          label={t('monitoring:figures.period')}
          hint={t('monitoring:figures.compare_hint', { count: mostPyramidYears })}
          options={view.periods.toReversed().map((value) => ({ value, label: timeWords(value, words) }))}
          inline
        />
      )}
    </FilterBar>
  );
}

function Pyramid({ view }: { view: PyramidView }) {
  const words = useView();
  const { t } = words;
  const { indicator, chosen, ages, sexes, figures } = view;
  const drawn = drawPyramidView(view, words);
  const columns = chosen.flatMap((period) => [sexes.male, sexes.female].map((sex) => ({ period, sex })));
  const cells = ages.flatMap(({ code }) => columns.map(({ period, sex }) => pyramidCell(view, period, code, sex.code)));
  const query = new URLSearchParams([
    ['ort', view.place.key],
    ['gruppe', view.group],
    ...chosen.map((period) => ['jahr', period]),
  ]);
  const file = (format: string) => figuresPath(words, `altersaufbau.${format}?${query}`);
  const caption = t('monitoring:pyramid.title');
  return (
    <>
      {drawn && (
        <ChartFigure
          drawn={drawn}
          caption={caption}
          downloads={[...chartDownloads(words, file), { label: t('monitoring:figures.download_csv'), href: file('csv') }]}
        />
      )}
      {unevenAges(ages) && <Alert kind="info">{t('monitoring:pyramid.uneven')}</Alert>}
      <Warnings cells={cells} />
      <Table
        caption={caption}
        captionHidden
        wide
        rows={ages}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'age',
            label: t('monitoring:pyramid.age'),
            rowHeader: true,
            cell: ({ names }: Category) => <DataText texts={names} />,
          },
          ...columns.map(({ period, sex }) => ({
            key: `${period} ${sex.code}`,
            label: `${timeWords(period, words)}: ${textIn(sex.names, words.language.tag)}`,
            numeric: true,
            cell: ({ code }: Category) => <FigureCell cell={pyramidCell(view, period, code, sex.code)} indicator={indicator} />,
          })),
        ]}
      />
      <SignLegend cells={cells} />
      {figures.sources.map((source) => (
        <SourceFacts key={source.key} source={source} />
      ))}
    </>
  );
}
