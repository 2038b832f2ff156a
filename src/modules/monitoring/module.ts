import type { App } from '#platform/http';
import { defineModule, type ModuleDefinition } from '#platform/module';
import { monitoringPermissions } from './permissions.ts';
import { calendarRoutes } from './routes/calendar.tsx';
import { dimensionRoutes } from './routes/dimension-form.tsx';
import { indicatorFormRoutes } from './routes/indicator-form.tsx';
import { indicatorListRoutes } from './routes/indicator-list.tsx';
import { ownFigureRoutes } from './routes/own-figures.ts';
import { sourceRoutes } from './routes/source-form.tsx';
import { targetRoutes } from './routes/targets.tsx';
import { remindAll, updateWorklist } from './service/calendar.ts';
import { loadCatalogue } from './service/catalogue.ts';
import { type Modules, ownFiguresJob } from './service/own-figures.ts';

function routes(app: App, modules: Modules): void {
  ownFigureRoutes(app, modules);
  indicatorListRoutes(app);
  indicatorFormRoutes(app);
  sourceRoutes(app);
  dimensionRoutes(app);
  targetRoutes(app);
  calendarRoutes(app);
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
    jobs: { 'monitoring.remind': remindAll, 'monitoring.own_figures': ownFiguresJob(modules) },
    crontab: ['50 5 * * * monitoring.remind ?fill=1d', '20 0 1 * * monitoring.own_figures ?fill=3d'],
    worklist: updateWorklist,
    setUp: async (context) => {
      await loadCatalogue(context);
    },
  });
}

export const monitoringModule: ModuleDefinition = createMonitoringModule(() => []);
