import { defineModule, type ModuleDefinition } from '#platform/module';
import { networkPermissions } from './permissions.ts';
import { resolutionCrontab, resolutionJobs, resolutionPersonalData } from './resolution-jobs.ts';
import { resolutionRoutes, taskRoutes } from './routes/resolution-routes.ts';
import { networkWork } from './service/worklist.ts';
import type { NetworksWiring } from './wiring.ts';

/** Netzwerke & Gremien: bodies, seats, meetings, resolutions and tasks. */
export function networksModule(wiring: NetworksWiring): ModuleDefinition {
  return defineModule({
    name: 'networks',
    permissions: networkPermissions,
    routes: (app) => {
      resolutionRoutes(app, wiring);
      taskRoutes(app);
    },
    navigation: { staff: [{ label: 'networks:staff.task.list', path: '/aufgaben', permission: 'networks.read' }] },
    jobs: resolutionJobs(wiring),
    crontab: [...resolutionCrontab],
    personalData: [...resolutionPersonalData],
    worklist: networkWork,
  });
}
