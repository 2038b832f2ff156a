import type { Readable } from 'node:stream';

/** A file that was asked for. `body` has to be read to its end or destroyed. */
export interface StoredFile {
  readonly body: Readable;
  /** Media type as it was put. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * Where files lie: a folder, or a bucket of an S3-compatible service. Keys are paths of lower-case words such as
 * `0190…/offers/picture.webp`; whoever calls puts the tenant first and never a name that a user chose.
 * All methods throw when the key is malformed (a bug) or the store is out of reach.
 */
export interface FileStore {
  /** Stores or replaces; a reader sees the old file or the new one, never half of one. */
  put(key: string, body: Uint8Array, type: string): Promise<void>;
  /** The same with a file of this machine, which is never held in memory as a whole and stays where it is. */
  putFile(key: string, path: string, type: string): Promise<void>;
  /** Undefined when there is no such file. */
  get(key: string): Promise<StoredFile | undefined>;
  /** Does nothing when there is no such file. */
  delete(key: string): Promise<void>;
  /** Keys that begin with `prefix`, in the order of their characters; '' for all. */
  list(prefix: string): AsyncIterable<string>;
}

const segment = '[a-z0-9][a-z0-9._-]*';
const keyPattern = new RegExp(`^${segment}(/${segment})*$`);
const prefixPattern = new RegExp(`^(${segment}(/${segment})*/?)?$`);

/** A path of segments that begin with a letter or figure has no `..`, no hidden file and no root in it. */
export function checkKey(key: string): string {
  if (key.length > 500 || !keyPattern.test(key)) throw new Error(`Not a file key: ${JSON.stringify(key.slice(0, 100))}`);
  return key;
}

export function checkPrefix(prefix: string): string {
  if (prefix.length > 500 || !prefixPattern.test(prefix))
    throw new Error(`Not a prefix of file keys: ${JSON.stringify(prefix.slice(0, 100))}`);
  return prefix;
}
