import type { Direction, IndicatorState, Kind, Periodicity, PopulationBasis, Topic, Unit } from './vocabulary.ts';

/** Interface language tag → text; German is the source, `de-simple` Leichte Sprache. */
export type Texts = Readonly<Record<string, string>>;

export interface Source {
  readonly id: string;
  readonly key: string;
  readonly names: Texts;
  readonly publisher: string;
  /** IRI; null: own conditions, in `licenceNote`. */
  readonly licence: string | null;
  readonly licenceNote: string;
  readonly attribution: string;
  readonly url: string | null;
  readonly populationBasis: PopulationBasis | null;
  /** Figures are multiples of this; null: exact. */
  readonly roundedTo: number | null;
  /** The smaller one is shown where two sources have the same figure. */
  readonly rank: number;
  readonly public: boolean;
  readonly version: number;
}

export interface SeriesBreak {
  /** First period after the break. */
  readonly period: string;
  readonly names: Texts;
}

export interface Indicator {
  readonly id: string;
  /** Public address and name in formulas. */
  readonly key: string;
  readonly catalogueNumber: number | null;
  readonly topic: Topic;
  readonly kind: Kind;
  readonly position: number;
  readonly names: Texts;
  readonly definitions: Texts;
  readonly numerators: Texts;
  readonly denominators: Texts;
  readonly readingAids: Texts;
  readonly unit: Unit;
  readonly decimals: number;
  readonly direction: Direction;
  /** Computed on read; null: observed. Grammar: model/formula. */
  readonly formula: string | null;
  /** Figure of our own modules that is observed at the end of each period. */
  readonly figure: string | null;
  readonly sourceId: string | null;
  readonly tableCodes: readonly string[];
  readonly referenceDate: string;
  readonly periodicity: Periodicity;
  readonly additive: boolean;
  readonly secrecyNote: string;
  /** Counts from 1 to k-1 are withheld; null: protected at the source. */
  readonly secrecyK: number | null;
  /** Key of the count that this figure would tell. */
  readonly secrecyOf: string | null;
  readonly seriesBreaks: readonly SeriesBreak[];
  readonly levels: readonly string[];
  /** Keys of dimensions. */
  readonly breakdowns: readonly string[];
  readonly contact: string;
  readonly note: string;
  /** ISO day; null: not planned. */
  readonly nextUpdateOn: string | null;
  readonly state: IndicatorState;
  readonly version: number;
}

export interface Category {
  readonly code: string;
  readonly names: Texts;
  readonly attributeCodes: readonly string[];
  readonly position: number;
}

export interface Dimension {
  readonly key: string;
  readonly names: Texts;
  readonly variableCodes: readonly string[];
  /** By position, then code. */
  readonly categories: readonly Category[];
}

export interface Target {
  readonly id: string;
  readonly indicatorId: string;
  readonly territory: string;
  readonly breakdown: string;
  readonly year: number;
  readonly value: number;
  readonly source: string;
  readonly version: number;
}

/** Text in a language, else the German one. */
export function textIn(texts: Texts, tag: string): string {
  return texts[tag] ?? texts.de ?? '';
}
