import type { Trx } from '#platform/database';

/** Ids of the directory's organisations by their address: files name them so, because ids differ between installations. */
export async function organisationIds(trx: Trx, slugs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (!slugs.length) return new Map();
  const rows = await trx
    .selectFrom('directory_entry')
    .select(['id', 'slug'])
    .where('kind', '=', 'organisation')
    .where('slug', 'in', [...slugs])
    .execute();
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

/** The same the other way round. */
export async function organisationSlugs(trx: Trx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (!ids.length) return new Map();
  const rows = await trx
    .selectFrom('directory_entry')
    .select(['id', 'slug'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, slug }) => [id, slug]));
}
