import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, inject, vi } from 'vitest';

/**
 * Keeps something of the shared installation to one test file at a time: files run side by side, and journeys that adopt
 * the next edition of the same concept would change each other's ground.
 */
export function useAlone(what: string): void {
  const { dataDir } = inject('site');
  const lock = join(dataDir, `alone-${what}`);
  const patience = 400_000;
  // Whoever makes the folder has it.
  beforeAll(() => vi.waitFor(() => mkdirSync(lock), { timeout: patience, interval: 200 }), patience + 1000);
  afterAll(() => rmdirSync(lock));
}
