import { listTowns, quarters, territoryPath } from '#modules/territory';
import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import type { Cell, FigureQuery, FigureSet, Place } from '../model/figures.ts';
import { mostCells } from '../model/figures.ts';
import type { Dimension, Indicator, Source } from '../model/indicator.ts';
import { comparePeriods, spanOf } from '../model/period.ts';
import { levelOfPlace, sortPlaces } from '../model/places.ts';
import { listDimensions, listIndicators, listSources, listTargets } from '../store/indicators.ts';
import { type ObservationRow, readObservations } from '../store/observations.ts';
import { listPlaces } from '../store/places.ts';

/** Definitions of a district, without figures. */
export interface Definitions {
  readonly indicators: readonly Indicator[];
  readonly sources: readonly Source[];
  readonly dimensions: readonly Dimension[];
}

/** Whether the actor sees drafts and what is internal. */
export const seesInternal = (context: Context): boolean => context.may('monitoring.read');

/** Indicators that the actor may see, in the order of the page; retired ones too, they keep their address. */
export async function definitionsIn(trx: Trx, internal: boolean): Promise<Definitions> {
  const sources = (await listSources(trx)).filter((source) => internal || source.public);
  const shown = (await listIndicators(trx)).filter(({ state }) => internal || state === 'public' || state === 'retired');
  return { indicators: shown, sources, dimensions: await listDimensions(trx) };
}

export async function definitions(context: Context): Promise<Definitions> {
  return context.transaction((trx) => definitionsIn(trx, seesInternal(context)));
}

/** Territories of the district's tree, then those that only figures speak of. */
export async function placesOf(context: Context, trx: Trx): Promise<readonly Place[]> {
  const own = [
    ...(await territoryPath(context, context.tenant.ags)),
    ...(await listTowns(context)),
    ...(await quarters(context)),
  ].map(({ key, names, level, validFrom, validTo }) => ({ key, names, level, validFrom, validTo }));
  const known = new Set(own.map(({ key }) => key));
  const others = (await listPlaces(trx)).filter(({ key }) => !known.has(key));
  return sortPlaces([...own, ...others], context.tenant.ags);
}

/**
 * The one way to figures: every page, chart, file and document is made of its answer. Withheld figures are withheld here, so
 * that no output can forget it; figures of internal sources are left out for visitors.
 */
export async function readFigures(context: Context, query: FigureQuery): Promise<FigureSet> {
  return context.transaction((trx) => readFiguresIn(trx, context, query, seesInternal(context)));
}

/** @param internal false: as the public sees it, whoever asks */
export async function readFiguresIn(trx: Trx, context: Context, query: FigureQuery, internal: boolean): Promise<FigureSet> {
  const defined = await definitionsIn(trx, internal);
  const byKey = new Map(defined.indicators.map((indicator) => [indicator.key, indicator]));
  const indicators = [...new Set(query.indicators)].flatMap((key) => byKey.get(key) ?? []);
  const breakdowns = query.breakdowns ?? 'total';
  const rows = await readObservations(trx, {
    indicatorIds: indicators.map(({ id }) => id),
    territories: query.territories ?? null,
    breakdowns: breakdowns === 'all' ? null : breakdowns === 'total' ? [''] : breakdowns,
    fromYear: query.from === undefined ? null : Number(query.from.slice(0, 4)) - 1,
    toYear: query.to === undefined ? null : Number(query.to.slice(0, 4)),
    newest: query.newest ?? false,
    asKnownOn: query.asKnownOn ?? null,
    limit: mostCells + 1,
  });
  const cells = new Map(observedCells(rows.slice(0, mostCells), defined, query));
  return figureSet(cells, {
    indicators,
    places: await placesOf(context, trx),
    defined,
    targets: await listTargets(
      trx,
      indicators.map(({ id }) => id),
    ),
    truncated: rows.length > mostCells,
  });
}

export const cellKey = (indicator: string, territory: string, period: string, breakdown: string): string =>
  `${indicator}\n${territory}\n${period}\n${breakdown}`;

/** Observations as cells: where several sources have the same figure, the one of the smallest rank stands. */
export function* observedCells(
  rows: readonly ObservationRow[],
  { indicators, sources }: Definitions,
  { from, to, newest }: Pick<FigureQuery, 'from' | 'to' | 'newest'>,
): Generator<readonly [string, Cell]> {
  const keys = new Map(indicators.map(({ id, key }) => [id, key]));
  const bySource = new Map(sources.map((source) => [source.id, source]));
  const last = new Map<string, string>();
  if (newest)
    for (const { indicatorId, period } of rows) {
      const best = last.get(indicatorId);
      if (best === undefined || comparePeriods(best, period) < 0) last.set(indicatorId, period);
    }
  const ranked = rows
    .flatMap((row) => {
      const source = bySource.get(row.sourceId);
      return source ? [{ row, source }] : [];
    })
    .toSorted((a, b) => b.source.rank - a.source.rank);
  for (const { row, source } of ranked) {
    const indicator = keys.get(row.indicatorId);
    const end = spanOf(row.period)?.to ?? row.period;
    if (!indicator || (from && end < from) || (to && end > to) || (newest && last.get(row.indicatorId) !== row.period)) continue;
    yield [
      cellKey(indicator, row.territory, row.period, row.breakdown),
      {
        value: row.value,
        marker: row.marker,
        quality: row.quality,
        withheld: row.withheld !== null,
        sources: [source.key],
        uncertainty: row.marker === '-' ? 0 : (source.roundedTo ?? 0) / 2,
        warnings: [],
      },
    ];
  }
}

function figureSet(
  cells: ReadonlyMap<string, Cell>,
  parts: Pick<FigureSet, 'indicators' | 'targets' | 'truncated'> & { places: readonly Place[]; defined: Definitions },
): FigureSet {
  const [territories, periods, breakdowns, used] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()];
  for (const [key, { sources }] of cells) {
    const [, territory = '', period = '', breakdown = ''] = key.split('\n');
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
