import { defineModule, type ModuleDefinition } from '#platform/module';
import { monitoringPermissions } from './permissions.ts';
import { reportPersonalData } from './report-personal-data.ts';
import { dashboardRoutes } from './routes/dashboard.tsx';
import { explorerRoutes } from './routes/explorer.tsx';
import { figureViewRoutes } from './routes/figure-views.tsx';
import { indicatorPageRoutes } from './routes/indicator-page.tsx';
import { mapRoutes } from './routes/map.tsx';
import { profileRoutes } from './routes/profile.tsx';
import { reportRoutes } from './routes/report.tsx';
import { loadCatalogue } from './service/catalogue.ts';
import { loadFigures } from './service/demonstration.ts';

/** Monitoring: indicators, their figures down to the quarter, imports, profiles, open data. */
export const monitoringModule: ModuleDefinition = defineModule({
  name: 'monitoring',
  permissions: monitoringPermissions,
  routes: (app) => {
    dashboardRoutes(app);
    explorerRoutes(app);
    figureViewRoutes(app);
    profileRoutes(app);
    reportRoutes(app);
    indicatorPageRoutes(app);
    mapRoutes(app);
  },
  navigation: {
    public: [{ label: 'monitoring:nav.figures', path: '/zahlen' }],
  },
  setUp: async (context) => {
    await loadCatalogue(context);
  },
  personalData: [...reportPersonalData],
  demo: loadFigures,
});
