import { chart, type TownShapes, townMap } from '#platform/charts';
import { findInterfaceLanguage, german, type InterfaceLanguage } from '#platform/i18n';
import type { ChartPart, MapPart } from '../model/report-document.ts';

export const languageOf = (tag: string): InterfaceLanguage => findInterfaceLanguage(tag) ?? german;

/** The chart of a document as SVG. */
export function drawChart(part: ChartPart, language: InterfaceLanguage): string {
  const { form, title, description, unit, axis, noValue, decimals, series, breaks, limitedLabel } = part;
  return chart({
    kind: form,
    title: title.text,
    description,
    unit,
    xLabel: axis,
    series: series.map(({ label, points }) => ({ label, points })),
    language,
    noValue,
    decimals,
    limitedLabel,
    ...(form === 'line' && { breaks }),
  }).svg;
}

/** The map of a document as SVG; with `href` towns are links. */
export function drawMap(part: MapPart, language: InterfaceLanguage, href?: (key: string) => string | undefined): string {
  const features = part.areas.map(({ key, name, shape }) => ({
    type: 'Feature' as const,
    geometry: shape as TownShapes['features'][number]['geometry'],
    properties: { ags: key, name },
  }));
  return townMap({
    shapes: { type: 'FeatureCollection', features },
    values: new Map(part.areas.map(({ key, value }) => [key, value])),
    classes: part.classes.map(({ below, label }) => ({ below: below ?? Number.POSITIVE_INFINITY, label })),
    language,
    labels: {
      title: part.title.text,
      description: part.description,
      unit: part.unit,
      town: part.table.columns[0]?.text ?? '',
      noValue: part.noValue,
      source: part.credit,
    },
    ...(href && { href }),
  }).svg;
}
