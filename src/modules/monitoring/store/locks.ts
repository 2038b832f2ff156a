import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/**
 * Makes those wait who add things of the same kind to the district, until the transaction ends: whether a key, a year or a
 * table is taken can only be said when nobody is about to take it.
 */
export async function lockAdding(trx: Trx, tenantId: string, kind: 'mapping' | 'report' | 'retrieval' | 'target'): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`monitoring.${kind} ${tenantId}`}, 0))`.execute(trx);
}
