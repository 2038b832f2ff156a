import { defineModule, type ModuleDefinition } from '#platform/module';
import { monitoringPermissions } from './permissions.ts';
import { loadCatalogue } from './service/catalogue.ts';
import { explorerRoutes } from './routes/explorer.tsx';
import { profileRoutes } from './routes/profile.tsx';

/** Monitoring: indicators, their figures down to the quarter, imports, profiles, open data. */
export const monitoringModule: ModuleDefinition = defineModule({
  name: 'monitoring',
  permissions: monitoringPermissions,
  setUp: async (context) => {
    await loadCatalogue(context);
  routes: (app) => {
    explorerRoutes(app);
  routes: (app) => {
    profileRoutes(app);
  },
});
