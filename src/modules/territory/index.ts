/**
 * The district's towns and quarters: names, addresses, postcodes, points, shapes, and what depends on them.
 *
 * Reading takes a `Reader` (every `Context` is one) and answers from memory, kept under the district's content version.
 */

export { distanceKm, type Point } from './model/distance.ts';
export { citation } from './model/district-files.ts';
export type { Shape } from './model/geojson.ts';
export { type Level, levelOf, liesIn } from './model/keys.ts';
export { type DrawnMap, drawMap } from './model/map.ts';
export { readPostcode } from './model/postcode.ts';
export type { Profile, ProfileEdit } from './model/profile.ts';
export { slugOf } from './model/slug.ts';
export { nameIn, type Territory, type TerritoryNode } from './model/tree.ts';
export { territoryModule } from './module.ts';
export { DistrictMap, type DistrictMapProps, type MapPlace } from './pages/district-map.tsx';
export { mapPlace, Name } from './pages/parts.tsx';
export { loadDistrict } from './service/loading.ts';
export { saveProfile } from './service/profiles.ts';
export {
  districtUnit,
  findTerritory,
  findTown,
  listTowns,
  nearestTowns,
  pointOfPostcode,
  profileOf,
  quarters,
  type Reader,
  territoryPath,
  territoryTree,
  townsByPostcode,
} from './service/reading.ts';
export { importShapes } from './service/shapes.ts';
export type { TerritoryWiring, TownPanel } from './wiring.ts';
