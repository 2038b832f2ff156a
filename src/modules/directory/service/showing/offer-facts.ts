import type { OfferContent } from '../../model/content.ts';
import type { TranslatableField } from '../../model/translation/fields.ts';
import { kindFacts } from '../kinds/facts.ts';
import type { Wording } from '../wording.ts';
import type { FactView } from './fact-view.ts';
import { type Ground, placeName } from './ground.ts';
import { germanPhrase, type Phrase, translatedPhrase } from './phrase.ts';

export type { FactView } from './fact-view.ts';

type Lines = (offer: OfferContent, wording: Wording, ground: Ground) => Phrase[];

const own = (text: string | undefined): Phrase[] => (text ? [{ text }] : []);

/** A text of the offer in the reader's language, one phrase for each of its lines. */
function said(offer: OfferContent, field: TranslatableField, { language }: Wording): Phrase[] {
  const phrase = translatedPhrase(offer, field, language);
  return phrase ? phrase.text.split(/\n+/).map((text) => ({ ...phrase, text })) : [];
}

const where: Lines = (offer, wording, ground) => {
  const { place, town, quarter } = offer;
  const german = (text: string | undefined) => (text ? [germanPhrase(text, wording.language)] : []);
  const unit = town === undefined ? undefined : ground.town(town);
  const postal = [place?.postcode, place?.city].filter(Boolean).join(' ');
  const name = unit && placeName(unit, wording);
  return [
    ...german(place?.name),
    ...german(place?.street),
    ...german(postal),
    // The town stands in the postal line already, unless there is none or it has another name.
    ...own(
      quarter && name ? wording.t('directory:wording.place_in_town', { place: quarter, town: name }) : postal ? undefined : name,
    ),
    ...(unit || place ? [] : own(wording.t('directory:wording.whole_district'))),
    ...(place?.visibility === 'partial' ? own(wording.t('directory:offer.place_partial')) : []),
    ...said(offer, 'directions', wording),
  ];
};

const when: Lines = ({ schedules, breaks }, wording) => [
  ...schedules.flatMap((schedule) => [
    ...wording.schedule(schedule).map((text) => ({ text })),
    ...(schedule.note ? [germanPhrase(schedule.note, wording.language)] : []),
  ]),
  ...breaks.flatMap(({ from, to, reason }) => [
    { text: wording.t('directory:offer.break', { from: wording.day(from), to: wording.day(to) }) },
    ...(reason ? [germanPhrase(reason, wording.language)] : []),
  ]),
];

const forWhom: Lines = ({ targetGroups, ages, gender, kind }, wording) => [
  ...own(targetGroups.length ? wording.list(targetGroups.map((group) => wording.t(`directory:target.${group}`))) : undefined),
  ...own(wording.gender(gender)),
  ...own(wording.ages(ages)),
  ...(kind === 'volunteering' ? own(wording.t('directory:offer.for_volunteers')) : []),
];

const languages: Lines = ({ languages: list }, wording) => {
  const [first] = list;
  const texts = wording.languages(list).map((language, index) => {
    const by = list[index]?.by;
    return by ? wording.t('directory:kinds.spoken_by', { language, by: wording.t(`directory:speaker.${by}`) }) : language;
  });
  const note = (text: string) => germanPhrase(`(${text})`, wording.language);
  // Said once when it holds for all: where the list comes from, mostly.
  if (first?.note && list.length > 1 && list.every((one) => one.note === first.note))
    return [{ text: wording.list(texts) }, note(first.note)];
  return texts.flatMap((text, index) => {
    const own = list[index]?.note;
    return [{ text }, ...(own ? [note(own)] : [])];
  });
};

const cost: Lines = (offer, wording) =>
  offer.fees.kind === 'unknown' && !offer.fees.note
    ? []
    : [{ text: wording.fee(offer.fees) }, ...said(offer, 'feesNote', wording)];

const takePart: Lines = (offer, wording) => [
  ...own(
    offer.participation.registration === 'unknown'
      ? undefined
      : wording.t(`directory:registration.${offer.participation.registration}`),
  ),
  ...said(offer, 'how', wording),
];

const capacity: Lines = ({ capacity: { total, free, waiting } }, wording) => [
  ...own(free === undefined ? undefined : wording.t('directory:wording.places_free', { count: free })),
  ...own(total === undefined ? undefined : wording.t('directory:offer.places_total', { count: total })),
  ...own(waiting === 'unknown' ? undefined : wording.t(`directory:waiting.${waiting}`)),
];

const area: Lines = ({ areaServed, town }, wording, ground) => {
  const names = areaServed.map((key) => ground.town(key)).filter((unit) => unit !== undefined);
  // Only its own town: that is what everybody expects.
  if (names.length === 1 && names[0]?.key === town) return [];
  return own(names.length ? wording.list(names.map((unit) => placeName(unit, wording))) : wording.t('directory:offer.area_all'));
};

const facts: readonly { readonly field: keyof OfferContent; readonly label: string; readonly lines: Lines }[] = [
  { field: 'place', label: 'where', lines: where },
  { field: 'schedules', label: 'when', lines: when },
  { field: 'targetGroups', label: 'for_whom', lines: forWhom },
  { field: 'languages', label: 'languages', lines: languages },
  { field: 'germanLevel', label: 'level', lines: ({ germanLevel }, wording) => own(wording.level(germanLevel)) },
  {
    field: 'residence',
    label: 'residence',
    lines: ({ residence }, wording) =>
      own(residence.length ? wording.list(residence.map((group) => wording.t(`directory:residence.${group}`))) : undefined),
  },
  { field: 'fees', label: 'cost', lines: cost },
  {
    field: 'documents',
    label: 'bring',
    lines: (offer, wording) => said(offer, 'documents', wording),
  },
  { field: 'participation', label: 'take_part', lines: takePart },
  { field: 'capacity', label: 'places', lines: capacity },
  {
    field: 'childcare',
    label: 'childcare',
    lines: ({ childcare }, wording) => own(childcare === 'unknown' ? undefined : wording.t(`directory:childcare.${childcare}`)),
  },
];

/** Accessibility is part of the place, but a question of its own. */
function accessibility({ place }: OfferContent, wording: Wording): FactView[] {
  if (!place?.accessibility.length) return [];
  const lines = place.accessibility.map((feature) => ({ text: wording.t(`directory:accessibility.${feature}`) }));
  return [{ field: 'place', label: wording.t('directory:offer.accessibility'), lines }];
}

/** What is known of an offer, in words and in the order in which people ask. */
export function factsOf(offer: OfferContent, wording: Wording, ground: Ground): FactView[] {
  const view = (field: keyof OfferContent, label: string, lines: Phrase[]) => ({
    field,
    label: wording.t(`directory:offer.${label}`),
    lines,
  });
  return [
    ...kindFacts(offer, wording),
    ...facts.map(({ field, label, lines }) => view(field, label, lines(offer, wording, ground))),
    ...accessibility(offer, wording),
    view('areaServed', 'area', area(offer, wording, ground)),
  ].filter(({ lines }) => lines.length > 0);
}

/** What people ask first and nobody has written down, as one sentence; undefined when all of it is known. */
export function unknownOf(offer: OfferContent, wording: Wording): string | undefined {
  const missing = [
    ...(offer.schedules.length ? [] : ['when']),
    ...(offer.languages.length ? [] : ['languages']),
    ...(offer.fees.kind === 'unknown' ? ['cost'] : []),
    ...(offer.participation.registration === 'unknown' ? ['take_part'] : []),
  ];
  if (!missing.length || offer.kind === 'project') return undefined;
  return wording.t('directory:offer.unknown', {
    facts: wording.list(missing.map((label) => wording.t(`directory:offer.${label}`))),
  });
}
