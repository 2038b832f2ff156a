import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { checkKey, checkPrefix, type FileStore, type StoredFile } from './store.ts';

// `~` cannot stand in a key: neither a media type nor a half-written file is ever taken for one.
const typeSuffix = '~type';

/** Files in a folder, readable by this user only (mode 600); the media type lies beside each one. */
export function localFileStore(folder: string): FileStore {
  const put = async (key: string, body: Uint8Array | Readable, type: string) => {
    const path = join(folder, checkKey(key));
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // The type first: who finds the file finds its type.
    await writeWhole(path + typeSuffix, Buffer.from(type));
    await writeWhole(path, body);
  };
  return {
    put,
    putFile: (key, path, type) => put(key, createReadStream(path), type),
    get: (key) => openFile(join(folder, checkKey(key))),
    async delete(key) {
      const path = join(folder, checkKey(key));
      await rm(path, { force: true });
      await rm(path + typeSuffix, { force: true });
    },
    async *list(prefix) {
      checkPrefix(prefix);
      for (const key of await keysBelow(folder, prefix.slice(0, prefix.lastIndexOf('/') + 1)))
        if (key.startsWith(prefix)) yield key;
    },
  };
}

/** Written beside its place, flushed to the disk and then renamed, which is one step in the file system. */
async function writeWhole(path: string, bytes: Uint8Array | Readable): Promise<void> {
  const temporary = `${path}~${randomUUID()}`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function openFile(path: string): Promise<StoredFile | undefined> {
  const file = await open(path, 'r').catch(nothingThere);
  if (!file) return undefined;
  const entry = await file.stat();
  const type = entry.isFile() ? await readFile(path + typeSuffix, 'utf8').catch(nothingThere) : undefined;
  if (type === undefined) {
    await file.close();
    return undefined;
  }
  return { body: file.createReadStream(), type, size: entry.size };
}

async function keysBelow(folder: string, start: string): Promise<string[]> {
  const entries = (await readdir(join(folder, start), { withFileTypes: true }).catch(nothingThere)) ?? [];
  const keys = await Promise.all(
    entries
      .filter(({ name }) => !name.includes('~'))
      .map((entry) => (entry.isDirectory() ? keysBelow(folder, `${start}${entry.name}/`) : [start + entry.name])),
  );
  return keys.flat().sort();
}

function nothingThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
}
