import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/** Ids of organisations by their address. */
export async function listIdsBySlug(trx: Trx, slugs: readonly string[]): Promise<{ id: string; slug: string }[]> {
  return trx
    .selectFrom('directory_entry')
    .select(['id', 'slug'])
    .where('kind', '=', 'organisation')
    .where('slug', 'in', [...slugs])
    .execute();
}

export async function listSlugsById(trx: Trx, ids: readonly string[]): Promise<{ id: string; slug: string }[]> {
  return trx
    .selectFrom('directory_entry')
    .select(['id', 'slug'])
    .where('kind', '=', 'organisation')
    .where('id', 'in', [...ids])
    .execute();
}

/** Published organisations of exactly these names, whatever the case; the oldest of a name last. */
export async function listIdsByName(trx: Trx, names: readonly string[]): Promise<{ id: string; name: string }[]> {
  return trx
    .selectFrom('directory_entry')
    .select(['id', sql<string>`lower(name)`.as('name')])
    .where('kind', '=', 'organisation')
    .where('published_version', 'is not', null)
    .where(sql<boolean>`lower(name) = any(select lower(one) from unnest(${[...names]}::text[]) as one)`)
    .orderBy('id', 'desc')
    .execute();
}
