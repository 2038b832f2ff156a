import type { Context } from '#platform/access';
import { languageName } from '#platform/i18n';
import { type KindOffer, listKind } from '../../store/kinds/lists.ts';
import { today } from '../releasing.ts';
import { type CardGround, cardOf, type OfferCardView } from '../showing/cards.ts';
import type { ChipView, FacetView } from '../showing/filters.ts';
import { categoryName, type Ground, groundOf, placeName } from '../showing/ground.ts';
import { type ContactView, contactsOf } from '../showing/offer-view.ts';
import { germanPhrase, type Phrase, translatedPhrase } from '../showing/phrase.ts';
import { type Wording, wordingIn } from '../wording.ts';
import { groupsOfKind, type KindAddress, type KindGroup, type KindList, kindLists, kindPaths, listQuery } from './addresses.ts';
import { effortOf, projectPeriod, volunteeringNotes, welcomeLanguages } from './facts.ts';

/** One fact of a card; the icon is the page's matter. */
export interface KindFact {
  readonly id: 'period' | 'funding' | 'effort' | 'languages' | 'accepting' | 'billing' | 'appointment';
  readonly label: string;
  readonly text: Phrase;
}

export interface KindCardView extends OfferCardView {
  readonly facts: readonly KindFact[];
  /** Longer texts with a heading: what it achieved, what others can take from it. */
  readonly texts: readonly { readonly label: string; readonly text: Phrase }[];
  readonly marks: readonly string[];
  readonly contacts: readonly ContactView[];
}

export interface KindListView {
  readonly list: KindList;
  readonly address: KindAddress;
  readonly action: string;
  readonly total: number;
  readonly cards: readonly KindCardView[];
  readonly groups: readonly { readonly name: KindGroup; readonly legend: string; readonly facets: readonly FacetView[] }[];
  /** How many of the shown projects run today; undefined for other kinds. */
  readonly running: number | undefined;
  readonly chips: readonly ChipView[];
  readonly position: string | undefined;
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

const pageSize = 20;

function labelOf(group: KindGroup, value: string, ground: Ground, wording: Wording): string {
  const { t } = wording;
  const known = (key: string) => {
    const text = t(`directory:${key}`);
    return text === key || text === `directory:${key}` ? value : text;
  };
  switch (group) {
    case 'ort': {
      const town = ground.town(value);
      return value === 'kreis' ? t('directory:wording.whole_district') : town ? placeName(town, wording) : value;
    }
    case 'thema':
      return categoryName(ground, value, wording);
    case 'sprache':
    case 'willkommen':
      return /^[a-z]{3}$/.test(value) ? languageName(value, wording.language) : value;
    case 'beruf':
      return known(`profession.${value}`);
    case 'aufnahme':
      return known(`accepting.${value}`);
    case 'zahlung':
      return known(`billing.${value}`);
    default:
      return known(`kinds.filter.${value}`);
  }
}

function facetsOf(
  group: KindGroup,
  address: KindAddress,
  counts: Readonly<Record<string, number>>,
  ground: Ground,
  wording: Wording,
) {
  const prefix = `${group}:`;
  const found = Object.keys(counts)
    .filter((word) => word.startsWith(prefix))
    .map((word) => word.slice(prefix.length));
  // Of topics the top ones alone: a list of one kind is short.
  const values = group === 'thema' ? found.filter((id) => ground.categories.tops.some((top) => top.id === id)) : found;
  return [...new Set([...values, ...address[group]])]
    .map((value) => ({
      value,
      label: labelOf(group, value, ground, wording),
      count: counts[`${prefix}${value}`] ?? 0,
      checked: address[group].includes(value),
    }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

function cardFacts({ content, card }: KindOffer, wording: Wording): KindFact[] {
  const { t, language } = wording;
  const fact = (id: KindFact['id'], label: string, text: string | undefined, german = false): KindFact[] =>
    text ? [{ id, label: t(`directory:kinds.${label}`), text: german ? germanPhrase(text, language) : { text } }] : [];
  const named = (vocabulary: string, ids: readonly string[] | undefined) =>
    ids?.length ? wording.list(ids.map((id) => t(`directory:${vocabulary}.${id}`))) : undefined;
  const { project, volunteering, professional } = content;
  const speaks = card.languages.map((one, index) => {
    const name = wording.languages(card.languages)[index] ?? '';
    return one.by ? t('directory:kinds.spoken_by', { language: name, by: t(`directory:speaker.${one.by}`) }) : name;
  });
  return [
    ...fact('period', 'period', projectPeriod(project, wording)),
    ...fact('funding', 'funded_by', project?.fundedBy, true),
    ...fact('effort', 'effort', effortOf(volunteering, wording)),
    ...fact('effort', 'effort_note', volunteering?.hours === undefined ? volunteering?.effortNote : undefined, true),
    ...fact('languages', 'languages_welcome', welcomeLanguages(volunteering, wording)),
    ...(card.kind === 'contact' ? fact('languages', 'spoken', speaks.length ? wording.list(speaks) : undefined) : []),
    ...fact('billing', 'billing', named('billing', professional?.billing)),
    ...fact('appointment', 'appointment', named('appointment', professional?.appointment)),
  ];
}

function cardView(found: KindOffer, ground: CardGround): KindCardView {
  const wording = wordingIn(ground.context.language);
  const { t, language } = wording;
  const { project, volunteering, professional, contact } = found.content;
  const german = (label: string, text: string | undefined) =>
    text ? [{ label: t(`directory:kinds.${label}`), text: germanPhrase(text, language) }] : [];
  const translated = (field: 'results' | 'transfer' | 'task') => {
    const text = translatedPhrase(found.content, field, language);
    return text ? [{ label: t(`directory:kinds.${field}`), text }] : [];
  };
  const base = cardOf(found, ground);
  return {
    ...base,
    kind: professional?.profession ? t(`directory:profession.${professional.profession}`) : base.kind,
    facts: cardFacts(found, wording),
    texts: [
      ...translated('results'),
      ...translated('transfer'),
      ...german('ask', project?.askRole),
      ...translated('task'),
      ...german('skills', volunteering?.skills?.join(', ')),
    ],
    marks: [
      ...(project?.evaluation ? [t(`directory:evaluation.${project.evaluation}`)] : []),
      ...(professional?.accepting ? [t(`directory:accepting.${professional.accepting}`)] : []),
      ...volunteeringNotes(volunteering, wording),
      ...(volunteering && found.card.germanLevel.min ? [wording.level(found.card.germanLevel) ?? ''] : []),
    ].filter(Boolean),
    contacts: found.card.kind === 'contact' ? contactsOf(contact, wording) : [],
  };
}

function chipsOf(address: KindAddress, base: string, list: KindList, ground: Ground, wording: Wording): ChipView[] {
  const chips = groupsOfKind[list].flatMap((group) =>
    address[group].map((value) => ({
      label: labelOf(group, value, ground, wording),
      href: base + listQuery(address, { [group]: address[group].filter((other) => other !== value) }),
    })),
  );
  if (address.laufend)
    chips.push({ label: wording.t('directory:kinds.filter.running'), href: base + listQuery(address, { laufend: undefined }) });
  return chips;
}

/** One of the lists (good practice, volunteering, professional contacts) as its address says, in one statement. */
export async function showKindList(context: Context, list: KindList, asked: KindAddress): Promise<KindListView> {
  const ground = await groundOf(context);
  const wording = wordingIn(context.language);
  const groups = groupsOfKind[list];
  // Filters of the other lists mean nothing here and do not stay in the address.
  const known = Object.fromEntries(
    Object.entries(asked).map(([name, value]) => [
      name,
      Array.isArray(value) && !groups.includes(name as KindGroup) ? [] : value,
    ]),
  );
  const address = { ...(known as KindAddress), laufend: list === 'gute-praxis' ? asked.laufend : undefined };
  const read = (page: number) =>
    listKind(context.database.shared, {
      tenantId: context.tenant.id,
      kind: kindLists[list],
      facets: Object.fromEntries(groups.map((group) => [group, address[group].map((value) => `${group}:${value}`)])),
      runningOn: address.laufend ? today(context.now()) : null,
      language: context.language.tag,
      now: context.now(),
      limit: pageSize,
      offset: (page - 1) * pageSize,
    });
  const page = address.seite ?? 1;
  const found = await read(page);
  const base = kindPaths.list(context, list);
  const cards = found.offers.map((offer) => cardView(offer, { context, ground, visitor: {}, query: '' }));
  const from = (page - 1) * pageSize + 1;
  return {
    list,
    address,
    action: base,
    total: found.total,
    cards,
    groups: groups
      .map((name) => ({
        name,
        legend: wording.t(`directory:kinds.facet.${name}`),
        facets: facetsOf(name, address, found.counts, ground, wording),
      }))
      .filter(({ facets }) => facets.length > 1 || facets.some((facet) => facet.checked)),
    running: list === 'gute-praxis' ? found.running : undefined,
    chips: chipsOf(address, base, list, ground, wording),
    position: cards.length
      ? wording.t('directory:search.position', { from, to: from + cards.length - 1, total: found.total })
      : undefined,
    previous:
      page > 1
        ? base + listQuery(address, { seite: Math.min(page - 1, Math.max(1, Math.ceil(found.total / pageSize))) })
        : undefined,
    next: page * pageSize < found.total && page < 50 ? base + listQuery(address, { seite: page + 1 }) : undefined,
  };
}
