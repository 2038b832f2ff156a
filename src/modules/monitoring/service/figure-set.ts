import { type Cell, type FigureQuery, type FigureSet, isUndelivered, type Place } from '../model/figures.ts';
import type { Dimension, Indicator, Source } from '../model/indicator.ts';
import { comparePeriods, spanOf } from '../model/period.ts';
import { levelOfPlace } from '../model/places.ts';
import { relativeUnits } from '../model/vocabulary.ts';
import type { ContradictedFigure } from '../store/contradicted.ts';
import type { ObservationRow } from '../store/observations.ts';

/** Definitions of a district, without figures. */
export interface Definitions {
  readonly indicators: readonly Indicator[];
  readonly sources: readonly Source[];
  readonly dimensions: readonly Dimension[];
}

/** Cells by `cellKey`. */
export type Cells = ReadonlyMap<string, Cell>;

export const cellKey = (indicator: string, territory: string, period: string, breakdown: string): string =>
  `${indicator}\n${territory}\n${period}\n${breakdown}`;

/** The parts of a `cellKey`. */
export function readCellKey(key: string) {
  const [indicator = '', territory = '', period = '', breakdown = ''] = key.split('\n');
  return { indicator, territory, period, breakdown };
}

/** True when the period ends within the days asked for. */
export function withinDays(period: string, { from, to }: Pick<FigureQuery, 'from' | 'to'>): boolean {
  if (!from && !to) return true;
  const end = spanOf(period)?.to ?? period;
  return !(from && end < from) && !(to && end > to);
}

/** Observations as cells: where several sources have the same figure, the one of the smallest rank stands. */
export function observedCells(
  rows: readonly ObservationRow[],
  { indicators, sources }: Definitions,
  days: Pick<FigureQuery, 'from' | 'to'>,
): Map<string, Cell> {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const bySource = new Map(sources.map((source) => [source.id, source]));
  const ranks = new Map<string, number>();
  const cells = new Map<string, Cell>();
  for (const row of rows) {
    const [indicator, source] = [byId.get(row.indicatorId), bySource.get(row.sourceId)];
    if (!indicator || !source || !withinDays(row.period, days)) continue;
    const key = cellKey(indicator.key, row.territory, row.period, row.breakdown);
    if ((ranks.get(key) ?? Number.POSITIVE_INFINITY) <= source.rank) continue;
    ranks.set(key, source.rank);
    cells.set(key, {
      value: row.value,
      marker: row.marker,
      quality: row.quality,
      withheld: row.withheld !== null,
      sources: [source.key],
      uncertainty: row.value === null || row.marker === '-' ? 0 : roundingOf(indicator, source),
      warnings: [],
    });
  }
  return cells;
}

/**
 * Cells that contradict others say so. Where an office prints `-` for places of which it has delivered nothing yet, all
 * categories of the place are meant.
 */
export function markContradicted(cells: Map<string, Cell>, contradicted: readonly ContradictedFigure[]): Map<string, Cell> {
  const mark = (key: string, source: string) => {
    const cell = cells.get(key);
    if (cell?.sources.includes(source)) cells.set(key, { ...cell, warnings: [...cell.warnings, 'contradicted'] });
  };
  const nothing = contradicted.filter(({ detail }) => detail === 'nothing');
  const undelivered = new Map(
    nothing.map(({ indicator, territory, period, source }) => [`${indicator}\n${territory}\n${period}\n`, source]),
  );
  if (undelivered.size > 0)
    for (const [key, { marker }] of cells) {
      const source = marker === '-' ? undelivered.get(key.slice(0, key.lastIndexOf('\n') + 1)) : undefined;
      if (source) mark(key, source);
    }
  for (const { indicator, territory, period, breakdown, source, detail } of contradicted)
    if (detail !== 'nothing') mark(cellKey(indicator, territory, period, breakdown), source);
  return cells;
}

/** Counts are rounded as their source does; a rate is published with the decimals that it is shown with. */
function roundingOf({ unit, decimals }: Indicator, { roundedTo }: Source): number {
  return relativeUnits.includes(unit) ? 10 ** -decimals / 2 : (roundedTo ?? 0) / 2;
}

/** Of each indicator the newest period alone. */
export function newestOf(cells: Cells): Map<string, Cell> {
  const last = new Map<string, string>();
  const split = [...cells].map(([key, cell]) => ({ key, cell, ...readCellKey(key) }));
  for (const { indicator, period, cell } of split) {
    if (isUndelivered(cell)) continue;
    const best = last.get(indicator);
    if (best === undefined || (best !== period && comparePeriods(best, period) < 0)) last.set(indicator, period);
  }
  return new Map(
    split.filter(({ indicator, period }) => (last.get(indicator) ?? period) === period).map(({ key, cell }) => [key, cell]),
  );
}

/** The answer, made of its cells. */
export function figureSet(
  cells: Cells,
  parts: Pick<FigureSet, 'indicators' | 'targets' | 'truncated'> & { places: readonly Place[]; defined: Definitions },
): FigureSet {
  const [territories, periods, breakdowns, used] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()];
  for (const [key, { sources }] of cells) {
    const { territory, period, breakdown } = readCellKey(key);
    territories.add(territory);
    periods.add(period);
    breakdowns.add(breakdown);
    for (const source of sources) used.add(source);
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
    cell: (indicator, territory, period, breakdown = '') => cells.get(cellKey(indicator, territory, period, breakdown)),
    truncated,
  };
}
