import type { InterfaceLanguage } from '#platform/i18n';
import { append, drawingId, finish, newDocument } from './drawing.ts';
import { drawing } from './layout.ts';
import { seriesLook } from './looks.ts';
import { axisMarks } from './scale.ts';
import type { FigureTable } from './spec.ts';
import { clean, label, numberFormat, textWidth } from './text.ts';

export interface ScatterAxis {
  readonly label: string;
  /** "%", "Personen"; empty: none. */
  readonly unit: string;
}

export interface ScatterPoint {
  readonly label: string;
  /** Null: no figure; the point stands in the table alone. */
  readonly x: number | null;
  readonly y: number | null;
}

export interface ScatterSpec {
  readonly title: string;
  readonly description: string;
  readonly x: ScatterAxis;
  readonly y: ScatterAxis;
  readonly points: readonly ScatterPoint[];
  readonly language: InterfaceLanguage;
  /** Heads the first column of the table: "Ort". */
  readonly pointLabel?: string;
  /** Stands where a figure is missing; a dash when not given. */
  readonly noValue?: string;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const radius = 5;
const height = 400;
const labelSize = drawing.font - 2;

/**
 * Two figures of the same places against each other, as SVG without script and style sheet, and the same figures as a table.
 *
 * Points carry their names as long as names do not lie upon each other; the table has all of them, in the order given. No line
 * is drawn through the points: that would claim a connection.
 * @throws RangeError when no point has both figures or a figure is not finite
 */
export function scatter(spec: ScatterSpec): { svg: string; table: FigureTable } {
  const known = spec.points.flatMap(({ label, x, y }) => (x === null || y === null ? [] : [{ label, x, y }]));
  if (known.length === 0) throw new RangeError('A scatter plot needs at least one point with both figures');
  if (known.some(({ x, y }) => !Number.isFinite(x) || !Number.isFinite(y)))
    throw new RangeError('A value of a scatter plot is not finite');
  return { svg: drawScatter(spec, known), table: scatterTable(spec) };
}

const withUnit = ({ label, unit }: ScatterAxis): string => (unit ? `${label} (${unit})` : label);

function scatterTable({ x, y, points, language, pointLabel = '', noValue = '–' }: ScatterSpec): FigureTable {
  const column = (axis: 'x' | 'y') => {
    const format = numberFormat(
      language,
      points.map((point) => point[axis]),
    );
    return (value: number | null) => (value === null ? noValue : format.format(value));
  };
  const [horizontal, vertical] = [column('x'), column('y')];
  return {
    head: [pointLabel, withUnit(x), withUnit(y)],
    rows: points.map((point) => [point.label, horizontal(point.x), vertical(point.y)]),
  };
}

interface Known {
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

function drawScatter(spec: ScatterSpec, points: readonly Known[]): string {
  const { language } = spec;
  const rightToLeft = language.dir === 'rtl';
  const marks = {
    x: axisMarks(
      points.map(({ x }) => x),
      true,
    ),
    y: axisMarks(
      points.map(({ y }) => y),
      true,
    ),
  };
  const format = { x: numberFormat(language, marks.x), y: numberFormat(language, marks.y) };
  const axis = Math.ceil(Math.max(...marks.y.map((mark) => textWidth(format.y.format(mark), drawing.font)))) + 14;
  // Half of the last number reaches over the end of its axis.
  const margin = Math.max(16, Math.ceil(textWidth(format.x.format(marks.x.at(-1) ?? 0), drawing.font) / 2));
  const frame: Box = {
    left: rightToLeft ? margin : axis,
    right: drawing.width - (rightToLeft ? axis : margin),
    top: drawing.line + 16,
    bottom: height - drawing.line * 2 - 18,
  };
  const svg = append(newDocument().documentElement, 'svg', {
    viewBox: `0 0 ${drawing.width} ${height}`,
    width: drawing.width,
    height,
    fill: 'currentColor',
    'font-size': drawing.font,
  });
  const at = {
    x: (value: number) => {
      const share = shareOf(value, marks.x);
      return frame.left + (rightToLeft ? 1 - share : share) * (frame.right - frame.left);
    },
    y: (value: number) => frame.bottom - shareOf(value, marks.y) * (frame.bottom - frame.top),
  };
  const grid = append(svg, 'g', { class: 'chart-grid', stroke: 'currentColor', 'stroke-opacity': 0.16 });
  for (const mark of marks.x) append(grid, 'line', { x1: at.x(mark), x2: at.x(mark), y1: frame.top, y2: frame.bottom });
  for (const mark of marks.y) append(grid, 'line', { x1: frame.left, x2: frame.right, y1: at.y(mark), y2: at.y(mark) });
  for (const mark of marks.x)
    append(svg, 'text', { x: at.x(mark), y: frame.bottom + drawing.line + 2, 'text-anchor': 'middle' }, format.x.format(mark));
  const side = rightToLeft ? { x: frame.right + 8, 'text-anchor': 'start' } : { x: frame.left - 8, 'text-anchor': 'end' };
  for (const mark of marks.y) append(svg, 'text', { ...side, y: at.y(mark) + 5 }, format.y.format(mark));
  const start = { x: rightToLeft ? drawing.width : 0, 'text-anchor': rightToLeft ? 'end' : 'start' };
  const end = { x: rightToLeft ? 0 : drawing.width, 'text-anchor': rightToLeft ? 'start' : 'end' };
  append(svg, 'text', { ...start, y: drawing.font, class: 'chart-unit' }, label(withUnit(spec.y), language));
  append(svg, 'text', { ...end, y: height - 6, class: 'chart-unit' }, label(withUnit(spec.x), language));
  appendPoints(
    svg,
    points.map((point) => ({ name: clean(point.label), x: at.x(point.x), y: at.y(point.y) })),
    language,
  );
  const id = drawingId([spec.title, 'scatter', language.tag, spec.x, spec.y, points]);
  return finish(svg, { id, title: spec.title, description: spec.description, className: 'chart chart-scatter', role: 'img' });
}

function shareOf(value: number, marks: readonly number[]): number {
  const [from, to] = [marks[0] ?? 0, marks.at(-1) ?? 1];
  return (value - from) / (to - from || 1);
}

interface Placed {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

function appendPoints(svg: Element, points: readonly Placed[], language: InterfaceLanguage): void {
  const { color, className } = seriesLook(0);
  const dots = append(svg, 'g', { class: className, fill: color, stroke: '#fff', 'stroke-width': 1 });
  for (const { name, x, y } of points) append(append(dots, 'circle', { cx: x, cy: y, r: radius }), 'title', {}, name);
  const names = append(svg, 'g', { class: 'chart-figure', 'font-size': labelSize });
  const taken: Box[] = points.map(({ x, y }) => around(x, y, radius));
  for (const { name, x, y } of points) {
    const width = textWidth(name, labelSize);
    // Beside the point, else above or below it.
    const spot = [
      { x: x + radius + 3, y: y + 4, anchor: 'start' },
      { x: x - radius - 3, y: y + 4, anchor: 'end' },
      { x, y: y - radius - 4, anchor: 'middle' },
      { x, y: y + radius + 12, anchor: 'middle' },
    ].find((spot) => {
      const box = boxOf(spot, width);
      return box.left >= 0 && box.right <= drawing.width && !taken.some((other) => overlap(box, other));
    });
    if (!spot) continue;
    taken.push(boxOf(spot, width));
    append(names, 'text', { x: spot.x, y: spot.y, 'text-anchor': spot.anchor }, label(name, language));
  }
}

const around = (x: number, y: number, reach: number): Box => ({
  left: x - reach,
  right: x + reach,
  top: y - reach,
  bottom: y + reach,
});

function boxOf({ x, y, anchor }: { x: number; y: number; anchor: string }, width: number): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - labelSize + 2, bottom: y + 3 };
}

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
