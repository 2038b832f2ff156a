import type { App } from '#platform/http';
import { defineModule, type ModuleDefinition } from '#platform/module';
import { monitoringPermissions } from './permissions.ts';
import { calendarRoutes } from './routes/calendar.tsx';
import { dashboardRoutes } from './routes/dashboard.tsx';
import { dimensionRoutes } from './routes/dimension-form.tsx';
import { explorerRoutes } from './routes/explorer.tsx';
import { figureViewRoutes } from './routes/figure-views.tsx';
import { indicatorFormRoutes } from './routes/indicator-form.tsx';
import { indicatorListRoutes } from './routes/indicator-list.tsx';
import { indicatorPageRoutes } from './routes/indicator-page.tsx';
import { mapRoutes } from './routes/map.tsx';
import { ownFigureRoutes } from './routes/own-figures.ts';
import { profileRoutes } from './routes/profile.tsx';
import { sourceRoutes } from './routes/source-form.tsx';
import { targetRoutes } from './routes/targets.tsx';
import { remindAll, updateWorklist } from './service/calendar.ts';
import { loadCatalogue } from './service/catalogue.ts';
import { loadFigures } from './service/demonstration.ts';
import { type Modules, ownFiguresJob } from './service/own-figures.ts';

function routes(app: App, modules: Modules): void {
  ownFigureRoutes(app, modules);
  indicatorListRoutes(app);
  indicatorFormRoutes(app);
  sourceRoutes(app);
  dimensionRoutes(app);
  targetRoutes(app);
  calendarRoutes(app);
  dashboardRoutes(app);
  explorerRoutes(app);
  figureViewRoutes(app);
  profileRoutes(app);
  indicatorPageRoutes(app);
  mapRoutes(app);
}

/**
 * Monitoring: indicators, their figures down to the quarter, imports, profiles, open data.
 * @param modules all modules of the house, whose figures it observes
 */
export function createMonitoringModule(modules: Modules): ModuleDefinition {
  return defineModule({
    name: 'monitoring',
    permissions: monitoringPermissions,
    routes: (app) => routes(app, modules),
    navigation: {
      public: [{ label: 'monitoring:nav.figures', path: '/zahlen' }],
    },
    jobs: { 'monitoring.remind': remindAll, 'monitoring.own_figures': ownFiguresJob(modules) },
    crontab: ['50 5 * * * monitoring.remind ?fill=1d', '20 0 1 * * monitoring.own_figures ?fill=3d'],
    worklist: updateWorklist,
    setUp: async (context) => {
      await loadCatalogue(context);
    },
    demo: loadFigures,
  });
}

export const monitoringModule: ModuleDefinition = createMonitoringModule(() => []);
