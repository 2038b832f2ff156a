import { type Cell, type FigureSet, isUndelivered } from './figures.ts';
import type { SeriesBreak } from './indicator.ts';
import { comparePeriods, spanOf } from './period.ts';

export interface Found {
  readonly period: string;
  readonly cell: Cell;
}

/** Last day of a period. */
export const endOf = (period: string): string => spanOf(period)?.to ?? period;

/** Some answers of `readFigures` as one: series in the order of time. */
export class Lookup {
  readonly #sets: readonly FigureSet[];
  readonly #kept = new Map<string, readonly Found[]>();

  constructor(sets: readonly FigureSet[]) {
    this.#sets = sets;
  }

  /** All figures of a series, oldest first. */
  series(indicator: string, territory: string, breakdown = ''): readonly Found[] {
    const key = `${indicator}\n${territory}\n${breakdown}`;
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const found = new Map<string, Cell>();
    for (const set of this.#sets)
      for (const period of set.periods) {
        const cell = set.cell(indicator, territory, period, breakdown);
        if (cell && !found.has(period)) found.set(period, cell);
      }
    const series = [...found]
      .map(([period, cell]) => ({ period, cell }))
      .toSorted((one, other) => comparePeriods(one.period, other.period));
    this.#kept.set(key, series);
    return series;
  }

  /** The figure of a period as stored, or of the last period that ends in a year; without one the newest. */
  at(indicator: string, territory: string, breakdown: string, period: string | undefined): Found | undefined {
    const series = this.series(indicator, territory, breakdown);
    if (period === undefined) return series.findLast(({ cell }) => !isUndelivered(cell)) ?? series.at(-1);
    const exact = series.find((one) => one.period === period);
    if (exact || !/^\d{4}$/.test(period)) return exact;
    return series.findLast((one) => endOf(one.period).startsWith(period));
  }

  /** The figure before one of the same series. */
  before(indicator: string, territory: string, breakdown: string, { period }: Found): Found | undefined {
    return this.series(indicator, territory, breakdown).findLast(
      (one) => comparePeriods(one.period, period) < 0 && !isUndelivered(one.cell),
    );
  }

  /** Breakdowns by one dimension alone that any of the sets has for a series. */
  categories(indicator: string, territory: string, dimension: string): readonly string[] {
    const found = new Set<string>();
    for (const set of this.#sets)
      for (const breakdown of set.breakdowns)
        if (
          breakdown.startsWith(`${dimension}=`) &&
          !breakdown.includes(';') &&
          this.series(indicator, territory, breakdown).length > 0
        )
          found.add(breakdown);
    return [...found];
  }
}

/** Whether a series breaks between two of its periods, so that they cannot be compared. */
export function breaksBetween(breaks: readonly SeriesBreak[], from: string, to: string): boolean {
  return breaks.some(({ period }) => comparePeriods(from, period) < 0 && comparePeriods(period, to) <= 0);
}
