import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/** A line as its hash covers it: every field as the text that PostgreSQL hashed. */
export interface StoredLine {
  readonly sequence: number;
  /** Hexadecimal. */
  readonly hash: string;
  readonly previousHash: string;
  /** In the order of the serialisation, without hash, chain and number before them. */
  readonly fields: readonly (string | null)[];
}

export const firstHash: string = '00'.repeat(32);

function field(value: string | null): string {
  return value === null ? '~' : `${Buffer.byteLength(value)}:${value}`;
}

/** The hash that a line must have; `sequence` may be given to ask whether it once stood elsewhere. */
export function hashOf(chain: string, line: StoredLine, sequence: number = line.sequence): string {
  const text = [line.previousHash, chain, String(sequence), ...line.fields].map(field).join('');
  return createHash('sha256').update(text).digest('hex');
}

/** Up to `limit` lines after number `after`, in their order. Rides on the unique index (tenant_id, sequence). */
export async function readLines(trx: Trx, chain: string, after: number, limit: number): Promise<StoredLine[]> {
  const { rows } = await sql<{ sequence: number; hash: string; previous_hash: string; fields: (string | null)[] }>`
    select sequence, encode(hash, 'hex') as hash, encode(previous_hash, 'hex') as previous_hash,
      array[id::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor_kind, actor_id, actor_name,
        action, subject_type, subject_id, details::text, request_id] as fields
    from audit_entry where tenant_id = ${chain} and sequence > ${after} order by sequence limit ${limit}`.execute(trx);
  return rows.map((row) => ({ sequence: row.sequence, hash: row.hash, previousHash: row.previous_hash, fields: row.fields }));
}
