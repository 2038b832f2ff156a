import type { Context } from '#platform/access';
import { languageName } from '#platform/i18n';
import type { OfferContent } from '../../model/content.ts';
import { isoDay } from '../../model/series.ts';
import { sourceTitle } from '../../model/sources.ts';
import { offerTranslatableFields } from '../../model/translation/fields.ts';
import type { ServiceRow } from '../../store/hsds.ts';
import { paths } from '../showing/addresses.ts';
import type { Ground } from '../showing/ground.ts';
import { type Wording, wordingIn } from '../wording.ts';
import { derivedId, withIds } from './ids.ts';
import { locationOf } from './location.ts';
import { organizationOf } from './organization.ts';
import { type Plain, some } from './plain.ts';
import { schedulesOf } from './schedules.ts';
import { plainTerm, type Term, termId, topicId } from './taxonomies.ts';
import { textsOf } from './texts.ts';

/** A district as the interface speaks of it, in the language asked for. */
export interface HsdsDistrict {
  readonly context: Context;
  readonly ground: Ground;
  /** All terms there are, by id. */
  readonly terms: ReadonlyMap<string, Term>;
}

const priceOf = (cents: number | undefined) => (cents === undefined ? undefined : cents / 100);

function costOptions(offerId: string, { fees }: OfferContent, note: string | undefined, wording: Wording): Plain[] | undefined {
  if (fees.kind === 'unknown') return undefined;
  return [
    {
      id: derivedId('cost_option', offerId),
      service_id: offerId,
      option: wording.t(`directory:fee.${fees.kind}`),
      currency: 'EUR',
      amount: fees.kind === 'free' ? 0 : priceOf(fees.cents),
      amount_description: note,
    },
  ];
}

/** Who may come, in one line; nothing where everybody may. */
function eligibility(offer: OfferContent, wording: Wording): string | undefined {
  const said = [
    wording.gender(offer.gender),
    wording.ages(offer.ages),
    wording.level(offer.germanLevel),
    wording.residence(offer.residence),
    offer.targetGroups.length
      ? wording.list(offer.targetGroups.map((group) => wording.t(`directory:target.${group}`)))
      : undefined,
  ].filter((one) => one !== undefined);
  return said.length ? said.join('; ') : undefined;
}

/** Breaks that were not over when it was published: dates, so that the text is right on any day. */
function alert({ breaks }: OfferContent, wording: Wording, published: string): string | undefined {
  const said = breaks
    .filter(({ to }) => to >= published)
    .map(({ from, to, reason }) => {
      const text = wording.t('directory:offer.break', { from: wording.day(from), to: wording.day(to) });
      return reason ? `${text} (${reason})` : text;
    });
  return said.length ? said.join('; ') : undefined;
}

function attributes(offerId: string, tenantId: string, offer: OfferContent, terms: HsdsDistrict['terms']): Plain[] {
  const links: [string, string, string?][] = [
    ...offer.categories.map((id): [string, string] => ['topic', topicId(tenantId, id)]),
    ...offer.targetGroups.map((group): [string, string] => ['audience', termId('audiences', group)]),
    ...offer.residence.map((group): [string, string] => ['eligibility', termId('residence', group)]),
    ...(['min', 'max'] as const).flatMap((end): [string, string, string][] => {
      const level = offer.germanLevel[end];
      return level ? [['eligibility', termId('german-levels', level), end]] : [];
    }),
    ['kind', termId('kinds', offer.kind)],
  ];
  return links.map(([type, term, value]) => {
    const found = terms.get(term);
    return {
      id: derivedId('attribute', offerId, type, term, value ?? ''),
      link_id: offerId,
      link_entity: 'service',
      link_type: type,
      taxonomy_term_id: term,
      value,
      taxonomy_term: found && plainTerm(found),
    };
  });
}

/** Where an offer is for: the towns it names, else the whole district. */
function serviceAreas(offerId: string, offer: OfferContent, { context, ground }: HsdsDistrict): Plain[] {
  const geocoding = 'http://dcat-ap.de/def/politicalGeocoding/';
  const { tenant } = context;
  const areas = offer.areaServed.length
    ? offer.areaServed.map((key) => ({ name: ground.town(key)?.names.de ?? key, uri: `${geocoding}municipalityKey/${key}` }))
    : [{ name: tenant.names.de ?? tenant.slug, uri: `${geocoding}districtKey/${tenant.ags}` }];
  return areas.map((area) => ({ id: derivedId('service_area', offerId, area.uri), service_id: offerId, ...area }));
}

function phonesOf(owner: 'service_id' | 'contact_id', id: string, number: string | undefined): Plain[] | undefined {
  return number ? [{ id: derivedId('phone', id, number), [owner]: id, number, type: 'voice' }] : undefined;
}

/** A function, never a person: names are published for visitors of the page, not for passing on. */
function contactsOf(offerId: string, { contact }: OfferContent, role: string | undefined): Plain[] | undefined {
  if (!contact || !(contact.role || contact.phone || contact.email)) return undefined;
  const id = derivedId('contact', offerId);
  const { email, phone } = contact;
  return [{ id, service_id: offerId, title: role, email, phones: phonesOf('contact_id', id, phone) }];
}

function languagesOf(offerId: string, { languages }: OfferContent, wording: Wording): Plain[] {
  // "This does not include languages which can only be used with interpretation."
  const spoken = languages.filter(({ mode }) => mode === 'spoken');
  return withIds('language', offerId, spoken, ({ code }) => code).map(({ id, item: { code, hours, note } }) => ({
    id,
    service_id: offerId,
    name: languageName(code, wording.language),
    code,
    note: [...(hours ? wording.hoursText(hours) : []), ...(note ? [note] : [])].join('; ') || undefined,
  }));
}

function interpretation({ languages }: OfferContent, wording: Wording): string | undefined {
  const others = languages.filter(({ mode }) => mode !== 'spoken');
  return others.length ? wording.list(wording.languages(others)) : undefined;
}

/** What only a project, a chance to volunteer or a professional contact has, in the spelling of the standard. */
function detailsOf({ project, volunteering, professional }: OfferContent): Plain | undefined {
  const own = Object.entries(project ?? volunteering ?? professional ?? {});
  const spelt = own.map(([key, value]) => [key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]);
  return spelt.length ? Object.fromEntries(spelt) : undefined;
}

/** What HSDS 3.0 has no field for, under one key of ours so that nothing collides with later versions. */
function ownTerms(row: ServiceRow, district: HsdsDistrict, marks: Plain): Plain {
  const { context, ground } = district;
  const { content: offer } = row;
  const { registration, url } = offer.participation;
  const { total, free, waiting } = offer.capacity;
  return {
    district: context.tenant.slug,
    page: `${context.publicUrl}${paths.offer(context, row.slug)}`,
    kind: offer.kind,
    ...marks,
    municipality: offer.town ? { ags: offer.town, name: ground.town(offer.town)?.names.de } : undefined,
    quarter: offer.quarter,
    registration: registration === 'unknown' ? undefined : registration,
    registration_url: url,
    capacity: total === undefined && free === undefined ? undefined : { total, free },
    waiting: waiting === 'unknown' ? undefined : waiting,
    childcare: offer.childcare === 'unknown' ? undefined : offer.childcare === 'yes',
    gender: offer.gender === 'all' ? undefined : offer.gender,
    timezone: 'Europe/Berlin',
    assured_stage: row.stage,
    assured_languages: Object.keys(row.languagesConfirmed).length ? row.languagesConfirmed : undefined,
    breaks: some(offer.breaks),
    details: detailsOf(offer),
    languages: some(offer.languages.map(({ code, hours, mode, note }) => ({ code, mode, opening_hours: hours, note }))),
    source: offer.source && !offer.demonstration ? sourceTitle(offer.source.document) : undefined,
    demonstration: offer.demonstration,
  };
}

/** A service with the fields that have one value, as lists show it. */
export function serviceOf(row: ServiceRow, district: HsdsDistrict): Plain {
  const { context } = district;
  const { content: offer, offerId } = row;
  const wording = wordingIn(context.language);
  const { texts, marks } = textsOf(offer, offerTranslatableFields, context);
  const published = row.publishedAt;
  const { waiting } = offer.capacity;
  const own = ownTerms(row, district, marks);
  return {
    id: offerId,
    organization_id: row.organisationId,
    name: texts.name,
    description: texts.description,
    url: offer.contact?.website ?? own.page,
    email: offer.contact?.email,
    status: 'active',
    interpretation_services: interpretation(offer, wording),
    application_process:
      [
        ...(offer.participation.registration === 'unknown'
          ? []
          : [wording.t(`directory:registration.${offer.participation.registration}`)]),
        ...(texts.how ? [texts.how] : []),
      ].join('. ') || undefined,
    fees_description:
      offer.fees.kind === 'unknown' && !offer.fees.note
        ? undefined
        : [wording.fee(offer.fees), ...(texts.feesNote ? [texts.feesNote] : [])].join('. '),
    wait_time: waiting === 'unknown' ? undefined : wording.t(`directory:waiting.${waiting}`),
    eligibility_description: eligibility(offer, wording),
    minimum_age: offer.ages.min,
    maximum_age: offer.ages.max,
    assured_date: row.confirmedOn ?? undefined,
    alert: alert(offer, wording, isoDay(published)),
    last_modified: published.toISOString(),
    organization: row.organisation ? organizationOf(row.organisationId, row.organisation, context) : undefined,
    dreiklang: { summary: texts.summary, ...own },
  };
}

export const serviceAtLocationId = (offerId: string): string => derivedId('service_at_location', offerId);

/** The link of a service to its place; undefined: it has none that may be shown. */
export function linkOf(row: ServiceRow, district: HsdsDistrict, full: boolean): Plain | undefined {
  const { content, offerId } = row;
  if (!content.place) return undefined;
  const { directions } = textsOf(content, ['directions'], district.context).texts;
  const location = locationOf(offerId, content.place, directions, district.context, full);
  return { id: serviceAtLocationId(offerId), service_id: offerId, location_id: location.id, location };
}

/** A service with everything that belongs to it. */
export function fullServiceOf(row: ServiceRow, district: HsdsDistrict): Plain {
  const { context, terms } = district;
  const { content: offer, offerId } = row;
  const wording = wordingIn(context.language);
  const link = linkOf(row, district, true);
  const { texts } = textsOf(offer, ['feesNote', 'contactRole', 'documents'], context);
  const translated = texts.documents?.split('\n') ?? [];
  // A translation says the documents line by line; one with more or fewer lines says something else.
  const documents = withIds('required_document', offerId, offer.documents, (document) => document).map(({ id, item }, index) => ({
    id,
    service_id: offerId,
    document: translated.length === offer.documents.length ? translated[index] : item,
  }));
  return {
    ...serviceOf(row, district),
    organization: row.organisation ? organizationOf(row.organisationId, row.organisation, context, terms) : undefined,
    phones: phonesOf('service_id', offerId, offer.contact?.phone),
    schedules: some(schedulesOf(offerId, offer, wording, isoDay(row.publishedAt))),
    service_areas: serviceAreas(offerId, offer, district),
    service_at_locations: link && [link],
    languages: some(languagesOf(offerId, offer, wording)),
    cost_options: costOptions(offerId, offer, texts.feesNote, wording),
    required_documents: some(documents),
    contacts: contactsOf(offerId, offer, texts.contactRole),
    funding: offer.project?.fundedBy
      ? [{ id: derivedId('funding', offerId), service_id: offerId, source: offer.project.fundedBy }]
      : undefined,
    attributes: attributes(offerId, context.tenant.id, offer, terms),
  };
}

/** What `minimal` asks for: enough to see what has changed. */
export const minimalServiceOf = ({ offerId, publishedAt }: Pick<ServiceRow, 'offerId' | 'publishedAt'>): Plain => ({
  id: offerId,
  modified_date: publishedAt.toISOString(),
});
