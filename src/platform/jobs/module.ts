import { defineModule, type ModuleDefinition } from '#platform/module';
import { deleteOldDeadJobs } from './inspect.ts';

/** The queue's own housekeeping; `ownerUrl`, because the application itself may not look into the queue. */
export function createJobsModule(parts: { ownerUrl: string }): ModuleDefinition {
  return defineModule({
    name: 'jobs',
    jobs: {
      'jobs.tidy': async () => {
        await deleteOldDeadJobs(parts.ownerUrl);
      },
    },
    crontab: ['20 2 * * * jobs.tidy ?fill=1d&max=3'],
  });
}
