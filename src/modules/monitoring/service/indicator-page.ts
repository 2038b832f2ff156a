import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import type { FigureQuery } from '../model/figures.ts';
import {
  comparedPlaces,
  dimensionsOf,
  type IndicatorChoice,
  type IndicatorView,
  newestOf,
  periodsOf,
} from '../model/indicator-view.ts';
import { isOffered } from '../model/places.ts';
import { definitionsIn, placesOf, readFiguresIn } from './reading.ts';

/** The last moment of a day in Germany, at the latest: winter time ends an hour after summer time. */
const endOfDay = (day: string): Date => new Date(`${day}T23:59:59.999+01:00`);

/** How a choice narrows what is read. */
export function narrowing({ from, to, knownOn }: Pick<IndicatorChoice, 'from' | 'to' | 'knownOn'>): Partial<FigureQuery> {
  return { ...(from && { from }), ...(to && { to }), ...(knownOn && { asKnownOn: endOfDay(knownOn) }) };
}

/**
 * Everything on the page of an indicator, in two readings of one transaction: the totals of all places, and the breakdowns of the
 * first place compared; both as the public sees them. Undefined when there is no such public indicator.
 */
export function indicatorView(context: Context, key: string, choice: IndicatorChoice): Promise<IndicatorView | undefined> {
  return context.transaction((trx) => readView(trx, context, key, choice));
}

async function readView(trx: Trx, context: Context, key: string, choice: IndicatorChoice): Promise<IndicatorView | undefined> {
  const narrowed = narrowing(choice);
  const known = { defined: await definitionsIn(trx, false), places: await placesOf(context, trx) };
  const read = (query: Partial<FigureQuery>) =>
    readFiguresIn(trx, context, { indicators: [key], ...narrowed, ...query }, false, known);
  const offered = known.places.filter((place) => isOffered(place, context.tenant.ags) || choice.places.includes(place.key));
  const figures = await read({ territories: offered.map((place) => place.key) });
  const [indicator] = figures.indicators;
  if (!indicator) return undefined;
  const chosen = comparedPlaces(indicator, figures, choice.places, context.tenant.ags);
  const first = chosen[0];
  const newest = chosen.map((place) => newestOf(figures, key, place)).find((found) => found !== undefined);
  const view = { indicator, figures, chosen, choice, newest };
  // Without totals there may be breakdowns all the same.
  const territory = first?.key ?? context.tenant.ags;
  if (indicator.breakdowns.length === 0) return { ...view, dimensions: [], breakdown: undefined };
  const parts = await read({
    territories: [territory],
    breakdowns: indicator.breakdowns.map((dimension) => `by:${dimension}`),
  });
  const found = dimensionsOf(parts);
  const wanted = found.find(({ dimension }) => dimension.key === choice.dimension) ?? found[0];
  const place = parts.places.find((one) => one.key === territory);
  const breakdown = wanted &&
    place && {
      ...wanted,
      place,
      figures: parts,
      periods: periodsOf(
        parts,
        key,
        [place],
        wanted.codes.map((code) => `${wanted.dimension.key}=${code}`),
      ),
    };
  return { ...view, dimensions: found.map(({ dimension }) => dimension), breakdown };
}
