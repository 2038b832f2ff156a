import { openOutgoing } from '#platform/outgoing';
import { openTestFiles } from '#testing';
import type { OrientationWiring } from './wiring.ts';

/** What the module gets of the installation in tests: a file store of its own, and no way out but to the hosts given. */
export function openOrientationWiring(privateHosts: readonly string[] = []): OrientationWiring & { close(): Promise<void> } {
  const { files, close } = openTestFiles();
  return { files, outgoing: openOutgoing({ privateHosts, agent: 'test' }), pushKey: Buffer.alloc(32, 7), close };
}
