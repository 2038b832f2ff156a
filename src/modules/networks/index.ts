/** Bodies and networks: who sits where, when they meet, what they resolved, what is to be done. */
export type { EffectParameter, EffectSubject, PassedResolution, ResolutionEffect } from './effects.ts';
export { type FailureCode as NetworkFailure, failureText as networkFailureText } from './failures.ts';
export { ownerOf, type TaskState, taskStates } from './model/task.ts';
export { networksModule } from './module.ts';
export {
  bodiesFor,
  bodiesToTask,
  findResolution,
  type KnownResolution,
  type KnownTask,
  passedResolutions,
  resolutionsByIds,
  taskOwners,
  tasksByIds,
} from './service/exported.ts';
export { addTaskIn } from './service/tasks.ts';
