import declared from '../catalogue/category-groups.json' with { type: 'json' };
import { readBreakdown, writeBreakdown } from './breakdown.ts';
import { spanOf } from './period.ts';

/** A category for some time: both days belong to it, a missing one leaves it open. */
interface Member {
  readonly category: string;
  readonly from?: string;
  readonly until?: string;
}

/**
 * A category that no office prints, made up of those that it prints: the states of the European Union, by the days of their
 * accession and of the United Kingdom's withdrawal. Third countries are the continents without them, not a sum over 180
 * states: each number is rounded, so few numbers give a narrow result. Stateless and unknown people are in neither group.
 */
export interface CategoryGroup {
  readonly dimension: string;
  readonly category: string;
  readonly plus: readonly Member[];
  readonly minus: readonly Member[];
}

export const categoryGroups: readonly CategoryGroup[] = declared;

/** Breakdowns whose figures are added and subtracted. */
export interface GroupParts {
  readonly plus: readonly string[];
  readonly minus: readonly string[];
}

/** A breakdown by a declared group, as breakdowns by its members on the last day of a period; undefined: it names no group. */
export function groupParts(breakdown: string, period: string): GroupParts | undefined {
  const day = spanOf(period)?.to;
  if (day === undefined) return undefined;
  return partsBy(breakdown, ({ from, until }) => (from === undefined || from <= day) && (until === undefined || day <= until));
}

/** Breakdowns that may be needed for one by a declared group, whatever the day; none where it names no group. */
export function groupBreakdowns(breakdown: string): readonly string[] {
  const parts = partsBy(breakdown, () => true);
  return parts ? [...parts.plus, ...parts.minus] : [];
}

/** Groups that a breakdown may be a part of, one step further: its first member tells where a group may have a figure. */
export function groupsLedBy(breakdown: string): readonly string[] {
  if (breakdown === '') return [];
  const own = readBreakdown(breakdown) ?? {};
  return categoryGroups
    .filter(({ dimension, plus }) => Object.hasOwn(own, dimension) && own[dimension] === plus[0]?.category)
    .map(({ dimension, category }) => writeBreakdown({ ...own, [dimension]: category }));
}

function partsBy(breakdown: string, valid: (member: Member) => boolean): GroupParts | undefined {
  // Nearly every breakdown ends here: some ten thousand are asked for a page.
  if (!breakdown.includes('=group-')) return undefined;
  const own = readBreakdown(breakdown) ?? {};
  const group = categoryGroups.find(({ dimension, category }) => Object.hasOwn(own, dimension) && own[dimension] === category);
  if (!group) return undefined;
  const breakdowns = (members: readonly Member[]) =>
    members.filter(valid).map(({ category }) => writeBreakdown({ ...own, [group.dimension]: category }));
  return { plus: breakdowns(group.plus), minus: breakdowns(group.minus) };
}
