import { createHash, randomBytes } from 'node:crypto';

const hash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A secret for the link in one mail, and what is stored of it. */
export function newToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hash(token) };
}

/** What is stored of a secret; undefined for what is none of ours. */
export function hashOf(token: string): Buffer | undefined {
  return /^[\w-]{43}$/.test(token) ? hash(token) : undefined;
}

/** A key that is the same whenever the same link says the same of an offer, in the form of an id. */
export function keyOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
