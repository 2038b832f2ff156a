export { createMailModule } from './module.ts';
export { type Mail, queueMail } from './queue.ts';
