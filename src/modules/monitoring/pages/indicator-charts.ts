import { type ChartPoint, type ChartSpec, chart, type FigureTable } from '#platform/charts';
import { type Cell, drawnValue, type FigureSet, type Place } from '../model/figures.ts';
import { textIn } from '../model/indicator.ts';
import { type BreakdownView, type IndicatorView, periodsOf, placeName } from '../model/indicator-view.ts';
import { timeWords, unitHead, type Words } from '../model/report-words.ts';
import { axisLabels, firstAfter, targetPeriod, timeAxis } from '../model/time-axis.ts';

/** A drawing and its table. */
export interface Drawn {
  readonly svg: string;
  readonly table: FigureTable;
}

/** More bars than these are a table. */
export const mostBars = 24;
const mostLines = 6;

const point = (x: string, cell: Cell | undefined): ChartPoint => ({
  x,
  y: drawnValue(cell),
  limited: cell?.marker === '()',
});

/** Whether there is at least one number to draw. */
const drawable = ({ series }: Pick<ChartSpec, 'series'>): boolean =>
  series.some(({ points }) => points.some(({ y }) => y !== null));

/** The chosen places over time; beside each other where there is one period only. Undefined when no figure is a number. */
export function courseChart(view: IndicatorView, words: Words): Drawn | undefined {
  const { indicator, figures, chosen } = view;
  const periods = periodsOf(figures, indicator.key, chosen);
  const base = baseOf(view.indicator, words);
  if (periods.length < 2) return placesChart(view, periods[0], words);
  const targets = figures.targets.filter(
    ({ territory, breakdown }) => breakdown === '' && chosen.some(({ key }) => key === territory),
  );
  const axis = timeAxis(
    periods,
    targets.map(({ year }) => year),
  );
  const labels = axisLabels(axis, words);
  const at = (period: string) => labels.get(period) ?? period;
  const placesNamed = new Map(chosen.map((place) => [place.key, placeName(place, words)]));
  const spec: ChartSpec = {
    ...base,
    kind: 'line',
    description: words.t('monitoring:figures.course_description', {
      name: base.title,
      places: chosen.map((place) => placeName(place, words)).join(', '),
      from: timeWords(periods[0] ?? '', words),
      to: timeWords(periods.at(-1) ?? '', words),
    }),
    categories: axis.map(at),
    series: chosen.map((place) => ({
      label: placeName(place, words),
      points: periods.map((period) => point(at(period), figures.cell(indicator.key, place.key, period))),
    })),
    breaks: indicator.seriesBreaks.flatMap((each) => {
      const first = firstAfter(axis, each);
      return first ? [{ x: at(first), label: textIn(each.names, words.language.tag) }] : [];
    }),
    targets: targets.map(({ year, value, territory }) => ({
      x: at(targetPeriod(year, periods)),
      y: value,
      label: words.t('monitoring:figures.target_of', {
        year: String(year),
        place: placesNamed.get(territory) ?? territory,
      }),
    })),
  };
  return drawable(spec) ? chart(spec) : undefined;
}

function baseOf({ names, unit, decimals }: IndicatorView['indicator'], words: Words) {
  return {
    title: textIn(names, words.language.tag),
    unit: unitHead(unit, words),
    xLabel: words.t('monitoring:figures.period'),
    language: words.language,
    decimals,
    noValue: '–',
    cutLabel: words.t('monitoring:figures.cut_axis'),
    limitedLabel: words.t('monitoring:marker.limited'),
  };
}

function placesChart({ indicator, figures, chosen }: IndicatorView, period: string | undefined, words: Words): Drawn | undefined {
  // One bar says no more than its number.
  if (period === undefined || chosen.length < 2) return undefined;
  const base = baseOf(indicator, words);
  const time = timeWords(period, words);
  const spec: ChartSpec = {
    ...base,
    kind: 'bar',
    xLabel: words.t('monitoring:figures.place'),
    description: words.t('monitoring:figures.places_description', { name: base.title, time }),
    series: [
      {
        label: time,
        points: chosen.map((place) => point(placeName(place, words), figures.cell(indicator.key, place.key, period))),
      },
    ],
  };
  return drawable(spec) ? chart(spec) : undefined;
}

export const categoryName = ({ dimension }: Pick<BreakdownView, 'dimension'>, code: string, { language }: Words): string =>
  textIn(dimension.categories.find((each) => each.code === code)?.names ?? {}, language.tag) || code;

/** Few parts over time, or many side by side in the newest period; undefined for more than can be read. */
export function breakdownChart(view: IndicatorView, words: Words): Drawn | undefined {
  const { indicator, breakdown } = view;
  if (!breakdown || breakdown.codes.length > mostBars || breakdown.codes.length < 2) return undefined;
  const { dimension, figures, codes, periods, place } = breakdown;
  const base = baseOf(indicator, words);
  const cellOf = (code: string, period: string) => figures.cell(indicator.key, place.key, period, `${dimension.key}=${code}`);
  const name = textIn(dimension.names, words.language.tag);
  if (codes.length <= mostLines && periods.length > 1) {
    const axis = timeAxis(periods);
    const labels = axisLabels(axis, words);
    const at = (period: string) => labels.get(period) ?? period;
    const spec: ChartSpec = {
      ...base,
      kind: 'line',
      description: words.t('monitoring:figures.breakdown_description', { name: base.title, dimension: name }),
      categories: axis.map(at),
      series: codes.map((code) => ({
        label: categoryName(breakdown, code, words),
        points: periods.map((period) => point(at(period), cellOf(code, period))),
      })),
      breaks: indicator.seriesBreaks.flatMap((each) => {
        const first = firstAfter(axis, each);
        return first ? [{ x: at(first), label: textIn(each.names, words.language.tag) }] : [];
      }),
    };
    return drawable(spec) ? chart(spec) : undefined;
  }
  const period = periods.at(-1) ?? '';
  const spec: ChartSpec = {
    ...base,
    kind: 'bar',
    xLabel: name,
    description: words.t('monitoring:figures.breakdown_description', { name: base.title, dimension: name }),
    series: [
      {
        label: timeWords(period, words),
        points: codes.map((code) => point(categoryName(breakdown, code, words), cellOf(code, period))),
      },
    ],
  };
  return drawable(spec) ? chart(spec) : undefined;
}

/** One series of an indicator in one place, e.g. of a target group. */
export function singleChart(
  {
    figures,
    indicator,
    place,
    breakdown,
  }: {
    figures: FigureSet;
    indicator: IndicatorView['indicator'];
    place: Place;
    breakdown: string;
  },
  words: Words,
): Drawn | undefined {
  const single: FigureSet = {
    ...figures,
    targets: figures.targets.filter(
      (target) => target.indicatorId === indicator.id && target.territory === place.key && target.breakdown === breakdown,
    ),
    cell: (key, territory, period) => figures.cell(key, territory, period, breakdown),
  };
  const choice = { places: [], dimension: undefined, from: undefined, to: undefined, knownOn: undefined };
  const targets = single.targets.map((target) => ({ ...target, breakdown: '' }));
  return courseChart(
    {
      indicator,
      figures: { ...single, targets },
      chosen: [place],
      choice,
      newest: undefined,
      dimensions: [],
      breakdown: undefined,
    },
    words,
  );
}
