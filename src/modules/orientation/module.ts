import { defineModule, type ModuleDefinition } from '#platform/module';
import { orientationPermissions } from './permissions.ts';
import { orientationPersonalData } from './personal-data.ts';
import { searchRoutes } from './routes/guide/search.tsx';
import { offlineRoutes } from './routes/offline/offline.tsx';
import { publicRoutes } from './routes/public.tsx';
import { loadDemonstration, loadDrafts } from './service/demonstration.ts';
import { guidePaths } from './service/guide/overview.ts';
import type { OrientationWiring } from './wiring.ts';

/** Ankommen: first orientation in every language. */
export function createOrientationModule({ demand }: OrientationWiring): ModuleDefinition {
  return defineModule({
    name: 'orientation',
    permissions: orientationPermissions,
    personalData: orientationPersonalData,
    routes: (app) => {
      publicRoutes(app);
      offlineRoutes(app);
      searchRoutes(app, demand);
    },
    navigation: { public: [{ label: 'orientation:nav.guide', path: '/ankommen', first: true }] },
    publicPaths: guidePaths,
    publicReadModels: {
      orientation_public_page:
        'Search by text rides on a GIN index, which row-level security would switch off; holds published pages only.',
    },
    setUp: loadDrafts,
    demo: loadDemonstration,
  });
}
