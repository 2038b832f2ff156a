import type { Context } from '#platform/access';
import type { Place } from '../../model/content.ts';
import { wordingIn } from '../wording.ts';
import { derivedId, withIds } from './ids.ts';
import { type Plain, some } from './plain.ts';

/**
 * A place of a service or an organization. The read model has no place for a hidden address, and only area and rounded point for a
 * partly hidden one; HSDS demands all parts of an address, so that then there is none.
 * @param owner id of the entry
 * @param full with addresses and accessibility
 */
export function locationOf(
  owner: string,
  place: Place,
  directions: string | undefined,
  { language }: Context,
  full: boolean,
): Plain {
  const id = derivedId('location', owner);
  const { street, city, postcode } = place;
  const { t } = wordingIn(language);
  const head = {
    id,
    location_type: 'physical',
    name: place.name ?? (place.visibility === 'partial' ? [postcode, city].filter(Boolean).join(' ') || undefined : undefined),
    latitude: place.lat,
    longitude: place.lon,
    transportation: directions,
    dreiklang: { precision: place.visibility === 'public' ? 'exact' : 'area' },
  };
  if (!full) return head;
  const address = {
    id: derivedId('address', owner),
    location_id: id,
    address_1: street,
    city,
    state_province: 'NW',
    postal_code: postcode,
    country: 'DE',
    address_type: 'physical',
  };
  const accessibility = withIds('accessibility', id, place.accessibility, (feature) => feature);
  return {
    ...head,
    addresses: street && city && postcode ? [address] : undefined,
    accessibility: some(
      accessibility.map(({ id: own, item }) => ({
        id: own,
        location_id: id,
        description: t(`directory:accessibility.${item}`),
      })),
    ),
  };
}
