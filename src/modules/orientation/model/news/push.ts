import { createECDH } from 'node:crypto';

/** Where a device takes messages, as its browser says (RFC 8030), and its keys (RFC 8291), base64url. */
export interface PushAddress {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/**
 * The push services of the browsers there are. The address comes from whoever calls: without this list anybody could have
 * the server post to hosts of their choice.
 */
const services = ['fcm.googleapis.com', '.push.services.mozilla.com', '.push.apple.com', '.notify.windows.com'];

const longestEndpoint = 1000;

/** @param others further hosts (`name` or `name:port`), e.g. of a push service that the district runs itself */
export function isPushEndpoint(endpoint: string, others: readonly string[] = []): boolean {
  const url = endpoint.length <= longestEndpoint ? URL.parse(endpoint) : null;
  if (!url || url.username || url.password || url.hash) return false;
  if (others.includes(url.host)) return url.protocol === 'https:' || url.protocol === 'http:';
  if (url.protocol !== 'https:' || url.port) return false;
  return services.some((host) => (host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host));
}

const bytesOf = (text: string) => (/^[A-Za-z0-9_-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64url') : Buffer.alloc(0));

/** Keys with which a message can be sealed: a point of the curve P-256, and sixteen bytes. */
export function arePushKeys({ p256dh, auth }: Pick<PushAddress, 'p256dh' | 'auth'>): boolean {
  const point = bytesOf(p256dh);
  if (point.length !== 65 || point[0] !== 4 || bytesOf(auth).length !== 16) return false;
  const own = createECDH('prime256v1');
  own.generateKeys();
  try {
    own.computeSecret(point);
    return true;
  } catch {
    // Not on the curve.
    return false;
  }
}

/** What a push service answered: taken; the device is gone for good; ask later; it will not have the message. */
export type PushResult = 'reached' | 'gone' | 'later' | 'refused';

/** RFC 8030, 5 and 7.3; services answer 404 as well as 410 for a device that is gone. */
export function pushResultOf(status: number): PushResult {
  if (status >= 200 && status < 300) return 'reached';
  if (status === 404 || status === 410) return 'gone';
  return status === 429 || status >= 500 ? 'later' : 'refused';
}

/** How often a device is asked again, and after how many minutes; then it counts as not reached. */
export const retryMinutes = [5, 30] as const;

/** Messages in a row that did not arrive until a device is forgotten. */
export const mostFailures = 10;

/** Hours for which a service keeps a message for a device that is switched off; a warning of yesterday warns nobody. */
export const keptHours = { news: 72, offers: 72, warning: 24 } as const;
