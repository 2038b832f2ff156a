import * as Plot from '@observablehq/plot';
import { append } from './drawing.ts';
import type { LegendEntry } from './legend.ts';
import { seriesLook } from './looks.ts';
import type { ChartGrid } from './spec.ts';

/**
 * A line and its markers for each series; the line breaks off where a figure is missing and at the breaks, a lonely one is a
 * marker, a limited one a hollow marker.
 * @param breaks indices of the first categories after a break
 */
export function lineMarks({ categories, values, limited }: ChartGrid, breaks: readonly number[] = []): Plot.Markish[] {
  const count = values[0]?.length ?? 0;
  const stretch = (category: number) => breaks.filter((first) => first <= category).length;
  return Array.from({ length: count }, (_, index) => {
    const { color, dashes, symbol, className } = seriesLook(index);
    const points = categories.map((_, category) => ({
      x: String(category),
      y: values[category]?.[index] ?? null,
      stretch: stretch(category),
      hollow: limited[category]?.[index] ?? false,
    }));
    const known = points.filter(({ y }) => y !== null);
    const dot = { x: 'x', y: 'y', symbol, stroke: color, r: categories.length > 16 ? 2.5 : 4, className } as const;
    return [
      Plot.lineY(points, {
        x: 'x',
        y: 'y',
        z: 'stretch',
        stroke: color,
        strokeWidth: 2.5,
        className,
        ...(dashes && { strokeDasharray: dashes }),
      }),
      Plot.dot(
        known.filter(({ hollow }) => !hollow),
        { ...dot, fill: color },
      ),
      Plot.dot(
        known.filter(({ hollow }) => hollow),
        { ...dot, fill: '#fff', strokeWidth: 2, className: `${className} chart-hollow` },
      ),
    ];
  });
}

const markers = {
  circle: 'M0 -4.5A4.5 4.5 0 1 1 0 4.5A4.5 4.5 0 1 1 0 -4.5Z',
  square: 'M-4 -4H4V4H-4Z',
  triangle: 'M0 -5L5 4H-5Z',
  diamond2: 'M0 -5.5L5.5 0L0 5.5L-5.5 0Z',
  star: 'M0 -6L1.5 -2H6L2.4 0.7L3.7 5L0 2.4L-3.7 5L-2.4 0.7L-6 -2H-1.5Z',
  times: 'M-4 -4L4 4M-4 4L4 -4',
} as const;

export function lineSample(index: number): LegendEntry['sample'] {
  return (parent, x, y) => {
    const { color, dashes, symbol, className } = seriesLook(index);
    append(parent, 'path', {
      d: `M${x} ${y + 6}h24`,
      stroke: color,
      'stroke-width': 2.5,
      'stroke-dasharray': dashes,
      class: className,
    });
    append(parent, 'path', {
      d: markers[symbol],
      transform: `translate(${x + 12},${y + 6})`,
      fill: color,
      stroke: color,
      class: className,
    });
  };
}
