import type { InterfaceLanguage } from '#platform/i18n';
import { textWidth, wrap } from './text.ts';

/** In pixels of the drawing, which scales with the page: at 360 px of screen the letters are still 10 px high. */
export const drawing = { width: 440, font: 14, line: 17, plotHeight: 260 } as const;

export interface Layout {
  readonly horizontal: boolean;
  /** Labels of the categories, each in lines; empty where there is no room for it. */
  readonly ticks: readonly (readonly string[])[];
  readonly marginTop: number;
  readonly marginBottom: number;
  readonly marginLeft: number;
  readonly marginRight: number;
  readonly height: number;
}

interface Needs {
  readonly kind: 'bar' | 'line' | 'stacked';
  readonly categories: readonly string[];
  readonly seriesCount: number;
  /** Labels of the value axis. */
  readonly marks: readonly string[];
  readonly legendHeight: number;
  readonly language: InterfaceLanguage;
}

export function layOut(needs: Needs): Layout {
  const { kind, categories, marks, legendHeight, language } = needs;
  const widest = Math.max(...marks.map((mark) => textWidth(mark, drawing.font)));
  const axis = Math.ceil(widest) + 14;
  const room = (drawing.width - axis - 12) / categories.length;
  const upright = categories.map((category) => wrap(category, room - 6, drawing.font));
  const fits = upright.every((lines) => lines.length <= 3 && lines.every((line) => textWidth(line, drawing.font) <= room - 4));
  const marginTop = legendHeight + (legendHeight > 0 ? 10 : 0) + drawing.line + 12;
  if (kind !== 'line' && !fits) return lyingDown(needs, widest);
  const ticks = fits ? upright : thinned(categories, room);
  const marginBottom = Math.max(...ticks.map((lines) => lines.length)) * drawing.line + 14;
  const sides = language.dir === 'rtl' ? { marginLeft: 12, marginRight: axis } : { marginLeft: axis, marginRight: 12 };
  return { horizontal: false, ticks, marginTop, marginBottom, ...sides, height: marginTop + drawing.plotHeight + marginBottom };
}

function lyingDown({ kind, categories, seriesCount, legendHeight, language }: Needs, widest: number): Layout {
  const column = Math.min(drawing.width * 0.4, Math.max(...categories.map((category) => textWidth(category, drawing.font))));
  const ticks = categories.map((category) => wrap(category, column, drawing.font));
  const axis = Math.ceil(Math.max(...ticks.flat().map((line) => textWidth(line, drawing.font)))) + 12;
  const bars = kind === 'stacked' ? 1 : seriesCount;
  const lines = Math.max(...ticks.map((each) => each.length));
  const band = Math.max(lines * drawing.line + 6, bars * 18 + 12);
  // Room for the figure at the end of the longest bar.
  const end = Math.ceil(widest) + 16;
  const sides = language.dir === 'rtl' ? { marginLeft: end, marginRight: axis } : { marginLeft: axis, marginRight: end };
  const marginTop = legendHeight > 0 ? legendHeight + 12 : 8;
  return {
    horizontal: true,
    ticks,
    marginTop,
    marginBottom: drawing.line * 2 + 14,
    ...sides,
    height: marginTop + band * categories.length + drawing.line * 2 + 14,
  };
}

/** Every second, third, … label of a long series, always with the last one: the latest figure is what people look for. */
function thinned(categories: readonly string[], room: number): string[][] {
  const widest = Math.max(...categories.map((category) => textWidth(category, drawing.font))) + 10;
  const step = Math.ceil(widest / room);
  return categories.map((category, index) => ((categories.length - 1 - index) % step === 0 ? [category] : []));
}
