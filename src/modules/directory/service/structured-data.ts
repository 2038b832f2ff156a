import type { Context } from '#platform/access';
import { findLanguage } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import type { OfferContent, OrganisationContent, Place } from '../model/content.ts';
import { readWeeklyHours } from '../model/weekly-hours.ts';
import type { PublicOfferRow } from '../store/public-offers.ts';
import { paths } from './showing/addresses.ts';
import type { Ground } from './showing/ground.ts';
import { nextDates } from './showing/offer-view.ts';
import { translated } from './showing/phrase.ts';

/**
 * Offers and organisations in the terms of schema.org, for search engines: a service with its times, and an event for each
 * coming date of what has dates. What is not known is left out; what is protected is not in the read model.
 */
type Thing = Record<string, unknown>;

const vocabulary = 'https://schema.org';
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const organisationTypes: Partial<Record<OrganisationContent['kind'], string>> = {
  public_body: 'GovernmentOrganization',
  school: 'EducationalOrganization',
  education_provider: 'EducationalOrganization',
  health_facility: 'MedicalOrganization',
  welfare_association: 'NGO',
  association: 'NGO',
  migrant_organisation: 'NGO',
};

const organisationType = (kind: OrganisationContent['kind']) => organisationTypes[kind] ?? 'Organization';

const clock = (minutes: number) => {
  const within = Math.min(minutes, 24 * 60 - 1);
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
};

/** Weekly hours; what happens on certain days of a month only is no weekly hour and left out. */
function openingHours({ schedules }: OfferContent): Thing[] {
  return schedules.flatMap((schedule) => {
    if (schedule.kind !== 'weekly') return [];
    const week = readWeeklyHours(schedule.hours);
    const rules = week?.always ? [{ days: [1, 2, 3, 4, 5, 6, 7], nth: [], times: [] }] : (week?.rules ?? []);
    return rules
      .filter(({ nth }) => !nth.length)
      .flatMap((rule) =>
        (rule.times.length ? rule.times : [{ from: 0, to: 24 * 60 }]).map((span) => ({
          '@type': 'OpeningHoursSpecification',
          dayOfWeek: rule.days.map((day) => `${vocabulary}/${days[day - 1]}`),
          opens: clock(span.from),
          closes: clock(span.to > 24 * 60 ? span.to - 24 * 60 : span.to),
          validFrom: schedule.validFrom,
          validThrough: schedule.validTo,
        })),
      );
  });
}

function placeOf(place: Place | undefined): Thing | undefined {
  if (!place) return undefined;
  const { name, street, postcode, city, lat, lon } = place;
  return {
    '@type': 'Place',
    name,
    address: {
      '@type': 'PostalAddress',
      streetAddress: street,
      postalCode: postcode,
      addressLocality: city,
      addressRegion: 'NW',
      addressCountry: 'DE',
    },
    // A point that is rounded to a kilometre would be taken for exact.
    geo:
      lat !== undefined && place.visibility === 'public'
        ? { '@type': 'GeoCoordinates', latitude: lat, longitude: lon }
        : undefined,
  };
}

function areasOf(keys: readonly string[], context: Context, ground: Ground): Thing[] {
  const names = keys.length
    ? keys.map((key) => ground.town(key)?.names.de ?? key)
    : [tenantName(context.tenant, context.language)];
  return names.map((name) => ({ '@type': 'AdministrativeArea', name }));
}

const graph = (...things: Thing[]) => ({ '@context': vocabulary, '@graph': things });

function organisationOf(id: string, content: OrganisationContent, url: string): Thing {
  return {
    '@type': organisationType(content.kind),
    '@id': id,
    name: content.name,
    alternateName: content.shortName,
    url: content.website ?? url,
    email: content.email,
    telephone: content.phone,
  };
}

function audienceOf({ ages, gender }: OfferContent): Thing | undefined {
  if (ages.min === undefined && ages.max === undefined && gender === 'all') return undefined;
  return {
    '@type': 'PeopleAudience',
    suggestedMinAge: ages.min,
    suggestedMaxAge: ages.max,
    suggestedGender: gender === 'all' ? undefined : gender === 'women' ? 'female' : 'male',
  };
}

function priceOf({ fees }: OfferContent): Thing | undefined {
  if (fees.kind === 'free') return { '@type': 'Offer', price: 0, priceCurrency: 'EUR' };
  return fees.cents === undefined ? undefined : { '@type': 'Offer', price: fees.cents / 100, priceCurrency: 'EUR' };
}

/** An offer's page. Examples of the demonstration say nothing: nobody should find an invented course. */
export function offerData(row: PublicOfferRow, context: Context, ground: Ground): object | undefined {
  const { content: offer, organisation } = row;
  if (offer.demonstration) return undefined;
  const { language, publicUrl } = context;
  const { texts } = translated(offer, ['name', 'summary', 'description'], language);
  const page = `${publicUrl}${paths.offer(context, row.slug)}`;
  const provider = organisation
    ? organisationOf(
        `${publicUrl}${paths.organisation(context, organisation.slug)}#organisation`,
        organisation.content,
        `${publicUrl}${paths.organisation(context, organisation.slug)}`,
      )
    : undefined;
  const languages = offer.languages.map(({ code }) => findLanguage(code)?.tag ?? code);
  const location = placeOf(offer.place);
  const contact = offer.contact ?? organisation?.content;
  const hours = openingHours(offer);
  const price = priceOf(offer);
  const service = {
    '@type': organisation?.content.kind === 'public_body' ? 'GovernmentService' : 'Service',
    '@id': `${page}#service`,
    name: texts.name.text,
    description: texts.summary.text,
    url: page,
    provider,
    areaServed: areasOf(offer.areaServed.length ? offer.areaServed : offer.town ? [offer.town] : [], context, ground),
    audience: audienceOf(offer),
    hoursAvailable: hours.length ? hours : undefined,
    offers: price,
    availableChannel: {
      '@type': 'ServiceChannel',
      serviceLocation: location,
      availableLanguage: languages.length ? languages : undefined,
      serviceUrl: offer.participation.url,
      servicePhone: contact?.phone ? { '@type': 'ContactPoint', telephone: contact.phone } : undefined,
    },
  };
  const dated = offer.schedules.length > 0 && offer.schedules.every(({ kind }) => kind === 'dates');
  const events = dated
    ? nextDates(offer, context.now()).map(({ from, to }) => ({
        '@type': 'Event',
        name: texts.name.text,
        description: texts.summary.text,
        startDate: from.toISOString(),
        endDate: to.toISOString(),
        eventStatus: `${vocabulary}/EventScheduled`,
        inLanguage: languages.length ? languages : undefined,
        location: location ?? areasOf(offer.town ? [offer.town] : [], context, ground).map((area) => ({ ...area }))[0],
        organizer: provider && { '@id': provider['@id'] },
        isAccessibleForFree: offer.fees.kind === 'free' ? true : undefined,
        offers: price,
        url: page,
      }))
    : [];
  const webPage = {
    '@type': 'WebPage',
    '@id': page,
    url: page,
    name: texts.name.text,
    inLanguage: language.htmlLang,
    dateModified: row.publishedAt.toISOString(),
    mainEntity: { '@id': service['@id'] },
  };
  return graph(webPage, service, ...events);
}

/** An organisation's page. */
export function organisationData(
  row: { readonly slug: string; readonly content: OrganisationContent },
  context: Context,
  ground: Ground,
): object | undefined {
  const { content } = row;
  if (content.demonstration) return undefined;
  const page = `${context.publicUrl}${paths.organisation(context, row.slug)}`;
  const { texts } = translated(content, ['description'], context.language);
  const id = `${page}#organisation`;
  const webPage = {
    '@type': 'WebPage',
    '@id': page,
    url: page,
    name: content.name,
    inLanguage: context.language.htmlLang,
    mainEntity: { '@id': id },
  };
  const organisation = {
    ...organisationOf(id, content, page),
    description: texts.description.text,
    areaServed: areasOf(content.towns, context, ground),
  };
  return graph(webPage, organisation);
}
