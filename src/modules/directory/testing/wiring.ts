import { openOutgoing } from '#platform/outgoing';
import { openTestFiles } from '#testing';
import type { DirectoryWiring } from '../wiring.ts';

/** What the module gets of the installation, with a file store of its own and no way out but to the hosts given. */
export function openTestWiring(privateHosts: readonly string[] = []): DirectoryWiring & { close(): Promise<void> } {
  const { files, close } = openTestFiles();
  return {
    puzzleKey: Buffer.alloc(32, 9),
    demandKey: Buffer.alloc(32, 8),
    files,
    outgoing: openOutgoing({ privateHosts, agent: 'test' }),
    close,
  };
}
