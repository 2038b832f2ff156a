/** WGS 84, in degrees. */
export interface Point {
  readonly lat: number;
  readonly lon: number;
}

/** Mean radius of the Earth in kilometres (IUGG). */
const earthRadius = 6371.0088;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Kilometres between two points along the great circle (haversine). */
export function distanceKm(from: Point, to: Point): number {
  const sinLat = Math.sin(radians(to.lat - from.lat) / 2);
  const sinLon = Math.sin(radians(to.lon - from.lon) / 2);
  const h = sinLat * sinLat + Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * sinLon * sinLon;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** What lies nearest to a point, nearest first; what has no point is left out. */
export function nearest<T extends { readonly point: Point | null }>(
  units: readonly T[],
  from: Point,
  limit: number,
): { readonly unit: T; readonly km: number }[] {
  return units
    .flatMap((unit) => (unit.point ? [{ unit, km: distanceKm(from, unit.point) }] : []))
    .sort((a, b) => a.km - b.km)
    .slice(0, limit);
}

/** The middle of some points; undefined when there is none. Good for points of one district, not across the date line. */
export function centroid(points: readonly Point[]): Point | undefined {
  if (!points.length) return undefined;
  const sum = points.reduce((total, { lat, lon }) => ({ lat: total.lat + lat, lon: total.lon + lon }), { lat: 0, lon: 0 });
  return { lat: sum.lat / points.length, lon: sum.lon / points.length };
}
