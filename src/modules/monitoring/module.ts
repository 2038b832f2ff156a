import { defineModule, type ModuleDefinition } from '#platform/module';
import { monitoringPermissions } from './permissions.ts';
import { importPersonalData } from './personal-data-imports.ts';
import { importRoutes } from './routes/imports.tsx';
import { importJobs } from './service/import-jobs.ts';
import type { MonitoringWiring } from './wiring.ts';

/** Monitoring: indicators, their figures down to the quarter, imports, profiles, open data. */
export const monitoringModule: ModuleDefinition = defineModule({
  name: 'monitoring',
  permissions: monitoringPermissions,
  navigation: { staff: [{ label: 'monitoring:staff.nav', path: '/monitoring', permission: 'monitoring.read' }] },
  personalData: [...importPersonalData],
});

/** The same with everything that needs the installation's files. */
export function createMonitoringModule(wiring: MonitoringWiring): ModuleDefinition {
  return defineModule({
    ...monitoringModule,
    routes: (app) => {
      monitoringModule.routes?.(app);
      importRoutes(app, wiring.files);
    },
    jobs: { ...monitoringModule.jobs, ...importJobs(wiring.files) },
  });
}
