import fc from 'fast-check';
import { DOMParser, parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { findInterfaceLanguage, german } from '#platform/i18n';
import { areaPath, labelPlace, project } from './geometry.ts';
import { type TownMapSpec, type TownShapes, townMap } from './index.ts';
import { contrast, shades } from './shades.ts';

/** A town as a rectangle, `size` degrees wide and high. */
function town(ags: string, name: string, west: number, south: number, size = 0.1): TownShapes['features'][number] {
  const ring = [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];
  return { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties: { ags, name } };
}

const shapes: TownShapes = {
  type: 'FeatureCollection',
  features: [
    town('05562020', 'Marl', 7.0, 51.6),
    town('05562008', 'Castrop-Rauxel', 7.1, 51.6),
    town('05562012', 'Ähren', 7.2, 51.6),
  ],
};

function spec(changes: Partial<TownMapSpec> = {}): TownMapSpec {
  return {
    shapes,
    values: new Map([
      ['05562020', 4],
      ['05562008', 12.5],
      ['05562012', null],
    ]),
    classes: [
      { below: 5, label: 'unter 5' },
      { below: 10, label: '5 bis unter 10' },
      { below: Number.POSITIVE_INFINITY, label: '10 und mehr' },
    ],
    language: german,
    labels: {
      title: 'Anteil',
      description: 'Der Anteil in den Städten.',
      unit: '%',
      town: 'Stadt',
      noValue: 'keine Angabe',
      source: '© GeoBasis-DE / BKG 2017 (Daten verändert)',
    },
    ...changes,
  };
}

function draw(changes: Partial<TownMapSpec> = {}) {
  return new DOMParser().parseFromString(townMap(spec(changes)).svg, 'text/xml');
}

describe('townMap', () => {
  it('shades each town by its class and hatches those without a figure', () => {
    const towns = [...draw().querySelectorAll('.map-towns path')];
    expect(towns.map((path) => [path.querySelector('title')?.textContent, path.getAttribute('class')])).toEqual([
      ['Marl: 4,0 %', 'map-class-1'],
      ['Castrop-Rauxel: 12,5 %', 'map-class-3'],
      ['Ähren: keine Angabe', 'map-none'],
    ]);
    const hatching = towns[2]?.getAttribute('fill')?.slice(5, -1);
    expect(draw().querySelector(`pattern#${hatching}`)).not.toBeNull();
  });

  it('writes name and figure into the towns, classes and source below', () => {
    const drawing = draw();
    const text = (selector: string) => [...drawing.querySelectorAll(`${selector} text`)].map((element) => element.textContent);
    expect(text('.map-labels')).toEqual(['Marl', '4,0', 'Castrop-Rauxel', '12,5', 'Ähren', '–']);
    expect(text('.chart-legend')).toEqual(['unter 5', '5 bis unter 10', '10 und mehr', 'keine Angabe']);
    expect(drawing.querySelector('.map-source')?.textContent).toBe('© GeoBasis-DE / BKG 2017 (Daten verändert)');
  });

  it('is a picture without links and a group of named links with them', () => {
    expect(draw().querySelector('svg')?.getAttribute('role')).toBe('img');
    const { svg } = townMap(spec({ href: (ags) => (ags.endsWith('12') ? undefined : `/orte/${ags}?a=1&b=2`) }));
    const linked = parseHTML(svg).document;
    expect(linked.querySelector('svg')?.getAttribute('role')).toBe('group');
    expect([...linked.querySelectorAll('a')].map((link) => [link.getAttribute('href'), link.getAttribute('aria-label')])).toEqual(
      [
        ['/orte/05562020?a=1&b=2', 'Marl: 4,0 %'],
        ['/orte/05562008?a=1&b=2', 'Castrop-Rauxel: 12,5 %'],
      ],
    );
  });

  it('gives the figures as a table, by name as the language sorts', () => {
    expect(townMap(spec()).table).toEqual({
      head: ['Stadt', 'Anteil (%)'],
      rows: [
        ['Ähren', 'keine Angabe'],
        ['Castrop-Rauxel', '12,5'],
        ['Marl', '4,0'],
      ],
    });
  });

  it('lays the legend from the right in right-to-left languages', () => {
    const first = draw({ language: findInterfaceLanguage('ar') ?? german }).querySelector('.chart-legend text');
    expect([first?.getAttribute('text-anchor'), Number(first?.getAttribute('x')) > 280]).toEqual(['end', true]);
  });

  it('refuses a map of nothing and classes nobody can tell apart', () => {
    expect(() => townMap(spec({ shapes: { type: 'FeatureCollection', features: [] } }))).toThrow(RangeError);
    expect(() => townMap(spec({ classes: Array.from({ length: 8 }, () => ({ below: 1, label: 'x' })) }))).toThrow(RangeError);
  });

  it('obeys a Content-Security-Policy without inline style or script, whatever the texts', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('</title><script>alert(1)</script>', '" onload="x', '<style>'),
    );
    const labels = fc.record({ title: nasty, description: nasty, unit: nasty, town: nasty, noValue: nasty, source: nasty });
    fc.assert(
      fc.property(labels, nasty, (texts, name) => {
        const named: TownShapes = { type: 'FeatureCollection', features: [town('1', name, 7, 51)] };
        const { svg } = townMap(
          spec({ labels: texts, shapes: named, href: () => `/x?${encodeURIComponent(name.toWellFormed())}` }),
        );
        const drawing = new DOMParser().parseFromString(svg, 'text/xml');
        expect(drawing.querySelectorAll('style, script, foreignObject')).toHaveLength(0);
        for (const element of drawing.querySelectorAll('*'))
          for (const { name: attribute } of element.attributes) expect(attribute).not.toMatch(/^(style|on.*)$/i);
      }),
    );
  });
});

describe('geometry', () => {
  it('keeps the proportions of the ground: a degree of longitude is shorter than one of latitude', () => {
    const { areas, height } = project({ type: 'FeatureCollection', features: [town('1', 'a', 7, 51.5, 0.2)] }, 500, 10);
    expect((height - 20) / 480).toBeCloseTo(1 / Math.cos((51.6 * Math.PI) / 180), 2);
    expect(areas[0] && areaPath(areas[0])).toMatch(/^M10 \d+(\.\d)?L490 /);
  });

  it('finds room for a label inside, not in a hole and not outside of a crescent', () => {
    const ring = (points: number[][]) => points.map(([x = 0, y = 0]) => ({ x, y }));
    const frame = ring([
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
      [0, 0],
    ]);
    const hole = ring([
      [10, 10],
      [90, 10],
      [90, 70],
      [10, 70],
      [10, 10],
    ]);
    const { at, room } = labelPlace({ ags: '1', name: 'a', rings: [frame, hole] }, 5);
    expect([at.y > 70, room]).toEqual([true, 100]);
  });

  it('takes towns of several parts', () => {
    const [one, other] = [town('1', 'a', 7, 51), town('1', 'a', 7.5, 51)].map(
      ({ geometry }) => geometry.coordinates as number[][][],
    );
    const shape: TownShapes = {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          geometry: { type: 'MultiPolygon', coordinates: [one ?? [], other ?? []] },
          properties: { ags: '1', name: 'a' },
        },
      ],
    };
    expect(project(shape, 500, 0).areas[0]?.rings).toHaveLength(2);
  });
});

describe('shades', () => {
  it('grow darker, and letters upon them are legible', () => {
    for (let count = 1; count <= 7; count++) {
      const palette = shades(count);
      for (const [index, { fill, ink }] of palette.entries()) {
        expect(contrast(fill, ink), `${fill} of ${count}`).toBeGreaterThanOrEqual(4.5);
        if (index > 0) expect(contrast(fill, '#ffffff')).toBeGreaterThan(contrast(palette[index - 1]?.fill ?? '', '#ffffff'));
      }
    }
  });
});
