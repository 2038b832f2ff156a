import type { OfferContent, OrganisationContent } from '../content.ts';
import { stem, words } from '../text.ts';
import { trigrams } from '../trigrams.ts';

/** What two entries are compared by, worked out once for each. */
export interface Features {
  readonly kind: 'offer' | 'organisation';
  readonly name: string;
  /** Letter groups of the name: made once, compared with many. */
  readonly letters: ReadonlySet<string>;
  /** Stems of the name without words that every second name has. */
  readonly stems: readonly string[];
  /** Numbers and levels in the name ("A1", "2"): courses that differ in them are two. */
  readonly numbers: readonly string[];
  /** Id of the organisation of an offer. */
  readonly organisation: string | undefined;
  readonly towns: readonly string[];
  readonly street: string | undefined;
  readonly postcode: string | undefined;
  readonly point: { readonly lat: number; readonly lon: number } | undefined;
  readonly phone: string | undefined;
  readonly email: string | undefined;
  readonly website: string | undefined;
  readonly categories: readonly string[];
  /** Times as they stand, for "the same", and weekdays, for "the same days". */
  readonly times: readonly string[];
  readonly days: readonly string[];
  /** Field → answer to whom it is for, as far as it is known; differing answers speak against. */
  readonly audience: Readonly<Record<string, string>>;
}

const fillers = new Set(
  [
    'der',
    'die',
    'das',
    'des',
    'dem',
    'den',
    'und',
    'in',
    'im',
    'am',
    'an',
    'fur',
    'für',
    'von',
    'vom',
    'zu',
    'zum',
    'zur',
    'mit',
    'e',
    'v',
    'ev',
    'gmbh',
    'ggmbh',
  ].map(stem),
);

/** Digits of a German number without the country's code, so that `+49 5241 12-0` meets `05241 120`. */
export function phoneKey(phone: string | undefined): string | undefined {
  const digits = phone
    ?.replace(/(?:ext|Durchwahl).*$/, '')
    .replace(/[^+\d]/g, '')
    .replace(/^(?:\+49|0049)0?/, '0');
  return digits && digits.length >= 6 ? digits : undefined;
}

/** Host and path without `www.`, scheme and slash at the end. A bare host of a town's site says little of one offer. */
export function webKey(address: string | undefined): string | undefined {
  if (!address) return undefined;
  try {
    const { hostname, pathname, search } = new URL(address);
    return `${hostname.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}${search}`.toLowerCase();
  } catch {
    return undefined;
  }
}

export function streetKey(street: string | undefined): string | undefined {
  const key = street && words(street.replace(/straße|strasse|str\./gi, 'str').replace(/(\d)\s+([a-z])\b/gi, '$1$2')).join(' ');
  return key || undefined;
}

const isNumber = (word: string) => /\d/.test(word);

function named(name: string) {
  const all = words(name);
  return {
    stems: [
      ...new Set(
        all
          .filter((word) => !isNumber(word))
          .map(stem)
          .filter((one) => !fillers.has(one)),
      ),
    ],
    numbers: [...new Set(all.filter(isNumber))].sort(),
  };
}

const pointOf = (place: OfferContent['place']) =>
  place?.lat === undefined || place.lon === undefined ? undefined : { lat: place.lat, lon: place.lon };

/** Weekdays of a schedule, as far as its text names them; enough to tell Monday's course from Thursday's. */
const daysIn = (hours: string) => [...new Set(hours.match(/\b(?:Mo|Tu|We|Th|Fr|Sa|Su)\b/g) ?? [])];

export function offerFeatures(offer: OfferContent, organisationId: string | undefined): Features {
  const { place, contact } = offer;
  return {
    kind: 'offer',
    name: words(offer.name).join(' '),
    letters: trigrams(words(offer.name).join(' ')),
    ...named(offer.name),
    organisation: organisationId,
    towns: offer.town ? [offer.town] : [],
    street: streetKey(place?.street),
    postcode: place?.postcode,
    point: pointOf(place),
    phone: phoneKey(contact?.phone),
    email: contact?.email?.toLowerCase(),
    website: webKey(contact?.website),
    categories: offer.categories,
    times: offer.schedules.map((one) => (one.kind === 'weekly' ? one.hours : `${one.start} ${one.rrule ?? ''}`)).sort(),
    days: [
      ...new Set(offer.schedules.flatMap((one) => (one.kind === 'weekly' ? daysIn(one.hours) : [one.start.slice(0, 10)]))),
    ].sort(),
    audience: {
      gender: offer.gender,
      germanLevel: `${offer.germanLevel.min ?? ''}-${offer.germanLevel.max ?? ''}`,
      ages: `${offer.ages.min ?? ''}-${offer.ages.max ?? ''}`,
      kind: offer.kind,
    },
  };
}

/** Of an offer that somebody else tells of: what stands there because they say nothing is no answer. */
export function toldFeatures(offer: OfferContent, organisationId: string | undefined, told: Iterable<string>): Features {
  const fields = new Set([...told].map((path) => path.split('.')[0]));
  const features = offerFeatures(offer, organisationId);
  return { ...features, audience: Object.fromEntries(Object.entries(features.audience).filter(([field]) => fields.has(field))) };
}

export function organisationFeatures(organisation: OrganisationContent): Features {
  const { place } = organisation;
  return {
    kind: 'organisation',
    name: words(organisation.name).join(' '),
    letters: trigrams(words(organisation.name).join(' ')),
    ...named(organisation.name),
    organisation: undefined,
    towns: organisation.towns,
    street: streetKey(place?.street),
    postcode: place?.postcode,
    point: pointOf(place),
    phone: phoneKey(organisation.phone),
    email: organisation.email?.toLowerCase(),
    website: webKey(organisation.website),
    categories: [organisation.kind],
    times: [],
    days: [],
    audience: {},
  };
}
