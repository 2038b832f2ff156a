import type { FileStore } from '#platform/files';

/** What the module needs of the installation. */
export interface MonitoringWiring {
  /** Keeps the files that were brought in. */
  readonly files: FileStore;
}
