import { defineModule, type ModuleDefinition } from '#platform/module';
import { monitoringPermissions } from './permissions.ts';
import { importPersonalData } from './personal-data-imports.ts';
import { importRoutes } from './routes/imports.tsx';
import { mappingAssistantRoutes } from './routes/mapping-assistant.tsx';
import { retrievalRoutes } from './routes/retrieval.tsx';
import { importJobs, orderReading } from './service/import-jobs.ts';
import { retrievalCrontab, retrievalJobs } from './service/retrieval.ts';
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
  const retrieval = { files: wiring.files, logins: wiring.genesisLogins ?? {} };
  return defineModule({
    ...monitoringModule,
    routes: (app) => {
      monitoringModule.routes?.(app);
      importRoutes(app, wiring.files);
      mappingAssistantRoutes(app, {
        files: wiring.files,
        readAgain: (trx, context, importId) => orderReading(trx, context.tenant.id, importId),
      });
      retrievalRoutes(app, retrieval);
    },
    jobs: { ...monitoringModule.jobs, ...importJobs(wiring.files), ...retrievalJobs(retrieval) },
    crontab: [...(monitoringModule.crontab ?? []), retrievalCrontab],
  });
}
