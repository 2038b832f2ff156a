import { kindsOfOffers, type ToldOffer, type ToldPlace, toldOffers } from '#modules/directory';
import { categoryLook } from '../../model/integreat/categories.ts';
import { numberOf } from '../../model/integreat/numbers.ts';
import { moment } from '../../model/integreat/times.ts';
import type { DayHours, Location, Place, PlaceCategory } from '../../model/integreat/types.ts';
import { batchesOf, type Frame, growing, horizonOf, keeping, translationsOf } from './frame.ts';
import { contactsOf, offerExcerpt, offerHtml, organizationOf } from './offers.ts';

type Topic = ToldOffer['categories'][number];

/** Never null: clients break without one. */
export function placeCategory({ context: { publicUrl } }: Frame, { id, top, name }: Topic): PlaceCategory {
  const { icon, color } = categoryLook(top);
  return {
    id: numberOf('category', id),
    name,
    color,
    icon,
    icon_url: `${publicUrl}/api/v3/icons/${icon}.svg`,
    icon_color: `${icon}_${color}`,
  };
}

/** Where an offer takes place; a name is compulsory, so that the street stands in where there is none. */
export function locationOf(offer: ToldOffer, place: ToldPlace): Location<number> {
  return {
    id: numberOf('place', offer.id),
    name: place.name ?? offer.provider?.name.text ?? offer.title.text,
    address: place.street ?? '',
    town: place.city ?? '',
    state: null,
    postcode: place.postcode ?? '',
    region: null,
    country: 'Deutschland',
    latitude: place.lat,
    longitude: place.lon,
  };
}

function openingHours({ week, pausing }: ToldOffer): readonly DayHours[] | null {
  if (!week || pausing) return null;
  return week.map(({ allDay, spans }) => ({
    allDay,
    closed: !allDay && !spans.length,
    appointmentOnly: false,
    timeSlots: spans.map(({ from, to }) => ({ start: from, end: to, timezone: 'Europe/Berlin' })),
  }));
}

function placeOf(frame: Frame, offer: ToldOffer, at: ToldPlace): Place {
  const place = `locations/${offer.slug}`;
  const path = `${frame.base}${place}/`;
  const id = numberOf('place', offer.id);
  const contacts = contactsOf(offer);
  const updated = moment(offer.publishedAt);
  return {
    id,
    url: `${frame.context.publicUrl}${path}`,
    path,
    title: offer.title.text,
    modified_gmt: offer.publishedAt.toISOString(),
    last_updated: updated,
    published_at: updated,
    meta_description: offer.summary.text,
    excerpt: offerExcerpt(offer),
    content: offerHtml(frame, offer),
    available_languages: translationsOf(frame, id, place),
    icon: null,
    thumbnail: null,
    website: contacts[0]?.website ?? null,
    email: contacts[0]?.email ?? null,
    phone_number: contacts[0]?.phone_number ?? null,
    category: placeCategory(frame, offer.categories[0] ?? { id: 'other', top: 'other', name: '' }),
    temporarily_closed: offer.pausing,
    opening_hours: openingHours(offer),
    appointment_url: offer.registrationUrl ?? null,
    location: locationOf(offer, at),
    organization: organizationOf(frame, offer.provider),
    contacts,
    barrier_free: at.stepFree ?? null,
    hash: null,
  };
}

/** Offers at an exact public address. */
export const listPlaces = keeping(32_000_000, async (frame) => {
  const { context } = frame;
  const kinds = await kindsOfOffers(context, horizonOf(context.now()));
  const located = [...kinds.values()].filter(({ place }) => place).map(({ id }) => id);
  const tell = async (ids: readonly string[]): Promise<readonly Place[]> =>
    (await toldOffers(context, ids)).flatMap((offer) => (offer.place ? placeOf(frame, offer, offer.place) : []));
  return growing(located, tell, ({ content, excerpt }) => content.length + excerpt.length + 1500);
});

/** Topics of places, each once. */
export async function listPlaceCategories(frame: Frame): Promise<readonly PlaceCategory[]> {
  const categories = new Map<number, PlaceCategory>();
  for await (const places of batchesOf(await listPlaces(frame)))
    for (const { category } of places) categories.set(category.id, category);
  return [...categories.values()];
}
