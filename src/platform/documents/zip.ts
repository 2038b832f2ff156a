import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';

export interface ZipPart {
  readonly name: string;
  readonly content: Iterable<string> | AsyncIterable<string>;
}

/** A ZIP file, piece by piece. Compression is zlib's, in its own threads: other requests are served meanwhile. */
export async function* zipPieces(parts: Iterable<ZipPart>, date: Date): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    ready.push(data);
  });
  for (const part of parts) {
    const entry = entryFor(part.name, date);
    zip.add(entry);
    const source = Readable.from(measured(part.content, entry));
    // An error in the content destroys the stream that is read here, and so arrives at whoever reads the file.
    const deflated = pipeline(source, createDeflateRaw(), () => undefined);
    for await (const data of deflated) {
      entry.ondata?.(null, data, false);
      yield* ready.splice(0);
    }
    entry.ondata?.(null, new Uint8Array(), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}

function entryFor(filename: string, mtime: Date): ZipInputFile {
  return { filename, mtime, size: 0, crc: 0, compression: 8 };
}

async function* measured(content: ZipPart['content'], entry: ZipInputFile): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const bytes = Buffer.from(text);
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    yield bytes;
  }
}
