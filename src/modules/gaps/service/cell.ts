import { type NearestOffer, nearestOffers, supplyOfWishes } from '#modules/directory';
import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { belongs, type Evidence, evidenceOf, fewest, isDoubtedIn } from '../model/evidence.ts';
import type { CellFilter } from '../model/filter.ts';
import { spokenTopics } from '../model/nationality-languages.ts';
import { type Commission, listCommissionsOf } from '../store/commissions.ts';
import { readGround, readVocabulary, sinceOf, type Vocabulary } from './board.ts';
import { type LanguageFigure, type PeopleFigure, readPeople } from './people.ts';

export interface CellView {
  readonly cell: CellFilter;
  readonly vocabulary: Vocabulary;
  readonly offers: number;
  readonly nearest: readonly NearestOffer[];
  readonly evidence: Evidence;
  /** Words asked five times and more, with their number in this cell. */
  readonly terms: readonly { readonly term: string; readonly uses: number }[];
  /** Regions (first two digits of the postcode) from which at least five asked. */
  readonly regions: readonly { readonly region: string; readonly uses: number }[];
  readonly doubted: readonly { readonly entryId: string; readonly name: string; readonly corrections: number }[];
  readonly speakers: LanguageFigure | undefined;
  readonly foreigners: PeopleFigure | undefined;
  readonly commissions: readonly Commission[];
  readonly since: string;
  readonly today: string;
}

const mostTerms = 30;

function addUp<Row extends { readonly uses: number }>(rows: readonly Row[], keyOf: (row: Row) => string): [string, number][] {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.uses);
  return [...sums].filter(([, uses]) => uses >= fewest).sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}

/** Whether a cell is made of what the district has, and lies where the actor may look. */
export function isKnownCell(
  { topics, languages, targets, towns }: Vocabulary,
  { topic, language, target, town }: CellFilter,
): boolean {
  const has = (list: readonly { id: string }[], id: string) => list.some((one) => one.id === id);
  return (
    topics.some((top) => top.id === topic || has(top.leaves, topic)) &&
    (language === '' || has(languages, language)) &&
    (target === '' || has(targets, target)) &&
    (town === '' || has(towns, town))
  );
}

/** What stands behind one cell; undefined when there is no such one for the actor. */
export async function readCell(context: Context, cell: CellFilter): Promise<CellView | undefined> {
  const vocabulary = await readVocabulary(context);
  if (!isKnownCell(vocabulary, cell)) return undefined;
  const since = sinceOf(context, cell);
  const [offersOf, nearest, { asked, doubted, terms }, people, commissions] = await Promise.all([
    supplyOfWishes(context, [cell], cell),
    nearestOffers(context, cell),
    readGround(context, since),
    readPeople(context, cell.town ? [cell.town] : []),
    context.transaction((trx) => listCommissionsOf(trx, cell)),
  ]);
  const top =
    vocabulary.topics.find(({ id, leaves }) => id === cell.topic || leaves.some((leaf) => leaf.id === cell.topic))?.id ?? '';
  const isSpoken = spokenTopics.includes(top);
  const speakers = people.languages.find(({ language }) => language === cell.language);
  const outside = asked.filter((one) => one.kind === 'outside' && one.town.length === 2 && belongs(one, { ...cell, town: '' }));
  return {
    cell,
    vocabulary,
    offers: offersOf(0, cell.town),
    nearest,
    evidence: evidenceOf(cell, {
      asked,
      doubted,
      speakers: isSpoken && speakers ? [{ language: speakers.language, people: speakers.mainly }] : [],
    }),
    terms: addUp(
      terms.filter((one) => belongs(one, cell)),
      ({ term }) => term,
    )
      .slice(0, mostTerms)
      .map(([term, uses]) => ({ term, uses })),
    regions: addUp(outside, ({ town }) => town).map(([region, uses]) => ({ region, uses })),
    doubted: doubted.filter((one) => isDoubtedIn(one, cell)),
    speakers,
    foreigners: cell.town ? people.towns.get(cell.town) : people.totals[0],
    commissions,
    since,
    today: dayOf(context.now()),
  };
}
