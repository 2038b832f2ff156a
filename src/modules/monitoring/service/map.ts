import { listTowns, nameIn, quarters, type Territory } from '#modules/territory';
import type { Context } from '#platform/access';
import type { ClassMethod } from '#platform/charts';
import { periodsOf } from '../model/indicator-view.ts';
import type { MapView } from '../model/map-view.ts';
import { narrowing } from './indicator-page.ts';
import { publicFigures } from './public-figures.ts';

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
