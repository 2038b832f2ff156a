import { listTowns, type Territory } from '#modules/territory';
import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { type DashboardTopic, dashboard } from '../model/dashboard.ts';
import { newestOf } from '../model/indicator-view.ts';
import { publicDefinitions, publicFigures } from './public-figures.ts';

export interface DashboardView {
  readonly topics: readonly DashboardTopic[];
  /** Towns that have figures of their own, and with them a profile. */
  readonly towns: readonly Territory[];
  readonly townsWithout: readonly Territory[];
}

/** The district at a glance: one reading of its own figures and the Land's, one of the towns' newest. */
export async function dashboardView(context: Context): Promise<DashboardView> {
  const defined = await publicDefinitions(context);
  const { indicators } = defined;
  const land = context.tenant.ags.slice(0, 2);
  const asked = { indicators: indicators.map(({ key }) => key), territories: [context.tenant.ags, land] };
  const figures = await publicFigures(context, asked, { defined });
  const all = await listTowns(context);
  const local = indicators.filter(
    ({ levels, formula }) => formula === null && (levels.length === 0 || levels.includes('kommune')),
  );
  const newest = { indicators: local.map(({ key }) => key), territories: all.map(({ key }) => key), newest: true };
  const known = await publicFigures(context, newest, { defined });
  const withFigures = new Set(
    known.places.filter((place) => local.some(({ key }) => newestOf(known, key, place))).map(({ key }) => key),
  );
  return {
    topics: dashboard(figures, context.tenant.ags, dayOf(context.now())),
    towns: all.filter(({ key }) => withFigures.has(key)),
    townsWithout: all.filter(({ key }) => !withFigures.has(key)),
  };
}

/** Of these, in this order, a town's page shows the first three that it has figures for. */
const headlines = [
  'bevoelkerung',
  'auslaenderanteil',
  'anteil_einwanderungsgeschichte',
  'mindestsicherungsquote',
  'beschaeftigte_wohnort',
  'bevoelkerungsdichte',
];

/** The newest headline figures of a town, three at most. */
export async function townHeadlines(context: Context, town: string) {
  const figures = await publicFigures(context, { indicators: headlines, territories: [town], newest: true });
  const place = figures.places.find(({ key }) => key === town);
  if (!place) return [];
  return figures.indicators
    .flatMap((indicator) => {
      const newest = newestOf(figures, indicator.key, place);
      return newest ? [{ indicator, newest }] : [];
    })
    .slice(0, 3);
}
