import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import type { InterfaceLanguage } from '#platform/i18n';
import type { OfferContent } from '../../model/content.ts';
import type { Visitor } from '../../model/eligibility.ts';
import { occurrences } from '../../model/occurrences.ts';
import type { Interval } from '../../model/opening-hours.ts';
import { sourceTitle } from '../../model/sources.ts';
import { translatedTags } from '../../model/translation/state.ts';
import type { PublicOfferRow } from '../../store/public-offers.ts';
import { type Answer, type Wording, wordingIn } from '../wording.ts';
import { paths } from './addresses.ts';
import { categoryName, type Ground, townName } from './ground.ts';
import { type FactView, factsOf, unknownOf } from './offer-facts.ts';
import { germanPhrase, type Phrase, translated, translatedPhrase } from './phrase.ts';

export interface ContactView {
  readonly kind: 'phone' | 'email' | 'website';
  readonly label: string;
  readonly text: string;
  readonly href: string;
}

/** One offer in one language, ready to be shown or printed. */
export interface OfferView {
  readonly slug: string;
  readonly language: InterfaceLanguage;
  /** Absolute address of its page, for QR codes, calendars and sharing; without anything the visitor said. */
  readonly address: string;
  readonly title: Phrase;
  readonly summary: Phrase;
  readonly description: Phrase;
  readonly kind: string;
  readonly categories: readonly { readonly label: string; readonly href: string }[];
  readonly example: boolean;
  readonly machine: boolean;
  readonly german: boolean;
  readonly outdated: boolean;
  readonly answer: Answer | undefined;
  readonly facts: readonly FactView[];
  readonly unknown: string | undefined;
  readonly next: readonly string[];
  readonly registrationHref: string | undefined;
  readonly mapHref: string | undefined;
  readonly contactRole: Phrase | undefined;
  readonly contacts: readonly ContactView[];
  readonly provider: { readonly name: Phrase; readonly href: string } | undefined;
  readonly confirmed: string;
  /** Nobody has confirmed it for a while. */
  readonly stale: string | undefined;
  /** When the texts in the reader's language, not German, were last found right. */
  readonly textsConfirmed: string | undefined;
  /** It has a break at the moment. */
  readonly pausing: string | undefined;
  /** Named with their consent. */
  readonly person: string | undefined;
  readonly source: Phrase | undefined;
}

const weeksAhead = 6;
const mostDates = 6;

/** The next dates; what never closes has none. */
export function nextDates(offer: OfferContent, now: Date): Interval[] {
  const until = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 7 * weeksAhead);
  const all = occurrences(offer, now, until).filter(({ from }) => from >= now);
  return all.slice(0, mostDates);
}

type Reachable = {
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly website?: string | undefined;
};

export function contactsOf(contact: Reachable | undefined, wording: Wording): ContactView[] {
  const view = (kind: ContactView['kind'], text: string | undefined, href: (text: string) => string) =>
    text
      ? [
          {
            kind,
            label: wording.t(`directory:offer.contact.${kind}`),
            text: text.replace(/^https?:\/\/|\/$/g, ''),
            href: href(text),
          },
        ]
      : [];
  return [
    ...view('phone', contact?.phone, (text) => `tel:${text.replace(/[^+\d]/g, '')}`),
    ...view('email', contact?.email, (text) => `mailto:${text}`),
    ...view('website', contact?.website, (text) => text),
  ];
}

/** A public exact place on OpenStreetMap; an address that is shown in part only leads nowhere. */
function mapHref({ place }: OfferContent): string | undefined {
  if (place?.visibility !== 'public' || place.lat === undefined || place.lon === undefined) return undefined;
  return `https://www.openstreetmap.org/?mlat=${place.lat}&mlon=${place.lon}#map=17/${place.lat}/${place.lon}`;
}

export interface OfferGround {
  readonly context: Pick<Context, 'tenant' | 'publicUrl' | 'now'>;
  readonly ground: Ground;
  readonly visitor: Visitor;
}

function upkeepOf(row: PublicOfferRow, now: Date, wording: Wording): Pick<OfferView, 'stale' | 'textsConfirmed' | 'pausing'> {
  const { tag } = wording.language;
  const texts = tag !== 'de' && translatedTags(row.content).includes(tag) ? row.languagesConfirmed[tag] : undefined;
  const today = dayOf(now);
  const pause = row.content.breaks.find(({ from, to }) => from <= today && today <= to);
  return {
    stale: row.stage === 'fresh' ? undefined : wording.t('directory:upkeep.badge'),
    textsConfirmed: texts && wording.t('directory:upkeep.language_confirmed', { date: wording.day(texts) }),
    pausing: pause && wording.t('directory:upkeep.pausing', { date: wording.day(pause.to) }),
  };
}

/** Everything the page, the sheet and the PDF say of an offer, in one language. */
export function describeOffer(
  row: PublicOfferRow,
  language: InterfaceLanguage,
  { context, ground, visitor }: OfferGround,
): OfferView {
  const { content: offer } = row;
  const wording = wordingIn(language);
  const place = { tenant: context.tenant, language };
  const { texts, machine, german, outdated } = translated(offer, ['name', 'summary', 'description'], language);
  const facts = factsOf(offer, wording, ground);
  const contactRole = translatedPhrase(offer, 'contactRole', language);
  const others = [...facts.flatMap(({ lines }) => lines), ...(contactRole ? [contactRole] : [])];
  const confirmed = row.confirmedOn !== null;
  const { source } = offer;
  const organisation = row.organisation;
  // What the offer itself does not say, its provider may.
  const contact = offer.contact?.phone || offer.contact?.email || offer.contact?.website ? offer.contact : organisation?.content;
  return {
    slug: row.slug,
    language,
    address: `${context.publicUrl}${paths.offer(place, row.slug)}`,
    title: texts.name,
    summary: texts.summary,
    description: texts.description,
    kind: wording.t(`directory:kind.${offer.kind}`),
    categories: offer.categories.map((id) => ({
      label: categoryName(ground, id, wording),
      href: `${paths.search(place)}?thema=${id}`,
    })),
    example: offer.demonstration === true,
    machine: machine || others.some((phrase) => phrase.machine),
    german,
    outdated: outdated || others.some((phrase) => phrase.outdated),
    answer: wording.answer({ ...offer, registration: offer.participation.registration }, visitor, {
      confirmed: confirmed || offer.demonstration === true,
      town: (key) => townName(ground, key, wording),
    }),
    facts,
    unknown: unknownOf(offer, wording),
    next: nextDates(offer, context.now()).map((one) => wording.span(one)),
    registrationHref: offer.participation.url,
    mapHref: mapHref(offer),
    contactRole,
    contacts: contactsOf(contact, wording),
    provider: organisation
      ? { name: germanPhrase(organisation.content.name, language), href: paths.organisation(place, organisation.slug) }
      : undefined,
    ...upkeepOf(row, context.now(), wording),
    person: offer.contact?.person,
    confirmed: confirmed
      ? wording.t('directory:offer.confirmed', { date: wording.day(row.confirmedOn ?? '') })
      : wording.t(offer.demonstration ? 'directory:offer.example_text' : 'directory:offer.unconfirmed'),
    source:
      source && !offer.demonstration ? germanPhrase(`${sourceTitle(source.document)}, ${source.section}`, language) : undefined,
  };
}
