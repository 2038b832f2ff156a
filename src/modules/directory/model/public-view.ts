import type { OfferContent, Place } from './content.ts';
import { withoutTranslationsOf } from './translation/state.ts';

/** A coordinate rounded to about a kilometre. */
function coarse(degrees: number): number {
  return Math.round(degrees * 100) / 100;
}

function publicPlace(place: Place): Place | undefined {
  if (place.visibility === 'public') return place;
  if (place.visibility === 'hidden') return undefined;
  const { street: _street, name: _name, directions: _directions, lat, lon, ...kept } = place;
  return { ...kept, ...(lat === undefined || lon === undefined ? {} : { lat: coarse(lat), lon: coarse(lon) }) };
}

/**
 * What of an offer may be seen by everybody. A hidden address (shelters) leaves nothing but the town, not even its
 * quarter; a partly hidden one leaves postcode, city and a point rounded to a kilometre.
 */
export function publicOffer(offer: OfferContent): OfferContent {
  const { place, quarter, ...rest } = offer.place?.visibility === 'public' ? offer : withoutTranslationsOf(offer, 'directions');
  const shown = place && publicPlace(place);
  const quarterShown = quarter !== undefined && place?.visibility !== 'hidden';
  return { ...rest, ...(quarterShown ? { quarter } : {}), ...(shown ? { place: shown } : {}) };
}
