import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { CatalogTable } from './catalog.ts';
import type { RegisterEntry } from './model.ts';

/** Something that must not be deleted yet. */
export interface Hold {
  readonly email: string | null;
  readonly userId: string | null;
  readonly table: string | null;
  readonly rowId: string | null;
}

export async function activeHolds(trx: Trx, tenantId: string): Promise<Hold[]> {
  const rows = await trx
    .selectFrom('privacy_hold')
    .select(['email', 'user_id', 'table_name', 'row_id'])
    .where('tenant_id', '=', tenantId)
    .where('released_at', 'is', null)
    .execute();
  return rows.map((row) => ({ email: row.email, userId: row.user_id, table: row.table_name, rowId: row.row_id }));
}

/** The values of the entry's person column that belong to somebody, in the column's own type. */
export function isPerson(
  entry: RegisterEntry,
  table: CatalogTable,
  values: { emails: readonly string[]; userIds: readonly string[] },
): RawBuilder<boolean> {
  if (!entry.person) return sql`false`;
  const { column, by } = entry.person;
  if (by === 'email') return sql`lower(${sql.ref(column)}) = any(${values.emails}::text[])`;
  const type = table.columns.get(column) === 'uuid' ? sql`uuid[]` : sql`text[]`;
  return sql`${sql.ref(column)} = any(${values.userIds}::${type})`;
}

/** True for rows of the table that a hold protects. */
export function isHeld(entry: RegisterEntry, table: CatalogTable, holds: readonly Hold[]): RawBuilder<boolean> {
  const here = holds.filter((hold) => hold.table === entry.table);
  if (here.some((hold) => hold.rowId === null)) return sql`true`;
  const persons = { emails: holds.flatMap((hold) => hold.email ?? []), userIds: holds.flatMap((hold) => hold.userId ?? []) };
  const rowIds = here.flatMap((hold) => hold.rowId ?? []);
  const byRow = rowIds.length && table.columns.has('id') ? sql`id::text = any(${rowIds}::text[])` : sql`false`;
  // A person column may be empty: null is not held.
  return sql`(coalesce(${isPerson(entry, table, persons)}, false) or ${byRow})`;
}
