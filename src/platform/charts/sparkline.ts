import { append, newDocument } from './drawing.ts';
import { seriesLook } from './looks.ts';

const size = { width: 120, height: 32, margin: 4 } as const;

/**
 * A small line without axes beside a figure, from the oldest value to the newest; decoration that screen readers skip, because
 * the figure stands beside it. Gaps stay gaps. Undefined with fewer than two values.
 */
export function sparkline(values: readonly (number | null)[], dir: 'ltr' | 'rtl'): string | undefined {
  const known = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  if (known.length < 2) return undefined;
  const [lowest, highest] = [Math.min(...known), Math.max(...known)];
  const { width, height, margin } = size;
  const x = (index: number) => {
    const share = index / (values.length - 1);
    return margin + (dir === 'rtl' ? 1 - share : share) * (width - 2 * margin);
  };
  const y = (value: number) =>
    highest === lowest ? height / 2 : height - margin - ((value - lowest) / (highest - lowest)) * (height - 2 * margin);
  const { color, className } = seriesLook(0);
  const svg = append(newDocument().documentElement, 'svg', {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    class: 'chart-spark',
    'aria-hidden': 'true',
    focusable: 'false',
  });
  let d = '';
  let joined = false;
  let last = { x: 0, y: 0 };
  for (const [index, value] of values.entries()) {
    if (value === null || !Number.isFinite(value)) joined = false;
    else {
      last = { x: Math.round(x(index) * 10) / 10, y: Math.round(y(value) * 10) / 10 };
      d += `${joined ? 'L' : 'M'}${last.x} ${last.y}`;
      joined = true;
    }
  }
  const line = { fill: 'none', stroke: color, 'stroke-width': 2, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };
  append(svg, 'path', { d, ...line, class: className });
  append(svg, 'circle', { cx: last.x, cy: last.y, r: 3, fill: color, class: className });
  return svg.outerHTML;
}
