import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { findInterfaceLanguage, german } from '#platform/i18n';
import { type ChartSpec, chart } from './index.ts';

const arabic = findInterfaceLanguage('ar') ?? german;
const values = [10, 12, 15, 16];

function spec(changes: Partial<ChartSpec> = {}): ChartSpec {
  return {
    kind: 'line',
    title: 'Anteil',
    description: 'Der Anteil steigt.',
    unit: '%',
    xLabel: 'Jahr',
    language: german,
    series: [{ label: 'Kreis', points: values.map((y, index) => ({ x: String(2021 + index), y })) }],
    ...changes,
  };
}

const draw = (changes: Partial<ChartSpec> = {}) => new DOMParser().parseFromString(chart(spec(changes)).svg, 'text/xml');
const attribute = (element: Element | null, name: string) => Number(element?.getAttribute(name));

describe('breaks', () => {
  const breaks = [{ x: '2023', label: 'Neue Grundlage: Zensus 2022' }];

  it('keeps the line from reaching across and says why', () => {
    const drawing = draw({ breaks });
    const strokes = [...drawing.querySelectorAll('g.chart-series-1 > path')].map((path) => path.getAttribute('d') ?? '');
    expect(strokes.map((d) => d.split('L').length)).toEqual([2, 2]);
    const dots = [...drawing.querySelectorAll('g.chart-series-1 > circle')].map((dot) => attribute(dot, 'cx'));
    const mark = attribute(drawing.querySelector('.chart-break line'), 'x1');
    expect([mark > (dots[1] ?? 0), mark < (dots[2] ?? 0)]).toEqual([true, true]);
    expect(drawing.querySelector('.chart-break text')?.textContent).toBe('a');
    expect(drawing.querySelector('.chart-notes')?.textContent).toBe('a Neue Grundlage: Zensus 2022');
  });

  it.each(['2021', '1999'])('before the first figure, at %s, nothing is marked', (x) => {
    const drawing = draw({ breaks: [{ x, label: 'früher' }] });
    expect(drawing.querySelector('.chart-break line')).toBeNull();
    expect(drawing.querySelectorAll('g.chart-series-1 > path')).toHaveLength(1);
  });

  it('are set from the right in right-to-left languages', () => {
    const drawing = draw({ breaks, language: arabic });
    expect(drawing.querySelector('.chart-notes text')?.getAttribute('text-anchor')).toBe('end');
  });
});

describe('targets', () => {
  it('reach up to their time, for which the axis is made longer', () => {
    const drawing = draw({ targets: [{ x: '2030', y: 40, label: 'Ziel 2030' }] });
    expect(drawing.querySelector('svg')?.textContent).toContain('2030');
    expect(drawing.querySelector('.chart-legend')?.textContent).toContain('Ziel 2030');
    const line = drawing.querySelector('.chart-target line');
    const highest = Math.min(...[...drawing.querySelectorAll('circle')].map((dot) => attribute(dot, 'cy')));
    expect(attribute(line, 'y1')).toBeLessThan(highest);
    expect(drawing.querySelectorAll('.chart-target path[transform]').length).toBe(2);
  });

  it('without a time reach through the whole drawing', () => {
    const line = draw({ targets: [{ y: 20, label: 'Ziel' }] }).querySelector('.chart-target line');
    expect(attribute(line, 'x2') - attribute(line, 'x1')).toBeGreaterThan(350);
  });

  it('run from the right in right-to-left languages', () => {
    const line = draw({ targets: [{ x: '2022', y: 20, label: 'Ziel' }], language: arabic }).querySelector('.chart-target line');
    expect(attribute(line, 'x1')).toBeGreaterThan(attribute(line, 'x2'));
  });

  it('that are no number are refused', () => {
    expect(() => draw({ targets: [{ y: Number.NaN, label: 'Ziel' }] })).toThrow(RangeError);
  });
});

describe('limited figures', () => {
  const series = [{ label: 'Kreis', points: values.map((y, index) => ({ x: String(2021 + index), y, limited: index === 1 })) }];

  it('are hollow points, explained, and stand in brackets in the table', () => {
    const drawing = draw({ series, limitedLabel: 'eingeschränkt sicher' });
    expect(drawing.querySelectorAll('g.chart-series-1.chart-hollow > circle')).toHaveLength(1);
    expect(drawing.querySelector('.chart-legend')?.textContent).toContain('eingeschränkt sicher');
    expect(chart(spec({ series, decimals: 1 })).table.rows.map(([, figure]) => figure)).toEqual([
      '10,0',
      '(12,0)',
      '15,0',
      '16,0',
    ]);
  });

  it('of a drawing without any need no explanation', () => {
    expect(draw({ limitedLabel: 'eingeschränkt sicher' }).querySelector('svg')?.textContent).not.toContain('eingeschränkt');
  });
});

it('keeps a place for each category that is asked for', () => {
  const drawing = draw({ categories: ['2020', '2021', '2022', '2023', '2024', '2025'] });
  expect(chart(spec({ categories: ['2020'] })).table.rows[0]).toEqual(['2020', '–']);
  expect(drawing.querySelector('svg')?.textContent).toContain('2025');
});

it('says when the axis of a line does not begin at zero', () => {
  const cutLabel = 'Die Achse beginnt nicht bei null.';
  const close = [{ label: 'Kreis', points: [1000, 1010].map((y, index) => ({ x: String(index), y })) }];
  expect(draw({ series: close, cutLabel }).querySelector('.chart-notes')?.textContent).toBe(cutLabel);
  expect(draw({ cutLabel }).querySelector('.chart-notes')?.textContent ?? '').toBe('');
});

it('keeps the order of a German name on an Arabic page', () => {
  const names = ['18 und 19', 'السكان', '2024'];
  const series = [{ label: 'a', points: names.map((x, index) => ({ x, y: index })) }];
  const text = draw({ kind: 'bar', series, language: arabic }).querySelector('svg')?.textContent ?? '';
  for (const shown of ['\u206618 und 19\u2069', '\u2067السكان\u2069', '\u20672024\u2069']) expect(text).toContain(shown);
});
