import { defineModule, type ModuleDefinition } from '#platform/module';
import { networksApi } from './open-api.ts';
import { networkPermissions } from './permissions.ts';
import { memberPersonalData } from './personal-data.ts';
import { meetingPersonalData } from './personal-data-meetings.ts';
import { resolutionCrontab, resolutionJobs, resolutionPersonalData } from './resolution-jobs.ts';
import { bodyRoutes } from './routes/bodies.tsx';
import { bodyFormRoutes } from './routes/body-forms.tsx';
import { publicBodyRoutes } from './routes/body-public.tsx';
import { meetingRoutes } from './routes/meeting-all.ts';
import { memberListRoutes } from './routes/member-list.tsx';
import { memberRoutes } from './routes/members.tsx';
import { resolutionRoutes, taskRoutes } from './routes/resolution-routes.ts';
import { networkFigures, searchNetworks } from './service/body-figures.ts';
import { loadBodies } from './service/demonstration.ts';
import { scheduleCrontab, scheduleJobs } from './service/schedules.ts';
import { networkWork } from './service/worklist.ts';
import type { NetworksWiring } from './wiring.ts';

/** Netzwerke & Gremien: bodies, seats, meetings, resolutions and tasks. */
export function networksModule(wiring: NetworksWiring): ModuleDefinition {
  return defineModule({
    name: 'networks',
    permissions: networkPermissions,
    personalData: [...memberPersonalData, ...meetingPersonalData, ...resolutionPersonalData],
    routes: (app) => {
      publicBodyRoutes(app);
      bodyRoutes(app);
      bodyFormRoutes(app);
      memberRoutes(app);
      memberListRoutes(app);
      resolutionRoutes(app, wiring);
      taskRoutes(app);
      meetingRoutes(app, wiring.files);
    },
    navigation: {
      public: [{ label: 'networks:nav', path: '/netzwerke' }],
      staff: [
        { label: 'networks:staff.nav', path: '/gremien', permission: 'networks.read' },
        { label: 'networks:staff.task.list', path: '/aufgaben', permission: 'networks.read' },
      ],
    },
    jobs: { ...scheduleJobs, ...resolutionJobs(wiring) },
    crontab: [...scheduleCrontab, ...resolutionCrontab],
    figures: networkFigures,
    search: searchNetworks,
    worklist: networkWork,
    openApi: networksApi,
    demo: loadBodies,
  });
}
