import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/**
 * One after the other, for what no single row stands for: the order of an edition's parts, and the net of its dependencies,
 * where two who write at once could close a circle that neither sees.
 */
export async function takeTurn(trx: Trx, what: 'order' | 'net', id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`concept.${what}:${id}`}, 0))`.execute(trx);
}
