import { listTowns, nameIn, quarters, type Territory } from '#modules/territory';
import type { Context } from '#platform/access';
import type { ClassMethod } from '#platform/charts';
import type { FigureSet, Place } from '../model/figures.ts';
import type { Indicator } from '../model/indicator.ts';
import { periodsOf } from '../model/indicator-view.ts';
import { narrowing } from './indicator-page.ts';
import { publicFigures } from './public-figures.ts';

/** A place with its boundary as multipolygon. */
export interface MapShape {
  readonly key: string;
  readonly name: string;
  readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[];
}

export interface MapView {
  readonly indicator: Indicator;
  readonly figures: FigureSet;
  /** Of the level shown, in their order. */
  readonly places: readonly Place[];
  readonly shapes: readonly MapShape[];
  /** Credit line of the shapes. */
  readonly credit: string;
  readonly level: 'kommune' | 'quartier';
  /** Levels that have figures. */
  readonly levels: readonly ('kommune' | 'quartier')[];
  /** In the order of time; empty: there are no figures of places. */
  readonly periods: readonly string[];
  readonly period: string | undefined;
  readonly method: ClassMethod;
  readonly count: number;
  readonly knownOn: string | undefined;
}

export interface MapChoice {
  /** Period; the newest when it is none of the indicator's. */
  readonly zeit: string | undefined;
  readonly methode: ClassMethod;
  readonly klassen: number;
  readonly ebene: 'kommune' | 'quartier';
  readonly stand: string | undefined;
}

/** An indicator on the map of the towns, or of the quarters; undefined when there is no such public indicator. */
export async function mapView(context: Context, key: string, choice: MapChoice): Promise<MapView | undefined> {
  const units = { kommune: await listTowns(context), quartier: await quarters(context) };
  const figures = await publicFigures(context, {
    indicators: [key],
    territories: [...units.kommune, ...units.quartier].map((unit) => unit.key),
    ...narrowing({ from: undefined, to: undefined, knownOn: choice.stand }),
  });
  const [indicator] = figures.indicators;
  if (!indicator) return undefined;
  const levels = (['kommune', 'quartier'] as const).filter((level) => figures.places.some((place) => place.level === level));
  const level = levels.includes(choice.ebene) ? choice.ebene : (levels[0] ?? 'kommune');
  // All of them: where there is no figure, that is what the map and its table say.
  const places = units[level].map(({ key, names, validFrom, validTo }) => ({ key, names, level, validFrom, validTo }));
  const periods = periodsOf(figures, key, places);
  const shown = units[level].filter(({ shape }) => shape);
  return {
    indicator,
    figures,
    places,
    shapes: shown.map((unit) => shapeOf(unit, context.language.tag)),
    credit: [...new Set(shown.flatMap(({ shapeSource }) => shapeSource ?? []))].join(' · '),
    level,
    levels,
    periods,
    period: choice.zeit && periods.includes(choice.zeit) ? choice.zeit : periods.at(-1),
    method: choice.methode,
    count: choice.klassen,
    knownOn: choice.stand,
  };
}

const shapeOf = (unit: Territory, tag: string) => ({
  key: unit.key,
  name: nameIn(unit, tag),
  coordinates: unit.shape?.coordinates ?? [],
});
