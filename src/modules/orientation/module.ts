import { createPuzzleMaker } from '#modules/directory';
import { defineModule, type ModuleDefinition } from '#platform/module';
import { orientationPermissions } from './permissions.ts';
import { orientationPersonalData } from './personal-data.ts';
import { inboxRoutes } from './routes/feedback/inbox.tsx';
import { feedbackRoutes } from './routes/feedback/public.tsx';
import { searchRoutes } from './routes/guide/search.tsx';
import { publicRoutes } from './routes/public.tsx';
import { loadDemonstration, loadDrafts } from './service/demonstration.ts';
import { createFormGuard } from './service/feedback/guard.ts';
import { feedbackWork } from './service/feedback/overview.ts';
import { guidePaths } from './service/guide/overview.ts';
import type { OrientationWiring } from './wiring.ts';

/** Ankommen: first orientation in every language. */
export function createOrientationModule({ demand, puzzleKey }: OrientationWiring): ModuleDefinition {
  return defineModule({
    name: 'orientation',
    permissions: orientationPermissions,
    personalData: orientationPersonalData,
    routes: (app) => {
      publicRoutes(app);
      searchRoutes(app, demand);
      feedbackRoutes(app, createFormGuard(createPuzzleMaker(puzzleKey)));
      inboxRoutes(app);
    },
    navigation: { public: [{ label: 'orientation:nav.guide', path: '/ankommen', first: true }] },
    publicPaths: guidePaths,
    worklist: feedbackWork,
    publicReadModels: {
      orientation_public_page:
        'Search by text rides on a GIN index, which row-level security would switch off; holds published pages only.',
    },
    setUp: loadDrafts,
    demo: loadDemonstration,
  });
}
