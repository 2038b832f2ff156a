import fc from 'fast-check';
import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { findInterfaceLanguage, german } from '#platform/i18n';
import { type PyramidSpec, pyramid } from './index.ts';

const arabic = findInterfaceLanguage('ar') ?? german;

function spec(changes: Partial<PyramidSpec> = {}): PyramidSpec {
  return {
    title: 'Altersaufbau',
    description: 'Wie alt die Menschen sind.',
    ages: ['unter 18', '18 bis 64', '65 und älter'],
    sides: { first: 'Männer', second: 'Frauen' },
    series: [{ label: '2024', first: [10, 40, 20], second: [10, 38, null] }],
    unit: 'Personen',
    ageLabel: 'Alter',
    language: german,
    ...changes,
  };
}

const draw = (changes: Partial<PyramidSpec> = {}) => new DOMParser().parseFromString(pyramid(spec(changes)).svg, 'text/xml');
const numbers = (selector: string, name: string, drawing = draw()) =>
  [...drawing.querySelectorAll(selector)].map((element) => Number(element.getAttribute(name)));

describe('pyramid', () => {
  it('draws bars as long as their figures, on one scale for both sides, none where there is no figure', () => {
    const [children = 0, adults = 0, old = 0] = numbers('.chart-series-1 rect', 'width');
    expect([adults / children, old / children].map((ratio) => Math.round(ratio * 10) / 10)).toEqual([4, 2]);
    const others = numbers('.chart-bars rect', 'width');
    expect(others).toHaveLength(2);
    expect((others[0] ?? 0) / children).toBeCloseTo(1, 1);
  });

  it('stands on the youngest', () => {
    const [children = 0, adults = 0, old = 0] = numbers('.chart-series-1 rect', 'y');
    expect([children > adults, adults > old]).toEqual([true, true]);
  });

  it('lays the first side where reading begins', () => {
    expect(numbers('.chart-series-1 rect', 'x').every((x) => x < 220)).toBe(true);
    expect(numbers('.chart-series-1 rect', 'x', draw({ language: arabic })).every((x) => x >= 220)).toBe(true);
  });

  it('draws other years as outlines that break off where there is no figure', () => {
    const series = [...spec().series, { label: '2014', first: [12, null, 18], second: [12, 39, 22] }];
    const drawing = draw({ series });
    const outlines = [...drawing.querySelectorAll('svg > path.chart-series-3')].map((path) => path.getAttribute('d'));
    expect(outlines.map((d) => d?.match(/M/g)?.length)).toEqual([2, 1]);
    expect(drawing.querySelector('.chart-legend')?.textContent).toBe('20242014');
    expect(pyramid(spec({ series })).table).toEqual({
      head: ['Alter', '2024: Männer (Personen)', '2024: Frauen (Personen)', '2014: Männer (Personen)', '2014: Frauen (Personen)'],
      rows: [
        ['unter 18', '10', '10', '12', '12'],
        ['18 bis 64', '40', '38', '–', '39'],
        ['65 und älter', '20', '–', '18', '22'],
      ],
    });
  });

  it('takes single years of age', () => {
    const ages = Array.from({ length: 91 }, (_, age) => String(age));
    const drawing = draw({ ages, series: [{ label: '2024', first: ages.map(Number), second: ages.map(Number) }] });
    expect(drawing.querySelectorAll('.chart-series-1 rect')).toHaveLength(90);
    expect(drawing.querySelectorAll('.chart-series-1 rect').length).toBe(drawing.querySelectorAll('.chart-bars rect').length);
  });

  it('refuses what cannot be shown', () => {
    const one = { label: 'a', first: [1], second: [1] };
    expect(() => draw({ series: [] })).toThrow(RangeError);
    expect(() => draw({ series: [one, one, one, one] })).toThrow(RangeError);
    expect(() => draw({ series: [{ label: 'a', first: [null], second: [null] }] })).toThrow(RangeError);
    expect(() => draw({ series: [{ label: 'a', first: [-1], second: [1] }] })).toThrow(RangeError);
    expect(() => draw({ ages: [] })).toThrow(RangeError);
  });

  it('is well formed, whatever the texts and figures', () => {
    const text = fc.string({ unit: 'binary' });
    const value = fc.option(fc.double({ min: 0, max: 1e7, noNaN: true }), { nil: null });
    const side = fc.array(value, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(text, side, side, fc.constantFrom(german, arabic), (word, first, second, language) => {
        const series = [
          { label: word, first: [1, 2, 3], second },
          { label: word, first, second },
        ];
        const { svg } = pyramid(spec({ title: word, ages: [word, 'b', 'c'], unit: word, series, language }));
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        expect(new DOMParser().parseFromString(svg, 'text/xml').querySelectorAll('style, script')).toHaveLength(0);
      }),
      { numRuns: 100 },
    );
  });
});
