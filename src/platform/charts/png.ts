import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

// The fonts of our PDFs: a server has none of its own, and an Arabic text has to come out joined and from the right.
const fonts = [
  ['noto-sans', '400Regular', 'NotoSans'],
  ['noto-sans', '700Bold', 'NotoSans'],
  ['vazirmatn', '400Regular', 'Vazirmatn'],
  ['vazirmatn', '700Bold', 'Vazirmatn'],
  ['noto-sans-ethiopic', '400Regular', 'NotoSansEthiopic'],
] as const;

const resolver = createRequire(import.meta.url);
let fontFiles: string[] | undefined;

/** The widest picture that is made. */
export const mostPixels = 4000;

/**
 * A chart or map as PNG on white, for slides and letters: dark on light whatever the reader's screen is set to.
 * Takes some 30 ms of this thread.
 * @param width in pixels
 * @throws RangeError when the width is not between 1 and 4000
 */
export function toPng(svg: string, { width }: { readonly width: number }): Buffer {
  if (!(width >= 1 && width <= mostPixels)) throw new RangeError(`A picture is 1 to ${mostPixels} pixels wide`);
  fontFiles ??= fonts.map(([folder, weight, file]) =>
    resolver.resolve(`@expo-google-fonts/${folder}/${weight}/${file}_${weight}.ttf`),
  );
  // `picture` has said already what letters look like.
  const drawn = /^<svg[^>]* font-family=/.test(svg) ? svg : svg.replace('<svg', '<svg color="#171a2b" font-family="Noto Sans"');
  const resvg = new Resvg(drawn, {
    background: '#ffffff',
    fitTo: { mode: 'width', value: Math.round(width) },
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Noto Sans' },
  });
  return resvg.render().asPng();
}
