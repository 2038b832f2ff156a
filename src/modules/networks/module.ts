import type { FileStore } from '#platform/files';
import { defineModule, type ModuleDefinition } from '#platform/module';
import type { ResolutionEffect } from './effects.ts';
import { networkPermissions } from './permissions.ts';
import { memberPersonalData } from './personal-data.ts';
import { meetingPersonalData } from './personal-data-meetings.ts';
import { bodyRoutes } from './routes/bodies.tsx';
import { bodyFormRoutes } from './routes/body-forms.tsx';
import { publicBodyRoutes } from './routes/body-public.tsx';
import { meetingRoutes } from './routes/meeting-all.ts';
import { memberListRoutes } from './routes/member-list.tsx';
import { memberRoutes } from './routes/members.tsx';
import { networkFigures, searchNetworks } from './service/body-figures.ts';
import { loadBodies } from './service/demonstration.ts';
import { scheduleCrontab, scheduleJobs } from './service/schedules.ts';

/** What the module needs of those that depend on it. */
export interface NetworksWiring {
  readonly effects: readonly ResolutionEffect[];
  /** Keeps the papers of meetings. */
  readonly files: FileStore;
}

/** Netzwerke & Gremien: bodies, seats, meetings, resolutions and tasks. */
export function networksModule({ files }: NetworksWiring): ModuleDefinition {
  return defineModule({
    name: 'networks',
    permissions: networkPermissions,
    personalData: [...memberPersonalData, ...meetingPersonalData],
    routes: (app) => {
      publicBodyRoutes(app);
      bodyRoutes(app);
      bodyFormRoutes(app);
      memberRoutes(app);
      memberListRoutes(app);
      meetingRoutes(app, files);
    },
    navigation: {
      public: [{ label: 'networks:nav', path: '/netzwerke' }],
      staff: [{ label: 'networks:staff.nav', path: '/gremien', permission: 'networks.read' }],
    },
    jobs: { ...scheduleJobs },
    crontab: [...scheduleCrontab],
    figures: networkFigures,
    search: searchNetworks,
    demo: loadBodies,
  });
}
