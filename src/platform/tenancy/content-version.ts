import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/** Tells every web server that something public changed: rendered pages of the district are made anew. */
export async function touchContent(trx: Trx, tenantId: string): Promise<void> {
  await sql`select touch_content(${tenantId}::uuid)`.execute(trx);
}
