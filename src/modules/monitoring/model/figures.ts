import type { Dimension, Indicator, Source, Target } from './indicator.ts';
import type { Marker } from './vocabulary.ts';

/** Why a figure has to be read with care; texts `monitoring:warning.<warning>`. */
export type Warning =
  /** Numerator and denominator count different people (register of foreigners against population update). */
  | 'mixed_basis'
  /** A change or index reaches over a break of the series. */
  | 'crosses_break'
  /** Its inputs are rounded so coarsely that the last digit shown is not certain. */
  | 'rounding'
  /** It does not fit other published figures; see the findings. */
  | 'contradicted'
  /** Small numbers: a few cases more or less change it much. */
  | 'small_number';

/** One figure. Value and marker are never both empty: what was not delivered is no cell. */
export interface Cell {
  readonly value: number | null;
  readonly marker: Marker | null;
  /** As the office delivered it (`value_q`). */
  readonly quality: string | null;
  /** Withheld by our own disclosure control; the value is null and the marker `.` then. */
  readonly withheld: boolean;
  /** Key of the source; of a derived figure those of all inputs, each once. */
  readonly sources: readonly string[];
  /** The true value lies within ± this, from the rounding of the inputs; 0: exact. */
  readonly uncertainty: number;
  readonly warnings: readonly Warning[];
}

/** A territory that figures speak of, in or outside the district's tree. */
export interface Place {
  readonly key: string;
  readonly names: Readonly<Record<string, string>>;
  readonly level: 'nation' | 'land' | 'region' | 'kreis' | 'association' | 'kommune' | 'quartier';
  /** ISO days; null: open. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** Which figures are wanted; everything left out means: all there are. Bounded: see `mostCells`. */
export interface FigureQuery {
  /** Keys of indicators. */
  readonly indicators: readonly string[];
  /** Keys of territories. */
  readonly territories?: readonly string[];
  /** First and last period by the day on which it ends, ISO days, both included. */
  readonly from?: string;
  readonly to?: string;
  /** Only the newest period of each indicator, over all its territories. */
  readonly newest?: boolean;
  /** `total` (default), `all`, or breakdowns as in `Observation.breakdown`, or `by:<dimension>` for one dimension alone. */
  readonly breakdowns?: 'total' | 'all' | readonly string[];
  /** As it was known at that time; absent: today. */
  readonly asKnownOn?: Date;
  /** Key: what this source alone says, also where a better one is known. */
  readonly source?: string;
}

/** The longest answer; whoever needs more asks in pieces. */
export const mostCells = 50_000;

/** What was found, with everything that is needed to draw and explain it. */
export interface FigureSet {
  /** In the order asked for; those that do not exist or that the actor may not see are missing. */
  readonly indicators: readonly Indicator[];
  /** From the largest to the smallest, by name. */
  readonly places: readonly Place[];
  /** In the order of time. */
  readonly periods: readonly string[];
  /** '' first. */
  readonly breakdowns: readonly string[];
  readonly dimensions: readonly Dimension[];
  /** All sources that the cells name. */
  readonly sources: readonly Source[];
  readonly targets: readonly Target[];
  /** Undefined: no such figure. */
  cell(indicator: string, territory: string, period: string, breakdown?: string): Cell | undefined;
  /** More cells than `mostCells` were found; the rest is missing. */
  readonly truncated: boolean;
}

/**
 * A figure that an office left out without saying so: it printed `-`, exactly nothing, and others contradict; or what was
 * computed from such a one. It stays as delivered, but no chart, share or headline may claim that nobody works in a district.
 */
export const isUndelivered = ({ value, marker, warnings }: Cell): boolean =>
  (marker === '-' || value === null) && warnings.includes('contradicted');

/** The value as a chart or map shows it. */
export const drawnValue = (cell: Cell | undefined): number | null => (cell && !isUndelivered(cell) ? cell.value : null);
