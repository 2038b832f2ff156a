import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from '#platform/crypto';
import { type FileStore, localFileStore } from '#platform/files';

/** A file store in a folder of its own. */
export function openTestFiles(): { files: FileStore; close(): Promise<void> } {
  const folder = join(tmpdir(), `dreiklang-files-${uuidv7()}`);
  return { files: localFileStore(folder), close: () => rm(folder, { recursive: true, force: true }) };
}
