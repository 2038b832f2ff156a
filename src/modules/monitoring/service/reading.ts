import { listTowns, quarters, territoryPath } from '#modules/territory';
import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { type FigureQuery, type FigureSet, mostCells, type Place } from '../model/figures.ts';
import type { Indicator } from '../model/indicator.ts';
import { sortPlaces } from '../model/places.ts';
import { type ContradictedFigure, readContradicted } from '../store/contradicted.ts';
import { listDimensions, listIndicators, listSources, listTargets } from '../store/indicators.ts';
import { readObservations } from '../store/observations.ts';
import { listPlaces } from '../store/places.ts';
import { addDerived } from './derived.ts';
import { closureOf, inputFilters, mostInputs, wholePlaces } from './derived-inputs.ts';
import { type Cells, type Definitions, figureSet, markContradicted, newestOf, observedCells } from './figure-set.ts';

export type { Definitions };

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

/** What a transaction has read already, so that it need not be read again. */
export interface Known {
  readonly defined: Definitions;
  readonly places: readonly Place[];
}

/** @param internal false: as the public sees it, whoever asks */
export async function readFiguresIn(
  trx: Trx,
  context: Context,
  query: FigureQuery,
  internal: boolean,
  known?: Partial<Known>,
): Promise<FigureSet> {
  const all = known?.defined ?? (await definitionsIn(trx, internal));
  const { source } = query;
  const defined = source === undefined ? all : { ...all, sources: all.sources.filter(({ key }) => key === source) };
  const byKey = new Map(defined.indicators.map((indicator) => [indicator.key, indicator]));
  const indicators = [...new Set(query.indicators)].flatMap((key) => byKey.get(key) ?? []);
  const ids = indicators.map(({ id }) => id);
  const breakdowns = query.breakdowns ?? 'total';
  const rows = await readObservations(trx, {
    indicatorIds: ids,
    territories: query.territories ?? null,
    breakdowns: breakdowns === 'all' ? null : breakdowns === 'total' ? [''] : breakdowns,
    fromYear: query.from === undefined ? null : Number(query.from.slice(0, 4)) - 1,
    toYear: query.to === undefined ? null : Number(query.to.slice(0, 4)),
    newest: query.newest ?? false,
    asKnownOn: query.asKnownOn ?? null,
    limit: mostCells + 1,
  });
  const closure = closureOf(defined.indicators, indicators);
  const involved = [...new Set([...indicators, ...closure])].map(({ id }) => id);
  const contradicted = await readContradicted(trx, involved);
  const cells = markContradicted(observedCells(rows.slice(0, mostCells), defined, query), contradicted);
  const derived = await deriveInto(cells, trx, { asked: indicators, closure, contradicted }, defined, query);
  return figureSet(query.newest ? newestOf(cells) : cells, {
    indicators,
    places: known?.places ?? (await placesOf(context, trx)),
    defined,
    targets: await listTargets(trx, ids),
    truncated: rows.length > mostCells || derived.truncated,
  });
}

/** Adds what the formulas among the indicators give; one statement more when there are any, two when parts are added up. */
async function deriveInto(
  cells: Cells,
  trx: Trx,
  about: {
    readonly asked: readonly Indicator[];
    readonly closure: readonly Indicator[];
    readonly contradicted: readonly ContradictedFigure[];
  },
  defined: Definitions,
  query: FigureQuery,
): Promise<{ readonly truncated: boolean }> {
  const { asked, closure, contradicted } = about;
  if (asked.every(({ formula }) => formula === null)) return { truncated: false };
  const filters = inputFilters(closure, defined.dimensions, query);
  const plain = await readObservations(trx, filters.plain);
  const summed = await readObservations(trx, filters.summed);
  const rows = [...plain.slice(0, mostInputs), ...wholePlaces(summed, mostInputs)];
  const inputs = markContradicted(observedCells(rows, defined, {}), contradicted);
  const { truncated } = addDerived(asked, defined, query, cells, inputs);
  return { truncated: truncated || Math.max(plain.length, summed.length) > mostInputs };
}
