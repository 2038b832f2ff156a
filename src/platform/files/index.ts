/**
 * Files: where they are kept, and what has to be true of one before it is kept.
 *
 * An upload goes `acceptUpload(stream, rules)` → `store.put(key, file.bytes, file.type)`; the key is made of the tenant's id,
 * the module, and an id of ours, never of the name on the sender's machine. Failure codes have texts `files:failure.<code>`.
 */
import { join } from 'node:path';
import { localFileStore } from './local-store.ts';
import { s3FileStore } from './s3-store.ts';
import type { FileStore } from './store.ts';

export { type ImageSizes, scaleImage } from './image.ts';
export { localFileStore } from './local-store.ts';
export { s3FileStore } from './s3-store.ts';
export type { FileStore, StoredFile } from './store.ts';
export { type AcceptedFile, acceptUpload, failures, type UploadFailure, type UploadKind, type UploadRules } from './upload.ts';

/** The store of this installation: the bucket that `S3_URL` names, otherwise the folder `files` among its data. */
export function openFileStore(config: { readonly S3_URL?: string | undefined; readonly dataDir: string }): FileStore {
  return config.S3_URL ? s3FileStore(config.S3_URL) : localFileStore(join(config.dataDir, 'files'));
}
