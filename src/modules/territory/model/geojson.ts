import { levelOf } from './keys.ts';

/** Longitude, latitude in degrees (WGS 84, RFC 7946). */
export type Position = readonly [number, number];
export type Ring = readonly Position[];
/** Outline first, then holes. */
export type PolygonRings = readonly Ring[];
/** An area as GeoJSON; always MultiPolygon, so that readers need one case only. */
export interface Shape {
  readonly type: 'MultiPolygon';
  readonly coordinates: readonly PolygonRings[];
}

export type ShapeFaultCode =
  | 'too_large'
  | 'too_deep'
  | 'not_json'
  | 'not_a_collection'
  | 'too_many_features'
  | 'too_many_points'
  | 'empty'
  | 'no_key'
  | 'unknown_key'
  | 'duplicate_key'
  | 'geometry_type'
  | 'ring_too_short'
  | 'ring_open'
  | 'ring_flat'
  | 'position'
  | 'outside';

/** What is wrong in a file of shapes, and at which feature (counted from 1; 0: the file as a whole). */
export interface ShapeFault {
  readonly code: ShapeFaultCode;
  readonly feature: number;
  readonly key?: string;
}

export const shapeLimits = { bytes: 8 * 1024 * 1024, depth: 16, features: 500, positions: 100_000, faults: 50 } as const;

/** Germany with its islands; also catches latitude and longitude in the wrong order and metres instead of degrees. */
const bounds = { west: 5.8, east: 15.1, south: 47.2, north: 55.1 };

/** Depth of brackets in JSON text, measured before parsing, so that hostile nesting never reaches a recursive function. */
export function nestingDepth(json: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x5d || code === 0x7d) depth--;
  }
  return deepest;
}

/** Twice the signed area in square degrees; positive: counterclockwise. */
export function signedArea(ring: Ring): number {
  let sum = 0;
  for (let at = 1; at < ring.length; at++) {
    const [ax, ay] = ring[at - 1] as Position;
    const [bx, by] = ring[at] as Position;
    sum += ax * by - bx * ay;
  }
  return sum;
}

type Checked<T> = { readonly value: T } | { readonly fault: ShapeFaultCode };

function readPosition(raw: unknown): Checked<Position> {
  if (!Array.isArray(raw) || raw.length < 2 || raw.length > 4) return { fault: 'position' };
  const [lon, lat] = raw as unknown[];
  if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat))
    return { fault: 'position' };
  if (lon < bounds.west || lon > bounds.east || lat < bounds.south || lat > bounds.north) return { fault: 'outside' };
  return { value: [lon, lat] };
}

function readRing(raw: unknown, outline: boolean): Checked<Ring> {
  if (!Array.isArray(raw)) return { fault: 'position' };
  const ring: Position[] = [];
  for (const one of raw) {
    const position = readPosition(one);
    if ('fault' in position) return position;
    ring.push(position.value);
  }
  if (ring.length < 4) return { fault: 'ring_too_short' };
  const [first, last] = [ring[0] as Position, ring.at(-1) as Position];
  if (first[0] !== last[0] || first[1] !== last[1]) return { fault: 'ring_open' };
  const area = signedArea(ring);
  if (area === 0) return { fault: 'ring_flat' };
  // RFC 7946 §3.1.6: outlines run counterclockwise, holes clockwise, and readers shall not refuse the reverse.
  return { value: area > 0 === outline ? ring : ring.reverse() };
}

/** Reads a Polygon or MultiPolygon geometry; positions lose their height, rings get the winding of RFC 7946. */
export function readGeometry(raw: unknown): Checked<Shape> {
  const { type, coordinates } = (raw ?? {}) as { type?: unknown; coordinates?: unknown };
  if ((type !== 'Polygon' && type !== 'MultiPolygon') || !Array.isArray(coordinates)) return { fault: 'geometry_type' };
  const polygons: PolygonRings[] = [];
  for (const polygon of type === 'Polygon' ? [coordinates] : coordinates) {
    if (!Array.isArray(polygon) || !polygon.length) return { fault: 'geometry_type' };
    const rings: Ring[] = [];
    for (const [index, one] of polygon.entries()) {
      const ring = readRing(one, index === 0);
      if ('fault' in ring) return ring;
      rings.push(ring.value);
    }
    polygons.push(rings);
  }
  return polygons.length ? { value: { type: 'MultiPolygon', coordinates: polygons } } : { fault: 'geometry_type' };
}

export function positionsOf(shape: Shape): number {
  return shape.coordinates.reduce((sum, polygon) => sum + polygon.reduce((inner, ring) => inner + ring.length, 0), 0);
}

function keyOf(feature: { properties?: unknown; id?: unknown }): string | undefined {
  const properties = (feature.properties ?? {}) as Record<string, unknown>;
  const found = [properties.AGS, properties.ags, properties.key, feature.id].find(
    (one) => typeof one === 'string' || typeof one === 'number',
  );
  if (found === undefined) return undefined;
  // A spreadsheet or a careless export drops the leading zero of Länder 01 to 09.
  const text = String(found).trim();
  return levelOf(text) ? text : levelOf(`0${text}`) ? `0${text}` : text;
}

export type ReadShapes =
  | { readonly ok: true; readonly shapes: ReadonlyMap<string, Shape> }
  | { readonly ok: false; readonly faults: readonly ShapeFault[] };

function parseCollection(json: string): unknown[] | ShapeFaultCode {
  if (Buffer.byteLength(json) > shapeLimits.bytes) return 'too_large';
  if (nestingDepth(json) > shapeLimits.depth) return 'too_deep';
  let parsed: { type?: unknown; features?: unknown } | null;
  try {
    parsed = JSON.parse(json.replace(/^\ufeff/, ''));
  } catch {
    return 'not_json';
  }
  if (parsed?.type !== 'FeatureCollection' || !Array.isArray(parsed.features)) return 'not_a_collection';
  if (!parsed.features.length) return 'empty';
  return parsed.features.length > shapeLimits.features ? 'too_many_features' : parsed.features;
}

/**
 * Reads a GeoJSON FeatureCollection whose features carry their key in the property `AGS` (or `key`, or the feature's id).
 * Nothing is taken over in part: one fault and there are no shapes.
 * @param known the keys that may appear
 */
export function readShapes(json: string, known: ReadonlySet<string>): ReadShapes {
  const features = parseCollection(json);
  if (typeof features === 'string') return { ok: false, faults: [{ code: features, feature: 0 }] };
  const shapes = new Map<string, Shape>();
  const faults: ShapeFault[] = [];
  let positions = 0;
  for (const [index, one] of features.entries()) {
    if (faults.length >= shapeLimits.faults) break;
    const feature = (one ?? {}) as { properties?: unknown; id?: unknown; geometry?: unknown };
    const key = keyOf(feature);
    const report = (code: ShapeFaultCode) => faults.push({ code, feature: index + 1, ...(key ? { key: key.slice(0, 80) } : {}) });
    if (!key) report('no_key');
    else if (!known.has(key)) report('unknown_key');
    else if (shapes.has(key)) report('duplicate_key');
    const geometry = readGeometry(feature.geometry);
    if ('fault' in geometry) {
      report(geometry.fault);
      continue;
    }
    positions += positionsOf(geometry.value);
    if (key) shapes.set(key, geometry.value);
  }
  if (positions > shapeLimits.positions) faults.push({ code: 'too_many_points', feature: 0 });
  return faults.length ? { ok: false, faults } : { ok: true, shapes };
}
