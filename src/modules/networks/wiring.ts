import type { FileStore } from '#platform/files';
import type { ResolutionEffect } from './effects.ts';

/** What the module needs of those that depend on it. */
export interface NetworksWiring {
  readonly effects: readonly ResolutionEffect[];
  /** Keeps the papers of meetings. */
  readonly files: FileStore;
}
