import { type PolygonRings, type Position, positionsOf, type Ring, type Shape, signedArea } from './geojson.ts';

// Why not a library: @turf/simplify and its like thin every ring by itself, so the border that two towns share is cut
// differently in each and gaps show on the map. Here a border is cut into pieces where towns meet, and each piece is
// thinned once, in one direction, for both neighbours.

/** Five decimals are about one metre. */
const decimals = 1e5;
const metresPerDegree = 111_320;

const round = (value: number) => Math.round(value * decimals) / decimals;
const same = (a: Position, b: Position) => a[0] === b[0] && a[1] === b[1];
const before = (a: Position, b: Position) => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
const idOf = (position: Position) => `${position[0]} ${position[1]}`;

/** Rounds a ring and drops repeated positions; closed as before. */
function rounded(ring: Ring): Ring {
  const kept: Position[] = [];
  for (const [lon, lat] of ring) {
    const position: Position = [round(lon), round(lat)];
    const last = kept.at(-1);
    if (!last || !same(last, position)) kept.push(position);
  }
  return kept;
}

/** Square of the distance from `point` to the segment, in square metres; longitudes shrink with the latitude. */
function offset(point: Position, from: Position, to: Position): number {
  const scale = Math.cos((from[1] * Math.PI) / 180);
  const [px, py] = [(point[0] - from[0]) * scale, point[1] - from[1]];
  const [dx, dy] = [(to[0] - from[0]) * scale, to[1] - from[1]];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
  const [x, y] = [(px - along * dx) * metresPerDegree, (py - along * dy) * metresPerDegree];
  return x * x + y * y;
}

/** Douglas–Peucker on an open line, without recursion. The ends stay. */
export function thinLine(line: readonly Position[], tolerance: number): Position[] {
  const limit = tolerance * tolerance;
  const keep = new Uint8Array(line.length);
  keep[0] = 1;
  keep[line.length - 1] = 1;
  const waiting: [number, number][] = [[0, line.length - 1]];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const [from, to] = part;
    let farthest = -1;
    let most = limit;
    for (let at = from + 1; at < to; at++) {
      const distance = offset(line[at] as Position, line[from] as Position, line[to] as Position);
      if (distance > most) [farthest, most] = [at, distance];
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    waiting.push([from, farthest], [farthest, to]);
  }
  return line.filter((_, at) => keep[at]);
}

/** Thins a piece of border the same way from whichever side it is met. */
function thinPiece(piece: readonly Position[], tolerance: number): Position[] {
  const [first, last] = [piece[0] as Position, piece.at(-1) as Position];
  if (same(first, last)) return thinLoop(piece, tolerance);
  if (before(first, last)) return thinLine(piece, tolerance);
  return thinLine([...piece].reverse(), tolerance).reverse();
}

/** Thins a closed line that keeps its start: cut at the position farthest from it, so that it does not collapse. */
function thinLoop(loop: readonly Position[], tolerance: number): Position[] {
  const start = loop[0] as Position;
  let cut = 0;
  let most = -1;
  for (let at = 1; at < loop.length - 1; at++) {
    const distance = offset(loop[at] as Position, start, start);
    if (distance > most || (distance === most && before(loop[at] as Position, loop[cut] as Position)))
      [cut, most] = [at, distance];
  }
  if (most <= 0) return [...loop];
  const [there, back] = [loop.slice(0, cut + 1), loop.slice(cut)];
  return [...thinPiece(there, tolerance), ...thinPiece(back, tolerance).slice(1)];
}

/** Positions where borders split: they have more than two different neighbours over all rings. */
function junctions(rings: readonly Ring[]): ReadonlySet<string> {
  const neighbours = new Map<string, Set<string>>();
  const connect = (a: string, b: string) => {
    const known = neighbours.get(a);
    if (known) known.add(b);
    else neighbours.set(a, new Set([b]));
  };
  for (const ring of rings) {
    for (let at = 1; at < ring.length; at++) {
      const [a, b] = [idOf(ring[at - 1] as Position), idOf(ring[at] as Position)];
      connect(a, b);
      connect(b, a);
    }
  }
  return new Set([...neighbours].filter(([, around]) => around.size !== 2).map(([id]) => id));
}

function thinRing(ring: Ring, split: ReadonlySet<string>, tolerance: number): Ring {
  if (ring.length < 4) return ring;
  const open = ring.slice(0, -1);
  let start = open.findIndex((position) => split.has(idOf(position)));
  // An island has no junction: begin at its westernmost position, wherever the file began.
  if (start < 0) start = open.reduce((least, position, at) => (before(position, open[least] as Position) ? at : least), 0);
  const turned = [...open.slice(start), ...open.slice(0, start), open[start] as Position];
  const thinned: Position[] = [turned[0] as Position];
  let piece: Position[] = [turned[0] as Position];
  for (const [index, position] of turned.slice(1).entries()) {
    piece.push(position);
    if (split.has(idOf(position)) || index === turned.length - 2) {
      thinned.push(...thinPiece(piece, tolerance).slice(1));
      piece = [position];
    }
  }
  return signedArea(thinned) > 0 === signedArea(ring) > 0 ? thinned : thinned.reverse();
}

const isArea = (ring: Ring) => ring.length >= 4 && signedArea(ring) !== 0;

/**
 * Thins shapes that lie side by side without tearing them apart: a border shared before is shared afterwards, and no
 * border moves by more than `tolerance` metres. Islands and holes smaller than that vanish; no shape does.
 */
export function simplifyShapes(shapes: ReadonlyMap<string, Shape>, tolerance: number): Map<string, Shape> {
  const clean = new Map([...shapes].map(([key, shape]) => [key, shape.coordinates.map((polygon) => polygon.map(rounded))]));
  const split = junctions([...clean.values()].flat(2));
  return new Map(
    [...clean].map(([key, polygons]): [string, Shape] => {
      const thinned = polygons.flatMap((polygon): PolygonRings[] => {
        const [outline, ...holes] = polygon.map((ring) => thinRing(ring, split, tolerance));
        return outline && isArea(outline) ? [[outline, ...holes.filter(isArea)]] : [];
      });
      return [key, thinned.length ? { type: 'MultiPolygon', coordinates: thinned } : (shapes.get(key) as Shape)];
    }),
  );
}

/** The tolerances tried in turn, in metres. */
const tolerances = [0, 20, 40, 80, 120, 150, 180, 220, 270, 400, 600, 900];

/** Thins just enough for all shapes together to have at most `positions`; at the coarsest step they stay as they come. */
export function fitShapes(
  shapes: ReadonlyMap<string, Shape>,
  positions: number,
): { shapes: Map<string, Shape>; tolerance: number } {
  for (const tolerance of tolerances) {
    const thinned = simplifyShapes(shapes, tolerance);
    const total = [...thinned.values()].reduce((sum, shape) => sum + positionsOf(shape), 0);
    if (total <= positions || tolerance === tolerances.at(-1)) return { shapes: thinned, tolerance };
  }
  throw new Error('unreachable: the last tolerance returns');
}
