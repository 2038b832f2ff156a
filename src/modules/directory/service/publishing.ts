import { listTowns, type Territory } from '#modules/territory';
import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import type { OfferContent } from '../model/content.ts';
import { facetWords } from '../model/facets.ts';
import type { Lexicon } from '../model/lexicon.ts';
import { occurrences } from '../model/occurrences.ts';
import { publicOffer } from '../model/public-view.ts';
import { conceptWord } from '../model/query.ts';
import { translatedField, translatedTags, translationState } from '../model/translation/state.ts';
import { type CategoryTree, readCategories } from '../store/categories.ts';
import type { Entry } from '../store/entries.ts';
import { listOwnConcepts } from '../store/glossary/concepts.ts';
import type { IndexedText, OfferTitle, PublicOffer } from '../store/public-offers.ts';
import { glossaryMark, lexicon } from './lexicon.ts';

/** How far ahead dates are worked out; a nightly job moves the window on. */
const horizonDays = 42;

export function horizon(now: Date): { from: Date; to: Date } {
  const from = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  return { from, to: new Date(now.getFullYear(), now.getMonth(), now.getDate() + horizonDays) };
}

const titleFields = ['name', 'summary'] as const;

/** Name and summary by language, German where one of them is missing, with the fields that are marked when shown. */
function titlesOf(offer: OfferContent): Record<string, OfferTitle> {
  const titles: Record<string, OfferTitle> = { de: { name: offer.name, summary: offer.summary } };
  for (const tag of translatedTags(offer)) {
    const found = titleFields.map((field) => ({ field, ...translationState(offer, tag, field) }));
    if (found.every(({ state }) => state === 'missing')) continue;
    const marked = (mark: string, which: (one: (typeof found)[number]) => boolean) => {
      const fields = found.filter(which).map(({ field }) => field);
      return fields.length ? { [mark]: fields } : {};
    };
    titles[tag] = {
      name: translatedField(offer, tag, 'name')?.text ?? offer.name,
      summary: translatedField(offer, tag, 'summary')?.text ?? offer.summary,
      ...marked('german', ({ state }) => state === 'missing'),
      ...marked('machine', ({ by }) => by === 'machine'),
      ...marked('outdated', ({ state }) => state === 'outdated'),
    };
  }
  return titles;
}

/**
 * The text under which an offer is found: its words in all languages, the parts of compounds, the concepts it means.
 * @param facets of `facetWords`
 */
export function indexedText(
  { reader, towns }: Pick<PublishingGround, 'reader' | 'towns'>,
  offer: OfferContent,
  facets: readonly string[],
  organisation: string,
): IndexedText {
  const town = offer.town ? towns.get(offer.town)?.names.de : undefined;
  const facts = [
    ...facets.map((word) => word.replace(/^thema:/, '')),
    ...offer.residence.map((group) => `residence:${group}`),
    ...(offer.gender === 'men' ? ['gender:men'] : []),
  ];
  const tags = translatedTags(offer);
  const translated = (field: 'name' | 'summary' | 'description') =>
    tags.flatMap((tag) => translatedField(offer, tag, field)?.text ?? []);
  const concepts = (ids: readonly string[]) => [...new Set(ids)].map(conceptWord).join(' ');
  /** The German text with its compounds taken apart and the concepts it names; other texts with their words alone. */
  const indexed = (german: string, others: readonly string[], facts: readonly string[] = []) => {
    const { normal, parts, concepts: named } = reader.read(german);
    const rest = others.length ? reader.read(others.join(' ')) : undefined;
    const found = [
      normal,
      ...(rest ? [rest.normal] : []),
      ...new Set([...parts, ...(rest?.parts ?? [])]),
      concepts([...named, ...facts]),
    ];
    return found.filter(Boolean).join(' ');
  };
  return {
    a: indexed(offer.name, translated('name'), reader.conceptsOf(facts)),
    b: indexed(offer.summary, [
      ...translated('summary'),
      organisation,
      ...(town ? [town] : []),
      ...(offer.quarter ? [offer.quarter] : []),
    ]),
    c: indexed(offer.description, translated('description')),
  };
}

/** What publishing needs to know of the district, read once for many offers. */
export interface PublishingGround {
  readonly towns: ReadonlyMap<string, Territory>;
  readonly categories: CategoryTree;
  /** Reads German texts with the district's own words. */
  readonly reader: Lexicon;
}

/** Reads texts as the glossary stands in this transaction. */
export async function publishingReader(trx: Trx): Promise<Lexicon> {
  return lexicon('de', await listOwnConcepts(trx));
}

export async function publishingGround(trx: Trx, context: Context): Promise<PublishingGround> {
  const towns = await listTowns(context);
  return {
    towns: new Map(towns.map((town) => [town.key, town])),
    categories: await readCategories(trx),
    reader: await publishingReader(trx),
  };
}

/**
 * Number of the read model; raised whenever `toPublicOffer` puts more or other facts into it (a column, a key of the card,
 * a facet word). Offers of another number are made anew after the next start.
 */
export const readModelVersion = 1;

/** Mark of the read model in every card: its number, and the glossary of the software under which offers were read. */
export const readModel = (): string => `${readModelVersion}-${glossaryMark()}`;

/** The read model of one offer; nothing goes in that `publicOffer` has not let through. */
export function toPublicOffer(
  context: Context,
  ground: PublishingGround,
  entry: Pick<Entry, 'id' | 'slug' | 'confirmedOn'> & { organisationId: string },
  content: OfferContent,
  organisation: { slug: string; name: string },
): PublicOffer {
  const offer = publicOffer(content, dayOf(context.now()));
  const { facets, gates } = facetWords({
    offer,
    topOf: (leaf) => ground.categories.topOf(leaf),
    towns: [...ground.towns.keys()],
  });
  const town = offer.town ? ground.towns.get(offer.town) : undefined;
  const now = context.now();
  const { from, to } = horizon(now);
  const { place } = offer;
  return {
    tenantId: context.tenant.id,
    offerId: entry.id,
    slug: entry.slug,
    organisationId: entry.organisationId,
    name: offer.name,
    facets,
    gates,
    text: indexedText(ground, offer, facets, organisation.name),
    lat: place?.lat ?? town?.point?.lat ?? null,
    lon: place?.lon ?? town?.point?.lon ?? null,
    ages: offer.ages,
    openings: occurrences(offer, from, to),
    confirmedOn: entry.confirmedOn,
    publishedAt: now,
    card: {
      model: readModel(),
      kind: offer.kind,
      categories: offer.categories,
      ...(offer.town ? { town: offer.town } : {}),
      ...(offer.quarter ? { quarter: offer.quarter } : {}),
      schedules: offer.schedules,
      languages: offer.languages,
      fees: offer.fees,
      capacity: offer.capacity,
      childcare: offer.childcare,
      ages: offer.ages,
      gender: offer.gender,
      targetGroups: offer.targetGroups,
      residence: offer.residence,
      areaServed: offer.areaServed,
      germanLevel: offer.germanLevel,
      ...(offer.demonstration ? { demonstration: offer.demonstration } : {}),
      ...(offer.source ? { source: offer.source } : {}),
      organisation,
      registration: offer.participation.registration,
      ...(place ? { place: pick(place, ['name', 'street', 'postcode', 'city']) } : {}),
    },
    titles: titlesOf(offer),
    content: offer,
  };
}

function pick<T extends object, K extends keyof T>(value: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.filter((key) => value[key] !== undefined).map((key) => [key, value[key]])) as Pick<T, K>;
}
