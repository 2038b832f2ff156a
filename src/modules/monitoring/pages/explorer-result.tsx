import type { ComponentChildren } from 'preact';
import { ForeignText, LinkList, Prose, Section, Table, useView } from '#platform/ui';
import { type Axis, type Found, type PivotTable, type Selection, singleDimension } from '../model/explorer.ts';
import { breakdownName } from '../model/explorer-words.ts';
import type { FigureSet } from '../model/figures.ts';
import type { Indicator } from '../model/indicator.ts';
import { dimensionsOf, mostPlaces, periodsOf } from '../model/indicator-view.ts';
import { said, timeWords, unitHead, type Words } from '../model/report-words.ts';
import { ChartFigure, DataText, FigureCell, figuresPath, languageOf, SignLegend, Warnings } from './figure-parts.tsx';
import { breakdownChart, courseChart, mostBars } from './indicator-charts.ts';
import { SourceFacts } from './indicator-facts.tsx';

/** How an item of an axis reads in a heading. */
function itemWords(axis: Axis, item: string, figures: FigureSet, words: Words): string {
  switch (axis) {
    case 'ort':
      return said(figures.places.find(({ key }) => key === item)?.names ?? {}, words).text || item;
    case 'zeit':
      return timeWords(item, words);
    case 'gliederung':
      return breakdownName(item, figures, words);
    case 'kennzahl': {
      const indicator = figures.indicators.find(({ key }) => key === item);
      return indicator ? `${said(indicator.names, words).text} (${unitHead(indicator.unit, words)})` : item;
    }
  }
}

/** Says that a name is German where the language of the page has none. */
function languageOfItem(axis: Axis, item: string, figures: FigureSet, words: Words) {
  const named = axis === 'ort' ? figures.places : axis === 'kennzahl' ? figures.indicators : [];
  const names = named.find(({ key }) => key === item)?.names;
  return names ? languageOf(names, words) : {};
}

export function ExplorerTable({ table, selection, figures }: { table: PivotTable; selection: Selection; figures: FigureSet }) {
  const words = useView();
  const { rows, columns } = selection;
  // The total says nothing where nothing is broken down.
  const fixed = table.fixed.filter(({ axis, item }) => axis !== 'gliederung' || item !== '' || selection.dimension);
  const caption =
    fixed.map(({ axis, item }) => itemWords(axis, item, figures, words)).join(' · ') || words.t('monitoring:explorer.figures');
  return (
    <Table
      caption={caption}
      wide
      rows={table.rows.map((row) => ({ row }))}
      rowKey={({ row }) => row}
      columns={[
        {
          key: 'name',
          label: words.t(`monitoring:explorer.axis.${rows}`),
          rowHeader: true,
          cell: ({ row }) => (
            <ForeignText {...languageOfItem(rows, row, figures, words)}>{itemWords(rows, row, figures, words)}</ForeignText>
          ),
        },
        ...table.columns.map((column) => ({
          key: column,
          label: itemWords(columns, column, figures, words),
          numeric: true,
          cell: ({ row }: { row: string }): ComponentChildren => {
            const found = table.at(row, column) ?? table.found[0];
            return found && <FigureCell cell={table.at(row, column)?.cell} indicator={found.indicator} />;
          },
        })),
      ]}
    />
  );
}

/** Signs, warnings, breaks, and where the figures come from. */
export function ExplorerNotes({ figures, found }: { figures: FigureSet; found: readonly Found[] }) {
  const words = useView();
  const { t } = words;
  const cells = found.map(({ cell }) => cell);
  const breaks = figures.indicators.flatMap((indicator) => indicator.seriesBreaks.map((each) => ({ indicator, ...each })));
  return (
    <Section title={t('monitoring:explorer.notes')}>
      <SignLegend cells={cells} />
      <Warnings cells={cells} />
      {breaks.length > 0 && (
        <Prose>
          <ul>
            {breaks.map(({ indicator, period, names }) => (
              <li key={`${indicator.key} ${period}`}>
                <DataText texts={indicator.names} />, <bdi>{timeWords(period, words)}</bdi>: <DataText texts={names} />
              </li>
            ))}
          </ul>
        </Prose>
      )}
      {figures.sources.map((source) => (
        <SourceFacts key={source.key} source={source} />
      ))}
      <LinkList
        items={figures.indicators.map(({ key, names }) => ({
          icon: 'info' as const,
          label: <DataText texts={names} />,
          href: figuresPath(words, key),
        }))}
      />
    </Section>
  );
}

/** One chart for each indicator: figures of two units, or state and work done, never share one. */
export function ExplorerCharts({ figures, selection }: { figures: FigureSet; selection: Selection }) {
  const words = useView();
  const drawn = figures.indicators.flatMap((indicator) => {
    const found = chartOf(indicator, figures, selection, words);
    return found ? [{ indicator, found }] : [];
  });
  if (drawn.length === 0) return null;
  return (
    <Section title={words.t('monitoring:explorer.charts')}>
      {figures.places.length > mostPlaces && figures.periods.length > 1 && (
        <p>{words.t('monitoring:explorer.first_places', { count: mostPlaces })}</p>
      )}
      {drawn.map(({ indicator, found }) => (
        <section key={indicator.key}>
          <h3>
            <DataText texts={indicator.names} />
          </h3>
          <ChartFigure drawn={found} caption={said(indicator.names, words).text} folded />
        </section>
      ))}
    </Section>
  );
}

function chartOf(indicator: Indicator, figures: FigureSet, selection: Selection, words: Words) {
  const own: FigureSet = { ...figures, targets: figures.targets.filter(({ indicatorId }) => indicatorId === indicator.id) };
  const choice = { places: selection.places, dimension: selection.dimension, from: undefined, to: undefined, knownOn: undefined };
  const has = (place: string, breakdowns: readonly string[]) =>
    figures.periods.some((period) => breakdowns.some((one) => figures.cell(indicator.key, place, period, one)));
  const base = { indicator, figures: own, choice, newest: undefined, dimensions: [] };
  const totals = figures.places.filter(({ key }) => has(key, ['']));
  const chosen = singleDimension(selection, dimensionsOf(figures));
  const names = chosen?.codes.map((code) => `${chosen.dimension.key}=${code}`) ?? [];
  const place = chosen && figures.places.find(({ key }) => has(key, names));
  if (chosen && place) {
    const breakdown = {
      dimension: chosen.dimension,
      place,
      figures: own,
      codes: chosen.codes.filter((code) => has(place.key, [`${chosen.dimension.key}=${code}`])),
      periods: periodsOf(figures, indicator.key, [place], names),
    };
    const drawn = breakdownChart({ ...base, chosen: [place], breakdown }, words);
    if (drawn) return drawn;
  }
  // One period is drawn as bars, of which more can be told apart than of lines.
  const most = periodsOf(figures, indicator.key, totals).length > 1 ? mostPlaces : mostBars;
  return courseChart({ ...base, chosen: drawnPlaces(totals, indicator, most), breakdown: undefined }, words);
}

/** Counts of a Land would press those of the towns to the ground: what is drawn together is of one level. */
function drawnPlaces(places: FigureSet['places'], { additive }: Indicator, most: number): FigureSet['places'] {
  const levels = Map.groupBy(places, ({ level }) => level);
  const largest = [...levels.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
  return (additive && places.length > 1 ? largest : places).slice(0, most);
}
