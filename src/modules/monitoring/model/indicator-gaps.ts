import { checkFormula } from './formula-check.ts';
import type { Indicator } from './indicator.ts';
import { relativeUnits } from './vocabulary.ts';

/** What an indicator still lacks before its figures can be understood; texts `monitoring:staff.gap.<gap>`. */
export const gaps = ['definition', 'fraction', 'source', 'simple', 'english', 'update', 'formula'] as const;
export type Gap = (typeof gaps)[number];

/** @param all indicators of the district, for the formula */
export function gapsOf(indicator: Indicator, all: readonly Indicator[]): Gap[] {
  const { names, definitions, numerators, denominators, readingAids, unit, formula, figure } = indicator;
  const fraction = relativeUnits.includes(unit) && unit !== 'years' && figure === null;
  const planned = figure === null && !['irregular', 'several_years'].includes(indicator.periodicity);
  const found: Record<Gap, boolean> = {
    definition: !definitions.de,
    fraction: fraction && !(numerators.de && denominators.de),
    source: indicator.sourceId === null,
    simple: !readingAids['de-simple'],
    english: !(names.en && (definitions.en || !definitions.de)),
    update: planned && formula === null && indicator.state !== 'retired' && indicator.nextUpdateOn === null,
    formula: formula !== null && checkFormula(formula, indicator.key, all) !== undefined,
  };
  return gaps.filter((gap) => found[gap]);
}
