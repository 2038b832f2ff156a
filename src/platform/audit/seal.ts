import { createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Trx } from '#platform/database';

/** The signed statement "this chain had this head at this time". */
export interface Seal {
  readonly chain: string;
  readonly sequence: number;
  /** Hexadecimal. */
  readonly hash: string;
  /** ISO 8601. */
  readonly sealedAt: string;
  /** HMAC-SHA-256 over the other fields, hexadecimal. */
  readonly mac: string;
}

const sealSchema = z.object({ chain: z.uuid(), sequence: z.int(), hash: z.string(), sealedAt: z.string(), mac: z.string() });

function macOf(key: Buffer, seal: Omit<Seal, 'mac'>): Buffer {
  return createHmac('sha256', key).update(`${seal.chain}\n${seal.sequence}\n${seal.hash}\n${seal.sealedAt}`).digest();
}

export function signSeal(key: Buffer, seal: Omit<Seal, 'mac'>): Seal {
  return { ...seal, mac: macOf(key, seal).toString('hex') };
}

export function isGenuine(key: Buffer, seal: Seal): boolean {
  const given = Buffer.from(seal.mac, 'hex');
  const expected = macOf(key, seal);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export async function readSeal(trx: Trx, chain: string): Promise<Seal | undefined> {
  const row = await trx.selectFrom('audit_seal').selectAll().where('tenant_id', '=', chain).executeTakeFirst();
  if (!row) return undefined;
  return {
    chain,
    sequence: row.sequence,
    hash: row.hash.toString('hex'),
    sealedAt: row.sealed_at.toISOString(),
    mac: row.mac.toString('hex'),
  };
}

export async function storeSeal(trx: Trx, seal: Seal): Promise<void> {
  const row = {
    sequence: seal.sequence,
    hash: Buffer.from(seal.hash, 'hex'),
    sealed_at: seal.sealedAt,
    mac: Buffer.from(seal.mac, 'hex'),
  };
  await trx
    .insertInto('audit_seal')
    .values({ tenant_id: seal.chain, ...row })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(row))
    .execute();
}

/**
 * The witness: a copy of the seals outside the database. Who sets the whole database back to an earlier state, seals
 * included, leaves no trace in it; this file then knows a later head.
 */
export function readWitness(file: string): Seal[] {
  if (!existsSync(file)) return [];
  return z.array(sealSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}

export function writeWitness(file: string, seals: readonly Seal[]): void {
  mkdirSync(dirname(file), { recursive: true });
  // Renaming is atomic: a crash leaves the old file or the new one.
  writeFileSync(`${file}.new`, `${JSON.stringify(seals, null, 1)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
