import type { InterfaceLanguage } from '#platform/i18n';
import { append, appendPatterns, drawingId, finish, newDocument } from './drawing.ts';
import { drawing } from './layout.ts';
import { appendLegend, barSample, type LegendBox, type LegendEntry, legendHeight, legendRows } from './legend.ts';
import { seriesFill, seriesLook } from './looks.ts';
import { axisMarks } from './scale.ts';
import type { FigureTable } from './spec.ts';
import { clean, label, numberFormat, textWidth } from './text.ts';

export interface PyramidSeries {
  /** A year or a group: "2024", "Ausländische Bevölkerung". */
  readonly label: string;
  /** One value for each age, in the order of `ages`; null: no figure. */
  readonly first: readonly (number | null)[];
  readonly second: readonly (number | null)[];
}

export interface PyramidSpec {
  readonly title: string;
  readonly description: string;
  /** From the youngest to the oldest. */
  readonly ages: readonly string[];
  /** What the sides are; the first lies where reading begins. */
  readonly sides: { readonly first: string; readonly second: string };
  /** One to three: the first as bars, the others as outlines upon them. */
  readonly series: readonly PyramidSeries[];
  /** "Personen", "%". */
  readonly unit: string;
  /** Heads the first column of the table: "Alter". */
  readonly ageLabel: string;
  readonly language: InterfaceLanguage;
  readonly noValue?: string;
  readonly decimals?: number;
}

const mostAges = 120;

/**
 * Who is how old, two groups back to back (mostly men and women), as SVG without script and style sheet, and the same figures as a
 * table. Both sides have the same scale; further years or groups lie upon the first as outlines.
 * @throws RangeError when there is no figure, a negative one, or more than can be told apart
 */
export function pyramid(spec: PyramidSpec): { svg: string; table: FigureTable } {
  const values = spec.series.flatMap(({ first, second }) => [...first, ...second]).filter((value) => value !== null);
  if (spec.series.length < 1 || spec.series.length > 3) throw new RangeError('A pyramid has one to three series');
  if (spec.ages.length < 1 || spec.ages.length > mostAges) throw new RangeError(`A pyramid has 1 to ${mostAges} ages`);
  if (values.length === 0) throw new RangeError('A pyramid needs at least one figure');
  if (values.some((value) => !Number.isFinite(value) || value < 0)) throw new RangeError('A figure is negative or not finite');
  return { svg: drawPyramid(spec, values), table: pyramidTable(spec, values) };
}

function pyramidTable({ ages, sides, series, unit, ageLabel, language, noValue = '–', decimals }: PyramidSpec, values: number[]) {
  const format = numberFormat(language, values, decimals);
  const figure = (value: number | null | undefined) => (typeof value === 'number' ? format.format(value) : noValue);
  const head = (side: string, text: string) => {
    const named = series.length > 1 ? `${text}: ${side}` : side;
    return unit ? `${named} (${unit})` : named;
  };
  return {
    head: [ageLabel, ...series.flatMap((each) => [head(sides.first, each.label), head(sides.second, each.label)])],
    rows: ages.map((age, row) => [age, ...series.flatMap(({ first, second }) => [figure(first[row]), figure(second[row])])]),
  };
}

function drawPyramid(spec: PyramidSpec, values: readonly number[]): string {
  const { ages, series, language, sides } = spec;
  const rightToLeft = language.dir === 'rtl';
  const id = drawingId([spec.title, 'pyramid', language.tag, sides, series]);
  const box: LegendBox = { width: drawing.width, size: drawing.font, language };
  const legend = legendRows(legendEntries(spec, id), box);
  const marks = axisMarks(values, false);
  const band = ages.length > 40 ? 6 : ages.length > 24 ? 12 : 20;
  const top = legendHeight(legend) + drawing.line + 16;
  const bottom = top + band * ages.length;
  const height = bottom + drawing.line * 2 + 18;
  const column = Math.ceil(Math.max(...ages.map((age) => textWidth(clean(age), drawing.font)))) + 16;
  const format = numberFormat(language, marks);
  const middle = drawing.width / 2;
  // Half of the outermost figure of the axis stands beyond its mark.
  const margin = Math.max(14, Math.ceil(textWidth(format.format(marks.at(-1) ?? 0), drawing.font) / 2) + 2);
  const side = middle - column / 2 - margin;
  const reach = (value: number) => (value / (marks.at(-1) ?? 1)) * side;
  // −1 towards the left. The first side lies where reading begins.
  const direction = { first: rightToLeft ? 1 : -1, second: rightToLeft ? -1 : 1 };
  const at = (which: 'first' | 'second', value: number) => middle + direction[which] * (column / 2 + reach(value));
  const svg = append(newDocument().documentElement, 'svg', {
    viewBox: `0 0 ${drawing.width} ${height}`,
    width: drawing.width,
    height,
    fill: 'currentColor',
    'font-size': drawing.font,
  });
  appendPatterns(svg, id, 2);
  const grid = append(svg, 'g', { class: 'chart-grid', stroke: 'currentColor', 'stroke-opacity': 0.16 });
  const crowded = textWidth(format.format(marks.at(-1) ?? 0), drawing.font) * marks.length > side;
  for (const which of ['first', 'second'] as const) {
    for (const [index, mark] of marks.entries()) {
      const x = at(which, mark);
      append(grid, 'line', { x1: x, x2: x, y1: top, y2: bottom });
      if (crowded && index % 2 === 1 && index < marks.length - 1) continue;
      append(svg, 'text', { x, y: bottom + drawing.line, 'text-anchor': 'middle' }, format.format(mark));
    }
    const text = label(which === 'first' ? sides.first : sides.second, language);
    const heading = { x: at(which, (marks.at(-1) ?? 1) / 2), y: top - 8, 'text-anchor': 'middle', 'font-weight': 'bold' };
    append(svg, 'text', heading, text);
    const y = (row: number) => bottom - (row + 1) * band;
    const [bars, ...outlines] = series.map((each) => each[which]);
    appendBars(svg, { id, which, bars: bars ?? [], band, at, y });
    for (const [index, line] of outlines.entries()) appendOutline(svg, { which, line, index: index + 2, band, at, y });
  }
  appendAges(svg, ages, { x: middle, bottom, band, language });
  appendLegend(svg, legend, box, 0);
  const unit = { x: middle, y: height - 6, 'text-anchor': 'middle', class: 'chart-unit' };
  if (spec.unit) append(svg, 'text', unit, label(spec.unit, language));
  return finish(svg, { id, title: spec.title, description: spec.description, className: 'chart chart-pyramid', role: 'img' });
}

/** The sides are named above them; the legend tells the years or groups apart where there are several. */
function legendEntries({ series }: PyramidSpec, id: string): LegendEntry[] {
  if (series.length < 2) return [];
  return series.map(({ label: text }, index) => ({
    text: clean(text),
    sample: index === 0 ? barSample(id, 0) : outlineSample(index + 1),
  }));
}

interface Place {
  readonly which: 'first' | 'second';
  readonly band: number;
  readonly at: (which: 'first' | 'second', value: number) => number;
  /** Upper edge of a row. */
  readonly y: (row: number) => number;
}

function appendBars(svg: Element, { id, which, bars, band, at, y }: Place & { id: string; bars: readonly (number | null)[] }) {
  const index = which === 'first' ? 0 : 1;
  const { pattern, className } = seriesLook(index);
  const group = append(svg, 'g', { fill: seriesFill(id, index), class: pattern ? 'chart-bars' : className });
  const gap = band > 8 ? 2 : 0.5;
  for (const [row, value] of bars.entries()) {
    if (!value) continue;
    const [one, other] = [at(which, 0), at(which, value)];
    append(group, 'rect', { x: Math.min(one, other), width: Math.abs(other - one), y: y(row) + gap / 2, height: band - gap });
  }
}

/** Solid and dashed: dots would be lost upon the patterns of the bars. */
const outlineLook = (index: number) => {
  const { color, className } = seriesLook(index);
  return {
    stroke: color,
    class: className,
    fill: 'none',
    'stroke-width': 3,
    ...(index % 2 === 1 && { 'stroke-dasharray': '7 3' }),
  };
};

const outlineSample =
  (index: number): LegendEntry['sample'] =>
  (parent, x, y) => {
    append(parent, 'path', { d: `M${x} ${y + 6}h24`, ...outlineLook(index) });
  };

/** Steps along the ends of the rows; broken off where there is no figure. */
function appendOutline(
  svg: Element,
  { which, line, index, band, at, y }: Place & { line: readonly (number | null)[]; index: number },
) {
  let d = '';
  let joined = false;
  for (const [row, value] of line.entries()) {
    if (value === null) joined = false;
    else {
      d += `${joined ? 'L' : 'M'}${at(which, value)} ${y(row) + band}L${at(which, value)} ${y(row)}`;
      joined = true;
    }
  }
  if (d) append(svg, 'path', { d, ...outlineLook(index) });
}

/** Every age, or every fifth and so on where the rows are lower than letters. */
function appendAges(
  svg: Element,
  ages: readonly string[],
  { x, bottom, band, language }: { x: number; bottom: number; band: number; language: InterfaceLanguage },
): void {
  const step = Math.ceil(drawing.line / band) === 1 ? 1 : Math.ceil(drawing.line / band / 5) * 5;
  for (const [row, age] of ages.entries()) {
    if (row % step !== 0) continue;
    append(
      svg,
      'text',
      { x, y: bottom - (row + 0.5) * band + 5, 'text-anchor': 'middle', 'font-size': Math.min(drawing.font, band * step - 1) },
      label(age, language),
    );
  }
}
