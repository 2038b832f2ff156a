import { createPuzzleMaker } from '#modules/directory';
import { defineModule, type ModuleDefinition } from '#platform/module';
import { integreatApi } from './open-api.ts';
import { orientationPermissions } from './permissions.ts';
import { orientationPersonalData } from './personal-data.ts';
import { inboxRoutes } from './routes/feedback/inbox.tsx';
import { feedbackRoutes } from './routes/feedback/public.tsx';
import { searchRoutes } from './routes/guide/search.tsx';
import { handoutRoutes } from './routes/handout.ts';
import { integreatAddresses } from './routes/integreat/addresses.ts';
import { integreatRoutes } from './routes/integreat/routes.ts';
import { newsDeskRoutes } from './routes/news/desk.tsx';
import { newsRoutes } from './routes/news/public.tsx';
import { pushRoutes } from './routes/news/push.tsx';
import { offlineRoutes } from './routes/offline/offline.tsx';
import { publicRoutes } from './routes/public.tsx';
import { qualityRoutes } from './routes/quality/routes.tsx';
import { treeDeskRoutes } from './routes/tree/all.ts';
import { viewOperations } from './routes/views/open-api.ts';
import { viewRoutes } from './routes/views/routes.tsx';
import { writingRoutes } from './routes/writing/routes.ts';
import { loadDemonstration, loadDrafts } from './service/demonstration.ts';
import { loadDemonstrationFeedback } from './service/feedback/demonstration.ts';
import { createFormGuard } from './service/feedback/guard.ts';
import { feedbackWork } from './service/feedback/overview.ts';
import { guidePaths } from './service/guide/overview.ts';
import { loadDemonstrationNews } from './service/news/demonstration.ts';
import { newsCrontab, newsJobs } from './service/news/jobs.ts';
import { newsPaths } from './service/news/reading.ts';
import { qualityFigures, qualityWork } from './service/quality/figures.ts';
import { noteFirstLinks, qualityCrontab, qualityJobs } from './service/quality/links.ts';
import { searchPages } from './service/tree/reading.ts';
import { clearViews, viewClearing } from './service/views/counting.ts';
import { loadDemonstrationViews } from './service/views/demonstration.ts';
import { viewDatasets } from './service/views/exporting.ts';
import { orientationFigures } from './service/views/figures.ts';
import { writingWork } from './service/writing/review-list.ts';
import { writingCrontab, writingJobs } from './service/writing/scheduled.ts';
import type { OrientationWiring } from './wiring.ts';

/** Tables without a policy, and why. */
export const orientationReadModels = {
  orientation_public_page:
    'Search by text rides on a GIN index, which row-level security would switch off; holds published pages only.',
} as const;

/** Ankommen: first orientation in every language. */
export function createOrientationModule(wiring: OrientationWiring): ModuleDefinition {
  return defineModule({
    name: 'orientation',
    permissions: orientationPermissions,
    personalData: orientationPersonalData,
    routes: (app) => {
      publicRoutes(app);
      feedbackRoutes(app, createFormGuard(createPuzzleMaker(wiring.puzzleKey)));
      inboxRoutes(app);
      viewRoutes(app);
      if (wiring.installation) {
        integreatRoutes(app, wiring.installation);
        integreatAddresses(app, wiring.installation);
      }
      newsRoutes(app);
      pushRoutes(app, wiring);
      newsDeskRoutes(app, wiring.translator);
      searchRoutes(app, wiring.demand);
      offlineRoutes(app);
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
    jobs: { ...writingJobs, ...newsJobs(wiring), ...qualityJobs(wiring), 'orientation.clear_views': clearViews },
    crontab: [...writingCrontab, ...newsCrontab, ...qualityCrontab, viewClearing],
    worklist: (context) =>
      context.transaction(async (trx) => [
        ...(await feedbackWork(trx, context)),
        ...(await writingWork(trx, context)),
        ...(await qualityWork(trx, context)),
      ]),
    figures: async (context, query) => [...(await orientationFigures(context, query)), ...(await qualityFigures(context, query))],
    search: searchPages,
    openData: viewDatasets,
    publicPaths: async (context) => [...(await guidePaths(context)), ...(await newsPaths(context))],
    publicReadModels: orientationReadModels,
    openApi: wiring.installation
      ? { ...integreatApi, operations: [...integreatApi.operations, ...viewOperations] }
      : { operations: viewOperations },
    setUp: loadDrafts,
    demo: async (context) => {
      await loadDemonstration(context);
      await loadDemonstrationNews(context);
      await loadDemonstrationFeedback(context);
      await loadDemonstrationViews(context);
      await noteFirstLinks(context);
    },
  });
}
