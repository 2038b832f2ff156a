import { defineModule, type ModuleDefinition } from '#platform/module';
import { integreatApi } from './open-api.ts';
import { orientationPermissions } from './permissions.ts';
import { orientationPersonalData } from './personal-data.ts';
import { searchRoutes } from './routes/guide/search.tsx';
import { handoutRoutes } from './routes/handout.ts';
import { integreatAddresses } from './routes/integreat/addresses.ts';
import { integreatRoutes } from './routes/integreat/routes.ts';
import { newsDeskRoutes } from './routes/news/desk.tsx';
import { newsRoutes } from './routes/news/public.tsx';
import { pushRoutes } from './routes/news/push.tsx';
import { publicRoutes } from './routes/public.tsx';
import { qualityRoutes } from './routes/quality/routes.tsx';
import { treeDeskRoutes } from './routes/tree/all.ts';
import { writingRoutes } from './routes/writing/routes.ts';
import { loadDemonstration, loadDrafts } from './service/demonstration.ts';
import { guidePaths } from './service/guide/overview.ts';
import { loadDemonstrationNews } from './service/news/demonstration.ts';
import { newsCrontab, newsJobs } from './service/news/jobs.ts';
import { newsPaths } from './service/news/reading.ts';
import { qualityFigures, qualityWork } from './service/quality/figures.ts';
import { noteFirstLinks, qualityCrontab, qualityJobs } from './service/quality/links.ts';
import { searchPages } from './service/tree/reading.ts';
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
      if (wiring.installation) {
        integreatRoutes(app, wiring.installation);
        integreatAddresses(app, wiring.installation);
      }
      newsRoutes(app);
      pushRoutes(app, wiring);
      newsDeskRoutes(app, wiring.translator);
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
    jobs: { ...writingJobs, ...newsJobs(wiring), ...qualityJobs(wiring) },
    crontab: [...writingCrontab, ...newsCrontab, ...qualityCrontab],
    worklist: async (context) => [...(await writingWork(context)), ...(await qualityWork(context))],
    figures: qualityFigures,
    search: searchPages,
    publicPaths: async (context) => [...(await guidePaths(context)), ...(await newsPaths(context))],
    publicReadModels: {
      orientation_public_page:
        'Search by text rides on a GIN index, which row-level security would switch off; holds published pages only.',
    },
    ...(wiring.installation ? { openApi: integreatApi } : {}),
    setUp: loadDrafts,
    demo: async (context) => {
      await loadDemonstration(context);
      await loadDemonstrationNews(context);
      await noteFirstLinks(context);
    },
  });
}
