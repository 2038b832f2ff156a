import type { OfferContent, OrganisationContent, Place } from './content.ts';
import { partOfKind } from './kinds/content.ts';
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

/** A person is named as long as they agree; afterwards name, phone and e-mail go, the office and its website stay. */
function publicContact(contact: NonNullable<OfferContent['contact']>, today: string): OfferContent['contact'] {
  if (contact.person === undefined || (contact.consentUntil ?? '') >= today) return contact;
  const { person: _person, consentUntil: _consentUntil, phone: _phone, email: _email, ...office } = contact;
  return Object.keys(office).length ? office : undefined;
}

function ofOwnKind<T extends Pick<OfferContent, 'kind' | 'project' | 'volunteering' | 'professional'>>(offer: T): T {
  const { project, volunteering, professional, ...rest } = offer;
  const parts = { project, volunteering, professional };
  const own = offer.kind === 'offer' ? undefined : partOfKind[offer.kind];
  const part = own && parts[own];
  return { ...rest, ...(own && part ? { [own]: part } : {}) } as unknown as T;
}

/** What of an organisation may be seen by everybody: its address follows the same rules as an offer's. */
export function publicOrganisation(organisation: OrganisationContent): OrganisationContent {
  const { place, ...rest } = organisation;
  const shown = place && publicPlace(place);
  return { ...rest, ...(shown ? { place: shown } : {}) };
}

/**
 * What of an offer may be seen by everybody. A hidden address (shelters) leaves nothing but the town, not even its
 * quarter; a partly hidden one leaves postcode, city and a point rounded to a kilometre. A contact person whose consent
 * has run out is not named, and what belongs to another kind of entry than it is now is not shown.
 * @param today ISO day in Germany; without it no person is named whatever they agreed to
 */
export function publicOffer(offer: OfferContent, today = '9999-12-31'): OfferContent {
  const seen = offer.place?.visibility === 'public' ? offer : withoutTranslationsOf(offer, 'directions');
  const { place, quarter, contact, ...others } = seen;
  const rest = ofOwnKind(others);
  const shown = place && publicPlace(place);
  const quarterShown = quarter !== undefined && place?.visibility !== 'hidden';
  const reachable = contact && publicContact(contact, today);
  return {
    ...rest,
    ...(quarterShown ? { quarter } : {}),
    ...(shown ? { place: shown } : {}),
    ...(reachable ? { contact: reachable } : {}),
  };
}
