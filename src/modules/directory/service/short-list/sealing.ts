import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { type ShortList, shortListSchema } from '../../model/short-list/list.ts';

/**
 * A list is encrypted with a key that only its link has. The link is one secret of 24 bytes: a hash of it names the row,
 * another derivation is the key (AES-256-GCM). Whoever has the database, a backup or a log has neither.
 */
const secretBytes = 24;

export interface Sealed {
  /** Last part of the link. */
  readonly token: string;
  readonly id: Buffer;
  readonly sealed: Buffer;
}

const idOf = (secret: Buffer) => createHash('sha256').update('directory.short_list.id').update(secret).digest();
const keyOf = (secret: Buffer) => Buffer.from(hkdfSync('sha256', secret, '', 'directory.short_list.key', 32));

export function seal(list: ShortList): Sealed {
  const secret = randomBytes(secretBytes);
  // The key is used once, so the nonce may be fixed.
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), Buffer.alloc(12));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(list), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { token: secret.toString('base64url'), id: idOf(secret), sealed };
}

/** The row that a link names; undefined when it is no link of ours. */
export function rowOf(token: string): Buffer | undefined {
  return /^[A-Za-z0-9_-]{32}$/.test(token) ? idOf(Buffer.from(token, 'base64url')) : undefined;
}

/** @throws when the row was not sealed for this link */
export function unseal(token: string, sealed: Buffer): ShortList {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(Buffer.from(token, 'base64url')), Buffer.alloc(12));
  decipher.setAuthTag(sealed.subarray(-16));
  const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString('utf8');
  return shortListSchema.parse(JSON.parse(text));
}
