import type { Tenant } from '#platform/tenancy';
import type { Shape } from '../model/geojson.ts';
import type { Territory } from '../model/tree.ts';
import { districtOutline, findTerritory, listTowns, type Reader, townsByPostcode } from './reading.ts';

/** What the start page of the installation knows of a district. */
export interface DistrictOnMap {
  readonly tenant: Tenant;
  readonly towns: readonly Territory[];
  readonly outline: Shape | undefined;
}

export interface DistrictsToChoose {
  readonly districts: readonly DistrictOnMap[];
  /** The Land in which they lie. */
  readonly land: Territory | undefined;
  /** Credit of the outlines. */
  readonly credit: string | undefined;
}

/** All districts of the installation with their towns and outlines, in the order given. */
export async function districtsToChoose(readers: readonly Reader[]): Promise<DistrictsToChoose> {
  const districts = await Promise.all(
    readers.map(async (reader) => ({
      tenant: reader.tenant,
      towns: await listTowns(reader),
      outline: await districtOutline(reader),
    })),
  );
  const lands = await Promise.all(readers.map((reader) => findTerritory(reader, reader.tenant.ags.slice(0, 2))));
  const credits = new Set(districts.flatMap(({ towns }) => towns.flatMap((town) => town.shapeSource ?? [])));
  return { districts, land: lands.find((land) => land?.shape), credit: [...credits].join(' · ') || undefined };
}

/** The districts in which a postcode lies; more than one when it crosses a border. */
export async function districtsByPostcode(readers: readonly Reader[], postcode: string): Promise<readonly Tenant[]> {
  const found = await Promise.all(
    readers.map(async (reader) => ((await townsByPostcode(reader, postcode)).length ? [reader.tenant] : [])),
  );
  return found.flat();
}
