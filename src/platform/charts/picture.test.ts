import fc from 'fast-check';
import { DOMParser } from 'linkedom';
import { expect, it } from 'vitest';
import { findInterfaceLanguage, german } from '#platform/i18n';
import { chart, picture, toPng } from './index.ts';

const arabic = findInterfaceLanguage('ar') ?? german;
const { svg } = chart({
  kind: 'bar',
  title: 'Anteil',
  description: 'Text',
  unit: '%',
  xLabel: 'Jahr',
  series: [{ label: 'Kreis', points: [{ x: '2024', y: 3 }] }],
  language: german,
});

it('gives a drawing heading, source and room', () => {
  const text = picture(svg, { heading: 'Anteil, Kreis, 2024', foot: '© IT.NRW', language: german });
  const drawing = new DOMParser().parseFromString(text, 'text/xml').querySelector('svg');
  const [x = 0, y = 0, width = 0, height = 0] = (drawing?.getAttribute('viewBox') ?? '').split(' ').map(Number);
  expect([x < 0, y < -20, width > 440, Number(drawing?.getAttribute('height'))]).toEqual([true, true, true, height]);
  expect(drawing?.textContent).toContain('Anteil, Kreis, 2024');
  expect(drawing?.lastElementChild?.lastElementChild?.textContent).toBe('© IT.NRW');
});

it('stays well formed with any text, and begins at the right in right-to-left languages', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (words) => {
      const text = picture(svg, { heading: `${words} <script>&"`, foot: words, language: arabic });
      const drawing = new DOMParser().parseFromString(text, 'text/xml');
      expect(drawing.querySelectorAll('script')).toHaveLength(0);
      expect(drawing.querySelector('svg > g:last-child text')?.getAttribute('text-anchor')).toBe('end');
    }),
  );
});

it('becomes a PNG like any other drawing', () => {
  const png = toPng(picture(svg, { heading: 'Anteil', foot: '', language: german }), { width: 100 });
  expect(png.subarray(1, 4).toString()).toBe('PNG');
});

it('takes only drawings', () => {
  expect(() => picture('<svg></svg>', { heading: '', foot: '', language: german })).toThrow(RangeError);
});
