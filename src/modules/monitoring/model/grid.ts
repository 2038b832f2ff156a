/** Where a figure of an indicator stands. */
export interface Spot {
  readonly territory: string;
  readonly period: string;
  readonly breakdown: string;
}

/**
 * Things by territory, breakdown and period. Maps within each other instead of one with joined keys: some ten thousand
 * figures are looked up for a page, and joining their keys would cost more than everything else.
 */
export class Grid<T> {
  readonly #territories = new Map<string, Map<string, Map<string, T>>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get({ territory, period, breakdown }: Spot): T | undefined {
    return this.#territories.get(territory)?.get(breakdown)?.get(period);
  }

  has(spot: Spot): boolean {
    return this.get(spot) !== undefined;
  }

  set({ territory, period, breakdown }: Spot, value: T): void {
    const breakdowns = this.#territories.get(territory) ?? new Map<string, Map<string, T>>();
    const periods = breakdowns.get(breakdown) ?? new Map<string, T>();
    if (breakdowns.size === 0) this.#territories.set(territory, breakdowns);
    if (periods.size === 0) breakdowns.set(breakdown, periods);
    if (!periods.has(period)) this.#size++;
    periods.set(period, value);
  }

  forEach(work: (spot: Spot, value: T) => void): void {
    for (const [territory, breakdowns] of this.#territories)
      for (const [breakdown, periods] of breakdowns)
        for (const [period, value] of periods) work({ territory, period, breakdown }, value);
  }

  /** Breakdowns of one territory. */
  breakdowns(territory: string): readonly string[] {
    return [...(this.#territories.get(territory)?.keys() ?? [])];
  }

  /** Periods of one territory and breakdown. */
  periods(territory: string, breakdown: string): readonly string[] {
    return [...(this.#territories.get(territory)?.get(breakdown)?.keys() ?? [])];
  }
}

/** Grids by name; one that is missing is made. */
export function gridOf<T>(grids: Map<string, Grid<T>>, name: string): Grid<T> {
  let grid = grids.get(name);
  if (!grid) {
    grid = new Grid();
    grids.set(name, grid);
  }
  return grid;
}
