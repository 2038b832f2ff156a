import type { Trx } from '#platform/database';

/** What a page must know of a picture to leave room for it and to name who made it. */
export interface ImageFacts {
  readonly width: number;
  readonly height: number;
  readonly credit: string;
}

/** Facts of some pictures by id; those that are gone are missing. */
export async function imageFacts(trx: Trx, ids: readonly string[]): Promise<ReadonlyMap<string, ImageFacts>> {
  if (!ids.length) return new Map();
  const rows = await trx
    .selectFrom('orientation_image')
    .select(['id', 'width', 'height', 'credit'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}
