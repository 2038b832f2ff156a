import { type Cell, type FigureSet, isUndelivered, type Place } from './figures.ts';
import { type Dimension, type Indicator, textIn } from './indicator.ts';
import type { Words } from './report-words.ts';

/** What a reader chose on the page of an indicator. */
export interface IndicatorChoice {
  /** Keys of the places compared; empty: those that suit the indicator. */
  readonly places: readonly string[];
  /** Key of a dimension. */
  readonly dimension: string | undefined;
  /** ISO days. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** ISO day: as known at its end. */
  readonly knownOn: string | undefined;
}

/** More lines than these cannot be told apart. */
export const mostPlaces = 6;

/** An indicator's figures over time in some places, and by one dimension in the first of them. */
export interface IndicatorView {
  readonly indicator: Indicator;
  /** Totals of all places. */
  readonly figures: FigureSet;
  readonly chosen: readonly Place[];
  readonly choice: IndicatorChoice;
  readonly newest: Newest | undefined;
  /** Dimensions that the first place has figures by. */
  readonly dimensions: readonly Dimension[];
  readonly breakdown: BreakdownView | undefined;
}

export interface Newest {
  readonly place: Place;
  readonly period: string;
  readonly cell: Cell;
}

export interface BreakdownView {
  readonly dimension: Dimension;
  readonly place: Place;
  readonly figures: FigureSet;
  /** Codes that have figures, without sums of others where there are single ones, in their order. */
  readonly codes: readonly string[];
  readonly periods: readonly string[];
}

/** Categories that are sums of others begin so (catalogue/dimensions.json). */
export const isGroup = (code: string): boolean => code.startsWith('group-');

/** Shares are compared with what lies around the district; counts of a Land would press the district's to the ground. */
export function comparedPlaces(indicator: Indicator, figures: FigureSet, wanted: readonly string[], district: string): Place[] {
  const known = figures.places;
  const chosen = known.filter(({ key }) => wanted.includes(key)).slice(0, mostPlaces);
  if (chosen.length > 0) return chosen;
  const around = known.filter(({ key }) => key === 'DG' || district.startsWith(key));
  const own = around.filter(({ key }) => key === district);
  const usual = indicator.additive && own.length > 0 ? own : around;
  return usual.length > 0 ? orderedForReading(usual, district) : known.slice(0, 1);
}

/** In the language of the visit, else in German. */
export const placeName = (place: Place, { language }: Pick<Words, 'language'>): string =>
  textIn(place.names, language.tag) || place.key;

/** Whether a place lies in the district or around it. */
export const isNear = ({ key }: Place, district: string): boolean =>
  key === 'DG' || key.startsWith(district) || district.startsWith(key);

/** The district first, then what lies around it. */
function orderedForReading(places: readonly Place[], district: string): Place[] {
  return [...places.filter(({ key }) => key === district), ...places.filter(({ key }) => key !== district).toReversed()].slice(
    0,
    mostPlaces,
  );
}

/** The newest cell of a place, be it only a marker; one that was not delivered only where there is no other. */
export function newestOf({ periods, cell }: FigureSet, indicator: string, place: Place, breakdown = ''): Newest | undefined {
  let undelivered: Newest | undefined;
  for (const period of periods.toReversed()) {
    const found = cell(indicator, place.key, period, breakdown);
    if (found && !isUndelivered(found)) return { place, period, cell: found };
    if (found) undelivered ??= { place, period, cell: found };
  }
  return undelivered;
}

/** Periods in which one of the places has a cell. */
export function periodsOf(figures: FigureSet, indicator: string, places: readonly Place[], breakdowns: readonly string[] = ['']) {
  return figures.periods.filter((period) =>
    places.some(({ key }) => breakdowns.some((breakdown) => figures.cell(indicator, key, period, breakdown))),
  );
}

/** The dimensions that a set has single breakdowns of, and the codes each. */
export function dimensionsOf(figures: FigureSet): { dimension: Dimension; codes: string[] }[] {
  return figures.dimensions.flatMap((dimension) => {
    const present = new Set(figures.breakdowns);
    const all = dimension.categories.map(({ code }) => code).filter((code) => present.has(`${dimension.key}=${code}`));
    const single = all.filter((code) => !isGroup(code));
    const codes = single.length > 0 ? single : all;
    return codes.length > 0 ? [{ dimension, codes }] : [];
  });
}
