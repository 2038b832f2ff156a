import fc from 'fast-check';
import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { findInterfaceLanguage, german, type InterfaceLanguage } from '#platform/i18n';
import { type ChartSpec, chart } from './index.ts';
import { maxSeries, seriesLook } from './looks.ts';
import { axisMarks } from './scale.ts';
import { contrast } from './shades.ts';

function language(tag: string): InterfaceLanguage {
  const found = findInterfaceLanguage(tag);
  if (!found) throw new Error(`No interface language ${tag}`);
  return found;
}

const years = ['2021', '2022', '2023', '2024'];

function series(label: string, values: readonly (number | null)[], categories = years) {
  return { label, points: categories.map((x, index) => ({ x, y: values[index] ?? null })) };
}

function spec(changes: Partial<ChartSpec> = {}): ChartSpec {
  return {
    kind: 'bar',
    title: 'Anteil',
    description: 'Der Anteil steigt.',
    unit: '%',
    xLabel: 'Jahr',
    language: german,
    series: [series('Kreis', [12.5, null, 15, 20])],
    ...changes,
  };
}

function draw(changes: Partial<ChartSpec> = {}) {
  return new DOMParser().parseFromString(chart(spec(changes)).svg, 'text/xml');
}

type Drawing = ReturnType<typeof draw>;

function boxes(drawing: Drawing, selector: string) {
  const number = (element: Element, name: string) => Number(element.getAttribute(name));
  return [...drawing.querySelectorAll(selector)].map((element) => {
    const shift = /translate\(([-\d.]+),([-\d.]+)\)/.exec(element.parentElement?.getAttribute('transform') ?? '') ?? [];
    return {
      x: number(element, 'x') + Number(shift[1] ?? 0),
      y: number(element, 'y') + Number(shift[2] ?? 0),
      width: number(element, 'width'),
      height: number(element, 'height'),
    };
  });
}

describe('chart', () => {
  it('has a role, a name and a description', () => {
    const svg = draw().querySelector('svg');
    expect(svg?.getAttribute('role')).toBe('img');
    const text = (attribute: string) => svg?.querySelector(`#${svg.getAttribute(attribute)}`)?.textContent;
    expect([text('aria-labelledby'), text('aria-describedby')]).toEqual(['Anteil', 'Der Anteil steigt.']);
    expect(svg?.children[0]?.tagName).toBe('title');
  });

  it('draws bars as high as their values and nothing where a figure is missing', () => {
    const [first, second, third, ...more] = boxes(draw(), '.chart-series-1 rect');
    expect(more).toEqual([]);
    expect((third?.height ?? 0) / (first?.height ?? 1)).toBeCloseTo(20 / 12.5, 1);
    expect((second?.height ?? 0) / (first?.height ?? 1)).toBeCloseTo(15 / 12.5, 1);
    expect([...draw().querySelectorAll('.chart-figure text')].map((text) => text.textContent)).toEqual([
      '12,5',
      '–',
      '15,0',
      '20,0',
    ]);
  });

  it('breaks a line off where a figure is missing and marks every known point', () => {
    const drawing = draw({ kind: 'line', series: [series('Kreis', [1, 2, null, 4, 5], ['a', 'b', 'c', 'd', 'e'])] });
    expect(drawing.querySelector('g.chart-series-1 > path')?.getAttribute('d')?.match(/M/g)).toHaveLength(2);
    expect(drawing.querySelectorAll('g.chart-series-1 > circle')).toHaveLength(4);
  });

  it('stacks parts upon each other', () => {
    const drawing = draw({ kind: 'stacked', series: [series('a', [1, 2, 3, 4]), series('b', [5, 5, 5, 5])] });
    const [lower] = boxes(drawing, '.chart-series-1 rect');
    const [upper] = boxes(drawing, '.chart-bars rect');
    expect((upper?.y ?? 0) + (upper?.height ?? 0)).toBeCloseTo(lower?.y ?? 0, 0);
    expect((upper?.height ?? 0) / (lower?.height ?? 1)).toBeCloseTo(5, 0);
  });

  it('tells series apart without colour, and reads well on white', () => {
    const looks = Array.from({ length: maxSeries }, (_, index) => seriesLook(index));
    expect(new Set(looks.map(({ dashes }) => dashes)).size).toBe(maxSeries);
    expect(new Set(looks.map(({ symbol }) => symbol)).size).toBe(maxSeries);
    expect(new Set(looks.map(({ pattern }) => JSON.stringify(pattern))).size).toBe(maxSeries);
    for (const { color } of looks) expect(contrast(color, '#ffffff'), color).toBeGreaterThanOrEqual(4.5);
    const drawing = draw({ series: [series('a', [1]), series('b', [2]), series('c', [3])] });
    const fills = [...drawing.querySelectorAll('g[fill^="url"]')].map((group) => group.getAttribute('fill')?.slice(5, -1));
    expect(new Set(fills).size).toBe(2);
    for (const fill of fills) expect(drawing.querySelector(`pattern#${fill}`)).not.toBeNull();
  });

  it('runs from the right in right-to-left languages, with the axis on the right', () => {
    for (const [tag, sign] of [
      ['de', 1],
      ['ar', -1],
    ] as const) {
      const drawing = draw({ language: language(tag), series: [series('a', [1, 2, 3, 4])] });
      const bars = boxes(drawing, '.chart-series-1 rect').sort((one, other) => one.height - other.height);
      expect(Math.sign((bars.at(-1)?.x ?? 0) - (bars[0]?.x ?? 0))).toBe(sign);
      expect(drawing.querySelector('.chart-unit')?.getAttribute('text-anchor')).toBe(sign === 1 ? 'start' : 'end');
    }
    expect(
      draw({ kind: 'line', language: language('fa') })
        .querySelector('svg')
        ?.getAttribute('direction'),
    ).toBe('ltr');
  });

  it('lays bars down where names are long, and keeps every name', () => {
    const towns = ['Rheda-Wiedenbrück', 'Schloß Holte-Stukenbrock', 'Herzebrock-Clarholz', 'Werther (Westfalen)', 'Gütersloh'];
    const drawing = draw({ series: [series('Kreis', [1, 2, 3, 4, 5], towns)] });
    const bars = boxes(drawing, '.chart-series-1 rect');
    expect((bars[4]?.width ?? 0) / (bars[0]?.width ?? 1)).toBeCloseTo(5, 0);
    const words = towns.flatMap((town) => town.split(' '));
    for (const word of words) expect(drawing.querySelector('svg')?.textContent).toContain(word);
  });

  it('leaves labels of a long series out evenly and keeps the last', () => {
    const many = Array.from({ length: 34 }, (_, index) => String(1991 + index));
    const text = draw({ kind: 'line', series: [series('a', many.map(Number), many)] }).querySelector('svg')?.textContent ?? '';
    expect(text).toContain('2024');
    const shown = many.filter((year) => text.includes(year));
    expect([shown.length > 5, shown.length <= 12]).toEqual([true, true]);
  });

  it('gives the figures as a table in the figures of the language', () => {
    const both = [series('Kreis', [1200.5, null, 3, 4]), series('Land', [1, 2, 3, 4], ['2022', '2023', '2024', '2025'])];
    expect(chart(spec({ series: both, noValue: 'keine Angabe' })).table).toEqual({
      head: ['Jahr', 'Kreis (%)', 'Land (%)'],
      rows: [
        ['2021', '1.200,5', 'keine Angabe'],
        ['2022', 'keine Angabe', '1'],
        ['2023', '3,0', '2'],
        ['2024', '4,0', '3'],
        ['2025', 'keine Angabe', '4'],
      ],
    });
    expect(chart(spec({ language: language('fa'), unit: '' })).table.rows[0]).toEqual(['2021', '۱۲٫۵']);
  });

  it('refuses what cannot be shown', () => {
    expect(() => chart(spec({ series: [] }))).toThrow(RangeError);
    expect(() => chart(spec({ series: [series('a', [Number.NaN])] }))).toThrow(RangeError);
    expect(() => chart(spec({ series: Array.from({ length: 7 }, () => series('a', [1])) }))).toThrow('at most 6 series');
  });

  it('obeys a Content-Security-Policy without inline style or script, whatever the texts', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('</title><script>alert(1)</script>', '"onload="x', '<style>', 'url(#x)', '&amp;', ''),
    );
    const value = fc.option(fc.oneof(fc.integer({ min: -50, max: 1e6 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })), {
      nil: null,
    });
    const anySeries = fc.record({
      label: nasty,
      points: fc.array(fc.record({ x: nasty, y: value }), { minLength: 1, maxLength: 6 }),
    });
    const anySpec = fc.record({
      kind: fc.constantFrom('bar', 'line', 'stacked'),
      title: nasty,
      description: nasty,
      unit: nasty,
      xLabel: nasty,
      series: fc.array(anySeries, { minLength: 1, maxLength: 3 }),
      language: fc.constantFrom(german, language('ar'), language('fa')),
    });
    fc.assert(
      fc.property(anySpec, (each) => {
        const { svg } = chart(each);
        const drawing = new DOMParser().parseFromString(svg, 'text/xml');
        expect(drawing.querySelectorAll('style, script, foreignObject, image')).toHaveLength(0);
        for (const element of drawing.querySelectorAll('*')) {
          for (const { name } of element.attributes) expect(name).not.toMatch(/^(style|on.*|href|xlink:href)$/i);
        }
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      }),
      { numRuns: 150 },
    );
  });
});

describe('axisMarks', () => {
  it.each([
    [[0, 21], false, [0, 10, 20, 30]],
    [[12.5, 18], false, [0, 5, 10, 15, 20]],
    [[3, 5], false, [0, 2, 4, 6]],
    [[1], false, [0, 1]],
    [[-3, 15], false, [-5, 0, 5, 10, 15]],
    [[0.1, 0.3], false, [0, 0.1, 0.2, 0.3]],
    [[], false, [0, 1]],
    [[600_000, 620_000], true, [600_000, 605_000, 610_000, 615_000, 620_000]],
    [[600_000, 620_000], false, [0, 200_000, 400_000, 600_000, 800_000]],
  ])('for %j, beginning higher %j: %j', (values, higher, marks) => {
    expect(axisMarks(values, higher)).toEqual(marks);
  });
});
