import { defineModule, type ModuleDefinition } from '#platform/module';
import { integreatApi } from './open-api.ts';
import { orientationPermissions } from './permissions.ts';
import { orientationPersonalData } from './personal-data.ts';
import { integreatAddresses } from './routes/integreat/addresses.ts';
import { integreatRoutes } from './routes/integreat/routes.ts';
import { publicRoutes } from './routes/public.tsx';
import { loadDemonstration, loadDrafts } from './service/demonstration.ts';
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
    },
    publicReadModels: {
      orientation_public_page:
        'Search by text rides on a GIN index, which row-level security would switch off; holds published pages only.',
    },
    ...(wiring.installation ? { openApi: integreatApi } : {}),
    setUp: loadDrafts,
    demo: loadDemonstration,
  });
}
