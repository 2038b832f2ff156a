import type { Trx } from '#platform/database';
import type { Place } from '../model/figures.ts';
import { levelOfPlace } from '../model/places.ts';

/** Territories outside of the district's tree that figures speak of. */
export async function listPlaces(trx: Trx): Promise<Place[]> {
  const rows = await trx.selectFrom('monitoring_place').selectAll().execute();
  return rows.map(({ key, name, valid_from, valid_to }) => ({
    key,
    names: { de: name },
    level: levelOfPlace(key),
    validFrom: valid_from,
    validTo: valid_to,
  }));
}
