import { classify, type MapClass, type TownShapes, townMap } from '#platform/charts';
import { drawnValue } from '../model/figures.ts';
import { textIn } from '../model/indicator.ts';
import { figureSign, number, timeWords, unitHead, type Words } from '../model/report-words.ts';
import type { MapView } from '../service/map.ts';
import type { Drawn } from './indicator-charts.ts';

/** Classes of a map as people read them; one for all where the values are equal. */
export function mapClasses(view: MapView, words: Words): MapClass[] {
  const { indicator, period, method, count, places, figures } = view;
  const values = places.flatMap(({ key }) => drawnValue(figures.cell(indicator.key, key, period ?? '')) ?? []);
  if (values.length === 0) return [];
  const factor = 10 ** indicator.decimals;
  // As exact as the figures that are shown; a limit below the smallest figure would leave its class empty.
  const limits = [...new Set(classify(values, method, count).map((limit) => Math.round(limit * factor) / factor))].filter(
    (limit) => values.some((value) => value < limit),
  );
  const shown = (value: number) => number(value, indicator.decimals, words);
  const { t } = words;
  if (limits.length === 0)
    return [{ below: Number.POSITIVE_INFINITY, label: t('monitoring:map.all', { value: shown(values[0] ?? 0) }) }];
  return [...limits, Number.POSITIVE_INFINITY].map((below, index) => {
    const from = limits[index - 1];
    if (from === undefined) return { below, label: t('monitoring:map.below', { value: shown(below) }) };
    if (below === Number.POSITIVE_INFINITY) return { below, label: t('monitoring:map.from', { value: shown(from) }) };
    return { below, label: t('monitoring:map.between', { from: shown(from), to: shown(below) }) };
  });
}

/** The places shaded by their figures; undefined without shapes or numbers. */
export function drawMapView(view: MapView, words: Words, href?: (key: string) => string): Drawn | undefined {
  const { indicator, figures, period, shapes, credit } = view;
  const classes = mapClasses(view, words);
  if (classes.length === 0 || shapes.length === 0 || !period) return undefined;
  const cell = (key: string) => figures.cell(indicator.key, key, period);
  const name = textIn(indicator.names, words.language.tag);
  const collection: TownShapes = {
    type: 'FeatureCollection',
    features: shapes.map(({ key, name, coordinates }) => ({
      type: 'Feature',
      geometry: { type: 'MultiPolygon', coordinates },
      properties: { ags: key, name },
    })),
  };
  return townMap({
    shapes: collection,
    values: new Map(shapes.map(({ key }) => [key, drawnValue(cell(key))])),
    figure: (key) => (cell(key) ? figureSign(cell(key), indicator, words) : '–'),
    classes,
    language: words.language,
    labels: {
      title: name,
      description: words.t('monitoring:map.description', { name, time: timeWords(period, words) }),
      unit: unitHead(indicator.unit, words),
      town: words.t('monitoring:figures.place'),
      noValue: words.t('monitoring:map.none'),
      source: credit,
    },
    ...(href && { href }),
  });
}
