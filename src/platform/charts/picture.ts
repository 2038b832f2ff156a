import type { InterfaceLanguage } from '#platform/i18n';
import { clean, label, wrap } from './text.ts';

export interface PictureTexts {
  /** What is drawn, where and when. */
  readonly heading: string;
  /** Where the figures come from; licences ask for it wherever a drawing goes. */
  readonly foot: string;
  readonly language: InterfaceLanguage;
}

const padding = 16;
const headingSize = 17;
const footSize = 11;
const escaped = (text: string): string => clean(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * A drawing of ours that stands alone: with its heading, its source and room around it, dark letters for white paper, and the
 * fonts of the house by name.
 * @throws RangeError when the text is none of our drawings
 */
export function picture(svg: string, { heading, foot, language }: PictureTexts): string {
  const box = /viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"/.exec(svg);
  if (!box) throw new RangeError('No drawing of ours');
  const [width, height] = [Number(box[1]), Number(box[2])];
  const above = wrap(heading, width, headingSize);
  const below = foot ? wrap(foot, width, footSize) : [];
  const x = language.dir === 'rtl' ? width : 0;
  const anchor = language.dir === 'rtl' ? 'end' : 'start';
  const lines = (texts: readonly string[], size: number, from: number, weight: string) =>
    texts
      .map(
        (text, row) =>
          `<text x="${x}" y="${Math.round(from + row * size * 1.35)}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}">${escaped(label(text, language))}</text>`,
      )
      .join('');
  const top = Math.ceil(above.length * headingSize * 1.35) + 10 + padding;
  const bottom = Math.ceil(below.length * footSize * 1.35) + (below.length > 0 ? 10 : 0) + padding;
  const outer = { width: width + 2 * padding, height: height + top + bottom };
  const texts =
    lines(above, headingSize, headingSize + padding - top, 'bold') + lines(below, footSize, height + 10 + footSize, 'normal');
  return svg
    .replace(/<svg[^>]*>/, (open) =>
      open
        .replace(box[0], `viewBox="${-padding} ${-top} ${outer.width} ${outer.height}"`)
        .replace(/ width="[^"]*"/, ` width="${outer.width}"`)
        .replace(/ height="[^"]*"/, ` height="${outer.height}"`)
        .replace('<svg', '<svg color="#171a2b" font-family="Noto Sans, Vazirmatn, sans-serif"'),
    )
    .replace(/<\/svg>$/, `<g fill="currentColor">${texts}</g></svg>`);
}
