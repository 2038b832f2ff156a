import { defineModule, type ModuleDefinition } from '#platform/module';
import { monitoringPermissions } from './permissions.ts';
import { findingPersonalData } from './personal-data.ts';
import { importPersonalData } from './personal-data-imports.ts';
import { reportPersonalData } from './report-personal-data.ts';
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
import { openDataRoutes } from './routes/open-data.tsx';
import { ownFigureRoutes } from './routes/own-figures.ts';
import { profileRoutes } from './routes/profile.tsx';
import { reportRoutes } from './routes/report.tsx';
import { sourceRoutes } from './routes/source-form.tsx';
import { targetRoutes } from './routes/targets.tsx';
import { remindAll, updateWorklist } from './service/calendar.ts';
import { loadCatalogue } from './service/catalogue.ts';
import { loadFigures } from './service/demonstration.ts';
import { findingWorklist } from './service/findings.ts';
import { importJobs } from './service/import-jobs.ts';
import { openDatasets } from './service/open-data.ts';
import { ownFiguresJob } from './service/own-figures.ts';
import { checkDaily } from './service/plausibility.ts';
import type { MonitoringWiring } from './wiring.ts';

/** Monitoring: indicators, their figures down to the quarter, imports, profiles, open data. */
export const monitoringModule: ModuleDefinition = defineModule({
  name: 'monitoring',
  permissions: monitoringPermissions,
  routes: (app) => {
    openDataRoutes(app);
    dashboardRoutes(app);
    explorerRoutes(app);
    figureViewRoutes(app);
    profileRoutes(app);
    reportRoutes(app);
    indicatorPageRoutes(app);
    mapRoutes(app);
    findingRoutes(app);
    indicatorListRoutes(app);
    indicatorFormRoutes(app);
    sourceRoutes(app);
    dimensionRoutes(app);
    targetRoutes(app);
    calendarRoutes(app);
  },
  navigation: {
    public: [{ label: 'monitoring:nav.figures', path: '/zahlen' }],
    staff: [{ label: 'monitoring:staff.nav', path: '/monitoring', permission: 'monitoring.read' }],
  },
  jobs: { 'monitoring.check': checkDaily, 'monitoring.remind': remindAll },
  crontab: ['20 4 * * * monitoring.check ?fill=1d', '50 5 * * * monitoring.remind ?fill=1d'],
  worklist: async (context) => [...(await findingWorklist(context)), ...(await updateWorklist(context))],
  openData: openDatasets,
  setUp: async (context) => {
    await loadCatalogue(context);
  },
  demo: loadFigures,
  personalData: [...importPersonalData, ...findingPersonalData, ...reportPersonalData],
});

/** The same with everything that needs the installation: its files, and the other modules, whose figures it observes. */
export function createMonitoringModule({ files, modules = () => [] }: MonitoringWiring): ModuleDefinition {
  return defineModule({
    ...monitoringModule,
    routes: (app) => {
      monitoringModule.routes?.(app);
      importRoutes(app, files);
      ownFigureRoutes(app, modules);
    },
    jobs: { ...monitoringModule.jobs, ...importJobs(files), 'monitoring.own_figures': ownFiguresJob(modules) },
    crontab: [...(monitoringModule.crontab ?? []), '20 0 1 * * monitoring.own_figures ?fill=3d'],
  });
}
