import { createECDH, createHmac } from 'node:crypto';
import type { Context } from '#platform/access';

/** The pair of keys by which push services know who sends (VAPID, RFC 8292), base64url. */
export interface PushKeys {
  /** The point of the curve, uncompressed: what the browser gets. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/**
 * The same pair for the same master key: nothing to keep, and a restored installation still reaches its devices.
 * One number in four thousand million is no key of the curve P-256; then the next one is taken.
 */
export function pushKeysOf(pushKey: Buffer): PushKeys {
  for (let attempt = 0; ; attempt++) {
    const number = createHmac('sha256', pushKey).update(`vapid ${attempt}`).digest();
    const pair = createECDH('prime256v1');
    try {
      pair.setPrivateKey(number);
      return { publicKey: pair.getPublicKey('base64url'), privateKey: number.toString('base64url') };
    } catch {
      // Zero, or beyond the order of the curve.
    }
  }
}

/** Whom a push service may write to when something goes wrong with our messages. */
export function pushContact({ tenant, publicUrl }: Pick<Context, 'tenant' | 'publicUrl'>): string {
  const { legal } = tenant.settings;
  if (legal) return `mailto:${legal.email}`;
  const url = new URL(publicUrl);
  return url.protocol === 'https:' ? url.origin : `mailto:postmaster@${url.hostname}`;
}
