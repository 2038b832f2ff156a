import { defineModule, type ModuleDefinition } from '#platform/module';
import { monitoringPermissions } from './permissions.ts';
import { findingPersonalData } from './personal-data.ts';
import { findingRoutes } from './routes/findings.tsx';
import { loadCatalogue } from './service/catalogue.ts';
import { loadFigures } from './service/demonstration.ts';
import { findingWorklist } from './service/findings.ts';
import { checkDaily } from './service/plausibility.ts';

/** Monitoring: indicators, their figures down to the quarter, imports, profiles, open data. */
export const monitoringModule: ModuleDefinition = defineModule({
  name: 'monitoring',
  permissions: monitoringPermissions,
  setUp: async (context) => {
    await loadCatalogue(context);
  },
  routes: (app) => {
    findingRoutes(app);
  },
  jobs: { 'monitoring.check': checkDaily },
  crontab: ['20 4 * * * monitoring.check ?fill=1d'],
  worklist: findingWorklist,
  demo: loadFigures,
  personalData: [...findingPersonalData],
});
