import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '#platform/config';
import {
  nestingDepth,
  type Position,
  positionsOf,
  type Ring,
  readGeometry,
  readShapes,
  type Shape,
  signedArea,
} from './geojson.ts';
import { drawMap } from './map.ts';
import { contains, outlineOf } from './outline.ts';
import { fitShapes, simplifyShapes } from './simplify.ts';

const square = [
  [7, 51],
  [7.1, 51],
  [7.1, 51.1],
  [7, 51.1],
  [7, 51],
];
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const feature = (AGS: unknown, coordinates: unknown, type = 'Polygon') => ({
  type: 'Feature',
  properties: { AGS },
  geometry: { type, coordinates },
});
const known = new Set(['05562032', '05562028']);
const read = (text: string) => {
  const result = readShapes(text, known);
  return result.ok ? [...result.shapes.keys()] : result.faults.map((fault) => `${fault.code}@${fault.feature}`);
};

describe('reading GeoJSON', () => {
  it('takes polygons and multipolygons by their AGS, as text or number, and turns outlines counterclockwise', () => {
    const result = readShapes(
      collection(feature('05562032', [[...square].reverse()]), feature(5562028, [[square]], 'MultiPolygon')),
      known,
    );
    expect(result.ok && [...result.shapes.keys()]).toEqual(['05562032', '05562028']);
    for (const shape of result.ok ? result.shapes.values() : [])
      expect(signedArea(shape.coordinates[0]?.[0] as Ring)).toBeGreaterThan(0);
  });

  it('turns holes clockwise and drops heights', () => {
    const hole = [
      [7.02, 51.02, 80],
      [7.04, 51.02, 80],
      [7.04, 51.04, 80],
      [7.02, 51.02, 80],
    ];
    const geometry = readGeometry({ type: 'Polygon', coordinates: [square, hole] });
    expect('value' in geometry && geometry.value.coordinates[0]?.[1]).toEqual([
      [7.02, 51.02],
      [7.04, 51.04],
      [7.04, 51.02],
      [7.02, 51.02],
    ]);
  });

  it.each([
    ['no JSON', '{', ['not_json@0']],
    ['another document', '[1]', ['not_a_collection@0']],
    ['JSON null', 'null', ['not_a_collection@0']],
    ['no features', collection(), ['empty@0']],
    ['a feature that is none', collection(null), ['no_key@1', 'geometry_type@1']],
    ['no AGS', collection(feature(undefined, [square])), ['no_key@1']],
    ['a town of another district', collection(feature('05754008', [square])), ['unknown_key@1']],
    ['a town twice', collection(feature('05562032', [square]), feature('05562032', [square])), ['duplicate_key@2']],
    ['a point', collection(feature('05562032', [7, 51], 'Point')), ['geometry_type@1']],
    ['a polygon without rings', collection(feature('05562032', [])), ['geometry_type@1']],
    ['an empty multipolygon', collection(feature('05562032', [], 'MultiPolygon')), ['geometry_type@1']],
    ['a ring of three', collection(feature('05562032', [square.slice(0, 3)])), ['ring_too_short@1']],
    ['an open ring', collection(feature('05562032', [square.slice(0, 4)])), ['ring_open@1']],
    [
      'a ring without area',
      collection(
        feature('05562032', [
          [
            [7, 51],
            [7.1, 51],
            [7.2, 51],
            [7, 51],
          ],
        ]),
      ),
      ['ring_flat@1'],
    ],
    [
      'text as coordinates',
      collection(
        feature('05562032', [
          [
            ['7', '51'],
            ['7', '52'],
            ['8', '52'],
            ['7', '51'],
          ],
        ]),
      ),
      ['position@1'],
    ],
    ['a position of one number', collection(feature('05562032', [[[7], [7], [7], [7]]])), ['position@1']],
    ['latitude before longitude', collection(feature('05562032', [square.map(([lon, lat]) => [lat, lon])])), ['outside@1']],
    [
      'metres',
      collection(
        feature('05562032', [
          [
            [375_000, 5_720_000],
            [376_000, 5_720_000],
            [376_000, 5_721_000],
            [375_000, 5_720_000],
          ],
        ]),
      ),
      ['outside@1'],
    ],
    [
      'faults in two features',
      collection(feature('05562032', [square.slice(0, 3)]), feature('1', [square])),
      ['ring_too_short@1', 'unknown_key@2'],
    ],
  ])('refuses %s', (_, text, faults) => expect(read(text)).toEqual(faults));

  it('refuses hostile nesting before parsing, however deep', () => {
    expect(read(`${'['.repeat(1_000_000)}`)).toEqual(['too_deep@0']);
    expect(
      read(
        collection({
          ...feature('05562032', [square]),
          properties: { AGS: '05562032', x: JSON.parse('['.repeat(20) + ']'.repeat(20)) },
        }),
      ),
    ).toEqual(['too_deep@0']);
    expect(nestingDepth('{"a":"[[[[\\"[["}')).toBe(1);
  });

  it('refuses too many bytes, features and positions', () => {
    expect(read(' '.repeat(8 * 1024 * 1024 + 1))).toEqual(['too_large@0']);
    expect(read(collection(...Array.from({ length: 501 }, () => 0)))).toEqual(['too_many_features@0']);
    const long = Array.from({ length: 100_001 }, (_, at) => [7 + Math.cos(at) / 10, 51 + Math.sin(at) / 10]);
    expect(read(collection(feature('05562032', [[...long, long[0]]])))).toEqual(['too_many_points@0']);
  });

  it('never throws, whatever JSON comes', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(read(text).length).toBeGreaterThan(0);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom('Polygon', 'MultiPolygon'), (coordinates, type) => {
        expect(read(collection(feature('05562032', coordinates, type))).length).toBeGreaterThan(0);
      }),
    );
  });
});

/** A grid of cells with wavy shared borders: cell (x, y) and its neighbours meet in the same positions. */
const grid = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 1000 }))
  .map(([columns, rows, seed]) => {
    const noise = (a: number, b: number, c: number) => (Math.sin(a * 12.9898 + b * 78.233 + c * 37.719 + seed) * 43758.5453) % 1;
    const corner = (x: number, y: number): Position => [7 + x / 10, 51 + y / 10];
    const border = (from: [number, number], to: [number, number]): Position[] => {
      const forward = from[0] < to[0] || from[1] < to[1];
      const [a, b] = forward ? [from, to] : [to, from];
      const [start, end] = [corner(...a), corner(...b)];
      const line = Array.from({ length: 12 }, (_, at): Position => {
        const sway = at === 0 ? 0 : noise(a[0] + b[0] * 3, a[1] + b[1] * 5, at) / 100;
        return [
          start[0] + ((end[0] - start[0]) * at) / 12 + (start[0] === end[0] ? sway : 0),
          start[1] + ((end[1] - start[1]) * at) / 12 + (start[1] === end[1] ? sway : 0),
        ];
      });
      return forward ? line : [end, ...line.slice(1).reverse()];
    };
    const shapes = new Map<string, Shape>();
    for (let x = 0; x < columns; x++) {
      for (let y = 0; y < rows; y++) {
        const ring = [
          ...border([x, y], [x + 1, y]),
          ...border([x + 1, y], [x + 1, y + 1]),
          ...border([x + 1, y + 1], [x, y + 1]),
          ...border([x, y + 1], [x, y]),
        ];
        shapes.set(`${x} ${y}`, { type: 'MultiPolygon', coordinates: [[[...ring, ring[0] as Position]]] });
      }
    }
    return shapes;
  });

const areaOf = (shape: Shape) => shape.coordinates.flat().reduce((sum, ring) => sum + signedArea(ring), 0);

describe('simplifying', () => {
  it('keeps neighbours joined: the areas still add up to the area of their common outline', () => {
    fc.assert(
      fc.property(grid, fc.constantFrom(0, 50, 200, 500), (shapes, tolerance) => {
        const thinned = [...simplifyShapes(shapes, tolerance).values()];
        expect(thinned.length).toBe(shapes.size);
        const outline = outlineOf(thinned);
        expect(outline?.coordinates.length).toBe(1);
        expect(outline?.coordinates[0]?.length).toBe(1);
        expect(areaOf(outline as Shape)).toBeCloseTo(
          thinned.reduce((sum, shape) => sum + areaOf(shape), 0),
          9,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('keeps rings closed and wound, never adds positions, and changes nothing the second time', () => {
    fc.assert(
      fc.property(grid, fc.constantFrom(20, 200, 2000), (shapes, tolerance) => {
        const thinned = simplifyShapes(shapes, tolerance);
        for (const [key, shape] of thinned) {
          expect('value' in readGeometry(shape)).toBe(true);
          expect(positionsOf(shape)).toBeLessThanOrEqual(positionsOf(shapes.get(key) as Shape));
        }
        const clean = simplifyShapes(thinned, 0);
        expect(simplifyShapes(clean, 0)).toEqual(clean);
      }),
      { numRuns: 60 },
    );
  });

  it('drops islands and holes below the tolerance, but never a whole shape', () => {
    const tiny: Ring = [
      [7.3, 51],
      [7.3001, 51],
      [7.3001, 51.0001],
      [7.3, 51],
    ];
    const big = square as unknown as Ring;
    const shapes = new Map<string, Shape>([
      ['a', { type: 'MultiPolygon', coordinates: [[big], [tiny]] }],
      ['b', { type: 'MultiPolygon', coordinates: [[tiny]] }],
    ]);
    const thinned = simplifyShapes(shapes, 100);
    expect(thinned.get('a')?.coordinates.length).toBe(1);
    expect(thinned.get('b')).toEqual(shapes.get('b'));
  });

  it('fits shapes into a budget of positions', () => {
    fc.assert(
      fc.property(grid, (shapes) => {
        const { shapes: thinned } = fitShapes(shapes, shapes.size * 12);
        expect([...thinned.values()].reduce((sum, shape) => sum + positionsOf(shape), 0)).toBeLessThanOrEqual(shapes.size * 12);
      }),
      { numRuns: 20 },
    );
  });
});

describe('drawing', () => {
  it('puts every position inside of the view box and north above south', () => {
    fc.assert(
      fc.property(grid, (shapes) => {
        const map = drawMap([...shapes].map(([key, shape]) => ({ key, shape })));
        expect(map?.areas.map((area) => area.key)).toEqual([...shapes.keys()]);
        for (const area of map?.areas ?? []) {
          expect(area.path).toMatch(/^(M\d+ \d+l-?\d+[ -]\d+( ?-?\d+[ -]\d+)*z)+$/);
          expect(area.label.x).toBeGreaterThanOrEqual(0);
          expect(area.label.x).toBeLessThanOrEqual(map?.width ?? 0);
          expect(area.label.y).toBeLessThanOrEqual(map?.height ?? 0);
          const rings = shapes.get(area.key)?.coordinates.flat() ?? [];
          const drawn = rings.map((ring) =>
            ring.map(([lon, lat]) => map?.place({ lon, lat })).map((spot): Position => [spot?.x ?? 0, spot?.y ?? 0]),
          );
          expect(drawn.some((ring) => contains(ring, [area.label.x, area.label.y]))).toBe(true);
        }
        expect(map?.place({ lat: 51.1, lon: 7 }).y).toBeLessThan(map?.place({ lat: 51, lon: 7 }).y ?? 0);
      }),
      { numRuns: 30 },
    );
    expect(drawMap([])).toBeUndefined();
  });

  it('shrinks longitudes by the cosine of the latitude', () => {
    const map = drawMap([{ key: 'a', shape: { type: 'MultiPolygon', coordinates: [[square as unknown as Ring]] } }]);
    const ratio = ((map?.width ?? 0) - 24) / ((map?.height ?? 0) - 24);
    expect(ratio).toBeCloseTo(Math.cos((51.05 * Math.PI) / 180), 2);
  });
});

describe('the committed shapes', () => {
  it.each([
    ['recklinghausen', '05562', 10],
    ['guetersloh', '05754', 13],
    ['ennepe-ruhr', '05954', 9],
  ])('%s: every town with its point inside, at most 15 kB', (slug, kreis, towns) => {
    const file = (name: string) => readFileSync(join(projectRoot, 'districts', slug, name), 'utf8');
    const rows = file('territories.csv')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    const keys = rows.filter((row) => row[2] === 'kommune').map((row) => row[0] as string);
    expect(keys.length).toBe(towns);
    const text = file('towns.geojson');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(15_000);
    const result = readShapes(text, new Set(['05', ...keys]));
    if (!result.ok) throw new Error(JSON.stringify(result.faults));
    expect([...result.shapes.keys()].toSorted()).toEqual(['05', ...keys].toSorted());
    for (const row of rows.filter((one) => one[2] === 'kommune')) {
      const rings = result.shapes.get(row[0] as string)?.coordinates ?? [];
      expect(
        rings.some(([outline]) => contains(outline as Ring, [Number(row[6]), Number(row[7])])),
        row[3],
      ).toBe(true);
    }
    expect(outlineOf(keys.map((key) => result.shapes.get(key) as Shape))?.coordinates.length, kreis).toBe(1);
  });
});
