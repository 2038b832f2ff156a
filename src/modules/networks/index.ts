/** Bodies and networks: who sits where, when they meet, what they resolved, what is to be done. */
export type { EffectParameter, EffectSubject, PassedResolution, ResolutionEffect } from './effects.ts';
export { networksModule } from './module.ts';
export {
  bodiesFor,
  findResolution,
  type KnownResolution,
  passedResolutions,
  resolutionsByIds,
} from './service/exported.ts';
