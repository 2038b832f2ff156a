import { createHash, createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { type Challenge, createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';

/**
 * Proof of work in the ALTCHA protocol (docs/decisions/0015-proposals-without-account.md): the visitor's browser works
 * for about a second, checking costs the server two hashes. Nothing leaves the house, nobody is watched.
 */
export interface PuzzleMaker {
  create(): Promise<Challenge>;
  /** The identity of the puzzle when the solution is right, so that it counts once. */
  check(payload: string): Promise<{ readonly id: Buffer; readonly expiresAt: Date } | undefined>;
  /** A moment that a form carries, signed. */
  stamp(now: Date): string;
  /** The moment of a stamp of ours. */
  readStamp(stamp: string): Date | undefined;
}

const lifetimeMs = 2 * 60 * 60 * 1000;

// One try takes about 2 ms on a desk and 10 ms on an old phone: half a second there, two seconds here.
const cost = 5000;
const fewestTries = 100;
const mostTries = 300;

const hex = z
  .string()
  .regex(/^[0-9a-f]+$/i)
  .max(200);
const payloadSchema = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal('PBKDF2/SHA-256'),
      nonce: hex,
      salt: hex,
      cost: z.literal(cost),
      keyLength: z.number().int().max(64),
      keyPrefix: hex,
      expiresAt: z.number(),
    }),
    signature: hex,
  }),
  solution: z.object({ counter: z.number().int().min(0).max(mostTries), derivedKey: hex, time: z.number().optional() }),
});

function parsePayload(payload: string) {
  if (payload.length > 4000) return undefined;
  try {
    return payloadSchema.safeParse(JSON.parse(Buffer.from(payload, 'base64').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** @param key 32 bytes of the installation's master key, purpose `directory.puzzle` */
export function createPuzzleMaker(key: Buffer): PuzzleMaker {
  const secret = (purpose: string) => createHmac('sha256', key).update(purpose).digest('hex');
  const secrets = { hmacSignatureSecret: secret('challenge'), hmacKeySignatureSecret: secret('solution') };
  const sign = (moment: string) => createHmac('sha256', key).update(`stamp ${moment}`).digest('base64url');
  return {
    create: () =>
      createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost,
        counter: randomInt(fewestTries, mostTries),
        deriveKey,
        expiresAt: new Date(Date.now() + lifetimeMs),
        ...secrets,
      }),
    async check(payload) {
      const parsed = parsePayload(payload);
      if (!parsed) return undefined;
      const { verified } = await verifySolution({
        ...(parsed as Required<Pick<typeof parsed, 'challenge' | 'solution'>>),
        deriveKey,
        ...secrets,
      } as Parameters<typeof verifySolution>[0]);
      if (!verified) return undefined;
      const { signature, parameters } = parsed.challenge;
      return {
        id: createHash('sha256').update(signature.toLowerCase()).digest(),
        expiresAt: new Date(parameters.expiresAt * 1000),
      };
    },
    stamp: (now) => `${now.getTime()}.${sign(String(now.getTime()))}`,
    readStamp(stamp) {
      const [moment = '', signature = ''] = stamp.split('.');
      const [given, expected] = [Buffer.from(signature), Buffer.from(sign(moment))];
      if (!/^\d{13}$/.test(moment) || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      return new Date(Number(moment));
    },
  };
}
