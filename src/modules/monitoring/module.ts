import { defineModule, type ModuleDefinition } from '#platform/module';
import { monitoringPermissions } from './permissions.ts';
import { dashboardRoutes } from './routes/dashboard.tsx';
import { figureViewRoutes } from './routes/figure-views.tsx';
import { indicatorPageRoutes } from './routes/indicator-page.tsx';
import { mapRoutes } from './routes/map.tsx';

/** Monitoring: indicators, their figures down to the quarter, imports, profiles, open data. */
export const monitoringModule: ModuleDefinition = defineModule({
  name: 'monitoring',
  permissions: monitoringPermissions,
  routes: (app) => {
    dashboardRoutes(app);
    indicatorPageRoutes(app);
    mapRoutes(app);
    figureViewRoutes(app);
  },
  navigation: {
    public: [{ label: 'monitoring:nav.figures', path: '/zahlen' }],
  },
});
