import type { Cell } from './filter.ts';

/** Numbers below it are withheld; the directory keeps no words that were asked less often (a test holds the two together). */
export const fewest = 5;

/** A number as it may be told: from one to four it is `few`, so that nobody finds themselves in it. */
export type Told = number | 'few';

export function told(uses: number): Told {
  return uses > 0 && uses < fewest ? 'few' : uses;
}

/** What was asked for and not found; see the directory's `Demand`. */
export interface Asked {
  readonly kind: 'search' | 'outside';
  readonly topics: readonly string[];
  readonly languages: readonly string[];
  readonly targets: readonly string[];
  readonly town: string;
  readonly uses: number;
}

/** An offer that visitors doubt. */
export interface Doubted {
  readonly topics: readonly string[];
  readonly languages: readonly string[];
  readonly targets: readonly string[];
  readonly towns: readonly string[];
  readonly corrections: number;
}

/** People in the district in whose state a language is the one of most people. */
export interface Speakers {
  readonly language: string;
  readonly people: number;
}

/** The towns that somebody looks after; the whole district has no boundary. */
export type Area = 'district' | readonly string[];

const isTown = (town: string) => town.length === 8;
export const seesTown = (area: Area, town: string): boolean => area === 'district' || !isTown(town) || area.includes(town);

const has = (wanted: string, found: readonly string[]) => wanted === '' || found.includes(wanted);

/** True where something asked for belongs to a cell; a cell of the whole district takes all of its towns in. */
export function belongs(asked: Omit<Asked, 'kind' | 'uses'>, cell: Cell): boolean {
  return (
    asked.topics.includes(cell.topic) &&
    has(cell.language, asked.languages) &&
    has(cell.target, asked.targets) &&
    (cell.town === '' || asked.town === cell.town)
  );
}

/** True where a doubted offer counts for a cell; one without a town counts in each. */
export function isDoubtedIn(doubted: Doubted, cell: Cell): boolean {
  return (
    doubted.topics.includes(cell.topic) &&
    has(cell.language, doubted.languages) &&
    has(cell.target, doubted.targets) &&
    (cell.town === '' || !doubted.towns.length || doubted.towns.includes(cell.town))
  );
}

export interface Evidence {
  readonly searches: Told;
  readonly outside: Told;
  readonly corrections: number;
  /** People in whose state the cell's language is the one of most people; null: no language, or no figures. */
  readonly people: number | null;
}

interface Sums {
  search: number;
  outside: number;
}

function evidence(sums: Sums, corrections: number, people: number | null): Evidence {
  return { searches: told(sums.search), outside: told(sums.outside), corrections, people };
}

/** What stands against one cell. */
export function evidenceOf(
  cell: Cell,
  ground: { readonly asked: readonly Asked[]; readonly doubted: readonly Doubted[]; readonly speakers: readonly Speakers[] },
): Evidence {
  const sums: Sums = { search: 0, outside: 0 };
  for (const one of ground.asked) if (belongs(one, cell)) sums[one.kind] += one.uses;
  const corrections = ground.doubted.reduce((sum, one) => sum + (isDoubtedIn(one, cell) ? one.corrections : 0), 0);
  return evidence(sums, corrections, ground.speakers.find(({ language }) => language === cell.language)?.people ?? null);
}
