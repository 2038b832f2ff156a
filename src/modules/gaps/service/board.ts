import { demandVocabulary, needsSince, supplyOf, supplyOfWishes } from '#modules/directory';
import { listTowns, nameIn } from '#modules/territory';
import type { Context } from '#platform/access';
import { addDays, dayOf } from '#platform/days';
import { type Area, type Asked, type Doubted, type Evidence, evidenceOf, seesTown, type Told } from '../model/evidence.ts';
import type { BoardFilter, Filter } from '../model/filter.ts';
import { spokenTopics } from '../model/nationality-languages.ts';
import { candidates, type Gap, mostCandidates, rank } from '../model/ranking.ts';
import { areaOf } from './area.ts';
import { type People, readPeople } from './people.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Vocabulary {
  readonly topics: readonly (Named & { readonly leaves: readonly Named[] })[];
  readonly languages: readonly Named[];
  readonly targets: readonly Named[];
  readonly towns: readonly Named[];
}

export interface BoardRow extends Pick<Evidence, 'searches' | 'outside' | 'corrections'> {
  readonly topic: Named;
  /** Offers in the whole district. */
  readonly offers: number;
  /** Offers by town, in the order of the towns. */
  readonly counts: readonly number[];
}

export interface Board {
  readonly filter: BoardFilter;
  readonly vocabulary: Vocabulary;
  readonly rows: readonly BoardRow[];
  readonly gaps: readonly Gap[];
  readonly people: People;
  /** First ISO day of the demand that is counted, and the day of the board. */
  readonly since: string;
  readonly today: string;
  readonly demand: { readonly searches: Told; readonly outside: Told };
  /** Nobody sees a town that is not theirs. */
  readonly area: Area;
}

export const sinceOf = (context: Context, { weeks }: Pick<Filter, 'weeks'>): string => addDays(dayOf(context.now()), -7 * weeks);

/** Names of everything a cell can be made of; towns as far as the actor sees them. */
export async function readVocabulary(context: Context): Promise<Vocabulary> {
  const area = areaOf(context);
  const [{ topics, languages, targets }, towns] = await Promise.all([demandVocabulary(context), listTowns(context)]);
  return {
    topics,
    languages,
    targets,
    towns: towns
      .filter(({ key }) => seesTown(area, key))
      .map((town) => ({ id: town.key, name: nameIn(town, context.language.tag) })),
  };
}

export interface Ground {
  readonly asked: readonly Asked[];
  readonly doubted: readonly (Doubted & { readonly entryId: string; readonly name: string })[];
  /** Words that may be told. */
  readonly terms: readonly (Omit<Asked, 'kind'> & { readonly term: string })[];
}

/** What was asked for and doubted, without the towns that are not the actor's. */
export async function readGround(context: Context, since: string): Promise<Ground> {
  const area = areaOf(context);
  const { asked, doubted, terms } = await needsSince(context, since);
  return {
    asked: asked.filter(({ town }) => seesTown(area, town)),
    doubted: doubted.filter(({ towns }) => !towns.length || towns.some((town) => seesTown(area, town))),
    terms: terms.filter(({ town }) => seesTown(area, town)),
  };
}

const mostGaps = 20;

function topicsOf({ topics }: Vocabulary, { level, topic }: BoardFilter): readonly Named[] {
  const chosen = topic ? topics.filter(({ id }) => id === topic) : topics;
  return level === 'leaf' ? chosen.flatMap(({ leaves }) => leaves) : chosen;
}

/** Offers held against what is asked for and who lives here: the matrix, and the largest gaps. */
export async function readBoard(context: Context, filter: BoardFilter): Promise<Board> {
  const since = sinceOf(context, filter);
  const area = areaOf(context);
  const vocabulary = await readVocabulary(context);
  const towns = vocabulary.towns.map(({ id }) => id);
  const { language, target, kilometres, bookable } = filter;
  const [supply, ground, people] = await Promise.all([
    supplyOf(context, { language, target, kilometres, bookable }),
    readGround(context, since),
    readPeople(context, towns),
  ]);
  const speakers = people.languages.map(({ language: code, mainly }) => ({ language: code, people: mainly }));
  const topics = topicsOf(vocabulary, filter);
  const rows = topics.map((topic): BoardRow => {
    const cell = { topic: topic.id, language, target, town: '' };
    const { searches, outside, corrections } = evidenceOf(cell, { ...ground, speakers });
    return {
      topic,
      offers: supply(topic.id, ''),
      counts: towns.map((town) => supply(topic.id, town)),
      searches,
      outside,
      corrections,
    };
  });
  const ids = topics.map(({ id }) => id);
  const found = candidates({
    ...ground,
    doubted: ground.doubted.map((one) => ({ ...one, towns: one.towns.filter((town) => seesTown(area, town)) })),
    speakers,
    topics: ids,
    spokenTopics: ids.filter((id) => spokenTopics.includes(id)),
    language,
    target,
  }).slice(0, mostCandidates);
  const offersOf = await supplyOfWishes(
    context,
    found.map(({ cell }) => cell),
    { kilometres, bookable },
  );
  const all = evidenceTotals(ground.asked);
  return {
    filter,
    vocabulary,
    rows,
    gaps: rank(found, (index) => offersOf(index, found[index]?.cell.town ?? ''), mostGaps),
    people,
    since,
    today: dayOf(context.now()),
    demand: all,
    area,
  };
}

function evidenceTotals(asked: readonly Asked[]): Board['demand'] {
  const cell = { topic: '*', language: '', target: '', town: '' };
  const everything = asked.map((one) => ({ ...one, topics: ['*'] }));
  const { searches, outside } = evidenceOf(cell, { asked: everything, doubted: [], speakers: [] });
  return { searches, outside };
}
