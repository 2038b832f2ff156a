import type { TownPanel } from '#modules/territory';
import type { App } from '#platform/http';
import { DashboardPage, TownFiguresPanel } from '../pages/dashboard.tsx';
import { dashboardView, townHeadlines } from '../service/dashboard.ts';

/** The figures of the district at a glance. */
export function dashboardRoutes(app: App): void {
  app.get('/:district/:language/zahlen', { config: { access: 'public', cached: true } }, async ({ context }, reply) =>
    reply.page(<DashboardPage view={await dashboardView(context)} />),
  );
}

/** What is known in figures about a town, on the town's own page. */
export const monitoringTownPanel: TownPanel = async (context, town) => {
  const headlines = await townHeadlines(context, town.key);
  return headlines.length > 0 ? <TownFiguresPanel town={town} headlines={headlines} /> : null;
};
