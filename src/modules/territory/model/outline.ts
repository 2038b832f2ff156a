import { type Position, type Ring, type Shape, signedArea } from './geojson.ts';

/**
 * The common outline of shapes that lie side by side: an edge that two of them share runs once in each direction and
 * falls away; what is left is strung together. Shapes must meet in the same positions, as simplified ones do.
 */
export function outlineOf(shapes: readonly Shape[]): Shape | undefined {
  const edges = new Map<string, { from: Position; to: Position }>();
  for (const ring of shapes.flatMap((shape) => shape.coordinates.flat())) {
    for (let at = 1; at < ring.length; at++) {
      const [from, to] = [ring[at - 1] as Position, ring[at] as Position];
      if (!edges.delete(`${to} ${from}`)) edges.set(`${from} ${to}`, { from, to });
    }
  }
  const rings = stringTogether([...edges.values()]);
  const polygons = rings.filter((ring) => signedArea(ring) > 0).map((ring) => [ring]);
  const holes = rings.filter((ring) => signedArea(ring) < 0);
  for (const hole of holes) polygons.find(([outline]) => outline && contains(outline, hole[0] as Position))?.push(hole);
  return polygons.length ? { type: 'MultiPolygon', coordinates: polygons } : undefined;
}

function stringTogether(edges: readonly { from: Position; to: Position }[]): Ring[] {
  const leaving = new Map<string, Position[]>();
  for (const { from, to } of edges) leaving.set(String(from), [...(leaving.get(String(from)) ?? []), to]);
  const rings: Ring[] = [];
  for (const { from } of edges) {
    const ring: Position[] = [from];
    for (let next = leaving.get(String(from))?.pop(); next; next = leaving.get(String(next))?.pop()) {
      ring.push(next);
      if (String(next) === String(from)) break;
    }
    if (ring.length >= 4 && String(ring.at(-1)) === String(from)) rings.push(ring);
  }
  return rings;
}

/** Even–odd rule. */
export function contains(ring: Ring, [x, y]: Position): boolean {
  let inside = false;
  for (let at = 1; at < ring.length; at++) {
    const [ax, ay] = ring[at - 1] as Position;
    const [bx, by] = ring[at] as Position;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
