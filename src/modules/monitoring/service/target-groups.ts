import type { Context } from '#platform/access';
import type { FigureSet, Place } from '../model/figures.ts';
import type { Indicator } from '../model/indicator.ts';
import { targetGroups } from '../model/target-groups.ts';
import { publicFigures } from './public-figures.ts';

export interface GroupCourse {
  readonly indicator: Indicator;
  readonly breakdown: string;
  /** With figures of the series, in the order of time. */
  readonly periods: readonly string[];
}

export interface TargetGroupView {
  readonly group: string;
  readonly figures: FigureSet;
  readonly place: Place | undefined;
  readonly courses: readonly GroupCourse[];
  /** Series of the group that nobody delivered yet. */
  readonly empty: readonly Indicator[];
}

/** The figures about one target group in the district over time. */
export async function targetGroupView(context: Context, wanted: string): Promise<TargetGroupView> {
  const group = Object.hasOwn(targetGroups, wanted) ? wanted : (Object.keys(targetGroups)[0] ?? '');
  const series = targetGroups[group] ?? [];
  const district = context.tenant.ags;
  const figures = await publicFigures(context, {
    indicators: series.map(({ indicator }) => indicator),
    territories: [district],
    breakdowns: [...new Set(['', ...series.map(({ breakdown }) => breakdown)])],
  });
  const all = series.flatMap(({ indicator: key, breakdown }) => {
    const indicator = figures.indicators.find((one) => one.key === key);
    const periods = figures.periods.filter((period) => figures.cell(key, district, period, breakdown));
    return indicator ? [{ indicator, breakdown, periods }] : [];
  });
  const courses = all.filter(({ periods }) => periods.length > 0);
  const known = new Set(courses.map(({ indicator }) => indicator.key));
  const empty = new Map(
    all.filter(({ indicator }) => !known.has(indicator.key)).map(({ indicator }) => [indicator.key, indicator]),
  );
  return {
    group,
    figures,
    place: figures.places.find(({ key }) => key === district),
    courses,
    empty: [...empty.values()],
  };
}
