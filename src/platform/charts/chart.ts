import * as Plot from '@observablehq/plot';
import { barMarks } from './bars.ts';
import { append, appendPatterns, drawingId, finish, newDocument } from './drawing.ts';
import {
  appendBreaks,
  appendNotes,
  appendTargets,
  breakNotes,
  breaksAt,
  hollowSample,
  notesHeight,
  targetSample,
} from './extras.ts';
import { drawing, type Layout, layOut } from './layout.ts';
import { appendLegend, barSample, type LegendBox, type LegendEntry, legendHeight, legendRows } from './legend.ts';
import { lineMarks, lineSample } from './lines.ts';
import { axisMarks } from './scale.ts';
import { type ChartGrid, type ChartSpec, chartGrid, type FigureTable } from './spec.ts';
import { clean, label, numberFormat } from './text.ts';

/**
 * A chart as SVG, complete without script and style sheet, and the same figures as a table to stand beside it.
 *
 * The SVG has a name and a description for screen readers, series that differ by pattern or marker as well as by colour,
 * figures in the language's own form, gaps where there is no figure; in right-to-left languages time runs to the left.
 * It takes font and text colour from the page (`currentColor`) and scales with its box: `.chart { max-inline-size: 100%; block-size: auto }`.
 * In a PDF it is set by `figure-svg`.
 * @throws RangeError when there is no point, more than six series, or a value that is not finite
 */
export function chart(spec: ChartSpec): { svg: string; table: FigureTable } {
  const grid = chartGrid(spec);
  return { svg: drawChart(spec, grid), table: chartTable(spec, grid) };
}

function chartTable(
  { series, unit, xLabel, language, decimals, noValue = '–' }: ChartSpec,
  { categories, values, limited }: ChartGrid,
): FigureTable {
  const formats = series.map((_, index) =>
    numberFormat(
      language,
      values.map((row) => row[index] ?? null),
      decimals,
    ),
  );
  const cell = (value: number | null, index: number, row: number) => {
    if (value === null) return noValue;
    const figure = formats[index]?.format(value) ?? '';
    return limited[row]?.[index] ? `(${figure})` : figure;
  };
  return {
    head: [xLabel, ...series.map((each) => (unit ? `${each.label} (${unit})` : each.label))],
    rows: categories.map((category, row) => [category, ...(values[row] ?? []).map((value, index) => cell(value, index, row))]),
  };
}

function drawChart(spec: ChartSpec, grid: ChartGrid): string {
  const { kind, language, unit, noValue = '–' } = spec;
  const { series, targets = [], breaks = [] } = spec;
  const id = drawingId([spec.title, kind, language.tag, series, targets, breaks]);
  const box: LegendBox = { width: drawing.width, size: drawing.font, language };
  const legend = legendRows(legendEntries(spec, id, grid), box);
  const marks = axisMarks([...axisValues(kind, grid), ...(kind === 'line' ? targets.map(({ y }) => y) : [])], kind === 'line');
  const cut = spec.cutLabel && (marks[0] ?? 0) > 0 ? [[clean(spec.cutLabel)]] : [];
  const notes = kind === 'line' ? [...breakNotes(breaks, grid, drawing.width), ...cut] : [];
  const markFormat = numberFormat(language, marks);
  const layout = layOut({
    kind,
    categories: grid.categories.map(clean),
    seriesCount: series.length,
    marks: marks.map((mark) => markFormat.format(mark)),
    legendHeight: legendHeight(legend) + notesHeight(notes),
    language,
  });
  const rightToLeft = language.dir === 'rtl';
  const format = numberFormat(language, grid.values.flat(), spec.decimals);
  const shapes =
    kind === 'line'
      ? lineMarks(grid, breaksAt(breaks, grid))
      : barMarks(grid, {
          id,
          stacked: kind === 'stacked',
          layout,
          rightToLeft,
          format: (value) => format.format(value),
          noValue: label(noValue, language),
        });
  const svg = Plot.plot({
    document: newDocument(),
    width: drawing.width,
    height: layout.height,
    marginTop: layout.marginTop,
    marginBottom: layout.marginBottom,
    marginLeft: layout.marginLeft,
    marginRight: layout.marginRight,
    ...scales(kind, grid, layout, marks, rightToLeft),
    marks: [...axes(spec, layout, marks, (value) => markFormat.format(value)), ...shapes],
  });
  if (kind !== 'line') appendPatterns(svg, id, series.length);
  appendGrid(svg, layout, marks);
  appendLegend(svg, legend, box, 0);
  if (kind === 'line') {
    const frame = { layout, svg, grid, language };
    appendTargets(frame, targets);
    appendBreaks(frame, breaks);
    appendNotes(frame, notes, legendHeight(legend));
  }
  appendUnit(svg, unit, layout, spec);
  return finish(svg, { id, title: spec.title, description: spec.description, className: `chart chart-${kind}`, role: 'img' });
}

/** One series alone needs no legend, unless there are signs to explain. */
function legendEntries(spec: ChartSpec, id: string, { limited }: ChartGrid): LegendEntry[] {
  const { kind, series, targets = [], limitedLabel } = spec;
  const own = series.map((each, index) => legendEntry(spec, id, each.label, index));
  const signs: LegendEntry[] = [];
  if (kind === 'line') {
    signs.push(...targets.map(({ label }) => ({ text: clean(label), sample: targetSample })));
    if (limitedLabel && limited.flat().some(Boolean)) signs.push({ text: clean(limitedLabel), sample: hollowSample });
  }
  return own.length + signs.length > 1 ? [...own, ...signs] : [];
}

function legendEntry({ kind }: ChartSpec, id: string, text: string, index: number): LegendEntry {
  return { text: clean(text), sample: kind === 'line' ? lineSample(index) : barSample(id, index) };
}

function axisValues(kind: ChartSpec['kind'], { values }: ChartGrid): number[] {
  const known = values.map((row) => row.filter((value) => value !== null));
  if (kind !== 'stacked') return known.flat();
  return known.map((row) => row.reduce((sum, part) => sum + part, 0));
}

function scales(
  kind: ChartSpec['kind'],
  grid: ChartGrid,
  layout: Layout,
  marks: readonly number[],
  rightToLeft: boolean,
): Plot.PlotOptions {
  const inOrder = <Item>(items: Item[]) => (rightToLeft ? items.reverse() : items);
  const categories = grid.categories.map((_, index) => String(index));
  const places = kind === 'stacked' ? ['0'] : (grid.values[0] ?? []).map((_, index) => String(index));
  const range = [marks[0] ?? 0, marks.at(-1) ?? 1];
  if (layout.horizontal) {
    return {
      x: { domain: inOrder([...range]), axis: null },
      y: { domain: places, axis: null, padding: 0.08 },
      fy: { domain: categories, axis: null, padding: 0.3 },
    };
  }
  const y = { domain: range, axis: null };
  if (kind === 'line') return { x: { type: 'point', domain: inOrder(categories), axis: null, padding: 0.4 }, y };
  return {
    fx: { domain: inOrder(categories), axis: null, padding: 0.25 },
    x: { domain: inOrder(places), axis: null, padding: 0.06 },
    y,
  };
}

function axes(
  { kind, language }: ChartSpec,
  layout: Layout,
  marks: readonly number[],
  format: (value: number) => string,
): Plot.Markish[] {
  const side = language.dir === 'rtl' ? 'right' : 'left';
  const text = { fontSize: drawing.font, label: null, tickSize: 0 } as const;
  const category = {
    ...text,
    tickFormat: (key: string) => (layout.ticks[Number(key)] ?? []).map((line) => label(line, language)).join('\n'),
  };
  const value = { ...text, ticks: [...marks], tickFormat: format };
  if (layout.horizontal) return [Plot.axisX({ ...value, anchor: 'bottom' }), Plot.axisFy({ ...category, anchor: side })];
  const categories =
    kind === 'line' ? Plot.axisX({ ...category, anchor: 'bottom' }) : Plot.axisFx({ ...category, anchor: 'bottom' });
  return [Plot.axisY({ ...value, anchor: side }), categories];
}

/**
 * Lines at the marks of the value axis, the one at zero in front of the bars. Drawn here, because Plot's own break off
 * between the categories.
 */
function appendGrid(svg: Plot.Plot & Element, layout: Layout, marks: readonly number[]): void {
  const scale = svg.scale(layout.horizontal ? 'x' : 'y');
  const group = append(svg, 'g', { class: 'chart-grid', stroke: 'currentColor', 'stroke-opacity': 0.16 });
  svg.insertBefore(group, svg.firstChild);
  for (const mark of marks) {
    const at = scale?.apply(mark);
    const line = layout.horizontal
      ? { x1: at, x2: at, y1: layout.marginTop, y2: layout.height - layout.marginBottom }
      : { x1: layout.marginLeft, x2: drawing.width - layout.marginRight, y1: at, y2: at };
    if (mark === 0) append(svg, 'line', { ...line, stroke: 'currentColor', 'stroke-opacity': 0.7, class: 'chart-zero' });
    else append(group, 'line', line);
  }
}

/** Above the value axis, or below it where it lies. */
function appendUnit(svg: Element, unit: string, layout: Layout, { language }: ChartSpec): void {
  if (!unit) return;
  const rightToLeft = language.dir === 'rtl';
  const x = layout.horizontal
    ? rightToLeft
      ? layout.marginLeft
      : drawing.width - layout.marginRight
    : rightToLeft
      ? drawing.width
      : 0;
  const atRight = layout.horizontal !== rightToLeft;
  const y = layout.horizontal ? layout.height - 8 : layout.marginTop - 14;
  append(
    svg,
    'text',
    { x, y, 'font-size': drawing.font, 'text-anchor': atRight ? 'end' : 'start', class: 'chart-unit' },
    label(unit, language),
  );
}
