import type { FileStore } from '#platform/files';
import type { GenesisService } from './model/retrieval.ts';
import type { Modules } from './service/own-figures.ts';

/** What the module needs of the installation. */
export interface MonitoringWiring {
  /** Keeps the files that were brought in. */
  readonly files: FileStore;
  /** All modules of the house, whose figures it observes. */
  readonly modules: Modules;
  /** Accounts at the offices' databases, `user:password` or token; absent: none, tables are brought in by hand. */
  readonly genesisLogins?: Readonly<Partial<Record<GenesisService, string | undefined>>>;
}
