export { enqueue, type JobOptions } from './enqueue.ts';
