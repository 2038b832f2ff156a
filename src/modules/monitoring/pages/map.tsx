import { classMethods } from '#platform/charts';
import { Alert, EmptyState, FilterBar, PageHeader, PublicPage, SelectField, Table, useView } from '#platform/ui';
import { said, timeWords, unitHead } from '../model/report-words.ts';
import type { MapView } from '../service/map.ts';
import { DataText, Downloads, Drawing, FigureCell, figuresCrumbs, figuresPath, SignLegend, Warnings } from './figure-parts.tsx';
import { drawMapView } from './map-chart.ts';

/** An indicator on the map, with the same figures as a table beside it. */
export function MapPage({ view }: { view: MapView }) {
  const words = useView();
  const { t } = words;
  const { indicator, figures, places, period } = view;
  const name = said(indicator.names, words);
  const title = t('monitoring:map.title', { name: name.text });
  const cells = places.map(({ key }) => figures.cell(indicator.key, key, period ?? ''));
  const drawn = drawMapView(view, words, (key) => figuresPath(words, `${indicator.key}?ort=${encodeURIComponent(key)}`));
  return (
    <PublicPage
      title={title}
      breadcrumb={figuresCrumbs(
        words,
        { label: name.text, href: figuresPath(words, indicator.key) },
        { label: t('monitoring:figures.map') },
      )}
    >
      <PageHeader
        title={title}
        kicker={period && timeWords(period, words, 'long')}
        lead={<DataText texts={indicator.definitions} />}
      />
      {period === undefined ? (
        <EmptyState title={t('monitoring:map.empty')}>
          <p>{t('monitoring:map.empty_hint')}</p>
        </EmptyState>
      ) : (
        <>
          <MapForm view={view} />
          {indicator.additive && <Alert kind="info">{t('monitoring:map.counts')}</Alert>}
          <Warnings cells={cells} />
          <div class="dk-beside">
            <div>
              {drawn ? <Drawing svg={drawn.svg} /> : <p>{t('monitoring:map.no_shapes')}</p>}
              {drawn && <MapDownloads view={view} />}
            </div>
            <div>
              <MapTable view={view} period={period} caption={`${title}, ${timeWords(period, words)}`} />
              <SignLegend cells={cells} />
              <p class="dk-headline__note">{t('monitoring:figures.no_ranking')}</p>
            </div>
          </div>
        </>
      )}
    </PublicPage>
  );
}

function MapForm({ view }: { view: MapView }) {
  const words = useView();
  const { t } = words;
  const { indicator, periods, period, method, count, level, levels, knownOn } = view;
  return (
    <FilterBar
      action={figuresPath(words, `${indicator.key}/karte`)}
      submit={t('monitoring:figures.show')}
      keep={knownOn ? [{ name: 'stand', value: knownOn }] : []}
    >
      <SelectField
        name="zeit"
        label={t('monitoring:figures.period')}
        value={period}
        empty={false}
        options={periods.toReversed().map((value) => ({ value, label: timeWords(value, words) }))}
      />
      <SelectField
        name="methode"
        label={t('monitoring:map.method')}
        value={method}
        empty={false}
        options={classMethods.map((value) => ({ value, label: t(`monitoring:map.method.${value}`) }))}
      />
      <SelectField
        name="klassen"
        label={t('monitoring:map.classes')}
        value={String(count)}
        empty={false}
        options={[2, 3, 4, 5, 6, 7].map((value) => ({ value: String(value), label: String(value) }))}
      />
      {levels.length > 1 && (
        <SelectField
          name="ebene"
          label={t('monitoring:figures.level')}
          value={level}
          empty={false}
          options={levels.map((value) => ({ value, label: t(`monitoring:place.${value}`) }))}
        />
      )}
    </FilterBar>
  );
}

function MapDownloads({ view: { indicator, period, method, count, level, knownOn } }: { view: MapView }) {
  const words = useView();
  const query = new URLSearchParams({ zeit: period ?? '', methode: method, klassen: String(count), ebene: level });
  if (knownOn) query.set('stand', knownOn);
  const file = (name: string) => figuresPath(words, `${indicator.key}/${name}?${query}`);
  return (
    <Downloads
      items={[
        { label: words.t('monitoring:map.download_svg'), href: file('karte.svg') },
        { label: words.t('monitoring:map.download_png'), href: file('karte.png') },
      ]}
    />
  );
}

function MapTable({ view: { indicator, figures, places }, period, caption }: { view: MapView; period: string; caption: string }) {
  const words = useView();
  return (
    <Table
      caption={caption}
      captionHidden
      rows={places}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'place',
          label: words.t('monitoring:figures.place'),
          rowHeader: true,
          cell: ({ names }) => <DataText texts={names} />,
        },
        {
          key: 'value',
          label: unitHead(indicator.unit, words),
          numeric: true,
          cell: ({ key }) => <FigureCell cell={figures.cell(indicator.key, key, period)} indicator={indicator} />,
        },
      ]}
    />
  );
}
