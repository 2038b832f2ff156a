import { inflateRawSync } from 'node:zlib';

/** What is wrong with a ZIP file: it is none (or is encrypted, or broken), or holds more than it may. */
export type UnzipFault = 'broken' | 'too_large';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;
const maxEntries = 500;

/**
 * Unpacks a whole ZIP file, but never more bytes than allowed: what the file says about its own sizes is not believed, each
 * part is inflated with a hard limit. ZIP64 and encryption are refused; office files of a few megabytes have neither.
 * @param limit bytes of all parts together
 */
export function unzip(bytes: Buffer, limit: number): ReadonlyMap<string, Uint8Array> | UnzipFault {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== endOfDirectory) return 'broken';
  const count = bytes.readUInt16LE(end + 10);
  if (count > maxEntries) return 'too_large';
  const parts = new Map<string, Uint8Array>();
  let left = limit;
  let at = bytes.readUInt32LE(end + 16);
  try {
    for (let index = 0; index < count; index++) {
      if (bytes.readUInt32LE(at) !== directoryEntry) return 'broken';
      const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
      const size = bytes.readUInt32LE(at + 20);
      const nameLength = bytes.readUInt16LE(at + 28);
      const local = bytes.readUInt32LE(at + 42);
      const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
      if (flags & 1 || (method !== 0 && method !== 8) || bytes.readUInt32LE(local) !== localHeader) return 'broken';
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const packed = bytes.subarray(start, start + size);
      if (packed.length !== size) return 'broken';
      if (left <= 0 || (method === 0 && size > left)) return 'too_large';
      const content = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: left });
      left -= content.length;
      parts.set(name, content);
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'broken';
  }
  return parts;
}
