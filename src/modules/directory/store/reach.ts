import { type RawBuilder, sql } from 'kysely';

/** The part of the directory a list is limited to: everything, or entries of these towns. */
export type Reach = 'district' | { readonly towns: readonly string[] };

/** Condition on a town column; required by every store function that lists for staff. */
export function inReach(reach: Reach, column: string): RawBuilder<boolean> {
  return reach === 'district' ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = any(${[...reach.towns]}::text[])`;
}
