import type { Indicator } from './indicator.ts';
import type { Contradiction, Figures, Partition } from './plausibility.ts';
import { checkJumps, checkRevisions, type Revision } from './plausibility-jump.ts';
import { checkLevels } from './plausibility-levels.ts';
import { checkParts } from './plausibility-parts.ts';
import { checkShares } from './plausibility-share.ts';
import { type Children, checkTowns } from './plausibility-towns.ts';

/** What the rules have to know besides the figures. */
export interface Surroundings {
  readonly indicators: readonly Indicator[];
  readonly partitions: readonly Partition[];
  readonly revisions: readonly Revision[];
  /** The towns of a district, the quarters of a town, at that time. */
  childrenOf(territory: string, period: string): Children;
  /** The nearest first. */
  aboveOf(territory: string): readonly string[];
  /** Inhabitants, roughly; null: not known. */
  populationOf(territory: string): number | null;
}

/** All rules over a set of figures. */
export function checkFigures(figures: Figures, around: Surroundings): Contradiction[] {
  return [
    ...checkShares(figures, around.indicators),
    ...checkParts(figures, around.partitions),
    ...checkTowns(figures, around.childrenOf),
    ...checkLevels(figures, around.aboveOf, around.populationOf),
    ...checkJumps(figures),
    ...checkRevisions(figures, around.revisions),
  ];
}
