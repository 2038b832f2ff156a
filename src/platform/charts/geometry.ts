/** GeoJSON (RFC 7946) as far as boundaries of towns need it; positions are `[longitude, latitude]` in degrees. */
export interface TownShapes {
  readonly type: 'FeatureCollection';
  readonly features: readonly {
    readonly type: 'Feature';
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly (readonly number[])[])[] }
      | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[] };
    /** Official key of the municipality and its name. */
    readonly properties: { readonly ags: string; readonly name: string };
  }[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Ring = readonly Point[];

/** A town on the drawing: outer boundaries and holes alike are rings. */
export interface Area {
  readonly ags: string;
  readonly name: string;
  readonly rings: readonly Ring[];
}

/**
 * Puts towns on a drawing of the given width, inside of a margin. Degrees of longitude are as long as they are at the middle
 * latitude (equirectangular projection): over the 80 km of a district nobody sees the difference from a conformal one.
 * @throws RangeError when there is no town
 */
export function project(shapes: TownShapes, width: number, margin: number): { areas: Area[]; height: number } {
  const positions = shapes.features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2),
  );
  if (positions.length === 0) throw new RangeError('A map needs at least one town');
  const [west, east] = extent(positions.map(([longitude = 0]) => longitude));
  const [south, north] = extent(positions.map(([, latitude = 0]) => latitude));
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = (width - 2 * margin) / ((east - west) * narrowing);
  const place = ([longitude = 0, latitude = 0]: readonly number[]): Point => ({
    x: margin + (longitude - west) * narrowing * scale,
    y: margin + (north - latitude) * scale,
  });
  const areas = shapes.features.map(({ geometry, properties }) => {
    const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
    return { ags: properties.ags, name: properties.name, rings: rings.map((ring) => ring.map(place)) };
  });
  return { areas, height: Math.round((north - south) * scale + 2 * margin) };
}

function extent(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}

export function areaPath({ rings }: Area): string {
  const round = (value: number) => Math.round(value * 10) / 10;
  return rings.map((ring) => `M${ring.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L')}Z`).join('');
}

/**
 * Where a label has most room: the middle of the longest horizontal stretch that lies inside of the area together with what is
 * `reach` above and below it.
 * @param reach half the height of the label
 * @returns the middle and the width of the stretch; no width where there is none
 */
export function labelPlace(area: Area, reach: number): { at: Point; room: number } {
  const [top, bottom] = extent(area.rings.flat().map(({ y }) => y));
  let best = { at: { x: 0, y: (top + bottom) / 2 }, room: 0 };
  for (let step = 1; step < 24; step++) {
    const y = top + ((bottom - top) * step) / 24;
    const stretches = [y - reach, y, y + reach].map((height) => insideStretches(area, height));
    for (const [from, to] of common(stretches))
      if (to - from > best.room) best = { at: { x: (from + to) / 2, y }, room: to - from };
  }
  return best;
}

type Stretch = readonly [from: number, to: number];

/** Stretches of the horizontal line that lie inside, by the even-odd rule. */
function insideStretches({ rings }: Area, y: number): Stretch[] {
  const crossings: number[] = [];
  for (const ring of rings) {
    for (let index = 1; index < ring.length; index++) {
      const [a, b] = [ring[index - 1], ring[index]];
      if (a && b && a.y > y !== b.y > y) crossings.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
    }
  }
  crossings.sort((a, b) => a - b);
  return crossings.flatMap((from, index) => (index % 2 === 0 ? [[from, crossings[index + 1] ?? from] as const] : []));
}

function common(lines: readonly Stretch[][]): Stretch[] {
  const [first = [], ...others] = lines;
  return others.reduce<readonly Stretch[]>(
    (found, line) =>
      found.flatMap(([from, to]) =>
        line.map(([a, b]) => [Math.max(from, a), Math.min(to, b)] as const).filter(([a, b]) => b > a),
      ),
    first,
  ) as Stretch[];
}
