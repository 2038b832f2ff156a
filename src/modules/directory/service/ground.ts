import { listTowns, type Territory } from '#modules/territory';
import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { findLanguage, languageName } from '#platform/i18n';
import type { OfferContent, OrganisationContent } from '../model/content.ts';
import type { Words } from '../model/field-text.ts';
import type { Fault } from '../model/form/values.ts';
import { type CategoryTree, readCategories } from '../store/categories.ts';
import { findSuccessor } from '../store/duplicates/merges.ts';
import { type Entry, type EntryKind, findEntryBySlug } from '../store/entries.ts';
import { listOrganisations, type OrganisationName } from '../store/entry-list.ts';
import { type PublishingGround, publishingReader } from './publishing.ts';

/** The district's towns, read before a transaction begins: inside of one a second connection would be needed. */
export type Towns = ReadonlyMap<string, Territory>;

export async function readTowns(context: Context): Promise<Towns> {
  const towns = await listTowns(context);
  return new Map(towns.map((town) => [town.key, town]));
}

export async function readGround(trx: Trx, towns: Towns): Promise<PublishingGround> {
  return { towns, categories: await readCategories(trx), reader: await publishingReader(trx) };
}

/** What a form of the directory offers to choose from. */
export interface FormGround {
  readonly towns: Towns;
  readonly categories: CategoryTree;
  readonly organisations: readonly OrganisationName[];
}

export async function readFormGround(context: Context): Promise<FormGround> {
  const towns = await readTowns(context);
  return context.transaction(async (trx) => ({
    towns,
    categories: await readCategories(trx),
    organisations: await listOrganisations(trx),
  }));
}

export function categoryName(context: Pick<Context, 't' | 'language'>, categories: CategoryTree, id: string): string {
  const own = categories.find(id)?.names;
  const name = own?.[context.language.tag] ?? own?.de;
  if (name) return name;
  const key = `directory:category.${id}`;
  const text = context.t(key);
  return text === key || text === `category.${id}` ? id : text;
}

export function wordsOf(context: Pick<Context, 't' | 'language'>, ground: FormGround): Words {
  return {
    t: context.t,
    locale: context.language.locale,
    town: (key) => ground.towns.get(key)?.names[context.language.tag] ?? ground.towns.get(key)?.names.de ?? key,
    category: (id) => categoryName(context, ground.categories, id),
    organisation: (slug) => ground.organisations.find((one) => one.slug === slug)?.name ?? slug,
    language: (code) => languageName(code, context.language),
  };
}

/**
 * What of an offer does not fit this district: towns and categories that it does not have, languages nobody speaks.
 * A category that was hidden stays where it is; only new entries may not choose it.
 */
export function faultsOfOffer(ground: PublishingGround, offer: OfferContent, before?: OfferContent): Fault[] {
  const faults: Fault[] = [];
  if (offer.town !== undefined && !ground.towns.has(offer.town))
    faults.push({ field: 'town', key: 'directory:field.unknown_town' });
  if (!offer.areaServed.every((key) => ground.towns.has(key)))
    faults.push({ field: 'areaServed', key: 'directory:field.unknown_town' });
  offer.categories.forEach((id, index) => {
    const category = ground.categories.find(id);
    const usable = category && category.parentId !== null && (category.active || before?.categories.includes(id));
    if (!usable) faults.push({ field: `categories.${index}`, key: 'directory:field.unknown_category' });
  });
  offer.languages.forEach(({ code }, index) => {
    if (!findLanguage(code)) faults.push({ field: `languages.${index}.code`, key: 'directory:field.language' });
  });
  return faults;
}

/** No consent is asked for longer than this: people change, and so do their minds. */
const consentYears = 3;

/** A contact person that is newly named: with a consent that holds today, and not for ever. */
function faultsOfConsent(offer: OfferContent, today: string, before?: OfferContent): Fault[] {
  const until = offer.contact?.consentUntil;
  if (until === undefined || (until === before?.contact?.consentUntil && offer.contact?.person === before.contact.person))
    return [];
  const last = `${Number(today.slice(0, 4)) + consentYears}${today.slice(4)}`;
  if (until < today) return [{ field: 'contact.consentUntil', key: 'directory:field.consent_past' }];
  return until > last ? [{ field: 'contact.consentUntil', key: 'directory:field.consent_too_long' }] : [];
}

export function faultsOfOrganisation(ground: PublishingGround, organisation: OrganisationContent): Fault[] {
  return organisation.towns.every((key) => ground.towns.has(key))
    ? []
    : [{ field: 'towns', key: 'directory:field.unknown_town' }];
}

/** What of content that is about to be public or proposed does not fit; of an offer its contact person's consent too. */
export function faultsOfContent(
  ground: PublishingGround,
  kind: EntryKind,
  content: OfferContent | OrganisationContent,
  today: string,
  before?: OfferContent | OrganisationContent,
): Fault[] {
  if (kind === 'organisation') return faultsOfOrganisation(ground, content as OrganisationContent);
  const [offer, known] = [content as OfferContent, before as OfferContent | undefined];
  return [...faultsOfOffer(ground, offer, known), ...faultsOfConsent(offer, today, known)];
}

/** The organisation that an offer names, or the fault at its field. */
export async function findOrganisation(trx: Trx, slug: string): Promise<Entry | undefined> {
  const found = await findEntryBySlug(trx, 'organisation', slug);
  if (!found || found.publishedVersion !== null) return found;
  // Merged since somebody wrote the name down: the one that stands for it.
  const successor = await findSuccessor(trx, 'organisation', slug);
  return successor === undefined ? found : findEntryBySlug(trx, 'organisation', successor);
}

/** Faults as details of a failure: field → translation key. */
export const asDetails = (faults: readonly Fault[]): Record<string, string> =>
  Object.fromEntries(faults.map(({ field, key }) => [field, key]));

/** An organisation that works in one town is that town's; one of several towns is the district's. */
export function townOf(content: OfferContent | OrganisationContent): string | null {
  if ('towns' in content) return content.towns.length === 1 ? (content.towns[0] as string) : null;
  return content.town ?? null;
}
