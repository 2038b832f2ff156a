import { type Cell, type FigureQuery, type FigureSet, isUndelivered, type Place } from '../model/figures.ts';
import { type Grid, gridOf } from '../model/grid.ts';
import type { Dimension, Indicator, Source } from '../model/indicator.ts';
import { comparePeriods, spanOf } from '../model/period.ts';
import { levelOfPlace } from '../model/places.ts';
import { type Marker, relativeUnits } from '../model/vocabulary.ts';
import type { ContradictedFigure } from '../store/contradicted.ts';
import type { ObservationRow } from '../store/observations.ts';

/** Definitions of a district, without figures. */
export interface Definitions {
  readonly indicators: readonly Indicator[];
  readonly sources: readonly Source[];
  readonly dimensions: readonly Dimension[];
}

/** Cells by the key of the indicator. */
export type Cells = Map<string, Grid<Cell>>;

/** True when the period ends within the days asked for. */
export function withinDays(period: string, { from, to }: Pick<FigureQuery, 'from' | 'to'>): boolean {
  if (!from && !to) return true;
  const end = spanOf(period)?.to ?? period;
  return !(from && end < from) && !(to && end > to);
}

/** `withinDays` that remembers: there are few periods and many figures. */
export function dayFilter(days: Pick<FigureQuery, 'from' | 'to'>): (period: string) => boolean {
  const known = new Map<string, boolean>();
  return (period) => {
    let within = known.get(period);
    if (within === undefined) {
      within = withinDays(period, days);
      known.set(period, within);
    }
    return within;
  };
}

/** Observations as cells: where several sources have the same figure, the one of the smallest rank stands. */
export function observedCells(
  rows: readonly ObservationRow[],
  { indicators, sources }: Definitions,
  days: Pick<FigureQuery, 'from' | 'to'>,
): Cells {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const bySource = new Map(sources.map((source) => [source.id, { source, keys: [source.key] }]));
  const ranks = new Map(sources.map(({ key, rank }) => [key, rank]));
  const within = dayFilter(days);
  const cells: Cells = new Map();
  for (const row of rows) {
    const [indicator, from] = [byId.get(row.indicatorId), bySource.get(row.sourceId)];
    if (!indicator || !from || !within(row.period)) continue;
    const grid = gridOf(cells, indicator.key);
    const [other = ''] = grid.get(row)?.sources ?? [];
    if ((ranks.get(other) ?? Number.POSITIVE_INFINITY) <= from.source.rank) continue;
    grid.set(row, {
      value: row.value,
      marker: row.marker,
      quality: row.quality,
      withheld: row.withheld !== null,
      sources: from.keys,
      uncertainty: row.value === null ? 0 : roundingOf(indicator, from.source, row.marker),
      warnings: [],
    });
  }
  return cells;
}

/**
 * Cells that contradict others say so. Where an office prints `-` for places of which it has delivered nothing yet, all
 * categories of the place are meant.
 */
export function markContradicted(cells: Cells, contradicted: readonly ContradictedFigure[]): Cells {
  for (const { indicator, territory, period, breakdown, source, detail } of contradicted) {
    const grid = cells.get(indicator);
    const breakdowns = detail === 'nothing' ? grid?.breakdowns(territory) : [breakdown];
    for (const one of breakdowns ?? []) {
      const spot = { territory, period, breakdown: one };
      const cell = grid?.get(spot);
      if (!cell?.sources.includes(source) || (detail === 'nothing' && cell.marker !== '-')) continue;
      grid?.set(spot, { ...cell, warnings: [...cell.warnings, 'contradicted'] });
    }
  }
  return cells;
}

/**
 * Counts are rounded as their source does; a rate is published with the decimals that it is shown with. `-` is exactly
 * nothing, but where an office rounds for secrecy: 12521-03i prints 15 people from Taiwan, of them `-` men and `-` women.
 */
function roundingOf({ unit, decimals }: Indicator, { roundedTo }: Source, marker: Marker | null): number {
  if (marker === '-' && roundedTo === null) return 0;
  return relativeUnits.includes(unit) ? 10 ** -decimals / 2 : (roundedTo ?? 0) / 2;
}

/** Of each indicator the newest period alone. */
export function newestOf(cells: Cells): Cells {
  const newest: Cells = new Map();
  for (const [indicator, grid] of cells) {
    let last: string | undefined;
    grid.forEach(({ period }, cell) => {
      if (period === last || isUndelivered(cell)) return;
      if (last === undefined || comparePeriods(last, period) < 0) last = period;
    });
    const kept = gridOf(newest, indicator);
    grid.forEach((spot, cell) => {
      if (last === undefined || spot.period === last) kept.set(spot, cell);
    });
  }
  return newest;
}

/** The answer, made of its cells. */
export function figureSet(
  cells: Cells,
  parts: Pick<FigureSet, 'indicators' | 'targets' | 'truncated'> & { places: readonly Place[]; defined: Definitions },
): FigureSet {
  const [territories, periods, breakdowns, used] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()];
  for (const grid of cells.values()) {
    grid.forEach(({ territory, period, breakdown }, { sources }) => {
      territories.add(territory);
      periods.add(period);
      breakdowns.add(breakdown);
      for (const source of sources) used.add(source);
    });
  }
  const { indicators, targets, truncated, places, defined } = parts;
  const known = new Set(places.map(({ key }) => key));
  // Delivered before anybody named it: the key is better than nothing.
  const unnamed = [...territories].filter((key) => !known.has(key)).toSorted();
  return {
    indicators,
    places: [
      ...places.filter(({ key }) => territories.has(key)),
      ...unnamed.map((key) => ({ key, names: { de: key }, level: levelOfPlace(key), validFrom: null, validTo: null })),
    ],
    periods: [...periods].toSorted(comparePeriods),
    breakdowns: [...breakdowns].toSorted(),
    dimensions: defined.dimensions,
    sources: defined.sources.filter(({ key }) => used.has(key)),
    targets,
    cell: (indicator, territory, period, breakdown = '') => cells.get(indicator)?.get({ territory, period, breakdown }),
    truncated,
  };
}
