import type { DemandCounter, MachineTranslator } from '#modules/directory';
import type { FileStore } from '#platform/files';
import type { Outgoing } from '#platform/outgoing';
import type { Installation } from './routes/integreat/regions.ts';

/** What the module needs of the installation. */
export interface OrientationWiring {
  /** Keeps the pictures. */
  readonly files: FileStore;
  /** Checks links and hands messages to push services. */
  readonly outgoing: Outgoing;
  /** From which the keys that sign messages are made (VAPID, RFC 8292). */
  readonly pushKey: Buffer;
  /** All districts, for the interface of the Integreat app, whose client chooses among them; asked for with every call. */
  readonly installation?: () => Installation;
  /** Counts what was searched in vain, together with the search of the offers; absent: it is not counted. */
  readonly demand?: DemandCounter;
  /** The configured service for machine translation; absent: none. */
  readonly translator?: MachineTranslator | undefined;
  /** Push services besides those of the browsers (`host` or `host:port`), e.g. one of the district's own. */
  readonly pushHosts?: readonly string[];
}
