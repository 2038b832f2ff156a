import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { BackupError } from './error.ts';

/**
 * Encryption of a backup: scrypt makes the key out of the passphrase, AES-256-GCM seals pieces of 1 MiB. Nonces count
 * the pieces and mark the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015), so that a
 * piece that was changed, moved, dropped or cut off is noticed before anything of it is used.
 */
export const envelopeMagic = 'DREIKLANG-BACKUP 1 ';
const pieceSize = 1024 * 1024;
const tagSize = 16;

const parameters = z.object({
  kdf: z.literal('scrypt'),
  // Upper limits: a forged header must not make the program fill the memory.
  N: z.int().max(2 ** 20),
  r: z.int().max(16),
  p: z.int().max(4),
  salt: z.string(),
  nonce: z.string(),
});

type Parameters = z.output<typeof parameters>;

async function keyFor(passphrase: string, { N, r, p, salt }: Parameters): Promise<Buffer> {
  const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);
  return derive(passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem: 256 * N * r });
}

function nonceOf(prefix: Buffer, piece: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  prefix.copy(nonce);
  nonce.writeUInt32BE(piece, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Cuts a stream into pieces of `size`; only the last may be shorter, and there is always one. */
async function* pieces(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<{ piece: Buffer; last: boolean }> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    held.push(chunk);
    length += chunk.length;
    if (length <= size) continue;
    let joined = Buffer.concat(held);
    for (; joined.length > size; joined = joined.subarray(size)) yield { piece: joined.subarray(0, size), last: false };
    held = [joined];
    length = joined.length;
  }
  yield { piece: Buffer.concat(held), last: true };
}

export async function* encrypt(source: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const chosen: Parameters = {
    kdf: 'scrypt',
    N: 2 ** 17,
    r: 8,
    p: 1,
    salt: randomBytes(16).toString('base64'),
    nonce: randomBytes(7).toString('base64'),
  };
  const header = Buffer.from(`${envelopeMagic}${JSON.stringify(chosen)}\n`);
  const key = await keyFor(passphrase, chosen);
  yield header;
  let count = 0;
  for await (const { piece, last } of pieces(source, pieceSize)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(Buffer.from(chosen.nonce, 'base64'), count, last));
    cipher.setAAD(header);
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
    count += 1;
  }
}

/** @param header the file's first line, its newline included */
export async function* decrypt(source: AsyncIterable<Buffer>, header: string, passphrase: string): AsyncGenerator<Buffer> {
  const chosen = parameters.parse(JSON.parse(header.slice(envelopeMagic.length)));
  const key = await keyFor(passphrase, chosen);
  let count = 0;
  for await (const { piece, last } of pieces(source, pieceSize + tagSize)) {
    const sealed = piece.subarray(0, -tagSize);
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(Buffer.from(chosen.nonce, 'base64'), count, last));
    decipher.setAAD(Buffer.from(header));
    let opened: Buffer;
    try {
      decipher.setAuthTag(piece.subarray(-tagSize));
      opened = Buffer.concat([decipher.update(sealed), decipher.final()]);
    } catch {
      throw new BackupError(
        count ? 'The backup is damaged or incomplete.' : 'The passphrase is wrong, or the backup is damaged at its beginning.',
      );
    }
    count += 1;
    yield opened;
  }
}
