import { defineModule, type ModuleDefinition } from '#platform/module';
import type { ResolutionEffect } from './effects.ts';
import { networkPermissions } from './permissions.ts';

/** What the module needs of those that depend on it. */
export interface NetworksWiring {
  readonly effects: readonly ResolutionEffect[];
}

/** Netzwerke & Gremien: bodies, seats, meetings, resolutions and tasks. */
export function networksModule(_wiring: NetworksWiring): ModuleDefinition {
  return defineModule({ name: 'networks', permissions: networkPermissions });
}
