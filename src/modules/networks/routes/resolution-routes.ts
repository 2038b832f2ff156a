import type { App } from '#platform/http';
import type { NetworksWiring } from '../wiring.ts';
import { ballotRoutes } from './ballots.tsx';
import { resolutionChangeRoutes } from './resolution-changes.tsx';
import { resolutionEffectRoutes } from './resolution-effects.tsx';
import { resolutionPageRoutes } from './resolutions.tsx';
import { taskLinkRoutes } from './task-links.tsx';
import { taskPageRoutes } from './tasks.tsx';

/** Resolutions for staff, and voting by letter for members without an account. */
export function resolutionRoutes(app: App, wiring: Pick<NetworksWiring, 'effects'>): void {
  resolutionPageRoutes(app, wiring);
  resolutionChangeRoutes(app, wiring);
  resolutionEffectRoutes(app, wiring);
  ballotRoutes(app);
}

/** Tasks for staff, and the link for owners without an account. */
export function taskRoutes(app: App): void {
  taskPageRoutes(app);
  taskLinkRoutes(app);
}
