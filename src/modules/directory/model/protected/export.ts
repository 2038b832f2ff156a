import type { OfferContent, Place } from '../content.ts';
import { publicOffer } from '../public-view.ts';

/**
 * What of an offer may leave the house in a file. Files are sent on, printed and forgotten in folders, so they carry no
 * more of a protected address than the public sees; that it is protected they say.
 */
export function exportedOffer(offer: OfferContent): OfferContent {
  const { place } = offer;
  if (!place || place.visibility === 'public') return offer;
  const shown = publicOffer(offer).place ?? { visibility: place.visibility, accessibility: place.accessibility };
  return { ...offer, place: shown };
}

const says = ({ street, name, postcode, city, lat, lon, directions }: Place) =>
  [street, name, directions].some((one) => one !== undefined) || (lat !== undefined && lon !== undefined && !postcode && !city);

/**
 * The place of an imported offer. A file that was exported does not have the protected address; taking it as it is would
 * erase the address from the entry.
 */
export function importedPlace(before: Place | undefined, imported: Place | undefined): Place | undefined {
  if (!before || before.visibility === 'public') return imported;
  if (imported && (imported.visibility !== before.visibility || says(imported))) return imported;
  return imported ? { ...before, accessibility: imported.accessibility } : before;
}
