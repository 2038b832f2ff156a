import fc from 'fast-check';
import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { findInterfaceLanguage, german } from '#platform/i18n';
import { type ScatterSpec, scatter } from './index.ts';

const arabic = findInterfaceLanguage('ar') ?? german;

function spec(changes: Partial<ScatterSpec> = {}): ScatterSpec {
  return {
    title: 'Zwei Zahlen',
    description: 'Jeder Punkt ist ein Ort.',
    x: { label: 'Anteil', unit: '%' },
    y: { label: 'Fläche', unit: '' },
    pointLabel: 'Ort',
    points: [
      { label: 'Marl', x: 10, y: 1 },
      { label: 'Herten', x: 20, y: 3.5 },
      { label: 'Haltern am See', x: 30, y: null },
    ],
    language: german,
    ...changes,
  };
}

const draw = (changes: Partial<ScatterSpec> = {}) => new DOMParser().parseFromString(scatter(spec(changes)).svg, 'text/xml');
const place = (circle: Element) => ({ x: Number(circle.getAttribute('cx')), y: Number(circle.getAttribute('cy')) });

describe('scatter', () => {
  it('puts a named point for each place that has both figures', () => {
    const drawing = draw();
    const [marl, herten, ...more] = [...drawing.querySelectorAll('circle')].map(place);
    expect(more).toEqual([]);
    expect([(marl?.x ?? 0) < (herten?.x ?? 0), (marl?.y ?? 0) > (herten?.y ?? 0)]).toEqual([true, true]);
    expect([...drawing.querySelectorAll('.chart-figure text')].map((text) => text.textContent)).toEqual(['Marl', 'Herten']);
  });

  it('gives the same figures as a table, in the order given', () => {
    expect(scatter(spec()).table).toEqual({
      head: ['Ort', 'Anteil (%)', 'Fläche'],
      rows: [
        ['Marl', '10', '1,0'],
        ['Herten', '20', '3,5'],
        ['Haltern am See', '30', '–'],
      ],
    });
  });

  it('runs from the right in right-to-left languages', () => {
    const [marl, herten] = [...draw({ language: arabic }).querySelectorAll('circle')].map(place);
    expect((marl?.x ?? 0) > (herten?.x ?? 0)).toBe(true);
  });

  it('has room for the whole of the last number of its axis', () => {
    const points = [{ label: 'Marl', x: 124_000, y: 1 }];
    const ends = (language: typeof german) =>
      [...draw({ points, language }).querySelectorAll('text[text-anchor=middle]')].map((text) => Number(text.getAttribute('x')));
    // Seven characters of 14 px, half of them on each side.
    expect(Math.max(...ends(german))).toBeLessThan(440 - 24);
    expect(Math.min(...ends(arabic))).toBeGreaterThan(24);
  });

  it('writes no name upon another', () => {
    const points = Array.from({ length: 40 }, (_, index) => ({ label: `Ort ${index}`, x: 5 + (index % 3) / 100, y: 5 }));
    const drawing = draw({ points });
    expect(drawing.querySelectorAll('circle')).toHaveLength(40);
    expect(drawing.querySelectorAll('.chart-figure text').length).toBeLessThan(13);
  });

  it('refuses what cannot be shown', () => {
    expect(() => draw({ points: [{ label: 'Marl', x: 1, y: null }] })).toThrow(RangeError);
    expect(() => draw({ points: [{ label: 'Marl', x: 1, y: Number.NaN }] })).toThrow(RangeError);
  });

  it('stays inside of the drawing and is well formed, whatever the figures and texts', () => {
    const value = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: null });
    const points = fc.array(fc.record({ label: fc.string({ unit: 'binary' }), x: value, y: value }), { maxLength: 20 });
    fc.assert(
      fc.property(points, fc.constantFrom(german, arabic), (some, language) => {
        const { svg } = scatter(spec({ points: [{ label: 'a', x: 1, y: 2 }, ...some], language }));
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        const drawing = new DOMParser().parseFromString(svg, 'text/xml');
        for (const { x, y } of [...drawing.querySelectorAll('circle')].map(place)) {
          expect([x >= 0, x <= 440, y >= 0, y <= 400]).toEqual([true, true, true, true]);
        }
      }),
      { numRuns: 100 },
    );
  });
});
