import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import type { OfferContent } from '../model/content.ts';
import { publicOffer, publicOrganisation } from '../model/public-view.ts';
import { findPublicOffer, type PublicOfferRow } from '../store/public-offers.ts';
import { publishedOffers } from './sharing.ts';
import { paths } from './showing/addresses.ts';
import { categoryName, type Ground, groundOf } from './showing/ground.ts';
import { type FactView, factsOf } from './showing/offer-facts.ts';
import { type ContactView, contactsOf } from './showing/offer-view.ts';
import { germanPhrase, type Phrase, translated } from './showing/phrase.ts';
import { type Wording, wordingIn } from './wording.ts';

/** An offer in short, with nothing in it that is only true today: for devices without a network and for public screens. */
export interface BriefOffer {
  readonly slug: string;
  readonly href: string;
  readonly title: Phrase;
  readonly summary: Phrase;
  readonly provider: Phrase | undefined;
  /** First category: id and name. */
  readonly category: { readonly id: string; readonly name: string } | undefined;
  /** An invented entry of the demonstration. */
  readonly example: boolean;
  /** Where, when, in which languages, what it costs, how to take part. */
  readonly facts: readonly FactView[];
  readonly contacts: readonly ContactView[];
  /** What has to be said of it: machine-made, out of date, German for want of a translation. */
  readonly notes: readonly string[];
  readonly confirmed: string;
}

const shownFacts: ReadonlySet<keyof OfferContent> = new Set(['place', 'schedules', 'languages', 'fees', 'participation']);

function briefly(row: PublicOfferRow, context: Context, ground: Ground, wording: Wording): BriefOffer {
  const { content: offer, organisation } = row;
  const { t, language } = wording;
  const { texts, machine, german, outdated } = translated(offer, ['name', 'summary'], language);
  const [id] = offer.categories;
  // What the offer itself does not say, its provider may.
  const contact = offer.contact?.phone || offer.contact?.email || offer.contact?.website ? offer.contact : organisation?.content;
  return {
    slug: row.slug,
    href: paths.offer(context, row.slug),
    title: texts.name,
    summary: texts.summary,
    provider: organisation ? germanPhrase(organisation.content.name, language) : undefined,
    category: id === undefined ? undefined : { id, name: categoryName(ground, id, wording) },
    example: offer.demonstration === true,
    facts: factsOf(offer, wording, ground).filter(({ field, lines }) => shownFacts.has(field) && lines.length > 0),
    contacts: contactsOf(contact, wording),
    notes: [
      ...(machine ? [t('directory:offer.machine')] : []),
      ...(outdated ? [t('directory:offer.outdated')] : []),
      ...(german ? [t('directory:offer.german_only')] : []),
    ],
    confirmed: row.confirmedOn
      ? t('directory:offer.confirmed', { date: wording.day(row.confirmedOn) })
      : t(offer.demonstration ? 'directory:offer.example_text' : 'directory:offer.unconfirmed'),
  };
}

/** Every published offer in short, in the visitor's language; an offer at a time, so that others are answered in between. */
export async function* briefOffers(context: Context): AsyncGenerator<BriefOffer> {
  const ground = await groundOf(context);
  const wording = wordingIn(context.language);
  for (const [index, row] of (await publishedOffers(context)).entries()) {
    if (index % 25 === 24) await new Promise((resolve) => setImmediate(resolve));
    yield briefly(row, context, ground, wording);
  }
}

/** One published offer in short; undefined when there is none of that name. */
export async function findBriefOffer(context: Context, slug: string): Promise<BriefOffer | undefined> {
  const row = await findPublicOffer(context.database.shared, context.tenant.id, slug);
  if (!row) return undefined;
  const shown = {
    ...row,
    content: publicOffer(row.content, dayOf(context.now())),
    organisation: row.organisation && { ...row.organisation, content: publicOrganisation(row.organisation.content) },
  };
  return briefly(shown, context, await groundOf(context), wordingIn(context.language));
}
