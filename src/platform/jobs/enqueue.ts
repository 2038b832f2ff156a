import { sql } from 'kysely';
import type { Trx } from '#platform/database';

export interface JobOptions {
  /** Not before; absent: now. */
  readonly runAt?: Date;
  /** A waiting job with the same key is replaced, so that the same work is not done twice. */
  readonly key?: string;
  /** Smaller runs earlier; absent: 0. */
  readonly priority?: number;
}

/** Adds a job in the transaction of the change that needs it: rolled back together, visible together. */
export async function enqueue(trx: Trx, jobName: string, payload: unknown, options: JobOptions = {}): Promise<void> {
  const { runAt = null, key = null, priority = null } = options;
  await sql`select enqueue_job(${jobName}, ${JSON.stringify(payload ?? {})}::json, ${runAt}::timestamptz, ${key}::text, ${priority}::integer)`.execute(
    trx,
  );
}
