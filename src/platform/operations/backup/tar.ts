import { BackupError } from './error.ts';

// POSIX ustar: every system can list and unpack it, so a backup can be read without this program.
const block = 512;

export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** To be read to its end before the next entry. */
  readonly body: AsyncIterable<Buffer>;
}

function splitName(name: string): { name: string; prefix: string } {
  if (Buffer.byteLength(name) <= 100) return { name, prefix: '' };
  for (let slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
    const [prefix, rest] = [name.slice(0, slash), name.slice(slash + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(rest) <= 100) return { name: rest, prefix };
  }
  throw new BackupError(`The file name ${name} is too long for a backup.`);
}

export function tarHeader(path: string, size: number, modified: Date): Buffer {
  const { name, prefix } = splitName(path);
  const header = Buffer.alloc(block);
  header.write(name, 0, 'utf8');
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write(
    `${Math.floor(modified.getTime() / 1000)
      .toString(8)
      .padStart(11, '0')}\0`,
    136,
  );
  header.write('        ', 148);
  header.write('0ustar\x0000', 156);
  header.write(prefix, 345, 'utf8');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

export function tarPadding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block);
}

export const tarEnd: Buffer = Buffer.alloc(2 * block);

function text(header: Buffer, from: number, length: number): string {
  const field = header.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end);
}

/** @throws {BackupError} when the stream ends early or holds something that `tarHeader` does not write */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async (): Promise<void> => {
    const next = await chunks.next();
    if (next.done) throw new BackupError('The backup is incomplete: it ends before its last entry.');
    held = held.length ? Buffer.concat([held, next.value]) : next.value;
  };
  const take = async (length: number): Promise<Buffer> => {
    while (held.length < length) await more();
    const taken = held.subarray(0, length);
    held = held.subarray(length);
    return taken;
  };
  async function* body(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0; ) {
      if (!held.length) await more();
      const taken = held.subarray(0, left);
      held = held.subarray(taken.length);
      left -= taken.length;
      yield taken;
    }
  }

  try {
    while (true) {
      const header = await take(block);
      if (header.every((byte) => byte === 0)) break;
      const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
      if (Number.parseInt(text(header, 148, 8), 8) !== sum)
        throw new BackupError('The backup is damaged: an entry has a wrong checksum.');
      const size = Number.parseInt(text(header, 124, 12), 8);
      const prefix = text(header, 345, 155);
      const reader = body(size);
      yield { name: (prefix ? `${prefix}/` : '') + text(header, 0, 100), size, body: reader };
      for await (const _ of reader) throw new Error('An entry was not read to its end');
      await take(tarPadding(size).length);
    }
    // Reading on to the true end lets gzip and the encryption check theirs.
    while (!(await chunks.next()).done);
  } finally {
    await chunks.return?.();
  }
}
