import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/** A picture that pages show. */
export interface Picture {
  readonly id: string;
  /** In the file store. */
  readonly key: string;
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly alt: string;
  readonly credit: string;
  readonly uploadedBy: string | null;
  readonly createdAt: Date;
  readonly version: number;
}

const columns = [
  'id',
  'key',
  'type',
  'width',
  'height',
  'bytes',
  'alt',
  'credit',
  'uploaded_by as uploadedBy',
  'created_at as createdAt',
  'version',
] as const;

/** Newest first, from after a picture on; ids carry their time. Rides on the primary key. */
export async function listPictures(
  trx: Trx,
  query: { readonly text: string; readonly after: string | undefined; readonly limit: number },
): Promise<Picture[]> {
  let select = trx.selectFrom('orientation_image').select(columns).orderBy('id', 'desc').limit(query.limit);
  if (query.after) select = select.where('id', '<', query.after);
  if (query.text) {
    const pattern = `%${query.text.replaceAll(/[\\%_]/g, '\\$&')}%`;
    select = select.where((eb) => eb.or([eb('alt', 'ilike', pattern), eb('credit', 'ilike', pattern)]));
  }
  return await select.execute();
}

export async function findPicture(trx: Trx, id: string): Promise<Picture | undefined> {
  return await trx.selectFrom('orientation_image').select(columns).where('id', '=', id).executeTakeFirst();
}

export async function listPicturesById(trx: Trx, ids: readonly string[]): Promise<Picture[]> {
  if (!ids.length) return [];
  return await trx
    .selectFrom('orientation_image')
    .select(columns)
    .where('id', 'in', [...ids])
    .execute();
}

export async function insertPicture(trx: Trx, tenantId: string, picture: Omit<Picture, 'version'>): Promise<void> {
  await trx
    .insertInto('orientation_image')
    .values({
      tenant_id: tenantId,
      id: picture.id,
      key: picture.key,
      type: picture.type,
      width: picture.width,
      height: picture.height,
      bytes: picture.bytes,
      alt: picture.alt,
      credit: picture.credit,
      uploaded_by: picture.uploadedBy,
      created_at: picture.createdAt,
    })
    .execute();
}

export async function updatePicture(trx: Trx, id: string, { alt, credit }: Pick<Picture, 'alt' | 'credit'>): Promise<void> {
  await trx
    .updateTable('orientation_image')
    .set((eb) => ({ alt, credit, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function lockPicture(trx: Trx, id: string): Promise<Picture | undefined> {
  return await trx.selectFrom('orientation_image').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function deletePicture(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('orientation_image').where('id', '=', id).execute();
}

export interface PictureUse {
  readonly pageId: string;
  readonly language: string;
  readonly title: string;
}

/** Texts, public or being worked on, that show a picture; a hundred at most. */
export async function listPictureUses(trx: Trx, id: string): Promise<PictureUse[]> {
  return await trx
    .selectFrom('orientation_text')
    .select(['page_id as pageId', 'language', sql<string>`max(title)`.as('title')])
    .where('state', 'in', ['published', 'draft', 'review', 'scheduled'])
    .where('body', 'like', `%image:${id}%`)
    .groupBy(['page_id', 'language'])
    .orderBy('page_id')
    .orderBy('language')
    .limit(100)
    .execute();
}
