export { readCrontab } from './crontab.ts';
export { enqueue, type JobOptions } from './enqueue.ts';
export { deleteJob, deleteOldDeadJobs, listJobs, type QueuedJob, retryJob } from './inspect.ts';
export { createJobsModule } from './module.ts';
export { createJobServices, type JobServiceParts } from './services.ts';
export { type JobLog, type RunningWorker, startWorker, type WorkerOptions } from './worker.ts';
