import { defineModule, type ModuleDefinition } from '#platform/module';
import { monitoringPermissions } from './permissions.ts';
import { openDataRoutes } from './routes/open-data.tsx';
import { openDatasets } from './service/open-data.ts';

/** Monitoring: indicators, their figures down to the quarter, imports, profiles, open data. */
export const monitoringModule: ModuleDefinition = defineModule({
  name: 'monitoring',
  permissions: monitoringPermissions,
  routes: (app) => {
    openDataRoutes(app);
  },
  openData: openDatasets,
});
