import { writeBreakdown } from './breakdown.ts';
import type { Cell, FigureSet, Place } from './figures.ts';
import type { Category, Dimension, Indicator } from './indicator.ts';
import { isGroup } from './indicator-view.ts';

/** Whom the pyramid shows: everybody, or one side of the nationality. */
export const pyramidGroups = ['all', 'german', 'foreign'] as const;
export type PyramidGroup = (typeof pyramidGroups)[number];

/** More years upon each other cannot be read. */
export const mostPyramidYears = 3;

export interface PyramidView {
  readonly indicator: Indicator;
  readonly figures: FigureSet;
  readonly place: Place;
  readonly group: PyramidGroup;
  /** Groups that have figures by age and sex. */
  readonly groups: readonly PyramidGroup[];
  /** All there are, in the order of time. */
  readonly periods: readonly string[];
  /** One to three, the newest first. */
  readonly chosen: readonly string[];
  readonly ages: readonly Category[];
  readonly sexes: { readonly male: Category; readonly female: Category };
}

const breakdownOf = (age: string, sex: string, group: PyramidGroup): string =>
  writeBreakdown({ age, sex, ...(group !== 'all' && { nationality_group: group }) });

export function pyramidCell(view: PyramidView, period: string, age: string, sex: string): Cell | undefined {
  return view.figures.cell(view.indicator.key, view.place.key, period, breakdownOf(age, sex, view.group));
}

/**
 * What can be drawn of figures by age and sex; undefined when there are none. Ages that are sums of others are left out.
 * @param wanted periods; the newest when none of them has figures
 */
export function pyramidView(
  figures: FigureSet,
  place: Place | undefined,
  choice: { readonly group: PyramidGroup; readonly periods: readonly string[] },
): PyramidView | undefined {
  const [indicator] = figures.indicators;
  const dimension = (key: string): Dimension | undefined => figures.dimensions.find((one) => one.key === key);
  const sex = (code: string) => dimension('sex')?.categories.find((one) => one.code === code);
  const [male, female] = [sex('male'), sex('female')];
  if (!indicator || !place || !male || !female) return undefined;
  const single = (dimension('age')?.categories ?? []).filter(({ code }) => !isGroup(code));
  const periodsWith = (group: PyramidGroup) =>
    figures.periods.filter((period) =>
      single.some(({ code }) => figures.cell(indicator.key, place.key, period, breakdownOf(code, 'male', group))),
    );
  const groups = pyramidGroups.filter((group) => periodsWith(group).length > 0);
  const group = groups.includes(choice.group) ? choice.group : groups[0];
  if (!group) return undefined;
  const periods = periodsWith(group);
  const known = periods.filter((period) => choice.periods.includes(period)).slice(-mostPyramidYears);
  const chosen = (known.length > 0 ? known : periods.slice(-1)).toReversed();
  const ages = single.filter(({ code }) =>
    chosen.some((period) =>
      [male, female].some((one) => figures.cell(indicator.key, place.key, period, breakdownOf(code, one.code, group))),
    ),
  );
  return { indicator, figures, place, group, groups, periods, chosen, ages, sexes: { male, female } };
}

/** Whether the age groups are of different width, so that a longer bar need not mean more people of one age. */
export function unevenAges(ages: readonly Category[]): boolean {
  const widths = ages.flatMap(({ code }) => {
    const match = /^(\d+)-(\d+)$/.exec(code);
    return match ? [Number(match[2]) - Number(match[1])] : [];
  });
  return new Set(widths).size > 1;
}
