import type { Context } from '#platform/access';
import type { ServiceRow } from '../../store/hsds.ts';
import { wordingIn } from '../wording.ts';
import { derivedId, withIds } from './ids.ts';
import { type Plain, some } from './plain.ts';
import { textsOf } from './texts.ts';

/**
 * Where a service takes place. The read model has no place for a hidden address, and only area and rounded point for a
 * partly hidden one; HSDS demands all parts of an address, so that then there is none.
 * @param full with addresses and accessibility
 */
export function locationOf({ offerId, content }: ServiceRow, { language }: Context, full: boolean): Plain | undefined {
  const { place } = content;
  if (!place) return undefined;
  const id = derivedId('location', offerId);
  const { street, city, postcode } = place;
  const { t } = wordingIn(language);
  const head = {
    id,
    location_type: 'physical',
    name: place.name ?? (place.visibility === 'partial' ? [postcode, city].filter(Boolean).join(' ') || undefined : undefined),
    latitude: place.lat,
    longitude: place.lon,
    transportation: textsOf(content, ['directions'], { language }).texts.directions,
    dreiklang: { precision: place.visibility === 'public' ? 'exact' : 'area' },
  };
  if (!full) return head;
  const address = {
    id: derivedId('address', offerId),
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
