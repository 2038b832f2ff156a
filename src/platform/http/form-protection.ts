import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

const cookieName = '__Host-form';

function sign(secret: Buffer, seed: string): string {
  return createHmac('sha256', secret).update(seed).digest('base64url');
}

/**
 * The token that a form carries: a keyed hash of a random cookie (signed double submit). The `__Host-` prefix keeps
 * other hosts of the same domain from planting the cookie.
 */
export function formToken(request: FastifyRequest, reply: FastifyReply, secret: Buffer): string {
  let seed = request.cookies[cookieName];
  if (!seed || !/^[\w-]{43}$/.test(seed)) {
    seed = randomBytes(32).toString('base64url');
    request.cookies[cookieName] = seed;
    reply.setCookie(cookieName, seed, { path: '/', secure: true, httpOnly: true, sameSite: 'lax' });
  }
  return sign(secret, seed);
}

function fromHere(request: FastifyRequest, origins: ReadonlySet<string>): boolean {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  // A page that hides its address (`Referrer-Policy: no-referrer`, one-time links) sends the origin "null".
  if (origin === 'null') return site === 'same-origin';
  if (origin) return origins.has(origin) || origin === `${request.protocol}://${request.host}`;
  return site === undefined || site === 'same-origin';
}

/** True when the call comes from a page of ours: same origin by header, and the token fits the cookie. */
export function isOwnForm(request: FastifyRequest, secret: Buffer, origins: ReadonlySet<string>): boolean {
  if (!fromHere(request, origins)) return false;
  const seed = request.cookies[cookieName];
  const body = request.body as Record<string, unknown> | undefined;
  const token = body?._token ?? request.headers['x-form-token'];
  // Multipart fields arrive as parts with a value.
  const given = typeof token === 'object' && token !== null ? (token as { value?: unknown }).value : token;
  if (!seed || typeof given !== 'string') return false;
  const expected = Buffer.from(sign(secret, seed));
  const actual = Buffer.from(given);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
