import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import { acceptUpload, type FileStore, type StoredFile, scaleImage, type UploadFailure } from '#platform/files';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../../failures.ts';
import { keyOfWidth, type PictureWidth, pictureWidths } from '../../model/pictures.ts';
import {
  deletePicture,
  findPicture,
  insertPicture,
  listPictures,
  listPictureUses,
  lockPicture,
  type Picture,
  type PictureUse,
  updatePicture,
} from '../../store/images.ts';
import { listPages, type Page } from '../../store/pages.ts';
import { managesGuide } from '../rights.ts';
import { sees } from './rights.ts';

export const pictureMegabytes = 15;
export const pictureBytes = pictureMegabytes * 1_000_000;

export interface PictureTexts {
  readonly alt: string;
  readonly credit: string;
}

/** Whoever put a picture there may say what it shows, and so may those who care for the guide. */
function mayChange(context: Context, picture: Picture): boolean {
  const { actor } = context;
  return managesGuide(context) || (actor.kind === 'user' && picture.uploadedBy === actor.userId);
}

const keysOf = (key: string) => [key, ...pictureWidths.map((width) => keyOfWidth(key, width))];

/** Keeps a picture, newly encoded and without its metadata, and the widths in which pages show it. */
export async function addPicture(
  context: Context,
  files: FileStore,
  { alt, credit, file }: PictureTexts & { readonly file: Uint8Array },
): Promise<Outcome<string, UploadFailure>> {
  const accepted = await acceptUpload(file, { maxBytes: pictureBytes, kinds: ['image'] });
  if (!accepted.ok) return accepted;
  const { bytes, type, extension } = accepted.value;
  const sizes = await scaleImage(bytes, pictureWidths);
  if (!sizes) return fail('file.broken');
  const id = uuidv7();
  const key = `${context.tenant.id}/orientation/${id}.${extension}`;
  const { actor } = context;
  const forget = () => Promise.all(keysOf(key).map((one) => files.delete(one)));
  try {
    await files.put(key, bytes, type);
    for (const width of pictureWidths) {
      const scaled = sizes.scaled.get(width);
      if (scaled) await files.put(keyOfWidth(key, width), scaled, 'image/webp');
    }
    await context.transaction(async (trx) => {
      await insertPicture(trx, context.tenant.id, {
        id,
        key,
        type,
        width: sizes.width,
        height: sizes.height,
        bytes: bytes.length,
        alt,
        credit,
        uploadedBy: actor.kind === 'user' ? actor.userId : null,
        createdAt: context.now(),
      });
      await audit(trx, context, { action: 'orientation.image_added', subjectType: 'orientation_image', subjectId: id });
    });
  } catch (error) {
    await forget();
    throw error;
  }
  return ok(id);
}

export interface PictureList {
  readonly pictures: readonly Picture[];
  readonly next: string | undefined;
}

/** Pictures by what they show or who made them, newest first. */
export async function readPictures(
  context: Context,
  query: { readonly text: string; readonly after: string | undefined },
  limit: number,
): Promise<PictureList> {
  const found = await context.transaction((trx) => listPictures(trx, { ...query, limit: limit + 1 }));
  const pictures = found.slice(0, limit);
  return { pictures, next: found.length > limit ? pictures.at(-1)?.id : undefined };
}

export interface PictureView {
  readonly picture: Picture;
  readonly mayChange: boolean;
  readonly uses: readonly (PictureUse & { /** The actor may open the page. */ readonly open: boolean })[];
}

const usesFor = (context: Context, uses: readonly PictureUse[], pages: readonly Page[]) =>
  uses.map((use) => {
    const page = pages.find(({ id }) => id === use.pageId);
    return { ...use, open: page !== undefined && sees(context, page) };
  });

/** A picture and where it is used. */
export async function readPicture(context: Context, id: string): Promise<PictureView | undefined> {
  return context.transaction(async (trx) => {
    const picture = await findPicture(trx, id);
    if (!picture) return undefined;
    const uses = await listPictureUses(trx, id);
    return {
      picture,
      mayChange: mayChange(context, picture),
      uses: usesFor(context, uses, uses.length ? await listPages(trx) : []),
    };
  });
}

/** Says anew what a picture shows and who made it. Texts keep the words they carry; the credit changes everywhere. */
export function describePicture(
  context: Context,
  id: string,
  { version, ...texts }: PictureTexts & { readonly version: number },
): Promise<Outcome<undefined, FailureCode>> {
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    const picture = await lockPicture(trx, id);
    if (!picture) return fail('orientation.unknown_image');
    if (!mayChange(context, picture)) return fail('orientation.not_allowed');
    if (picture.version !== version) return fail('orientation.changed', { version: picture.version });
    await updatePicture(trx, id, texts);
    await touchContent(trx, context.tenant.id);
    await audit(trx, context, { action: 'orientation.image_described', subjectType: 'orientation_image', subjectId: id });
    return ok();
  });
}

/** Takes out a picture that no text shows. Older versions of texts may name it still; they show its place empty. */
export async function removePicture(context: Context, files: FileStore, id: string): Promise<Outcome<undefined, FailureCode>> {
  const removed = await context.transaction(async (trx): Promise<Outcome<Picture, FailureCode>> => {
    const picture = await lockPicture(trx, id);
    if (!picture) return fail('orientation.unknown_image');
    if (!mayChange(context, picture)) return fail('orientation.not_allowed');
    if ((await listPictureUses(trx, id)).length) return fail('orientation.image_used');
    await deletePicture(trx, id);
    await audit(trx, context, { action: 'orientation.image_removed', subjectType: 'orientation_image', subjectId: id });
    return ok(picture);
  });
  if (!removed.ok) return removed;
  // Only once nobody can ask for it any more: a file without a record is no harm, a record without its file is.
  await Promise.all(keysOf(removed.value.key).map((key) => files.delete(key)));
  return ok();
}

/** A picture in one of its widths, for everybody; undefined when there is none, or its file is gone. */
export async function pictureFile(
  context: Context,
  files: FileStore,
  id: string,
  width: PictureWidth,
): Promise<StoredFile | undefined> {
  const picture = await context.transaction((trx) => findPicture(trx, id));
  return picture && (await files.get(keyOfWidth(picture.key, width)));
}
