import { defineModule, type ModuleDefinition } from '#platform/module';
import { orientationPermissions } from './permissions.ts';
import { orientationPersonalData } from './personal-data.ts';
import { newsDeskRoutes } from './routes/news/desk.tsx';
import { newsRoutes } from './routes/news/public.tsx';
import { pushRoutes } from './routes/news/push.tsx';
import { publicRoutes } from './routes/public.tsx';
import { writingRoutes } from './routes/writing/routes.ts';
import { loadDemonstration, loadDrafts } from './service/demonstration.ts';
import { loadDemonstrationNews } from './service/news/demonstration.ts';
import { newsCrontab, newsJobs } from './service/news/jobs.ts';
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
      newsRoutes(app);
      pushRoutes(app, wiring);
      newsDeskRoutes(app, wiring.translator);
      writingRoutes(app, wiring.translator);
    },
    jobs: { ...writingJobs, ...newsJobs(wiring) },
    crontab: [...writingCrontab, ...newsCrontab],
    worklist: writingWork,
    publicReadModels: {
      orientation_public_page:
        'Search by text rides on a GIN index, which row-level security would switch off; holds published pages only.',
    },
    setUp: loadDrafts,
    demo: async (context) => {
      await loadDemonstration(context);
      await loadDemonstrationNews(context);
    },
  });
}
