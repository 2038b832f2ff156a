import type { Context } from '#platform/access';
import type { FileStore } from '#platform/files';
import type { Outgoing } from '#platform/outgoing';
import type { IconName } from '#platform/ui';
import type { InstallationParts } from './routes/hsds.ts';
import type { Worklist } from './routes/staff/start.tsx';
import type { DemandCounter } from './service/demand/counting.ts';
import type { MachineTranslator } from './service/translation/machine/translator.ts';

/** What the start page of a district shows of the guide for newcomers. */
export interface StartGuide {
  /** Address of the search over everything, and of what it suggests. */
  readonly search: string;
  readonly suggestions: string;
  /** Situations of life with a page that leads through them. */
  readonly situations: readonly { readonly id: IconName; readonly label: string; readonly href: string }[];
  readonly all: { readonly label: string; readonly href: string };
}

export type GuideWays = (context: Context) => Promise<StartGuide>;

/** What the module needs of the installation. */
export interface DirectoryWiring {
  /** 32 bytes of the installation's master key, purpose `directory.puzzle`: signs the puzzles of proposals without an account. */
  readonly puzzleKey: Buffer;
  /** The same, purpose `directory.demand`: hashes what was searched in vain until it has been asked often enough to be kept. */
  readonly demandKey: Buffer;
  /** Counts what was searched in vain, where another module's search does so too; absent: one of its own. */
  readonly demand?: DemandCounter;
  /** The guide's ways in for the start page, and the search over everything; absent: the directory's own. */
  readonly guide?: GuideWays;
  /** Keeps the files that were brought in. */
  readonly files: FileStore;
  /** The way to other servers: links, sources, translation. */
  readonly outgoing: Outgoing;
  /** What the start page of the staff shows first, from all modules of the house. */
  readonly worklist?: Worklist;
  /** The configured service for machine translation; absent: none, for no district. */
  readonly translator?: MachineTranslator | undefined;
  /** All districts, for the interfaces that speak of all of them; asked for with every call. */
  readonly installation?: () => InstallationParts;
}
