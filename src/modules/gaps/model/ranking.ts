import { type Asked, type Doubted, type Evidence, isDoubtedIn, type Speakers, told } from './evidence.ts';
import type { Cell } from './filter.ts';

/**
 * What counts how much, decided in docs/decisions/0029. Somebody who fills in a form says more than a search; people in the
 * register may not need anything, so they count by the root of their number: four times as many weigh twice as much.
 */
export const weights = { search: 1, outside: 3, correction: 2, people: 0.1, few: 2 } as const;

/** With more offers than this a cell is no gap, whatever is asked. */
export const littleSupply = 3;

/** So many cells at most are looked up in the directory. */
export const mostCandidates = 300;

/** How much speaks for a need, whatever there is to meet it. Withheld numbers all weigh the same: the order must not tell them. */
export function weigh({ searches, outside, corrections, people }: Evidence): number {
  const amount = (number: Evidence['searches']) => (number === 'few' ? weights.few : number);
  return (
    weights.search * amount(searches) +
    weights.outside * amount(outside) +
    weights.correction * corrections +
    weights.people * Math.sqrt(people ?? 0)
  );
}

export interface Candidate extends Evidence {
  readonly cell: Cell;
  readonly weight: number;
}

export interface Gap extends Candidate {
  readonly offers: number;
  /** The weight shared by one more than the offers there are: none leaves all of it, one half of it. */
  readonly score: number;
}

const keyOf = ({ topic, language, target, town }: Cell) => `${topic} ${language} ${target} ${town}`;
const isTown = (town: string) => town.length === 8;
const orAny = (values: readonly string[]): readonly string[] => (values.length ? values : ['']);

interface Sums {
  readonly cell: Cell;
  search: number;
  outside: number;
}

/** All cells against which something stands, the heaviest first. Needs no order of what comes in, and keeps none of it. */
export function candidates(ground: {
  readonly asked: readonly Asked[];
  readonly doubted: readonly Doubted[];
  readonly speakers: readonly Speakers[];
  /** Topics of the level that is shown. */
  readonly topics: readonly string[];
  /** Those of them in which people need to be spoken to in their language. */
  readonly spokenTopics: readonly string[];
  /** Only cells of this language or group. */
  readonly language: string;
  readonly target: string;
}): Candidate[] {
  const shown = new Set(ground.topics);
  const cells = new Map<string, Sums>();
  const at = (cell: Cell): Sums => {
    const key = keyOf(cell);
    const known = cells.get(key) ?? { cell, search: 0, outside: 0 };
    cells.set(key, known);
    return known;
  };
  const wanted = (cell: Cell) =>
    (ground.language === '' || cell.language === ground.language) && (ground.target === '' || cell.target === ground.target);
  for (const one of ground.asked)
    for (const topic of one.topics.filter((id) => shown.has(id)))
      for (const language of orAny(one.languages))
        for (const target of orAny(one.targets)) {
          const cell = { topic, language, target, town: isTown(one.town) ? one.town : '' };
          if (wanted(cell)) at(cell)[one.kind] += one.uses;
        }
  for (const one of ground.doubted)
    for (const topic of one.topics.filter((id) => shown.has(id)))
      for (const town of orAny(one.towns)) {
        const cell = { topic, language: ground.language, target: ground.target, town };
        if (isDoubtedIn(one, cell)) at(cell);
      }
  for (const { language } of ground.speakers)
    for (const topic of ground.spokenTopics) {
      const cell = { topic, language, target: ground.target, town: '' };
      if (wanted(cell)) at(cell);
    }
  const people = new Map(ground.speakers.map((one) => [one.language, one.people]));
  const spoken = new Set(ground.spokenTopics);
  return [...cells.values()]
    .map(({ cell, search, outside }): Candidate => {
      const evidence: Evidence = {
        searches: told(search),
        outside: told(outside),
        corrections: ground.doubted.reduce((sum, one) => sum + (isDoubtedIn(one, cell) ? one.corrections : 0), 0),
        people: spoken.has(cell.topic) ? (people.get(cell.language) ?? null) : null,
      };
      return { ...evidence, cell, weight: weigh(evidence) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (keyOf(a.cell) < keyOf(b.cell) ? -1 : 1));
}

/** So many gaps of one language may rest on figures alone: the same people stand behind each of them. */
export const mostOfFigures = 2;

const restsOnFigures = ({ searches, outside, corrections }: Evidence) => searches === 0 && outside === 0 && corrections === 0;

/** The largest gaps: much that speaks for a need, and little or nothing to meet it. */
export function rank(found: readonly Candidate[], offersOf: (index: number) => number, limit: number): Gap[] {
  const ofFigures = new Map<string, number>();
  return found
    .map((candidate, index): Gap => {
      const offers = offersOf(index);
      return { ...candidate, offers, score: candidate.weight / (1 + offers) };
    })
    .filter(({ offers }) => offers <= littleSupply)
    .sort((a, b) => b.score - a.score || (keyOf(a.cell) < keyOf(b.cell) ? -1 : 1))
    .filter((gap) => {
      if (!restsOnFigures(gap)) return true;
      const before = ofFigures.get(gap.cell.language) ?? 0;
      ofFigures.set(gap.cell.language, before + 1);
      return before < mostOfFigures;
    })
    .slice(0, limit);
}
