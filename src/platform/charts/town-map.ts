import type { InterfaceLanguage } from '#platform/i18n';
import { type Attributes, append, drawingId, finish, newDocument } from './drawing.ts';
import { type Area, areaPath, labelPlace, project, type TownShapes } from './geometry.ts';
import { appendLegend, type LegendBox, type LegendEntry, legendHeight, legendRows } from './legend.ts';
import { type Shade, shades } from './shades.ts';
import type { FigureTable } from './spec.ts';
import { clean, label, numberFormat, textWidth } from './text.ts';

export interface MapClass {
  /** Upper limit, not included; `Infinity` for the last class. Ascending. */
  readonly below: number;
  /** In the legend: "5 bis unter 10". */
  readonly label: string;
}

export interface TownMapSpec {
  readonly shapes: TownShapes;
  /** By AGS; null and absent both mean: no figure. */
  readonly values: ReadonlyMap<string, number | null>;
  /** One to seven. */
  readonly classes: readonly MapClass[];
  readonly language: InterfaceLanguage;
  readonly labels: {
    readonly title: string;
    readonly description: string;
    /** Unit of the values: "%", "Personen". */
    readonly unit: string;
    /** Heads the first column of the table: "Stadt". */
    readonly town: string;
    /** For towns without a figure: "keine Angabe". */
    readonly noValue: string;
    /** The shapes' licence asks for it: "© GeoBasis-DE / BKG 2017 (Daten verändert)". */
    readonly source: string;
  };
  /** A figure as it is to be written, e.g. in brackets or a sign for a missing one; the number in the language's form when absent. */
  readonly figure?: (ags: string) => string;
  /** Where a town leads; without it, or for towns where it gives undefined, there is no link. */
  readonly href?: (ags: string) => string | undefined;
}

const width = 440;
const font = 14;
const line = 16;

/**
 * A district's towns shaded by a figure, as SVG without script and style sheet, and the same figures as a table, by name.
 *
 * The figure stands in each town as well, with the name where it fits, so that the shade is not the only sign; towns without
 * a figure are hatched. With links the drawing is a group of links that are named "Marl: 12,3 %", otherwise one picture.
 * @throws RangeError when there is no town or more than seven classes
 */
export function townMap(spec: TownMapSpec): { svg: string; table: FigureTable } {
  if (spec.classes.length < 1 || spec.classes.length > 7) throw new RangeError('A map has one to seven classes');
  const format = numberFormat(spec.language, [...spec.values.values()]);
  const figure = (ags: string) => {
    if (spec.figure) return spec.figure(ags);
    const value = spec.values.get(ags) ?? null;
    return value === null ? spec.labels.noValue : format.format(value);
  };
  return { svg: drawMap(spec, figure), table: mapTable(spec, figure) };
}

function mapTable({ shapes, labels, language }: TownMapSpec, figure: (ags: string) => string): FigureTable {
  const collator = new Intl.Collator(language.locale);
  const towns = shapes.features.map(({ properties }) => properties).sort((a, b) => collator.compare(a.name, b.name));
  return {
    head: [labels.town, labels.unit ? `${labels.title} (${labels.unit})` : labels.title],
    rows: towns.map(({ ags, name }) => [name, figure(ags)]),
  };
}

function drawMap(spec: TownMapSpec, figure: (ags: string) => string): string {
  const { labels, language, classes } = spec;
  const id = drawingId([labels.title, language.tag, [...spec.values]]);
  const palette = shades(classes.length);
  const { areas, height: mapHeight } = project(spec.shapes, width, 8);
  const box: LegendBox = { width, size: font, language };
  const legend = legendRows(legendEntries(spec, id, palette), box);
  const height = mapHeight + legendHeight(legend) + 34;
  const svg = append(newDocument().documentElement, 'svg', {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    fill: 'currentColor',
    'font-size': font,
    'text-anchor': 'middle',
  });
  appendHatching(svg, id);
  const towns = append(svg, 'g', { class: 'map-towns', stroke: '#3c4a57', 'stroke-width': 1, 'stroke-linejoin': 'round' });
  for (const area of areas)
    appendTown(
      towns,
      area,
      townLook(spec, area.ags, id, palette),
      spec.href?.(area.ags),
      `${area.name}: ${withUnit(spec, figure(area.ags), area.ags)}`,
    );
  const names = append(svg, 'g', { class: 'map-labels', 'pointer-events': 'none' });
  for (const area of areas) appendLabel(names, area, figure(area.ags), spec, palette);
  appendLegend(svg, legend, box, mapHeight + 6);
  const rightToLeft = language.dir === 'rtl';
  append(
    svg,
    'text',
    {
      x: rightToLeft ? width : 0,
      y: height - 6,
      'font-size': 12,
      'text-anchor': rightToLeft ? 'end' : 'start',
      class: 'map-source',
    },
    label(labels.source, language),
  );
  const role = areas.some(({ ags }) => spec.href?.(ags)) ? 'group' : 'img';
  return finish(svg, { id, title: labels.title, description: labels.description, className: 'chart chart-map', role });
}

function withUnit({ labels, values }: TownMapSpec, figure: string, ags: string): string {
  return labels.unit && (values.get(ags) ?? null) !== null ? `${figure} ${labels.unit}` : figure;
}

/** The class of a value, or undefined where there is none. */
function classIndex({ values, classes }: TownMapSpec, ags: string): number | undefined {
  const value = values.get(ags) ?? null;
  if (value === null) return undefined;
  const index = classes.findIndex(({ below }) => value < below);
  return index === -1 ? classes.length - 1 : index;
}

function townLook(spec: TownMapSpec, ags: string, id: string, palette: readonly Shade[]): Attributes {
  const index = classIndex(spec, ags);
  return index === undefined
    ? { fill: `url(#${id}-none)`, class: 'map-none' }
    : { fill: palette[index]?.fill, class: `map-class-${index + 1}` };
}

function appendTown(parent: Element, area: Area, look: Attributes, href: string | undefined, name: string): void {
  const place = href === undefined ? parent : append(parent, 'a', { href, 'aria-label': clean(name) });
  const path = append(place, 'path', { d: areaPath(area), 'fill-rule': 'evenodd', ...look });
  append(path, 'title', {}, clean(name));
}

/** Name, in two lines if need be, and figure; the figure alone where only it fits; the table has them all. */
function appendLabel(parent: Element, area: Area, figure: string, spec: TownMapSpec, palette: readonly Shade[]): void {
  const index = classIndex(spec, area.ags);
  const shown = index === undefined && !spec.figure ? '–' : figure;
  const names = [[area.name], area.name.split(/(?<=[- ])/), []];
  for (const name of names.filter(({ length }) => length <= 2)) {
    const { at, room } = labelPlace(area, ((name.length + 1) * line) / 2 - 4);
    if (Math.max(textWidth(shown, font), ...name.map((part) => textWidth(part, font - 1))) > room - 4) continue;
    const first = at.y - ((name.length + 1) * line) / 2 + line - 3;
    // Over the hatching, letters need a rim.
    const look =
      index === undefined
        ? { fill: '#171a2b', stroke: '#fff', 'stroke-width': 3, 'paint-order': 'stroke' }
        : { fill: palette[index]?.ink };
    for (const [row, part] of name.entries())
      append(parent, 'text', { x: at.x, y: first + row * line, 'font-size': font - 1, ...look }, clean(part.trim()));
    append(
      parent,
      'text',
      { x: at.x, y: first + name.length * line, 'font-weight': 'bold', ...look },
      label(shown, spec.language),
    );
    return;
  }
}

function legendEntries({ classes, labels }: TownMapSpec, id: string, palette: readonly Shade[]): LegendEntry[] {
  const sample =
    (look: Attributes): LegendEntry['sample'] =>
    (parent, x, y) => {
      append(parent, 'rect', { x, y, width: 24, height: 13, stroke: 'currentColor', 'stroke-opacity': 0.4, ...look });
    };
  return [
    ...classes.map((each, index) => ({
      text: clean(each.label),
      sample: sample({ fill: palette[index]?.fill, class: `map-class-${index + 1}` }),
    })),
    { text: clean(labels.noValue), sample: sample({ fill: `url(#${id}-none)`, class: 'map-none' }) },
  ];
}

function appendHatching(svg: Element, id: string): void {
  const tile = append(append(svg, 'defs', {}), 'pattern', {
    id: `${id}-none`,
    width: 7,
    height: 7,
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  });
  append(tile, 'rect', { width: 7, height: 7, fill: '#fff' });
  append(tile, 'path', { d: 'M0 0H7', stroke: '#9aa0b5', 'stroke-width': 2 });
}
