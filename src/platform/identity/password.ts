import { hash, verify } from '@node-rs/argon2';

/**
 * OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. Algorithm 2 is argon2id; the package
 * exports its names as a `const enum`, which cannot be used here.
 */
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, parameters);

export async function verifyPassword({ hash: stored, password }: { hash: string; password: string }): Promise<boolean> {
  // A hash of another make (an import gone wrong) opens nothing.
  return stored.startsWith('$argon2id$') && verify(stored, password);
}
