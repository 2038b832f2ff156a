/** Ankommen: the guide for newcomers, its news, and the interface of the Integreat app. */
export { createOrientationModule, orientationReadModels } from './module.ts';
export { startGuide } from './service/guide/overview.ts';
