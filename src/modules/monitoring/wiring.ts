import type { FileStore } from '#platform/files';
import type { GenesisService } from './model/retrieval.ts';

/** What the module needs of the installation. */
export interface MonitoringWiring {
  /** Keeps the files that were brought in. */
  readonly files: FileStore;
  /** Accounts at the offices' databases, `user:password` or token; absent: none, tables are brought in by hand. */
  readonly genesisLogins?: Readonly<Partial<Record<GenesisService, string | undefined>>>;
}
