import { type Cell, drawnValue, type FigureSet, type Place } from './figures.ts';
import type { Indicator, Target } from './indicator.ts';
import { type Newest, newestOf } from './indicator-view.ts';
import { comparePeriods } from './period.ts';
import { timeAxis } from './time-axis.ts';
import { type Topic, topics } from './vocabulary.ts';

export interface DashboardTile {
  readonly indicator: Indicator;
  readonly newest: Newest;
  /** Of the Land in the same period; shares only, because counts of a Land say nothing beside a district's. */
  readonly land: Cell | undefined;
  /** The next target of the district. */
  readonly target: Target | undefined;
  /** Values over time, gaps included; the newest stretch without a break. */
  readonly course: readonly (number | null)[];
}

export interface DashboardTopic {
  readonly topic: Topic;
  readonly tiles: readonly DashboardTile[];
  /** Indicators that nobody delivered a figure for yet. */
  readonly empty: readonly Indicator[];
}

/** The indicators of a district by topic, in the order of the catalogue; retired ones are not among them. */
export function dashboard(figures: FigureSet, district: string, today: string): DashboardTopic[] {
  const own = figures.places.find(({ key }) => key === district);
  const land = figures.places.find(({ level }) => level === 'land');
  const current = figures.indicators.filter(({ state }) => state !== 'retired');
  return topics.flatMap((topic) => {
    const tiles: DashboardTile[] = [];
    const empty: Indicator[] = [];
    for (const indicator of current.filter((one) => one.topic === topic)) {
      const newest = own && newestOf(figures, indicator.key, own);
      if (newest) tiles.push(tile(figures, indicator, newest, { land, year: Number(today.slice(0, 4)) }));
      else empty.push(indicator);
    }
    return tiles.length + empty.length > 0 ? [{ topic, tiles, empty }] : [];
  });
}

function tile(
  figures: FigureSet,
  indicator: Indicator,
  newest: Newest,
  { land, year }: { land: Place | undefined; year: number },
): DashboardTile {
  const { place, period } = newest;
  const targets = figures.targets.filter(
    (target) => target.indicatorId === indicator.id && target.territory === place.key && target.breakdown === '',
  );
  return {
    indicator,
    newest,
    land: land && !indicator.additive ? figures.cell(indicator.key, land.key, period) : undefined,
    target: targets.find((target) => target.year >= year) ?? targets.at(-1),
    course: course(figures, indicator, place),
  };
}

function course(figures: FigureSet, { key, seriesBreaks }: Indicator, place: Place): (number | null)[] {
  const since = seriesBreaks
    .map(({ period }) => period)
    .toSorted(comparePeriods)
    .at(-1);
  const periods = figures.periods.filter(
    (period) => figures.cell(key, place.key, period) && (since === undefined || period.slice(0, 4) >= since.slice(0, 4)),
  );
  return timeAxis(periods).map((period) => drawnValue(figures.cell(key, place.key, period)));
}
