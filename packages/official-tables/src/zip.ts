import { crc32, createInflateRaw } from 'node:zlib';
import { excerpt, Failure } from './problems.ts';
import type { Source } from './source.ts';
import type { Limits } from './types.ts';

const local = 0x04034b50;
const central = 0x02014b50;
const end = 0x06054b50;
const descriptor = 0x08074b50;
const unknown32 = 0xffffffff;
/** A ratio says nothing about a small file, and a table of repeated labels shrinks to a fiftieth. */
const ratioFrom = 16 * 1024 * 1024;

const truncated = (): Failure =>
  new Failure('zip.truncated', 'The ZIP file ends before its contents do. It was not transferred completely; fetch it again.');

export interface ZipEntry {
  readonly name: string;
  /** Unpacked bytes; to be read to the end before the next entry. */
  readonly content: AsyncGenerator<Uint8Array>;
}

interface Header {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/**
 * Entries of a ZIP in the order of the file, read forward only, so that nothing has to be held.
 * Format: APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.9 (data descriptor), 4.3.16 (end record).
 */
export async function* zipEntries(source: Source, limits: Limits): AsyncGenerator<ZipEntry> {
  let unpacked = 0;
  const count = (bytes: number): void => {
    unpacked += bytes;
    if (unpacked > limits.bytes)
      throw new Failure('zip.bomb', `The ZIP file unpacks to more than ${limits.bytes} bytes.`, { limit: limits.bytes });
    if (unpacked > ratioFrom && unpacked > source.taken * limits.ratio)
      throw new Failure('zip.bomb', `The ZIP file unpacks to more than ${limits.ratio} times its size.`, { ratio: limits.ratio });
  };
  for (let entries = 1; ; entries += 1) {
    const signature = await source.peek(4);
    if (signature.length < 4) throw truncated();
    const kind = view(signature).getUint32(0, true);
    if (kind === central || kind === end) break;
    if (kind !== local) throw new Failure('zip.damaged', 'The ZIP file is damaged: no entry where one should begin.');
    if (entries > limits.zipEntries)
      throw new Failure('zip.bomb', `The ZIP file has more than ${limits.zipEntries} entries.`, { limit: limits.zipEntries });
    const header = await readHeader(source);
    const content = header.method === 8 ? inflated(source, header, count) : stored(source, header, count);
    yield { name: header.name, content };
    for await (const _ of content);
  }
  await expectEnd(source);
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

async function readHeader(source: Source): Promise<Header> {
  const fixed = await source.take(30);
  if (!fixed) throw truncated();
  const data = view(fixed);
  const flags = data.getUint16(6, true);
  const nameBytes = await source.take(data.getUint16(26, true));
  const extra = await source.take(data.getUint16(28, true));
  if (!nameBytes || !extra) throw truncated();
  const name = new TextDecoder(flags & 0x800 ? 'utf-8' : 'windows-1252').decode(nameBytes);
  const method = data.getUint16(8, true);
  if (flags & 1) throw new Failure('zip.encrypted', 'The ZIP file is protected by a password.', { entry: excerpt(name) });
  if (method !== 8 && method !== 0)
    throw new Failure('zip.unsupported', `The ZIP file uses compression method ${method}; 0 and 8 are read.`, { method });
  const header = { name, flags, method, crc: data.getUint32(14, true) };
  const packed = data.getUint32(18, true);
  const size = data.getUint32(22, true);
  if (method === 0 && (flags & 8 || packed === unknown32))
    throw new Failure('zip.unsupported', 'The ZIP file holds an entry without compression and without size.', { method });
  return { ...header, packed, size };
}

async function* stored(source: Source, header: Header, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let left = header.packed;
  let crc = 0;
  while (left > 0) {
    const chunk = await source.next();
    if (!chunk) throw truncated();
    const part = chunk.subarray(0, left);
    if (part.length < chunk.length) source.putBack(chunk.subarray(left));
    left -= part.length;
    count(part.length);
    crc = crc32(part, crc);
    yield part;
  }
  if (crc !== header.crc) throw damaged(header);
}

async function* inflated(source: Source, header: Header, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  const recent = new Recent();
  const closed = new Promise<void>((resolve) => void inflate.once('close', resolve));
  const feed = async (): Promise<void> => {
    while (!inflate.destroyed) {
      const chunk = await source.next();
      if (!chunk) return void inflate.end();
      if (inflate.destroyed) return source.putBack(chunk);
      recent.add(chunk);
      if (!inflate.write(chunk)) await Promise.race([new Promise((resolve) => inflate.once('drain', resolve)), closed]);
    }
  };
  let crc = 0;
  const feeding = feed().catch((error: Error) => void inflate.destroy(error));
  try {
    for await (const chunk of inflate as AsyncIterable<Uint8Array>) {
      count(chunk.length);
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR' ? truncated() : damaged(header);
  } finally {
    inflate.destroy();
    await feeding;
  }
  // What lies behind the compressed data was fed along with it: the entry's descriptor and the next header.
  const surplus = recent.total - inflate.bytesWritten;
  if (surplus > 0) source.putBack(recent.last(surplus));
  const expected = header.flags & 8 ? await readDescriptor(source) : header.crc;
  if (crc !== expected) throw damaged(header);
}

/** The end of what was fed; the stream holds back at most 16 KB and one chunk, so half a megabyte is ample. */
class Recent {
  total = 0;
  #chunks: Uint8Array[] = [];
  #held = 0;

  add(chunk: Uint8Array): void {
    this.total += chunk.length;
    this.#held += chunk.length;
    this.#chunks.push(chunk);
    for (let first = this.#chunks[0]; first && this.#held - first.length > 512 * 1024; first = this.#chunks[0]) {
      this.#chunks.shift();
      this.#held -= first.length;
    }
  }

  last(length: number): Uint8Array {
    return Buffer.concat(this.#chunks).subarray(-length);
  }
}

const damaged = (header: Header): Failure =>
  new Failure('zip.damaged', 'The ZIP file is damaged: the content does not fit its checksum. Fetch it again.', {
    entry: excerpt(header.name),
  });

/** The signature is optional and the sizes have 4 or 8 bytes; the header that must follow tells which. */
async function readDescriptor(source: Source): Promise<number> {
  const ahead = await source.peek(28);
  const start = ahead.length >= 4 && view(ahead).getUint32(0, true) === descriptor ? 4 : 0;
  for (const sizes of [8, 16]) {
    const length = start + 4 + sizes;
    if (ahead.length < length + 4) throw truncated();
    const next = view(ahead).getUint32(length, true);
    if (next !== local && next !== central) continue;
    const crc = view(ahead).getUint32(start, true);
    await source.take(length);
    return crc;
  }
  throw new Failure('zip.damaged', 'The ZIP file is damaged: no entry where one should begin.');
}

/** The directory at the end is not needed, but a file that lacks it was cut off. A comment has at most 65,535 bytes. */
async function expectEnd(source: Source): Promise<void> {
  let tail = Buffer.alloc(0);
  for (let chunk = await source.next(); chunk; chunk = await source.next()) {
    tail = Buffer.concat([tail.subarray(-66_000), chunk]);
  }
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (at < 0 || tail.length < at + 22 || tail.length < at + 22 + tail.readUInt16LE(at + 20)) throw truncated();
}
