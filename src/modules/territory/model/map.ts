import type { Point } from './distance.ts';
import type { Position, Shape } from './geojson.ts';

/** What is drawn: areas by key. `point` places the label; without one it goes to the middle of the area's box. */
export interface MapArea {
  readonly key: string;
  readonly shape: Shape;
  readonly point?: Point | null | undefined;
}

export interface DrawnArea {
  readonly key: string;
  /** Data of an SVG path, whole units of the view box. */
  readonly path: string;
  readonly label: { readonly x: number; readonly y: number };
}

export interface DrawnMap {
  readonly width: number;
  readonly height: number;
  readonly areas: readonly DrawnArea[];
  /** Where a point in degrees lies on this map. */
  place(point: Point): { readonly x: number; readonly y: number };
}

const margin = 12;

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

/** A closed ring as relative whole steps: a third of the bytes of absolute decimals. */
function ringPath(points: readonly { x: number; y: number }[]): string {
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

/**
 * Draws areas for SVG: equirectangular, longitudes shrunk by the cosine of the middle latitude, which is true enough
 * for a district (error below one pixel at this size). Undefined when there is nothing to draw.
 * @param width of the view box; the height follows from the areas
 */
export function drawMap(areas: readonly MapArea[], width = 1000): DrawnMap | undefined {
  if (!areas.length) return undefined;
  const box = boxOf(areas.map((area) => area.shape));
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
    areas: areas.map(({ key, shape, point }) => {
      const own = boxOf([shape]);
      return {
        key,
        path: shape.coordinates.flatMap((polygon) => polygon.map((ring) => ringPath(ring.map(placed)))).join(''),
        label: place(point ?? { lat: (own.south + own.north) / 2, lon: (own.west + own.east) / 2 }),
      };
    }),
  };
}
