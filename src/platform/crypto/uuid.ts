import { createHash, randomBytes } from 'node:crypto';

let lastMillisecond = -1;
let counter = randomBytes(2).readUInt16BE() & 0x0fff;

/**
 * A UUID version 7 (RFC 9562): sorts by creation time, so new rows land at the end of an index. Those that this process makes
 * in one millisecond sort in the order in which they were made (section 6.2, method 1: a counter in the twelve bits of `rand_a`).
 */
export function uuidv7(now: number = Date.now()): string {
  const bytes = randomBytes(16);
  counter += 1;
  // Within a millisecond what is counted beyond twelve bits goes into the time.
  if (now !== lastMillisecond) counter &= 0x0fff;
  lastMillisecond = now;
  bytes.writeUIntBE(now + (counter >> 12), 0, 6);
  bytes.writeUInt16BE(0x7000 | (counter & 0x0fff), 6);
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A UUID version 5 (RFC 9562, section 5.5): the same name in the same namespace is the same id, everywhere and always. */
export function uuidv5(namespace: string, name: string): string {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(space).update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Any RFC 9562 UUID in its textual form. */
export const uuidPattern: RegExp = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
