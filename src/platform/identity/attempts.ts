import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#platform/database';

/** How often something may be tried within a time that starts with the first try. */
export interface Limit {
  readonly kind: string;
  readonly subject: string;
  readonly count: number;
  readonly minutes: number;
}

/**
 * Counts tries in the database, so that all web servers share the count and a restart forgives nothing. Subjects are
 * stored as keyed hashes.
 */
export interface Attempts {
  /** Counts one try under each limit before it is made, so that parallel tries cannot slip through. */
  take(
    limits: readonly Limit[],
  ): Promise<{ readonly allowed: boolean /** This try is the first too many. */; readonly justNow: boolean }>;
  /** Forgets the count after a success. */
  clear(limits: readonly Limit[]): Promise<void>;
  removeExpired(): Promise<void>;
}

export function openAttempts(database: Database, secret: Buffer, now: () => Date): Attempts {
  const key = ({ kind, subject }: Limit) => createHmac('sha256', secret).update(`${kind}\n${subject}`).digest();
  return {
    async take(limits) {
      const at = now();
      // In one order for everybody: two statements that lock the same rows crosswise would deadlock.
      const wanted = limits.map((limit) => ({ key: key(limit), limit })).sort((a, b) => Buffer.compare(a.key, b.key));
      const rows = wanted.map(({ key, limit }) => ({
        key,
        count: 1,
        window_ends: new Date(at.getTime() + limit.minutes * 60_000),
      }));
      const counted = await database.shared
        .insertInto('identity_attempt')
        .values(rows)
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({
            count: sql`case when identity_attempt.window_ends <= ${at} then 1 else identity_attempt.count + 1 end`,
            window_ends: sql`case when identity_attempt.window_ends <= ${at} then excluded.window_ends else identity_attempt.window_ends end`,
          }),
        )
        .returning(['key', 'count'])
        .execute();
      const over = wanted.map(({ key, limit }) => (counted.find((row) => row.key.equals(key))?.count ?? 0) - limit.count);
      return { allowed: over.every((count) => count <= 0), justNow: over.includes(1) };
    },
    async clear(limits) {
      await database.shared.deleteFrom('identity_attempt').where('key', 'in', limits.map(key)).execute();
    },
    async removeExpired() {
      await database.shared.deleteFrom('identity_attempt').where('window_ends', '<=', now()).execute();
    },
  };
}

/** The limits on guessing a password. The address is the caller's network address, `unknown` for none. */
export function signInLimits(email: string, address: string): { pair: Limit; account: Limit; address: Limit } {
  return {
    pair: { kind: 'sign-in', subject: `${email}\n${address}`, count: 5, minutes: 15 },
    // Higher than for one address, so that a stranger cannot shut out a person with five wrong guesses.
    account: { kind: 'sign-in account', subject: email, count: 50, minutes: 60 },
    // An office shares one address.
    address: { kind: 'sign-in address', subject: address, count: 100, minutes: 60 },
  };
}

export const codeLimit = (userId: string): Limit => ({ kind: 'code', subject: userId, count: 10, minutes: 15 });

/** RFC 6238 §5.2: a code counts once. Codes are good for the step before and after theirs, 90 seconds in all. */
export const spentCode = (userId: string, code: string): Limit => ({
  kind: 'spent code',
  subject: `${userId}\n${code}`,
  count: 1,
  minutes: 2,
});

export function resetLimits(email: string, address: string): Limit[] {
  return [
    { kind: 'reset', subject: email, count: 3, minutes: 60 },
    { kind: 'reset address', subject: address, count: 30, minutes: 60 },
  ];
}
