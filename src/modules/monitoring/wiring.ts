import type { FileStore } from '#platform/files';
import type { ModuleDefinition } from '#platform/module';

/** What the module needs of the installation. */
export interface MonitoringWiring {
  /** Keeps the files that were brought in. */
  readonly files: FileStore;
  /** All modules of the house, whose figures are observed; asked for only when all of them are there. Absent: none. */
  readonly modules?: () => readonly ModuleDefinition[];
}
