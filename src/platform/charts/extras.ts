import type { InterfaceLanguage } from '#platform/i18n';
import { append } from './drawing.ts';
import { drawing, type Layout } from './layout.ts';
import type { LegendEntry } from './legend.ts';
import type { ChartBreak, ChartGrid, ChartTarget } from './spec.ts';
import { clean, label, wrap } from './text.ts';

/** A finished plot of lines, to draw signs into. */
export interface Frame {
  readonly layout: Layout;
  readonly svg: Element & { scale(name: 'x' | 'y'): { apply(value: unknown): number } | undefined };
  readonly grid: ChartGrid;
  readonly language: InterfaceLanguage;
}

const noteSize = drawing.font - 1;
/** Sign of a break at its mark and in the note: a to z, more than anybody can read. */
const sign = (index: number): string => String.fromCharCode(97 + (index % 26));

/** Breaks that lie between two categories; one before the first figure says nothing here. */
function shown(breaks: readonly ChartBreak[], { categories }: ChartGrid): { index: number; label: string }[] {
  return breaks
    .map(({ x, label }) => ({ index: categories.indexOf(x), label }))
    .filter(({ index }) => index > 0)
    .toSorted((one, other) => one.index - other.index);
}

/** Indices of the first categories after a break. */
export function breaksAt(breaks: readonly ChartBreak[] | undefined, grid: ChartGrid): number[] {
  return shown(breaks ?? [], grid).map(({ index }) => index);
}

/** What the breaks are, in lines below the legend: texts of offices are too long for the mark itself. */
export function breakNotes(breaks: readonly ChartBreak[], grid: ChartGrid, width: number): string[][] {
  return shown(breaks, grid).map((each, index) => wrap(`${sign(index)}  ${clean(each.label)}`, width - 8, noteSize));
}

export function notesHeight(notes: readonly (readonly string[])[]): number {
  return notes.flat().length * drawing.line;
}

export function appendNotes({ svg, language }: Frame, notes: readonly (readonly string[])[], top: number): void {
  const rightToLeft = language.dir === 'rtl';
  const group = append(svg, 'g', { class: 'chart-notes', 'font-size': noteSize });
  for (const [row, text] of notes.flat().entries())
    append(
      group,
      'text',
      {
        x: rightToLeft ? drawing.width : 0,
        y: top + (row + 1) * drawing.line - 4,
        'text-anchor': rightToLeft ? 'end' : 'start',
      },
      label(text, language),
    );
}

/** Vertical marks half-way between the last category before and the first after the break, each with its letter. */
export function appendBreaks({ svg, grid, layout }: Frame, breaks: readonly ChartBreak[]): void {
  const scale = svg.scale('x');
  if (!scale) return;
  const group = append(svg, 'g', { class: 'chart-break' });
  for (const [order, { index }] of shown(breaks, grid).entries()) {
    const x = (scale.apply(String(index)) + scale.apply(String(index - 1))) / 2;
    append(group, 'line', {
      x1: x,
      x2: x,
      y1: layout.marginTop - 4,
      y2: layout.height - layout.marginBottom,
      stroke: 'currentColor',
      'stroke-width': 1.5,
      'stroke-dasharray': '2 3',
    });
    append(group, 'text', { x, y: layout.marginTop - 8, 'font-size': noteSize, 'text-anchor': 'middle' }, sign(order));
  }
}

/** A dashed line at the height of the target up to the time at which it is to be reached, and a rhombus there. */
export function appendTargets({ svg, grid, layout, language }: Frame, targets: readonly ChartTarget[]): void {
  const [horizontal, vertical] = [svg.scale('x'), svg.scale('y')];
  if (!horizontal || !vertical) return;
  const rightToLeft = language.dir === 'rtl';
  const [left, right] = [layout.marginLeft, drawing.width - layout.marginRight];
  const group = append(svg, 'g', { class: 'chart-target', stroke: 'currentColor' });
  for (const target of targets) {
    const y = vertical.apply(target.y);
    const index = target.x === undefined ? -1 : grid.categories.indexOf(target.x);
    const x = index < 0 ? undefined : horizontal.apply(String(index));
    const end = x ?? (rightToLeft ? left : right);
    append(group, 'line', {
      x1: rightToLeft ? right : left,
      x2: end,
      y1: y,
      y2: y,
      'stroke-width': 1.5,
      'stroke-dasharray': '8 4',
    });
    if (x !== undefined)
      append(group, 'path', { d: 'M0 -7L7 0L0 7L-7 0Z', transform: `translate(${x},${y})`, fill: '#fff', 'stroke-width': 2 });
  }
}

export const targetSample: LegendEntry['sample'] = (parent, x, y) => {
  const group = append(parent, 'g', { class: 'chart-target', stroke: 'currentColor' });
  append(group, 'path', { d: `M${x} ${y + 6}h24`, 'stroke-width': 1.5, 'stroke-dasharray': '8 4' });
  append(group, 'path', {
    d: 'M0 -5L5 0L0 5L-5 0Z',
    transform: `translate(${x + 12},${y + 6})`,
    fill: '#fff',
    'stroke-width': 2,
  });
};

export const hollowSample: LegendEntry['sample'] = (parent, x, y) => {
  append(parent, 'circle', {
    cx: x + 12,
    cy: y + 6,
    r: 4.5,
    fill: '#fff',
    stroke: 'currentColor',
    'stroke-width': 2,
    class: 'chart-hollow',
  });
};
