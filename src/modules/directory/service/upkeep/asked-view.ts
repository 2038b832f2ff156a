import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { findInterfaceLanguage } from '#platform/i18n';
import type { OfferContent } from '../../model/content.ts';
import { translatedTags } from '../../model/translation/state.ts';
import { linkView } from '../../model/visitor-change.ts';
import type { AskedOffer } from '../../store/upkeep/confirmations.ts';
import type { Ground } from '../showing/ground.ts';
import { groundOf } from '../showing/ground.ts';
import { type FactView, factsOf } from '../showing/offer-facts.ts';
import { contactsOf } from '../showing/offer-view.ts';
import { type Phrase, translated } from '../showing/phrase.ts';
import { type Wording, wordingIn } from '../wording.ts';
import type { Asked } from './answering.ts';

/** One offer as its provider is asked about it. */
export interface AskedView {
  readonly id: string;
  readonly version: number;
  readonly title: Phrase;
  readonly summary: Phrase;
  /** When and where, in one line. */
  readonly brief: string;
  readonly facts: readonly Pick<FactView, 'label' | 'lines'>[];
  readonly person: { readonly name: string; readonly until: string; readonly ended: boolean } | undefined;
  readonly confirmed: string;
  /** Languages of its texts, with the day on which they were last found right. */
  readonly languages: readonly string[];
  readonly hidden: boolean;
  readonly waiting: boolean;
  readonly gone: boolean;
}

export interface AskedPageView {
  readonly organisation: string;
  readonly offers: readonly AskedView[];
  /** Interface languages that the texts are in, German first. */
  readonly languages: readonly { readonly value: string; readonly label: string }[];
  readonly until: string;
  /** What was recorded through this link before. */
  readonly recorded: { readonly day: string; readonly confirmed: number; readonly corrected: number } | undefined;
}

const inShort: readonly (keyof OfferContent)[] = ['place', 'schedules', 'languages', 'fees', 'participation'];

const nameOf = (tag: string) => findInterfaceLanguage(tag)?.autonym ?? tag;

/** The day in Germany of a moment, in the reader's language. */
const dayIn = (moment: Date, wording: Wording) => wording.day(dayOf(moment));

function viewOf(offer: AskedOffer, wording: Wording, ground: Ground, today: string): AskedView {
  const content = linkView(offer.content);
  const { texts } = translated(content, ['name', 'summary'], wording.language);
  const facts = factsOf(content, wording, ground).filter(({ field }) => inShort.includes(field));
  const contacts = contactsOf(content.contact, wording).map(({ text }) => ({ text }));
  const { person, consentUntil = '' } = content.contact ?? {};
  const { languagesConfirmed } = offer;
  return {
    id: offer.id,
    version: offer.version,
    title: texts.name,
    summary: texts.summary,
    brief: facts
      .filter(({ field }) => field === 'schedules' || field === 'place')
      .map(({ lines }) => lines[0]?.text)
      .filter(Boolean)
      .join(' · '),
    facts: contacts.length ? [...facts, { label: wording.t('directory:offer.contact'), lines: contacts }] : facts,
    person: person === undefined ? undefined : { name: person, until: wording.day(consentUntil), ended: consentUntil < today },
    confirmed:
      offer.confirmedOn === null
        ? wording.t('directory:offer.unconfirmed')
        : wording.t('directory:offer.confirmed', { date: wording.day(offer.confirmedOn) }),
    languages: ['de', ...translatedTags(content)].map((tag) => {
      const on = languagesConfirmed[tag];
      return on ? wording.t('directory:upkeep.language_on', { language: nameOf(tag), date: wording.day(on) }) : nameOf(tag);
    }),
    hidden: offer.stage === 'hidden',
    waiting: offer.waiting,
    gone: offer.gone,
  };
}

/** Everything the page behind the link says, in words. */
export async function askedView(context: Context, { confirmation, organisation, offers }: Asked): Promise<AskedPageView> {
  const wording = wordingIn(context.language);
  const ground = await groundOf(context);
  const today = dayOf(context.now());
  const tags = [...new Set(['de', ...offers.flatMap(({ content }) => translatedTags(content))])];
  return {
    organisation,
    offers: offers.map((offer) => viewOf(offer, wording, ground, today)),
    languages: tags.map((value) => ({ value, label: nameOf(value) })),
    until: dayIn(confirmation.expiresAt, wording),
    recorded: confirmation.finishedAt
      ? {
          day: dayIn(confirmation.finishedAt, wording),
          confirmed: confirmation.confirmed,
          corrected: confirmation.corrected,
        }
      : undefined,
  };
}
