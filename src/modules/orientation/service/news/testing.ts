import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Posted {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A push service on this machine: keeps what it is sent, and answers as the test says. */
export async function openPushService() {
  const posted = new Map<string, Posted[]>();
  const answers = new Map<string, { readonly status: number; readonly headers?: Record<string, string> }>();
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const path = request.url ?? '';
    posted.set(path, [...(posted.get(path) ?? []), { headers: request.headers, body: Buffer.concat(pieces) }]);
    const { status, headers } = answers.get(path) ?? { status: 201 };
    response.writeHead(status, headers).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    sentTo: (device: TestDevice) => posted.get(new URL(device.endpoint).pathname) ?? [],
    answer: (device: TestDevice, status: number, headers: Record<string, string> = {}) =>
      answers.set(new URL(device.endpoint).pathname, { status, headers }),
    forget: () => posted.clear(),
    close: () => new Promise((done) => server.close(done)),
  };
}

export type TestDevice = ReturnType<typeof createDevice>;

/** A browser that takes messages: unseals them after RFC 8291 and RFC 8188, written from the standards alone. */
export function createDevice(host: string, name: string) {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const auth = randomBytes(16);
  const derived = (key: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number) =>
    Buffer.from(hkdfSync('sha256', key, salt, info, length));
  return {
    endpoint: `http://${host}/${name}`,
    p256dh: pair.getPublicKey('base64url'),
    auth: auth.toString('base64url'),
    unseal({ body }: Posted): Record<string, string> {
      const salt = body.subarray(0, 16);
      const sender = body.subarray(21, 21 + (body[20] ?? 0));
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender]);
      const key = derived(pair.computeSecret(sender), auth, info, 32);
      const content = derived(key, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
      const nonce = derived(key, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
      const sealed = body.subarray(21 + sender.length);
      const cipher = createDecipheriv('aes-128-gcm', content, nonce);
      cipher.setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
      // The last record ends with 2 and zeros.
      return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString('utf8'));
    },
  };
}

/** What the sender says of itself (RFC 8292); undefined when its signature is not of its key. */
export function readVapid({ headers }: Posted): { readonly key: string; readonly claims: Record<string, unknown> } | undefined {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' });
  const isTheirs = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  return isTheirs ? { key, claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) } : undefined;
}
