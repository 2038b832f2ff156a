import { asText, isObject, type JsonObject, objects, readJson } from '../../../model/exchange/json.ts';
import {
  columnsOf,
  type IncomingRecord,
  mostRecords,
  type Reading,
  type Remark,
  UnreadableFile,
} from '../../../model/exchange/record.ts';

type Point = readonly [lon: number, lat: number];

const isPoint = (value: unknown): value is Point =>
  Array.isArray(value) && value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1]);

/** All positions of a geometry, however it nests (RFC 7946, section 3.1). */
function* positions(coordinates: unknown): Generator<Point> {
  if (isPoint(coordinates)) yield coordinates;
  else if (Array.isArray(coordinates)) for (const one of coordinates) yield* positions(one);
}

/** Middle of what the geometry covers. */
function middleOf(geometry: JsonObject): { point: Point | undefined; area: boolean } {
  const all = { type: geometry.type, coordinates: geometry.coordinates, geometries: objects(geometry.geometries) };
  if (all.type === 'Point') return { point: isPoint(all.coordinates) ? all.coordinates : undefined, area: false };
  const parts = all.type === 'GeometryCollection' ? all.geometries.map((one) => one.coordinates) : [all.coordinates];
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of positions(parts)) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return { point: Number.isFinite(west) ? [(west + east) / 2, (south + north) / 2] : undefined, area: true };
}

/** Germany with a margin, as the content schema has it. */
const inGermany = (lon: number, lat: number) => lon >= 5 && lon <= 16 && lat >= 46 && lat <= 56;

/** Properties as columns: `a.b` of what nests, lists divided as in our cells. */
function flatten(properties: JsonObject, prefix: string, cells: Record<string, string>, depth: number): void {
  for (const [name, value] of Object.entries(properties)) {
    const key = `${prefix}${name}`.slice(0, 150);
    if (isObject(value)) {
      if (depth < 3) flatten(value, `${key}.`, cells, depth + 1);
      continue;
    }
    const text = Array.isArray(value)
      ? value.map(asText).filter(Boolean).join(' | ')
      : typeof value === 'boolean'
        ? value
          ? 'ja'
          : 'nein'
        : asText(value);
    if (text && key !== '__proto__') cells[key] = text.slice(0, 20_000);
  }
}

/** Coordinates of other systems are metres by the hundred thousand; the old member `crs` names them. */
function checkSystem(collection: JsonObject): void {
  const name = isObject(collection.crs) && isObject(collection.crs.properties) ? asText(collection.crs.properties.name) : '';
  if (name && !/CRS:?84|EPSG:{1,2}4326|EPSG:{1,2}4258/i.test(name))
    throw new UnreadableFile('exchange.crs', { name: name.slice(0, 80) });
}

/** GeoJSON (RFC 7946): each feature is one record. */
export function readGeoJson(bytes: Uint8Array): Reading {
  const document = readJson(bytes);
  if (!isObject(document) || (document.type !== 'FeatureCollection' && document.type !== 'Feature'))
    throw new UnreadableFile('exchange.no_geojson');
  checkSystem(document);
  const features = document.type === 'Feature' ? [document] : document.features;
  if (!Array.isArray(features)) throw new UnreadableFile('exchange.no_geojson');
  if (features.length > mostRecords) throw new UnreadableFile('exchange.too_many', { limit: mostRecords });
  if (!features.length) throw new UnreadableFile('exchange.empty');
  const records: IncomingRecord[] = [];
  const [rejected, remarks]: [Remark[], Remark[]] = [[], []];
  features.forEach((feature: unknown, index) => {
    const place = index + 1;
    const say = (name: string, into = remarks) =>
      into.push({ place, field: 'geometry', key: `directory:staff.exchange.remark.${name}`, parameters: {} });
    if (!isObject(feature) || feature.type !== 'Feature') {
      say('no_feature', rejected);
      return;
    }
    const cells: Record<string, string> = {};
    if (isObject(feature.properties)) flatten(feature.properties, '', cells, 0);
    if (isObject(feature.geometry)) {
      const { point, area } = middleOf(feature.geometry);
      let [lon, lat] = point ?? [Number.NaN, Number.NaN];
      if (!inGermany(lon, lat) && inGermany(lat, lon)) {
        [lon, lat] = [lat, lon];
        say('swapped');
      }
      if (inGermany(lon, lat)) {
        // Seven digits are a centimetre.
        cells.lat = String(Number(lat.toFixed(7)));
        cells.lon = String(Number(lon.toFixed(7)));
        if (area) say('area');
      } else say('outside');
    }
    records.push({ place, id: asText(feature.id) || undefined, cells });
  });
  return { columns: columnsOf(records), records, rejected, remarks, passed: new Set() };
}
