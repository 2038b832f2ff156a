import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

/** CBOR (RFC 8949) for what an authenticator writes: integers, text, bytes and maps. */
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  const head = (major: number, length: number) => {
    if (length < 24) return Buffer.from([(major << 5) | length]);
    if (length < 256) return Buffer.from([(major << 5) | 24, length]);
    return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
  };
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one as string)])]);
}

const hash = (data: string | Buffer) => createHash('sha256').update(data).digest();

export interface DeviceAnswers {
  /** The person has shown a finger, a face or a code (UV). */
  readonly verified?: boolean;
  readonly origin?: string;
}

/** A security key in software: one P-256 credential, answers as browsers hand them to a page (WebAuthn level 3, JSON). */
export function softwareDevice(host = 'localhost') {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const point = (part: string | undefined) => Buffer.from(part ?? '', 'base64url');
  const id = randomBytes(32);
  let counter = 0;

  const data = (flags: number, attested: Buffer) => {
    const count = Buffer.alloc(4);
    counter += 1;
    count.writeUInt32BE(counter);
    return Buffer.concat([hash(host), Buffer.from([flags]), count, attested]);
  };
  const client = (type: string, challenge: string, origin = 'http://localhost:3000') =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const envelope = (response: object) => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });

  return {
    create(options: Readonly<Record<string, unknown>>, { verified = true, origin }: DeviceAnswers = {}) {
      const key = cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, point(jwk.x)],
          [-3, point(jwk.y)],
        ]),
      );
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const authData = data(verified ? 0x45 : 0x41, attested);
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]);
      return envelope({
        clientDataJSON: client('webauthn.create', String(options.challenge), origin).toString('base64url'),
        attestationObject: cbor(attestation).toString('base64url'),
        transports: ['internal'],
      });
    },
    get(options: Readonly<Record<string, unknown>>, { verified = true, origin }: DeviceAnswers = {}) {
      const clientData = client('webauthn.get', String(options.challenge), origin);
      const authData = data(verified ? 0x05 : 0x01, Buffer.alloc(0));
      const signature = createSign('sha256')
        .update(Buffer.concat([authData, hash(clientData)]))
        .sign(privateKey);
      return envelope({
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
      });
    },
  };
}
