import type { Context } from '#platform/access';
import type { App } from '#platform/http';
import { defineModule, type ModuleDefinition } from '#platform/module';
import { monitoringApi } from './open-api.ts';
import { monitoringPermissions } from './permissions.ts';
import { monitoringPersonalData } from './personal-data.ts';
import { calendarRoutes } from './routes/calendar.tsx';
import { dashboardRoutes } from './routes/dashboard.tsx';
import { dimensionRoutes } from './routes/dimension-form.tsx';
import { explorerRoutes } from './routes/explorer.tsx';
import { figureViewRoutes } from './routes/figure-views.tsx';
import { findingRoutes } from './routes/findings.tsx';
import { importRoutes } from './routes/imports.tsx';
import { indicatorFormRoutes } from './routes/indicator-form.tsx';
import { indicatorListRoutes } from './routes/indicator-list.tsx';
import { indicatorPageRoutes } from './routes/indicator-page.tsx';
import { mapRoutes } from './routes/map.tsx';
import { mappingAssistantRoutes } from './routes/mapping-assistant.tsx';
import { openDataRoutes } from './routes/open-data.tsx';
import { ownFigureRoutes } from './routes/own-figures.ts';
import { profileRoutes } from './routes/profile.tsx';
import { reportRoutes } from './routes/report.tsx';
import { retrievalRoutes } from './routes/retrieval.tsx';
import { sourceRoutes } from './routes/source-form.tsx';
import { targetRoutes } from './routes/targets.tsx';
import { remindAll, updateWorklist } from './service/calendar.ts';
import { loadCatalogue } from './service/catalogue.ts';
import { loadFigures } from './service/demonstration.ts';
import { findingWorklist } from './service/findings.ts';
import { importJobs, orderReading } from './service/import-jobs.ts';
import { openDatasets } from './service/open-data.ts';
import { ownFiguresJob } from './service/own-figures.ts';
import { checkDaily } from './service/plausibility.ts';
import { retrievalCrontab, retrievalJobs } from './service/retrieval.ts';
import type { MonitoringWiring } from './wiring.ts';

function publicRoutes(app: App): void {
  dashboardRoutes(app);
  explorerRoutes(app);
  figureViewRoutes(app);
  openDataRoutes(app);
  profileRoutes(app);
  indicatorPageRoutes(app);
  mapRoutes(app);
}

function staffRoutes(app: App): void {
  indicatorListRoutes(app);
  indicatorFormRoutes(app);
  sourceRoutes(app);
  dimensionRoutes(app);
  targetRoutes(app);
  calendarRoutes(app);
}

/** What works without anything of the installation around it. */
export const monitoringModule: ModuleDefinition = defineModule({
  name: 'monitoring',
  permissions: monitoringPermissions,
  routes: (app) => {
    publicRoutes(app);
    staffRoutes(app);
    findingRoutes(app);
    reportRoutes(app);
  },
  navigation: {
    public: [{ label: 'monitoring:nav.figures', path: '/zahlen' }],
    staff: [{ label: 'monitoring:staff.nav', path: '/monitoring', permission: 'monitoring.read' }],
  },
  jobs: { 'monitoring.check': checkDaily, 'monitoring.remind': remindAll },
  crontab: ['20 4 * * * monitoring.check ?fill=1d', '50 5 * * * monitoring.remind ?fill=1d'],
  worklist: async (context: Context) => [...(await findingWorklist(context)), ...(await updateWorklist(context))],
  openData: openDatasets,
  openApi: monitoringApi,
  setUp: async (context) => {
    await loadCatalogue(context);
  },
  demo: loadFigures,
  personalData: monitoringPersonalData,
});

/** Monitoring: indicators, their figures down to the quarter, imports, profiles, open data. */
export function createMonitoringModule({ files, modules, genesisLogins = {} }: MonitoringWiring): ModuleDefinition {
  const retrieval = { files, logins: genesisLogins };
  return defineModule({
    ...monitoringModule,
    routes: (app) => {
      monitoringModule.routes?.(app);
      importRoutes(app, files);
      mappingAssistantRoutes(app, {
        files,
        readAgain: (trx, context, importId) => orderReading(trx, context.tenant.id, importId),
      });
      retrievalRoutes(app, retrieval);
      ownFigureRoutes(app, modules);
    },
    jobs: {
      ...monitoringModule.jobs,
      ...importJobs(files),
      ...retrievalJobs(retrieval),
      'monitoring.own_figures': ownFiguresJob(modules),
    },
    crontab: [...(monitoringModule.crontab ?? []), retrievalCrontab, '20 0 1 * * monitoring.own_figures ?fill=3d'],
  });
}
