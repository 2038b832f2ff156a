import { LRUCache } from 'lru-cache';
import type { PuzzleMaker } from '#modules/directory';

/** Without a solved puzzle per address and hour; whole shelters share an address. */
const freePerHour = 10;

export interface Puzzle {
  readonly id: Buffer;
  readonly expiresAt: Date;
}

/** Says who may send a form without an account (decision 15). */
export interface FormGuard {
  /**
   * A solved puzzle; nothing where none was sent and the address may send without; else why not. Solved puzzles are
   * spent by the use case, so that each counts once.
   */
  check(solution: string | undefined, address: string): Promise<Puzzle | 'feedback.puzzle' | 'feedback.too_many' | undefined>;
}

export function createFormGuard(puzzles: PuzzleMaker): FormGuard {
  // Addresses live here for an hour at most and are written nowhere.
  const attempts = new LRUCache<string, number>({ max: 50_000, ttl: 3_600_000 });
  return {
    async check(solution, address) {
      if (solution !== undefined) return (await puzzles.check(solution)) ?? 'feedback.puzzle';
      const count = (attempts.get(address) ?? 0) + 1;
      attempts.set(address, count);
      return count > freePerHour ? 'feedback.too_many' : undefined;
    },
  };
}
