import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import type { OrganisationContent } from '../model/content.ts';
import { publicOffer, publicOrganisation } from '../model/public-view.ts';
import { conceptWord, tsQuery } from '../model/query.ts';
import { listAllPublicOffers, type PublicOfferRow } from '../store/public-offers.ts';
import { listOffersBySlug, listOffersWith, listPublicOrganisations } from '../store/showing.ts';
import { addressOf } from './kinds/institution.ts';
import { lexicon } from './lexicon.ts';
import { wordbookOf } from './search/wordbook.ts';
import { paths } from './showing/addresses.ts';
import { cardOf, type OfferCardView } from './showing/cards.ts';
import { categoryName, groundOf } from './showing/ground.ts';
import { type ContactView, contactsOf } from './showing/offer-view.ts';
import { germanPhrase, type Phrase } from './showing/phrase.ts';
import { wordingIn } from './wording.ts';

/** What other modules show of the directory, always by reference and as it is today. */

export interface OrganisationCardView {
  readonly href: string;
  readonly name: Phrase;
  readonly contacts: readonly ContactView[];
  readonly address: readonly Phrase[];
  readonly hours: readonly string[];
}

export interface CategoryShelf {
  readonly name: string;
  readonly href: string;
  readonly total: number;
  /** Soonest first, three at most. */
  readonly cards: readonly OfferCardView[];
}

/** By slug or category id; what is not public is missing. */
export interface EmbeddedEntries {
  readonly offers: ReadonlyMap<string, OfferCardView>;
  readonly organisations: ReadonlyMap<string, OrganisationCardView>;
  readonly categories: ReadonlyMap<string, CategoryShelf>;
}

const onShelf = 3;

export async function embeddedEntries(
  context: Context,
  wanted: {
    readonly offers: readonly string[];
    readonly organisations: readonly string[];
    readonly categories: readonly string[];
  },
): Promise<EmbeddedEntries> {
  if (!wanted.offers.length && !wanted.organisations.length && !wanted.categories.length)
    return { offers: new Map(), organisations: new Map(), categories: new Map() };
  const { tenant, language } = context;
  const { shared } = context.database;
  const ground = await groundOf(context);
  const wording = wordingIn(language);
  const now = context.now();
  const query = { tenantId: tenant.id, language: language.tag, now };
  const view = { context, ground, visitor: {}, query: '' };
  const [offers, organisations, shelves] = await Promise.all([
    listOffersBySlug(shared, { ...query, slugs: wanted.offers }),
    listPublicOrganisations(shared, tenant.id, wanted.organisations),
    Promise.all(
      wanted.categories.map(async (id) => {
        const found = await listOffersWith(shared, { ...query, words: [`thema:${id}`], limit: onShelf });
        return {
          id,
          shelf: {
            name: categoryName(ground, id, wording),
            href: `${paths.search(context)}?thema=${encodeURIComponent(id)}`,
            total: found.total,
            cards: found.offers.map((one) => cardOf(one, view)),
          },
        };
      }),
    ),
  ]);
  const cardOfOrganisation = (slug: string, stored: OrganisationContent): OrganisationCardView => {
    const content = publicOrganisation(stored);
    return {
      href: paths.organisation(context, slug),
      name: germanPhrase(content.name, language),
      contacts: contactsOf(content, wording),
      address: addressOf(content, wording),
      hours: content.hours ? wording.hoursText(content.hours) : [],
    };
  };
  return {
    offers: new Map(offers.map((found) => [found.slug, cardOf(found, view)])),
    organisations: new Map(organisations.map(({ slug, content }) => [slug, cardOfOrganisation(slug, content)])),
    categories: new Map(shelves.map(({ id, shelf }) => [id, shelf])),
  };
}

/** Every published offer of the district as everybody may see it today, for interfaces that give away all of it. */
export async function publishedOffers(context: Context): Promise<readonly PublicOfferRow[]> {
  const today = dayOf(context.now());
  const rows = await listAllPublicOffers(context.database.shared, context.tenant.id);
  return rows.map((row) => ({
    ...row,
    content: publicOffer(row.content, today),
    organisation: row.organisation && { ...row.organisation, content: publicOrganisation(row.organisation.content) },
  }));
}

/** A text as it is indexed for search: in normal form, with the parts of compounds and the concepts of the glossary it names. */
export function searchWords(tag: string, text: string): string {
  if (!text) return '';
  const { normal, parts, concepts } = lexicon(tag).read(text);
  return [normal, ...parts, ...[...new Set(concepts)].map(conceptWord)].filter(Boolean).join(' ');
}

/** Input of `to_tsquery('german', …)` for texts indexed by `searchWords`; '' when the query says nothing. */
export async function searchQuery(context: Context, text: string): Promise<{ readonly all: string; readonly any: string }> {
  const wordbook = await wordbookOf(context);
  const units = wordbook.lexicon(context.language.tag).analyse(text);
  return { all: tsQuery(units), any: tsQuery(units, 'any') };
}
