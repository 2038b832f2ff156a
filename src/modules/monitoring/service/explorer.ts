import type { Context } from '#platform/access';
import { explorerBounds, type Found, figureQuery, figuresOf, type PivotTable, pivot, type Selection } from '../model/explorer.ts';
import type { FigureSet, Place } from '../model/figures.ts';
import { isOffered } from '../model/places.ts';
import type { Definitions } from './figure-set.ts';
import { definitionsIn, placesOf, readFiguresIn } from './reading.ts';

/** What a selection shows. */
export interface Exploration {
  /** With what the district does not know left out, and the usual places where none were chosen. */
  readonly selection: Selection;
  readonly definitions: Definitions;
  /** Places to choose from: the district's own, what lies around it, and others that were asked for. */
  readonly places: readonly Place[];
  /** Dimensions that some indicator chosen comes by, or all when none is chosen yet. */
  readonly dimensions: Definitions['dimensions'];
  readonly result: ExplorerResult;
}

export type ExplorerResult =
  | { readonly kind: 'nothing_chosen' }
  | { readonly kind: 'too_much'; readonly what: 'indicators' | 'places' | 'figures' }
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'found';
      readonly figures: FigureSet;
      readonly found: readonly Found[];
      readonly tables: readonly PivotTable[];
    };

/** @param most figures that are shown; more are too many */
export async function explore(context: Context, asked: Selection, most: number = explorerBounds.shown): Promise<Exploration> {
  return context.transaction(async (trx) => {
    const definitions = await definitionsIn(trx, false);
    const all = await placesOf(context, trx);
    const own = all.filter((place) => isUsual(place, context.tenant.ags));
    const wanted = new Set(asked.places);
    const chosen = all.filter(({ key }) => wanted.has(key));
    const byKey = new Map(definitions.indicators.map((indicator) => [indicator.key, indicator]));
    const indicators = asked.indicators.flatMap((key) => byKey.get(key) ?? []);
    const dimensions = definitions.dimensions.filter(
      ({ key }) => indicators.length === 0 || indicators.some(({ breakdowns }) => breakdowns.includes(key)),
    );
    const selection: Selection = {
      ...asked,
      indicators: indicators.map(({ key }) => key),
      places: chosen.map(({ key }) => key),
      dimension: dimensions.find(({ key }) => key === asked.dimension)?.key,
    };
    const offered = all.filter((place) => isOffered(place, context.tenant.ags) || wanted.has(place.key));
    const ground = { selection, definitions, places: offered, dimensions };
    if (indicators.length === 0) return { ...ground, result: { kind: 'nothing_chosen' } };
    if (indicators.length > explorerBounds.indicators) return { ...ground, result: { kind: 'too_much', what: 'indicators' } };
    const places = chosen.length > 0 ? chosen : own.filter(({ level }) => level !== 'quartier');
    if (places.length > explorerBounds.places) return { ...ground, result: { kind: 'too_much', what: 'places' } };
    const query = figureQuery({ ...selection, places: places.map(({ key }) => key) });
    const figures = await readFiguresIn(trx, context, query, false, { defined: definitions, places: all });
    return { ...ground, result: resultOf(figures, selection, most) };
  });
}

function resultOf(figures: FigureSet, selection: Selection, most: number): ExplorerResult {
  const found = figuresOf(figures, most);
  if (!found) return { kind: 'too_much', what: 'figures' };
  if (found.length === 0) return { kind: 'empty' };
  return { kind: 'found', figures, found, tables: pivot(found, selection) };
}

/** The district, its towns and quarters, its Land and Germany. */
function isUsual({ key, level }: Place, district: string): boolean {
  return key.startsWith(district) || level === 'nation' || (level === 'land' && district.startsWith(key));
}
