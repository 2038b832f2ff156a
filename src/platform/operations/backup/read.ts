import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { decrypt, envelopeMagic } from './envelope.ts';
import { asBackupError, BackupError } from './error.ts';
import {
  type BackupEnd,
  type BackupProgress,
  type BackupStart,
  type BackupTable,
  endEntry,
  endSchema,
  startEntry,
  startSchema,
} from './manifest.ts';
import { readTar, type TarEntry } from './tar.ts';

/** What reading a backup hands over, in the order of the file. Every body is to be read to its end. */
export interface BackupVisitor {
  start?(start: BackupStart): Promise<void>;
  /** All parts of one table as one stream; returns the number of rows. */
  table?(table: BackupTable, rows: AsyncIterable<Buffer>): Promise<number>;
  file?(path: string, content: AsyncIterable<Buffer>): Promise<void>;
}

async function* unwrap(file: string, passphrase: string | undefined): AsyncGenerator<Buffer> {
  const raw = createReadStream(file, { highWaterMark: 1024 * 1024 });
  try {
    const chunks = raw[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    const { value, done } = await chunks.next();
    const first = done ? Buffer.alloc(0) : value;
    async function* rest(from: Buffer): AsyncGenerator<Buffer> {
      yield from;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    }
    const gzip = first[0] === 0x1f && first[1] === 0x8b;
    const newline = first.indexOf('\n');
    const header = first.toString('utf8', 0, newline + 1);
    if (!gzip && !header.startsWith(envelopeMagic)) throw new BackupError(`${file} is not a backup of this program.`);
    if (!gzip && !passphrase)
      throw new BackupError('The backup is encrypted: name the file with its passphrase (--passphrase-file).');
    if (gzip) yield* gunzip(rest(first));
    else yield* gunzip(decrypt(rest(first.subarray(newline + 1)), header, passphrase ?? ''));
  } finally {
    raw.destroy();
  }
}

async function* gunzip(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  // The callback form: an error reaches the reader through the stream itself.
  yield* pipeline(source, createGunzip({ chunkSize: 256 * 1024 }), () => undefined) as AsyncIterable<Buffer>;
}

/** Rows in a piece of COPY's text form, in which a newline inside a value is written as \\n. */
export function newlines(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1;
  return count;
}

async function json(entry: TarEntry): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const chunk of entry.body) parts.push(chunk);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

async function countRows(rows: AsyncIterable<Buffer>): Promise<number> {
  let count = 0;
  for await (const chunk of rows) count += newlines(chunk);
  return count;
}

async function drain(content: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of content);
}

const safePath = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^/\0\\][^\0\\]*$/;

/** Reads the entries one after the other; `next` is the one after the table that is being read. */
class BackupReader {
  readonly #entries: AsyncIterator<TarEntry>;
  #next: TarEntry | undefined;

  constructor(entries: AsyncIterable<TarEntry>) {
    this.#entries = entries[Symbol.asyncIterator]();
  }
  async advance(): Promise<TarEntry> {
    const { value, done } = await this.#entries.next();
    if (done) throw new BackupError('The backup is incomplete: its last entry is missing.');
    this.#next = value;
    return value;
  }
  get next(): TarEntry {
    if (!this.#next) throw new Error('advance() first');
    return this.#next;
  }
  /** Reads on to the end of the file, so that what follows the last entry is checked too. */
  async finish(): Promise<void> {
    const { done } = await this.#entries.next();
    if (!done) throw new BackupError('The backup is damaged: there is something after its last entry.');
  }
  async *parts(folder: string, hash: { update(data: Buffer): unknown }, count: (bytes: number) => void): AsyncGenerator<Buffer> {
    while (this.next.name.startsWith(folder)) {
      for await (const chunk of this.next.body) {
        hash.update(chunk);
        count(chunk.length);
        yield chunk;
      }
      await this.advance();
    }
  }
}

/**
 * Reads a backup from beginning to end and holds every part against its checksum.
 * @throws {BackupError} when something is missing, changed or cannot be decrypted
 */
export async function readBackup(
  file: string,
  passphrase: string | undefined,
  visitor: BackupVisitor = {},
  onProgress: (progress: BackupProgress) => void = () => undefined,
): Promise<{ start: BackupStart; end: BackupEnd }> {
  const entries = readTar(unwrap(file, passphrase));
  try {
    const reader = new BackupReader(entries);
    if ((await reader.advance()).name !== startEntry) throw new BackupError(`${file} is not a backup of this program.`);
    const start = startSchema.parse(await json(reader.next));
    await visitor.start?.(start);
    await reader.advance();
    const seen: BackupEnd = { tables: [], sequences: [], files: [] };
    for (const [index, table] of start.tables.entries()) {
      const { schema, name } = table;
      const hash = createHash('sha256');
      let bytes = 0;
      const stream = reader.parts(`tables/${schema}.${name}/`, hash, (length) => {
        bytes += length;
      });
      const rows = await (visitor.table ?? ((_, source) => countRows(source)))(table, stream);
      seen.tables.push({ schema, name, rows, bytes, sha256: hash.digest('hex') });
      onProgress({ step: visitor.table ? 'table' : 'check', name, done: index + 1, total: start.tables.length, rows });
    }
    for (; reader.next.name.startsWith('files/'); await reader.advance()) {
      const path = reader.next.name.slice('files/'.length);
      if (!safePath.test(path)) throw new BackupError('The backup is damaged: a file in it has an impossible name.');
      const hash = createHash('sha256');
      const { body, size } = reader.next;
      async function* content() {
        for await (const chunk of body) {
          hash.update(chunk);
          yield chunk;
        }
      }
      await (visitor.file ?? ((_, source) => drain(source)))(path, content());
      seen.files.push({ path, bytes: size, sha256: hash.digest('hex') });
    }
    if (reader.next.name !== endEntry) throw new BackupError('The backup is damaged: an entry is out of place.');
    const end = endSchema.parse(await json(reader.next));
    await reader.finish();
    compare(end, seen);
    return { start, end };
  } catch (error) {
    throw asBackupError(error, file);
  } finally {
    await entries.return(undefined);
  }
}

function compare(end: BackupEnd, seen: BackupEnd): void {
  const differing = (expected: object[], actual: object[]) =>
    expected.find((one, index) => JSON.stringify(one) !== JSON.stringify(actual[index]));
  const table = differing(end.tables, seen.tables) as BackupTable | undefined;
  if (table)
    throw new BackupError(`The backup is damaged: table ${table.name} does not have the content it had when it was written.`);
  const file = differing(end.files, seen.files) as { path: string } | undefined;
  if (file)
    throw new BackupError(`The backup is damaged: file ${file.path} does not have the content it had when it was written.`);
  if (end.tables.length !== seen.tables.length || end.files.length !== seen.files.length) {
    throw new BackupError('The backup is damaged: it holds more than it lists.');
  }
}
