import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import type { DeriveKey } from '#platform/crypto';
import { copyOut } from '#platform/database';
import { encrypt } from './envelope.ts';
import { BackupError } from './error.ts';
import { type BackupEnd, type BackupProgress, type BackupStart, type BackupTable, endEntry, startEntry } from './manifest.ts';
import { newlines } from './read.ts';
import { fixTextForms, letOwnerRead, listSequences, listTables, quoted } from './tables.ts';
import { tarEnd, tarHeader, tarPadding } from './tar.ts';

export interface BackupOptions {
  readonly ownerUrl: string;
  readonly file: string;
  /** Folder with the uploaded files; may be missing. */
  readonly filesFolder: string;
  readonly deriveKey: DeriveKey;
  /** Version of the program. */
  readonly version: string;
  readonly now: Date;
  readonly passphrase?: string;
  onProgress?(progress: BackupProgress): void;
}

/** Rows are collected to parts of this size: small enough for memory, large enough for gzip. */
const partSize = 4 * 1024 * 1024;

export function keyCheck(deriveKey: DeriveKey): string {
  return deriveKey('backup key check').toString('hex').slice(0, 32);
}

function* entry(name: string, content: Buffer, modified: Date): Generator<Buffer> {
  yield tarHeader(name, content.length, modified);
  yield content;
  yield tarPadding(content.length);
}

async function* writeTable(
  client: pg.Client,
  table: BackupTable,
  now: Date,
): AsyncGenerator<Buffer, BackupEnd['tables'][number]> {
  const { schema, name } = table;
  const hash = createHash('sha256');
  let [rows, bytes, part] = [0, 0, 0];
  let held: Buffer[] = [];
  let length = 0;
  const flush = () => {
    const content = Buffer.concat(held);
    hash.update(content);
    rows += newlines(content);
    bytes += content.length;
    part += 1;
    held = [];
    length = 0;
    return entry(`tables/${schema}.${name}/${String(part).padStart(6, '0')}.copy`, content, now);
  };
  const source = copyOut(client, `copy ${quoted(table)} (${table.columns.map(pg.escapeIdentifier).join(', ')}) to stdout`);
  let next = await source.next();
  for (; !next.done; next = await source.next()) {
    held.push(next.value);
    length += next.value.length;
    if (length >= partSize) yield* flush();
  }
  if (length || !part) yield* flush();
  // Counted twice, by the server and here: a backup that lost a row on the way must not be written.
  if (rows !== next.value)
    throw new BackupError(`Table ${name} arrived with ${rows} of ${next.value} rows: start the backup again.`);
  return { schema, name, rows, bytes, sha256: hash.digest('hex') };
}

async function* writeFile(folder: string, path: string): AsyncGenerator<Buffer, BackupEnd['files'][number]> {
  const { size, mtime } = await stat(join(folder, path));
  const hash = createHash('sha256');
  yield tarHeader(`files/${path}`, size, mtime);
  let read = 0;
  for await (const chunk of createReadStream(join(folder, path)) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    read += chunk.length;
    yield chunk;
  }
  if (read !== size) throw new BackupError(`The file ${path} changed while it was read: start the backup again.`);
  yield tarPadding(size);
  return { path, bytes: size, sha256: hash.digest('hex') };
}

async function filesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found.filter((one) => one.isFile()).map((one) => relative(folder, join(one.parentPath, one.name)));
  return paths.map((path) => path.split(sep).join('/')).sort();
}

async function* contents(client: pg.Client, options: BackupOptions, keep: (end: BackupEnd) => void): AsyncGenerator<Buffer> {
  const { now, onProgress } = options;
  const tables = await listTables(client);
  const { rows: migrations } = await client.query('select number, name, checksum from migration order by number');
  const start: BackupStart = {
    format: 1,
    program: 'dreiklang',
    version: options.version,
    createdAt: now.toISOString(),
    keyCheck: keyCheck(options.deriveKey),
    migrations,
    tables,
  };
  yield* entry(startEntry, Buffer.from(JSON.stringify(start, null, 1)), now);
  const end: BackupEnd = { tables: [], sequences: [], files: [] };
  for (const [index, table] of tables.entries()) {
    const written = yield* writeTable(client, table, now);
    end.tables.push(written);
    onProgress?.({ step: 'table', name: table.name, done: index + 1, total: tables.length, rows: written.rows });
  }
  end.sequences.push(...(await listSequences(client)));
  // After the database: a row whose file is missing would be worse than a file without a row.
  const paths = await filesBelow(options.filesFolder);
  for (const [index, path] of paths.entries()) {
    end.files.push(yield* writeFile(options.filesFolder, path));
    onProgress?.({ step: 'files', name: path, done: index + 1, total: paths.length });
  }
  yield* entry(endEntry, Buffer.from(JSON.stringify(end, null, 1)), now);
  yield tarEnd;
  keep(end);
}

/**
 * Writes everything the installation knows into one file: a gzipped tar of COPY streams, read in one snapshot while
 * the installation runs on, then encrypted when there is a passphrase. The master key is not in it: keep that elsewhere.
 * @throws {BackupError} when the file is there already
 */
export async function backup(options: BackupOptions): Promise<BackupEnd> {
  const { file, passphrase } = options;
  if (existsSync(file)) throw new BackupError(`The file ${file} is there already: name another one.`);
  const client = new pg.Client({ connectionString: options.ownerUrl });
  await client.connect();
  const part = `${file}.part`;
  let written: BackupEnd | undefined;
  try {
    await fixTextForms(client);
    await letOwnerRead(client);
    await client.query('begin transaction isolation level repeatable read read only');
    const source = contents(client, options, (end) => {
      written = end;
    });
    const target = createWriteStream(part, { mode: 0o600, flush: true });
    if (passphrase) await pipeline(source, createGzip(), (zipped) => encrypt(zipped, passphrase), target);
    else await pipeline(source, createGzip(), target);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await client.end();
  }
  if (!written) throw new BackupError('The backup ended before its last entry.');
  return written;
}
