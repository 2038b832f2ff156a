import { defineModule, type ModuleDefinition } from '#platform/module';
import type { ResolutionEffect } from './effects.ts';
import { networkPermissions } from './permissions.ts';
import { memberPersonalData } from './personal-data.ts';
import { bodyRoutes } from './routes/bodies.tsx';
import { bodyFormRoutes } from './routes/body-forms.tsx';
import { publicBodyRoutes } from './routes/body-public.tsx';
import { memberListRoutes } from './routes/member-list.tsx';
import { memberRoutes } from './routes/members.tsx';
import { networkFigures, searchNetworks } from './service/body-figures.ts';
import { loadBodies } from './service/demonstration.ts';

/** What the module needs of those that depend on it. */
export interface NetworksWiring {
  readonly effects: readonly ResolutionEffect[];
}

/** Netzwerke & Gremien: bodies, seats, meetings, resolutions and tasks. */
export function networksModule(_wiring: NetworksWiring): ModuleDefinition {
  return defineModule({
    name: 'networks',
    permissions: networkPermissions,
    personalData: [...memberPersonalData],
    routes: (app) => {
      publicBodyRoutes(app);
      bodyRoutes(app);
      bodyFormRoutes(app);
      memberRoutes(app);
      memberListRoutes(app);
    },
    navigation: {
      public: [{ label: 'networks:nav', path: '/netzwerke' }],
      staff: [{ label: 'networks:staff.nav', path: '/gremien', permission: 'networks.read' }],
    },
    figures: networkFigures,
    search: searchNetworks,
    demo: loadBodies,
  });
}
