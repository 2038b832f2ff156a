import { type Column, Disclosure, Table, useView } from '#platform/ui';
import { drawnValue, type Place } from '../model/figures.ts';
import { textIn } from '../model/indicator.ts';
import type { BreakdownView, IndicatorView } from '../model/indicator-view.ts';
import { isGroup, placeName } from '../model/indicator-view.ts';
import { mostNationalities } from '../model/nationalities.ts';
import { timeWords, unitHead } from '../model/report-words.ts';
import { DataText, FigureCell, figuresPath } from './figure-parts.tsx';
import { categoryName } from './indicator-charts.ts';

/** Periods beside each other in the table of a breakdown. */
const mostColumns = 6;

/** The newest period first; a column for each place. */
export function CourseTable({ view, periods }: { view: IndicatorView; periods: readonly string[] }) {
  const words = useView();
  const { t } = words;
  const { indicator, figures, chosen } = view;
  const columns: Column<string>[] = [
    { key: 'period', label: t('monitoring:figures.period'), rowHeader: true, cell: (period) => timeWords(period, words) },
    ...chosen.map((place) => ({
      key: place.key,
      label: placeName(place, words),
      numeric: true,
      cell: (period: string) => <FigureCell cell={figures.cell(indicator.key, place.key, period)} indicator={indicator} />,
    })),
  ];
  return (
    <Table
      caption={t('monitoring:figures.values_in', { unit: unitHead(indicator.unit, words) })}
      rows={periods.toReversed()}
      rowKey={(period) => period}
      columns={columns}
      wide={chosen.length > 2}
    />
  );
}

export function PlacesTable({ view, period, places }: { view: IndicatorView; period: string; places: readonly Place[] }) {
  const words = useView();
  const { t } = words;
  const { indicator, figures } = view;
  return (
    <Table
      caption={t('monitoring:figures.all_places', { time: timeWords(period, words) })}
      captionHidden
      rows={places}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'place',
          label: t('monitoring:figures.place'),
          rowHeader: true,
          cell: (place) => (
            <a href={figuresPath(words, `${indicator.key}?ort=${encodeURIComponent(place.key)}`)}>
              <DataText texts={place.names} />
            </a>
          ),
        },
        { key: 'level', label: t('monitoring:figures.level'), cell: ({ level }) => t(`monitoring:place.${level}`) },
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

/**
 * The nationalities with most people in the newest period, the largest first, and all others; undefined for any other dimension
 * and for lists that are short anyway.
 */
function largestFirst({ indicator }: IndicatorView, breakdown: BreakdownView): readonly [string[], string[]] | undefined {
  const { dimension, figures, codes, periods, place } = breakdown;
  if (dimension.key !== 'nationality' || codes.length < 2 * mostNationalities) return undefined;
  const people = (code: string) =>
    drawnValue(figures.cell(indicator.key, place.key, periods.at(-1) ?? '', `${dimension.key}=${code}`)) ?? 0;
  const single = codes.filter((code) => !isGroup(code)).toSorted((a, b) => people(b) - people(a));
  const top = single.slice(0, mostNationalities);
  return [top, codes.filter((code) => !top.includes(code))];
}

/** Categories below each other in their order, the newest periods beside each other. */
export function BreakdownTable({ view, breakdown, caption }: { view: IndicatorView; breakdown: BreakdownView; caption: string }) {
  const words = useView();
  const { indicator } = view;
  const { dimension, figures, place, periods, codes } = breakdown;
  const columns: Column<string>[] = [
    {
      key: 'category',
      label: textIn(dimension.names, words.language.tag),
      rowHeader: true,
      cell: (code) => categoryName(breakdown, code, words),
    },
    ...periods.slice(-mostColumns).map((period) => ({
      key: period,
      label: timeWords(period, words),
      numeric: true,
      cell: (code: string) => (
        <FigureCell cell={figures.cell(indicator.key, place.key, period, `${dimension.key}=${code}`)} indicator={indicator} />
      ),
    })),
  ];
  const table = (rows: readonly string[]) => (
    <Table caption={caption} captionHidden rows={rows} rowKey={(code) => code} columns={columns} wide />
  );
  const parts = largestFirst(view, breakdown);
  if (!parts) return table(codes);
  const [top, others] = parts;
  return (
    <>
      <p>{words.t('monitoring:nationalities.caption', { count: top.length })}</p>
      {table(top)}
      <Disclosure title={words.t('monitoring:nationalities.rest')}>{table(others)}</Disclosure>
    </>
  );
}
