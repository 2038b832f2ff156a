import * as Plot from '@observablehq/plot';
import { drawing, type Layout } from './layout.ts';
import { seriesFill, seriesLook } from './looks.ts';
import type { ChartGrid } from './spec.ts';

interface Bar {
  readonly category: string;
  readonly place: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface BarOptions {
  readonly id: string;
  readonly stacked: boolean;
  readonly layout: Layout;
  readonly rightToLeft: boolean;
  readonly format: (value: number) => string;
  readonly noValue: string;
}

/** A mark for each series, because each has its own pattern; then the figures, where they do not crowd. */
export function barMarks({ categories, values }: ChartGrid, options: BarOptions): Plot.Markish[] {
  const count = values[0]?.length ?? 0;
  const series = Array.from({ length: count }, (_, index) =>
    categories.map((_, category) => bar(values[category] ?? [], category, index, options)),
  );
  const shapes = series.map((bars, index) =>
    shape(
      bars.filter((each) => each.from !== each.to),
      index,
      options,
    ),
  );
  const missing = options.stacked
    ? []
    : series.flatMap((bars, index) => bars.filter((_, category) => values[category]?.[index] === null));
  const figures = count === 1 && (options.layout.horizontal || categories.length <= 12) ? (series[0] ?? []) : missing;
  return [...shapes, figure(figures, options)];
}

function bar(row: readonly (number | null)[], category: number, index: number, { stacked, format, noValue }: BarOptions): Bar {
  const value = row[index] ?? null;
  const below = stacked ? row.slice(0, index).reduce<number>((sum, part) => sum + (part ?? 0), 0) : 0;
  return {
    category: String(category),
    place: stacked ? '0' : String(index),
    from: below,
    to: below + (value ?? 0),
    text: value === null ? noValue : format(value),
  };
}

function shape(bars: readonly Bar[], index: number, { id, layout }: BarOptions): Plot.Markish {
  const look = seriesLook(index);
  const style = { fill: seriesFill(id, index), className: look.pattern ? 'chart-bars' : look.className };
  return layout.horizontal
    ? Plot.barX(bars, { fy: 'category', y: 'place', x1: 'from', x2: 'to', ...style })
    : Plot.barY(bars, { fx: 'category', x: 'place', y1: 'from', y2: 'to', ...style });
}

function figure(bars: readonly Bar[], { layout, rightToLeft }: BarOptions): Plot.Markish {
  const style = { text: 'text', fontSize: drawing.font - 1, fill: 'currentColor', className: 'chart-figure' } as const;
  if (!layout.horizontal) return Plot.text(bars, { fx: 'category', x: 'place', y: 'to', dy: -8, ...style });
  const side = rightToLeft ? ({ dx: -5, textAnchor: 'end' } as const) : ({ dx: 5, textAnchor: 'start' } as const);
  return Plot.text(bars, { fy: 'category', y: 'place', x: 'to', ...side, ...style });
}
