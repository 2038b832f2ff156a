import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileStore } from '#platform/files';
import type { ImportFile } from './import-readers.ts';

const firstLength = 4096;

/** A file that tells how much of it was read, and what it was once it was read to its end. */
export interface WatchedFile extends ImportFile {
  /** SHA-256 of the newest reading; undefined: it was not read to the end. */
  digest(): string | undefined;
}

type OnBytes = (bytes: number) => void;

function watched(
  file: Pick<ImportFile, 'fileName' | 'size' | 'firstBytes'>,
  read: () => Promise<AsyncIterable<Uint8Array>>,
  onBytes: OnBytes,
): WatchedFile {
  let digest: string | undefined;
  return {
    ...file,
    digest: () => digest,
    async open() {
      digest = undefined;
      const content = await read();
      return (async function* () {
        const hash = createHash('sha256');
        for await (const chunk of content) {
          hash.update(chunk);
          onBytes(chunk.length);
          yield chunk;
        }
        digest = hash.digest('hex');
      })();
    },
  };
}

async function beginning(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of content) {
    parts.push(part);
    length += part.length;
    if (length >= firstLength) break;
  }
  return Buffer.concat(parts).subarray(0, firstLength);
}

/** A file of the store; undefined: it is gone. */
export async function storedFile(
  files: FileStore,
  { fileKey, fileName }: { readonly fileKey: string; readonly fileName: string },
  onBytes: OnBytes = () => undefined,
): Promise<WatchedFile | undefined> {
  const stored = await files.get(fileKey);
  if (!stored) return undefined;
  const file = { fileName, size: stored.size, firstBytes: await beginning(stored.body) };
  const read = async () => {
    const again = await files.get(fileKey);
    if (!again) throw new Error(`The file ${fileKey} is gone`);
    return again.body;
  };
  return watched(file, read, onBytes);
}

/** A file of this machine. Throws when it cannot be read. */
export async function diskFile(path: string, fileName: string, onBytes: OnBytes = () => undefined): Promise<WatchedFile> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(firstLength), 0, firstLength, 0);
    const read = async () => createReadStream(path, { highWaterMark: 256 * 1024 });
    return watched({ fileName, size, firstBytes: buffer.subarray(0, bytesRead) }, read, onBytes);
  } finally {
    await handle.close();
  }
}
