import { type Indicator, type Source, textIn } from './indicator.ts';
import { type Marker, type PopulationBasis, relativeUnits, type Unit } from './vocabulary.ts';

/** Rules that compare figures with each other. */
export const findingRules = ['share', 'parts', 'towns', 'levels', 'jump', 'revision'] as const;
export type FindingRule = (typeof findingRules)[number];

/** What exactly does not fit; texts `monitoring:finding.<detail>`. */
export const findingDetails = [
  /** A published share and the share of the published numbers. */
  'share',
  /** Categories that make up a total, and the total. */
  'parts',
  /** Towns and their district, quarters and their town. */
  'towns',
  /** A share of the whole that is larger or smaller than that of each part. */
  'outside',
  'negative',
  'beyond_hundred',
  'larger_than_whole',
  'larger_than_land',
  /** Exactly nothing where, by the number of inhabitants, more than a thousand are to be expected. */
  'nothing',
  'jump',
  'revision',
] as const;
export type FindingDetail = (typeof findingDetails)[number];

/** A figure as one source has it. */
export interface CheckedCell {
  /** Keys. */
  readonly indicator: string;
  readonly source: string;
  readonly territory: string;
  readonly period: string;
  readonly breakdown: string;
  /** Null: unknown, whatever the marker says about why. */
  readonly value: number | null;
  readonly marker: Marker | null;
}

/** Both ends included. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Figures that cannot all be right. */
export interface Contradiction {
  readonly rule: FindingRule;
  readonly detail: FindingDetail;
  /** Where it is listed: those of the first figure. */
  readonly indicator: string;
  readonly territory: string;
  readonly period: string;
  /** The figure that does not fit, then those that it does not fit to. */
  readonly figures: readonly CheckedCell[];
  /** Where the first figure would have to lie by the others; null: the rule gives no bounds. */
  readonly expected: Range | null;
  /** What the others give when each is taken as it is printed; null: they do not give one number. */
  readonly computed: number | null;
  /** Small: off by a thousandth at most, which no chart shows. */
  readonly severity: 'small' | 'large';
}

/** Categories that make up a whole without rest. */
export interface Partition {
  /** Key of the dimension. */
  readonly dimension: string;
  /** Category that is the whole; null: the total of the dimension. */
  readonly whole: string | null;
  readonly parts: readonly string[];
  /** Counted with the others where a table has them. */
  readonly optional: readonly string[];
}

/** Units that are measured, not counted: their last digit is rounded. */
const measured: readonly Unit[] = [...relativeUnits, 'square_kilometres', 'euro', 'hours'];

/** Balances and changes go below zero; nothing else does. */
export function mayBeNegative({ key, names }: Pick<Indicator, 'key' | 'names'>): boolean {
  return /saldo|balance|ver(ä|ae)nderung|change|growth|differenz/i.test(`${key} ${textIn(names, 'de')}`);
}

const decimalsOf = (value: number): number => (String(value).split('.')[1] ?? '').length;

/**
 * Table of figures that the rules work on, with what is known about how exact each is.
 *
 * Rounding of counts is the source's (`roundedTo`). Shares and areas are as exact as they are printed: the source's longest
 * fraction tells how many digits it gives (28 % among 13 % and 7 % is 27.5 to 28.5; among 7.22 % it is 28.00).
 */
export class Figures {
  readonly cells: readonly CheckedCell[];
  readonly #indicators: ReadonlyMap<string, Indicator>;
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #byPlace = new Map<string, CheckedCell[]>();
  readonly #exact = new Map<string, CheckedCell>();
  readonly #decimals = new Map<string, number>();

  constructor(cells: readonly CheckedCell[], indicators: readonly Indicator[], sources: readonly Source[]) {
    this.cells = cells;
    this.#indicators = new Map(indicators.map((one) => [one.key, one]));
    this.#sources = new Map(sources.map((one) => [one.key, one]));
    for (const cell of cells) {
      this.#exact.set(placeKey(cell, cell.source), cell);
      const place = placeKey(cell, '');
      this.#byPlace.set(place, [...(this.#byPlace.get(place) ?? []), cell]);
      const origin = `${cell.indicator}\n${cell.source}`;
      if (cell.value !== null) this.#decimals.set(origin, Math.max(this.#decimals.get(origin) ?? 0, decimalsOf(cell.value)));
    }
  }

  indicator(key: string): Indicator | undefined {
    return this.#indicators.get(key);
  }

  basis(source: string): PopulationBasis | null {
    return this.#sources.get(source)?.populationBasis ?? null;
  }

  /** The same source's figure. */
  find(place: Omit<CheckedCell, 'value' | 'marker'>): CheckedCell | undefined {
    return this.#exact.get(placeKey(place, place.source));
  }

  /** What all sources say, the best one first. */
  ofAll(place: Omit<CheckedCell, 'value' | 'marker' | 'source'>): readonly CheckedCell[] {
    const rank = ({ source }: CheckedCell) => this.#sources.get(source)?.rank ?? Number.MAX_SAFE_INTEGER;
    return (this.#byPlace.get(placeKey(place, '')) ?? []).toSorted((a, b) => rank(a) - rank(b));
  }

  /** Where the true value lies. */
  range(cell: CheckedCell): Range {
    const indicator = this.#indicators.get(cell.indicator);
    const lowest = indicator && mayBeNegative(indicator) ? Number.NEGATIVE_INFINITY : 0;
    if (cell.value === null) return { low: lowest, high: Number.POSITIVE_INFINITY };
    const step =
      indicator && measured.includes(indicator.unit) ? this.#digit(cell) : (this.#sources.get(cell.source)?.roundedTo ?? 0);
    // Where an office rounds for secrecy, `-` is no exact zero: 12521-03i prints 15 people from Taiwan, of them `-` men and
    // `-` women. What is left out there is below two steps.
    if (cell.marker === '-') return { low: 0, high: 2 * step };
    // A wrong value below zero stays below zero, or its own rule would not see it.
    const low = cell.value - step / 2;
    return { low: cell.value < 0 ? low : Math.max(low, lowest), high: cell.value + step / 2 };
  }

  #digit({ indicator, source }: CheckedCell): number {
    return 10 ** -(this.#decimals.get(`${indicator}\n${source}`) ?? 0);
  }
}

const placeKey = (cell: Omit<CheckedCell, 'value' | 'marker' | 'source'>, source: string): string =>
  `${cell.indicator}\n${source}\n${cell.territory}\n${cell.period}\n${cell.breakdown}`;

/** Sum of ranges; the sum of none is zero. */
export function sumOf(ranges: readonly Range[]): Range {
  return ranges.reduce((sum, { low, high }) => ({ low: sum.low + low, high: sum.high + high }), { low: 0, high: 0 });
}

/** Sum of printed values; null when one is not known. */
export function sumOfValues(cells: readonly CheckedCell[]): number | null {
  let sum = 0;
  for (const { value } of cells) {
    if (value === null) return null;
    sum += value;
  }
  // 0.1 + 0.2 is 0.3 here.
  return Number(sum.toPrecision(12));
}

/** A range made wider by a part of itself. */
export function widen({ low, high }: Range, by: number): Range {
  const more = (end: number) => (Number.isFinite(end) ? Math.abs(end) * by : 0);
  return { low: low - more(low), high: high + more(high) };
}

/** How far two ranges are from touching; 0: they fit. Beyond what floating numbers can tell. */
export function gapBetween(a: Range, b: Range): number {
  const gap = Math.max(a.low - b.high, b.low - a.high);
  const size = Math.max(1, ...[a.low, a.high, b.low, b.high].filter(Number.isFinite).map(Math.abs));
  return gap > size * 1e-9 ? gap : 0;
}

/** A contradiction where the first figure ought to lie in a range and does not; undefined: it does. */
export function outside(
  figures: Figures,
  kind: Pick<Contradiction, 'rule' | 'detail'>,
  [cell, ...others]: readonly [CheckedCell, ...CheckedCell[]],
  expected: Range,
  computed: number | null = null,
): Contradiction | undefined {
  const own = figures.range(cell);
  const gap = gapBetween(own, expected);
  if (gap === 0) return undefined;
  return {
    ...contradiction(kind, [cell, ...others], expected),
    computed,
    severity: gap <= Math.abs(cell.value ?? 0) / 1000 ? 'small' : 'large',
  };
}

export function contradiction(
  { rule, detail }: Pick<Contradiction, 'rule' | 'detail'>,
  figures: readonly [CheckedCell, ...CheckedCell[]],
  expected: Range | null,
): Contradiction {
  const [{ indicator, territory, period }] = figures;
  return { rule, detail, indicator, territory, period, figures, expected, computed: null, severity: 'large' };
}

/**
 * How far a share may be off because it was computed on another number of people, as a part of itself.
 *
 * The Zensus 2011 counted 1.7 % fewer people in North Rhine-Westphalia than the offices had carried forward, in single towns
 * several per cent; migration background is asked for in private households, which leaves out another one to two per cent,
 * who live in homes and hostels. Both together are some 4 %, so a printed share and a share of printed numbers that differ
 * by less may both be right (Wetter 2011: 4,990 of 27,935 are 17.9 %, printed 18.1 %).
 */
export const basisTolerance = 0.04;

/** Full counts on one and the same base; the others (censuses, samples, printed tables that do not say) have their own. */
const counted: readonly (PopulationBasis | null)[] = ['update', 'register', 'azr', 'employment', 'own'];

/** The tolerance between figures of some sources. */
export function toleranceBetween(figures: Figures, sources: readonly string[]): number {
  const bases = new Set(sources.map((source) => figures.basis(source)));
  const [only = null] = bases;
  return bases.size === 1 && counted.includes(only) ? 0 : basisTolerance;
}
