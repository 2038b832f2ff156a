import type { Point } from './distance.ts';
import type { Position, Shape } from './geojson.ts';
import { labelSpot, type Spot } from './label.ts';

/** What is drawn: areas by key. */
export interface MapArea {
  readonly key: string;
  readonly shape: Shape;
}

export interface DrawnArea {
  readonly key: string;
  /** Data of an SVG path, whole units of the view box. */
  readonly path: string;
  /** Middle of the place with most room for its name. */
  readonly label: Spot;
}

export interface DrawnMap {
  readonly width: number;
  readonly height: number;
  readonly areas: readonly DrawnArea[];
  /** Where a point in degrees lies on this map. */
  place(point: Point): Spot;
}

const width = 1000;
const margin = 12;
/** How much of what lies around a frame is shown on each side, as a share of its extent. */
const surroundings = 0.12;

function boxOf(shapes: readonly Shape[]) {
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
  for (const shape of shapes) {
    for (const [outline] of shape.coordinates) {
      for (const [lon, lat] of outline ?? []) {
        box.west = Math.min(box.west, lon);
        box.east = Math.max(box.east, lon);
        box.south = Math.min(box.south, lat);
        box.north = Math.max(box.north, lat);
      }
    }
  }
  return box;
}

function widened(box: ReturnType<typeof boxOf>, share: number) {
  const [lon, lat] = [(box.east - box.west) * share, (box.north - box.south) * share];
  return { west: box.west - lon, east: box.east + lon, south: box.south - lat, north: box.north + lat };
}

/** A closed ring as relative whole steps: a third of the bytes of absolute decimals. */
function ringPath(points: readonly Spot[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let [x, y] = [first.x, first.y];
  const steps = rest.slice(0, -1).flatMap((point) => {
    const [dx, dy] = [point.x - x, point.y - y];
    if (dx === 0 && dy === 0) return [];
    [x, y] = [point.x, point.y];
    return [`${dx}${dy < 0 ? '' : ' '}${dy}`];
  });
  if (steps.length < 2) return '';
  return `M${first.x} ${first.y}l${steps.map((step, index) => (index && !step.startsWith('-') ? ` ${step}` : step)).join('')}z`;
}

/** Half the height of a label of two lines. */
const halfLabel = 22;

/**
 * Draws areas for SVG: equirectangular, longitudes shrunk by the cosine of the middle latitude, which is true enough
 * for a district (error below one pixel at this size). Undefined when there is nothing to draw.
 * @param frame keys of the areas that the view box holds, with something of what lies around them; absent: all areas
 */
export function drawMap(areas: readonly MapArea[], frame?: ReadonlySet<string>): DrawnMap | undefined {
  const framed = frame ? areas.filter((area) => frame.has(area.key)) : areas;
  if (!framed.length) return undefined;
  const box = widened(boxOf(framed.map((area) => area.shape)), framed.length < areas.length ? surroundings : 0);
  const shrink = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180);
  const scale = (width - 2 * margin) / Math.max((box.east - box.west) * shrink, 1e-6);
  const place = ({ lat, lon }: Point) => ({
    x: Math.round(margin + (lon - box.west) * shrink * scale),
    y: Math.round(margin + (box.north - lat) * scale),
  });
  const placed = ([lon, lat]: Position) => place({ lon, lat });
  return {
    width,
    height: Math.round((box.north - box.south) * scale + 2 * margin),
    place,
    areas: areas.map(({ key, shape }) => {
      const rings = shape.coordinates.flatMap((polygon) => polygon.map((ring) => ring.map(placed)));
      return { key, path: rings.map(ringPath).join(''), label: labelSpot(rings, halfLabel) };
    }),
  };
}
