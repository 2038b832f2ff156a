import type { InterfaceLanguage } from '#platform/i18n';
import { append } from './drawing.ts';
import { seriesFill, seriesLook } from './looks.ts';
import { label, textWidth } from './text.ts';

export interface LegendEntry {
  readonly text: string;
  /** Draws the sample into the box 24 × 12 whose upper left corner is given. */
  readonly sample: (parent: Element, x: number, y: number) => void;
}

const sampleWidth = 24;
const gap = 7;
const rowHeight = 22;

export interface LegendBox {
  readonly width: number;
  readonly size: number;
  readonly language: InterfaceLanguage;
}

/** Rows of entries, from the side where reading begins; as many in a row as fit. */
export function legendRows(entries: readonly LegendEntry[], { width, size }: LegendBox): LegendEntry[][] {
  const rows: LegendEntry[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const needed = entryWidth(entry, size);
    if (used + needed > width) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(entry);
    used += needed;
  }
  return rows;
}

export function legendHeight(rows: readonly LegendEntry[][]): number {
  return rows.length * rowHeight;
}

export function appendLegend(svg: Element, rows: readonly LegendEntry[][], box: LegendBox, top: number): void {
  const group = append(svg, 'g', { class: 'chart-legend', 'font-size': box.size });
  const rightToLeft = box.language.dir === 'rtl';
  for (const [index, row] of rows.entries()) {
    let from = 0;
    const y = top + index * rowHeight;
    for (const entry of row) {
      const at = (offset: number) => (rightToLeft ? box.width - from - offset : from + offset);
      entry.sample(group, rightToLeft ? at(sampleWidth) : at(0), y);
      append(
        group,
        'text',
        { x: at(sampleWidth + gap), y: y + 11, 'text-anchor': rightToLeft ? 'end' : 'start' },
        label(entry.text, box.language),
      );
      from += entryWidth(entry, box.size);
    }
  }
}

function entryWidth({ text }: LegendEntry, size: number): number {
  return sampleWidth + gap + textWidth(text, size) + 18;
}

export function barSample(id: string, index: number): LegendEntry['sample'] {
  return (parent, x, y) => {
    const look = seriesLook(index);
    append(parent, 'rect', {
      x: x + 4,
      y,
      width: 16,
      height: 12,
      fill: seriesFill(id, index),
      ...(!look.pattern && { class: look.className }),
    });
  };
}
