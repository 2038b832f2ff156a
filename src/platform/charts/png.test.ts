import sharp from 'sharp';
import { expect, it } from 'vitest';
import { findInterfaceLanguage, german } from '#platform/i18n';
import { chart, toPng } from './index.ts';

const arabic = findInterfaceLanguage('ar') ?? german;

function drawn(label: string) {
  return chart({
    kind: 'line',
    title: 'Titel',
    description: 'Text',
    unit: 'السكان',
    xLabel: 'Jahr',
    series: [
      {
        label,
        points: [
          { x: '2023', y: 1 },
          { x: '2024', y: 2 },
        ],
      },
      { label: 'b', points: [{ x: '2023', y: 3 }] },
    ],
    language: arabic,
  }).svg;
}

async function darkPixels(svg: string): Promise<number> {
  const { data, info } = await sharp(toPng(svg, { width: 560 }))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info.width).toBe(560);
  return data.filter((value) => value < 140).length;
}

it('sets Latin and Arabic letters with the fonts it brings along, on white', async () => {
  const without = await darkPixels(drawn(''));
  for (const text of ['Kreis Recklinghausen', 'منطقة ريكلينغهاوزن']) {
    expect(await darkPixels(drawn(text)), text).toBeGreaterThan(without + 100);
  }
  const corner = await sharp(toPng(drawn('x'), { width: 300 }))
    .extract({ left: 0, top: 0, width: 1, height: 1 })
    .raw()
    .toBuffer();
  expect([...corner.subarray(0, 3)]).toEqual([255, 255, 255]);
});

it('joins Arabic letters: the word is not as wide as its letters apart', async () => {
  const word = await darkPixels(drawn('سسسسسسسس'));
  const apart = await darkPixels(drawn([...'سسسسسسسس'].join('\u200c')));
  expect(word).not.toBe(apart);
});

it('makes no picture of no or huge width', () => {
  for (const width of [0, -1, 4001, Number.NaN]) expect(() => toPng(drawn('a'), { width })).toThrow(RangeError);
});
