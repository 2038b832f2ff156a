import type { Context } from '#platform/access';
import { findInterfaceLanguage, languageName, languages } from '#platform/i18n';
import { targetGroups } from '../../model/vocabulary.ts';
import { countDemand, readDemand, readTerms } from '../../store/demand/demand.ts';
import {
  type DoubtfulOffer,
  listDoubtful,
  listNearest,
  readSupply,
  readWishSupply,
  type SupplyQuery,
  type SupplyTown,
} from '../../store/demand/supply.ts';
import { paths } from '../showing/addresses.ts';
import { categoryName, groundOf } from '../showing/ground.ts';
import { wordingIn } from '../wording.ts';

export interface Reachable {
  readonly kilometres: number;
  /** Only what has a place and a date left. */
  readonly bookable?: boolean;
}

/** What an offer has to be, besides on the topic; '' for anything. */
export interface Wanted {
  /** ISO 639-3. */
  readonly language?: string;
  readonly target?: string;
}

export interface Wish extends Wanted {
  readonly topic: string;
}

const wordsOf = ({ language, target }: Wanted): string[] => [
  ...(language ? [`sprache:${language}`] : []),
  ...(target ? [`zielgruppe:${target}`] : []),
];

async function queryOf(context: Context, { kilometres, bookable = false }: Reachable): Promise<SupplyQuery> {
  const { towns } = await groundOf(context);
  return {
    tenantId: context.tenant.id,
    towns: towns.map(({ key, point }): SupplyTown => ({ key, lat: point?.lat ?? null, lon: point?.lon ?? null })),
    kilometres,
    bookable,
    now: context.now(),
  };
}

/** Numbers by topic and town; '' is the whole district. */
export type Supply = (topic: string, town: string) => number;

/** How many offers there are by topic (top and leaf) and town, of those that are wanted. One statement. */
export async function supplyOf(context: Context, wanted: Wanted & Reachable): Promise<Supply> {
  const rows = await readSupply(context.database.shared, await queryOf(context, wanted), wordsOf(wanted));
  const found = new Map(rows.map(({ topic, town, offers }) => [`${topic} ${town}`, offers]));
  return (topic, town) => found.get(`${topic} ${town}`) ?? 0;
}

/** The same for single wishes, by their position. One statement; for some hundred wishes at most. */
export async function supplyOfWishes(
  context: Context,
  wishes: readonly Wish[],
  reach: Reachable,
): Promise<(wish: number, town: string) => number> {
  // Cells that differ in their town alone are one wish.
  const keys = wishes.map((wish) => [`thema:${wish.topic}`, ...wordsOf(wish)].join(' '));
  const distinct = [...new Set(keys)];
  const words = distinct.map((key) => key.split(' '));
  const rows = await readWishSupply(context.database.shared, await queryOf(context, reach), words);
  const found = new Map(rows.map(({ wish, town, offers }) => [`${distinct[wish]} ${town}`, offers]));
  return (wish, town) => found.get(`${keys[wish]} ${town}`) ?? 0;
}

/** Why an offer does not count for a cell of the board. */
export type Obstacle = 'language' | 'target' | 'distance' | 'unknown_place' | 'full' | 'waiting' | 'no_dates';

export interface NearestOffer {
  readonly name: string;
  readonly path: string;
  readonly kilometres: number | null;
  /** Empty: it counts. */
  readonly obstacles: readonly Obstacle[];
  readonly languages: readonly string[];
}

const mostNearest = 25;

/** Offers on a topic from near to far, and what keeps each from counting. */
export async function nearestOffers(
  context: Context,
  cell: Wish & Reachable & { readonly town: string },
): Promise<readonly NearestOffer[]> {
  const query = await queryOf(context, cell);
  const town = query.towns.find(({ key }) => key === cell.town);
  const words = wordsOf(cell);
  const asked = { ...query, town, language: context.language.tag };
  const rows = await listNearest(context.database.shared, asked, cell.topic, words, mostNearest);
  return rows.map(({ slug, title, germanTitle, facets, card, kilometres, inTown, hasDates }) => {
    const reached = !town || inTown || (cell.kilometres > 0 && kilometres !== null && kilometres <= cell.kilometres);
    const obstacles: Obstacle[] = [
      ...(cell.language && !facets.includes(`sprache:${cell.language}`) ? (['language'] as const) : []),
      ...(cell.target && !facets.includes(`zielgruppe:${cell.target}`) ? (['target'] as const) : []),
      ...(reached ? [] : kilometres === null ? (['unknown_place'] as const) : (['distance'] as const)),
      ...(cell.bookable && card.capacity.free === 0 ? (['full'] as const) : []),
      ...(cell.bookable && card.capacity.waiting === 'months' ? (['waiting'] as const) : []),
      ...(cell.bookable && !hasDates ? (['no_dates'] as const) : []),
    ];
    return {
      name: (title ?? germanTitle).name,
      path: paths.offer(context, slug),
      kilometres,
      obstacles,
      languages: card.languages.map(({ code }) => code),
    };
  });
}

/** The topics, languages and target groups of the directory, named for the reader. */
export async function demandVocabulary(context: Context) {
  const ground = await groundOf(context);
  const wording = wordingIn(context.language);
  const shown = (id: string) => ({ id, name: categoryName(ground, id, wording) });
  const tops = ground.categories.tops
    .filter(({ active }) => active)
    .map(({ id }) => ({
      ...shown(id),
      leaves: ground.categories
        .leavesOf(id)
        .filter(({ active }) => active)
        .map((leaf) => shown(leaf.id)),
    }));
  return {
    topics: tops,
    topOf: (id: string) => ground.categories.topOf(id),
    languages: languages
      .map(({ id }) => ({ id, name: languageName(id, context.language) }))
      .sort((a, b) => a.name.localeCompare(b.name, context.language.locale)),
    targets: targetGroups.map((id) => ({ id, name: wording.t(`directory:target.${id}`) })),
  };
}

/** ISO 639-3 of what somebody speaks who reads the pages in an interface language; '' for German, which says nothing. */
function spokenBy(tag: string): string {
  const id = findInterfaceLanguage(tag)?.id ?? '';
  return id === 'deu' ? '' : id;
}

/** Something that was asked for, as the board counts it. */
export interface Demand {
  readonly kind: 'search' | 'outside';
  /** Leaves and their top categories. */
  readonly topics: readonly string[];
  /** ISO 639-3: named in the question, else of the page. */
  readonly languages: readonly string[];
  readonly targets: readonly string[];
  /** AGS; '' where none was named; two digits of a postcode outside of the district. */
  readonly town: string;
  readonly uses: number;
}

interface Counted {
  readonly concepts: readonly string[];
  readonly language: string;
  readonly town: string;
  readonly target: string;
  readonly uses: number;
}

function meaning({ concepts, language, town, target, uses }: Counted, topOf: (id: string) => string | undefined) {
  const values = (group: string) =>
    concepts.flatMap((word) => (word.startsWith(`${group}:`) ? word.slice(group.length + 1) : []));
  const topics = values('thema');
  const named = values('sprache').filter((code) => code !== 'deu');
  const spoken = spokenBy(language);
  return {
    topics: [...new Set([...topics, ...topics.flatMap((id) => topOf(id) ?? [])])],
    languages: named.length ? named : spoken ? [spoken] : [],
    targets: [...new Set([...(target ? [target] : []), ...values('zielgruppe')])],
    town,
    uses,
  };
}

/** Searches in vain between two days, for the figures. */
export async function searchesInVain(context: Context, from: string, to: string): Promise<number> {
  return context.transaction((trx) => countDemand(trx, 'search', from, to));
}

/** An offer of which visitors said that something is wrong. */
export interface Doubtful {
  readonly entryId: string;
  readonly name: string;
  readonly topics: readonly string[];
  readonly languages: readonly string[];
  readonly targets: readonly string[];
  /** AGS; empty: for the whole district. */
  readonly towns: readonly string[];
  readonly corrections: number;
}

function doubtful({ entryId, name, facets, corrections }: DoubtfulOffer): Doubtful {
  const values = (group: string) => facets.flatMap((word) => (word.startsWith(`${group}:`) ? word.slice(group.length + 1) : []));
  return {
    entryId,
    name,
    topics: values('thema'),
    languages: values('sprache'),
    targets: values('zielgruppe'),
    towns: values('ort').filter((town) => town !== 'kreis'),
    corrections,
  };
}

/** All that speaks for a need since a day, in one transaction: what was asked, what is doubted, and the words that may be told. */
export async function needsSince(context: Context, since: string) {
  const { categories } = await groundOf(context);
  return context.transaction(async (trx) => ({
    asked: (await readDemand(trx, since)).map((row): Demand => ({ kind: row.kind, ...meaning(row, categories.topOf) })),
    doubted: (await listDoubtful(trx, context.tenant.id)).map(doubtful),
    terms: (await readTerms(trx, since)).map((row) => ({ term: row.term, ...meaning(row, categories.topOf) })),
  }));
}
