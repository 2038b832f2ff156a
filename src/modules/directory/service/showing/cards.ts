import type { Context } from '#platform/access';
import type { Visitor } from '../../model/eligibility.ts';
import { sourceTitle } from '../../model/sources.ts';
import type { FoundOffer } from '../../store/search.ts';
import { type Answer, type Wording, wordingIn } from '../wording.ts';
import { paths } from './addresses.ts';
import { categoryName, type Ground, placeName, townName } from './ground.ts';
import { germanPhrase, type Phrase } from './phrase.ts';

/** One result: what, where, when, in which languages, may I come, confirmed when (style.md, "The look"). */
export interface OfferCardView {
  readonly href: string;
  readonly title: Phrase;
  readonly summary: Phrase;
  readonly kind: string;
  readonly provider: Phrase | undefined;
  /** An invented entry of the demonstration. */
  readonly example: boolean;
  readonly machine: boolean;
  readonly outdated: boolean;
  readonly germanOnly: boolean;
  readonly where: string;
  readonly distance: string | undefined;
  readonly when: string | undefined;
  /** The next date, or "now". */
  readonly next: string | undefined;
  readonly languages: string | undefined;
  readonly answer: Answer | undefined;
  readonly tags: readonly string[];
  readonly confirmed: string | undefined;
  /** Nobody has confirmed it for a while. */
  readonly stale: string | undefined;
  /** Where the entry is from, as long as nobody has confirmed it. */
  readonly source: Phrase | undefined;
}

export interface CardGround {
  readonly context: Context;
  readonly ground: Ground;
  readonly visitor: Visitor;
  /** Appended to links, so that an offer answers for the same visitor. */
  readonly query: string;
}

const mostLanguages = 5;
const mostTags = 5;

function where({ card }: FoundOffer, ground: Ground, wording: Wording): string {
  const town = card.town === undefined ? undefined : ground.town(card.town);
  if (!town) return wording.t('directory:wording.whole_district');
  const name = placeName(town, wording);
  const spot = card.quarter ?? card.place?.name;
  return spot && spot !== name ? wording.t('directory:wording.place_in_town', { place: spot, town: name }) : name;
}

function languages({ card }: FoundOffer, wording: Wording): string | undefined {
  if (!card.languages.length) return undefined;
  const said = wording.languages(card.languages.slice(0, mostLanguages));
  const more = card.languages.length - said.length;
  return wording.list(more > 0 ? [...said, wording.t('directory:wording.more_languages', { count: more })] : said);
}

function tags({ card }: FoundOffer, ground: Ground, wording: Wording): string[] {
  const { t } = wording;
  return [
    ...card.categories.slice(0, 1).map((id) => categoryName(ground, id, wording)),
    ...(card.childcare === 'yes' ? [t('directory:childcare.yes')] : []),
    ...((card.capacity.free ?? 0) > 0 ? [t('directory:wording.places_free', { count: card.capacity.free ?? 0 })] : []),
    ...(card.capacity.waiting === 'weeks' || card.capacity.waiting === 'months'
      ? [t(`directory:waiting.${card.capacity.waiting}`)]
      : []),
    ...(card.fees.kind === 'contribution' || card.fees.kind === 'paid' ? [wording.fee(card.fees)] : []),
    ...card.targetGroups.slice(0, 2).map((group) => t(`directory:target.${group}`)),
  ].slice(0, mostTags);
}

/** When the facts were confirmed last, and the texts in the reader's language, where those are its own. */
function confirmedText({ confirmedOn, languagesConfirmed }: FoundOffer, own: boolean, wording: Wording): string | undefined {
  const texts = own ? languagesConfirmed[wording.language.tag] : undefined;
  const parts = [
    ...(confirmedOn === null ? [] : [wording.t('directory:offer.confirmed', { date: wording.day(confirmedOn) })]),
    ...(texts === undefined ? [] : [wording.t('directory:upkeep.language_confirmed', { date: wording.day(texts) })]),
  ];
  return parts.length ? parts.join(' ') : undefined;
}

/** Everything a result card says, in words. */
export function cardOf(found: FoundOffer, { context, ground, visitor, query }: CardGround): OfferCardView {
  const { language } = context;
  const wording = wordingIn(language);
  const { card, title, germanTitle } = found;
  const { source } = card;
  const own = language.tag === 'de' ? null : title;
  const text = own ?? germanTitle;
  const phrase = (field: 'name' | 'summary'): Phrase =>
    own === null || own.german?.includes(field)
      ? germanPhrase(text[field], language)
      : {
          text: text[field],
          ...(own.machine?.includes(field) ? { machine: true } : {}),
          ...(own.outdated?.includes(field) ? { outdated: true } : {}),
        };
  return {
    href: `${paths.offer(context, found.slug)}${query}`,
    title: phrase('name'),
    summary: phrase('summary'),
    kind: wording.t(`directory:kind.${card.kind}`),
    provider:
      card.organisation.name && card.organisation.name !== germanTitle.name
        ? germanPhrase(card.organisation.name, language)
        : undefined,
    example: card.demonstration === true,
    machine: own?.machine !== undefined,
    outdated: own?.outdated !== undefined,
    germanOnly: language.tag !== 'de' && own === null,
    where: where(found, ground, wording),
    distance: found.distance === null ? undefined : wording.distance(found.distance),
    when: card.schedules.length
      ? card.schedules
          .slice(0, 2)
          .flatMap((schedule) => wording.brief(schedule))
          .join(' · ')
      : undefined,
    next: found.next === null ? undefined : wording.next(new Date(found.next), context.now(), found.openNow),
    languages: languages(found, wording),
    answer: wording.answer(card, visitor, {
      confirmed: found.confirmedOn !== null || card.demonstration === true,
      town: (key) => townName(ground, key, wording),
    }),
    tags: tags(found, ground, wording),
    confirmed: confirmedText(found, own !== null, wording),
    stale: found.stage === 'fresh' ? undefined : wording.t('directory:upkeep.badge'),
    source: found.confirmedOn === null && source ? germanPhrase(sourceTitle(source.document), language) : undefined,
  };
}
