import type { Context } from '#platform/access';
import { languageName } from '#platform/i18n';
import type { OfferContent } from '../../model/content.ts';
import { publicTranslations } from '../../model/translation/state.ts';
import type { PublicOfferRow } from '../../store/public-offers.ts';
import type { FoundOffer } from '../../store/search.ts';
import { facetGroups, type SearchAddress, type SearchPage } from '../searching.ts';
import { paths } from './addresses.ts';
import type { Ground } from './ground.ts';

/**
 * What the public pages answer to `Accept: application/json`. Names are those of HSDS 3 where it has the thing; what it
 * lacks (opening hours of OSM, residence groups) stands in fields of our own. Keys without a value are left out.
 */
type Plain = Record<string, unknown>;

type Told = Pick<
  OfferContent,
  | 'languages'
  | 'ages'
  | 'fees'
  | 'gender'
  | 'targetGroups'
  | 'residence'
  | 'germanLevel'
  | 'childcare'
  | 'schedules'
  | 'categories'
>;

function eligibility({ ages, gender, targetGroups, residence, germanLevel }: Told): Plain {
  return {
    minimum_age: ages.min,
    maximum_age: ages.max,
    gender: gender === 'all' ? undefined : gender,
    target_groups: targetGroups,
    residence_groups: residence,
    german_level: germanLevel.min || germanLevel.max ? germanLevel : undefined,
  };
}

function shared(offer: Told, { language }: Context): Plain {
  return {
    languages: offer.languages.map(({ code, hours, mode, note }) => ({
      code,
      name: languageName(code, language),
      opening_hours: hours,
      mode,
      note,
    })),
    schedules: offer.schedules.map((schedule) =>
      schedule.kind === 'weekly'
        ? { opening_hours: schedule.hours, valid_from: schedule.validFrom, valid_to: schedule.validTo, notes: schedule.note }
        : {
            dtstart: schedule.start,
            duration_minutes: schedule.minutes,
            rrule: schedule.rrule,
            timezone: 'Europe/Berlin',
            notes: schedule.note,
          },
    ),
    taxonomy_terms: offer.categories,
    cost_options:
      offer.fees.kind === 'unknown'
        ? undefined
        : [
            {
              option: offer.fees.kind,
              amount: offer.fees.cents === undefined ? undefined : offer.fees.cents / 100,
              currency: 'EUR',
              amount_description: offer.fees.note,
            },
          ],
    childcare: offer.childcare === 'unknown' ? undefined : offer.childcare === 'yes',
    ...eligibility(offer),
  };
}

const absolute = (context: Context, path: string) => `${context.publicUrl}${path}`;

function listed(found: FoundOffer, context: Context, ground: Ground): Plain {
  const { card } = found;
  const own = context.language.tag === 'de' ? null : found.title;
  const title = own ?? found.germanTitle;
  const town = card.town === undefined ? undefined : ground.town(card.town);
  return {
    slug: found.slug,
    url: absolute(context, paths.offer(context, found.slug)),
    kind: card.kind,
    status: 'active',
    name: title.name,
    description: title.summary,
    language: own ? context.language.htmlLang : 'de',
    translation: own ? (own.machine ? 'machine' : 'human') : undefined,
    example: card.demonstration,
    organization: { name: card.organisation.name, url: absolute(context, paths.organisation(context, card.organisation.slug)) },
    municipality: town ? { ags: town.key, name: town.names.de } : undefined,
    latitude: found.lat ?? undefined,
    longitude: found.lon ?? undefined,
    distance_km: found.distance === null ? undefined : Math.round(found.distance * 10) / 10,
    assured_date: found.confirmedOn ?? undefined,
    assured_languages: found.languagesConfirmed,
    assured_stage: found.stage,
    next_date: found.next ?? undefined,
    open_now: found.openNow,
    ...shared(card, context),
  };
}

/** Facet words by group: `{ ort: { "05562024": 3 } }`; the groups of a single kind's list are no filters of the search. */
function facets(counts: Readonly<Record<string, number>>): Record<string, Record<string, number>> {
  const groups: Record<string, Record<string, number>> = {};
  for (const [word, count] of Object.entries(counts)) {
    const colon = word.indexOf(':');
    const group = word.slice(0, colon);
    if (!(facetGroups as readonly string[]).includes(group)) continue;
    groups[group] = { ...groups[group], [word.slice(colon + 1)]: count };
  }
  return groups;
}

export function plainSearch(found: SearchPage, address: SearchAddress, context: Context, ground: Ground): Plain {
  return {
    total: found.total,
    page: found.page,
    pages: found.pages,
    query: address.q,
    corrected: found.corrected ?? undefined,
    loosened: found.loosened,
    open_now: found.openNow,
    facets: facets(found.counts),
    offers: found.offers.map((offer) => listed(offer, context, ground)),
  };
}

function location({ place }: OfferContent): Plain | undefined {
  if (!place) return undefined;
  return {
    location_type: 'physical',
    name: place.name,
    latitude: place.lat,
    longitude: place.lon,
    transportation: place.directions,
    addresses: [
      {
        address_1: place.street,
        postal_code: place.postcode,
        city: place.city,
        state_province: 'NW',
        country: 'DE',
        address_type: 'physical',
      },
    ],
    accessibility: place.accessibility.map((description) => ({ description })),
    precision: place.visibility === 'public' ? 'exact' : 'area',
  };
}

export function plainOffer(row: PublicOfferRow, context: Context, ground: Ground): Plain {
  const { content: offer, organisation } = row;
  const town = offer.town === undefined ? undefined : ground.town(offer.town);
  const place = location(offer);
  return {
    id: row.offerId,
    slug: row.slug,
    url: absolute(context, paths.offer(context, row.slug)),
    kind: offer.kind,
    status: 'active',
    name: offer.name,
    summary: offer.summary,
    description: offer.description,
    language: 'de',
    translations: publicTranslations(offer),
    example: offer.demonstration,
    organization: organisation
      ? {
          name: organisation.content.name,
          url: absolute(context, paths.organisation(context, organisation.slug)),
          description: organisation.content.description,
        }
      : undefined,
    municipality: town ? { ags: town.key, name: town.names.de } : undefined,
    quarter: offer.quarter,
    service_areas: offer.areaServed.map((key) => ({ extent: key, name: ground.town(key)?.names.de })),
    locations: place ? [place] : undefined,
    required_documents: offer.documents.map((document) => ({ document })),
    application_process: offer.participation.how,
    registration: offer.participation.registration,
    registration_url: offer.participation.url,
    capacities: { available: offer.capacity.free, maximum: offer.capacity.total, waiting: offer.capacity.waiting },
    contacts: offer.contact ? [offer.contact] : undefined,
    breaks: offer.breaks,
    assured_date: row.confirmedOn ?? undefined,
    assured_languages: row.languagesConfirmed,
    assured_stage: row.stage,
    last_modified: row.publishedAt,
    source: offer.source,
    ...shared(offer, context),
  };
}
