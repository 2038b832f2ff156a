import { defineModule, type ModuleDefinition } from '#platform/module';
import { orientationPermissions } from './permissions.ts';
import { orientationPersonalData } from './personal-data.ts';
import { searchRoutes } from './routes/guide/search.tsx';
import { handoutRoutes } from './routes/handout.ts';
import { publicRoutes } from './routes/public.tsx';
import { qualityRoutes } from './routes/quality/routes.tsx';
import { treeDeskRoutes } from './routes/tree/all.ts';
import { writingRoutes } from './routes/writing/routes.ts';
import { loadDemonstration, loadDrafts } from './service/demonstration.ts';
import { guidePaths } from './service/guide/overview.ts';
import { qualityFigures, qualityWork } from './service/quality/figures.ts';
import { noteFirstLinks, qualityCrontab, qualityJobs } from './service/quality/links.ts';
import { writingWork } from './service/writing/review-list.ts';
import { writingCrontab, writingJobs } from './service/writing/scheduled.ts';
import type { OrientationWiring } from './wiring.ts';

/** Ankommen: first orientation in every language. */
export function createOrientationModule(wiring: OrientationWiring): ModuleDefinition {
  return defineModule({
    name: 'orientation',
    permissions: orientationPermissions,
    personalData: orientationPersonalData,
    routes: (app) => {
      publicRoutes(app);
      searchRoutes(app, wiring.demand);
      handoutRoutes(app, wiring.files);
      treeDeskRoutes(app, wiring.files);
      writingRoutes(app, wiring.translator);
      qualityRoutes(app);
    },
    navigation: {
      public: [
        { label: 'orientation:nav.guide', path: '/ankommen', first: true },
        { label: 'orientation:nav.search', path: '/suche', search: true },
      ],
      staff: [{ label: 'orientation:staff.title', path: '/ankommen', permission: 'orientation.write' }],
    },
    jobs: { ...writingJobs, ...qualityJobs(wiring) },
    crontab: [...writingCrontab, ...qualityCrontab],
    worklist: async (context) => [...(await writingWork(context)), ...(await qualityWork(context))],
    figures: qualityFigures,
    publicPaths: guidePaths,
    publicReadModels: {
      orientation_public_page:
        'Search by text rides on a GIN index, which row-level security would switch off; holds published pages only.',
    },
    setUp: loadDrafts,
    demo: async (context) => {
      await loadDemonstration(context);
      await noteFirstLinks(context);
    },
  });
}
