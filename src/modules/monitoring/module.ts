import { defineModule, type ModuleDefinition } from '#platform/module';
import { monitoringPermissions } from './permissions.ts';
import { reportPersonalData } from './report-personal-data.ts';
import { profileRoutes } from './routes/profile.tsx';
import { reportRoutes } from './routes/report.tsx';

/** Monitoring: indicators, their figures down to the quarter, imports, profiles, open data. */
export const monitoringModule: ModuleDefinition = defineModule({
  name: 'monitoring',
  permissions: monitoringPermissions,
  routes: (app) => {
    profileRoutes(app);
    reportRoutes(app);
  },
  personalData: [...reportPersonalData],
});
