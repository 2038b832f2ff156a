import { sql } from 'kysely';
import type { Database, Trx } from '#platform/database';
import { firstHash, hashOf, readLines, type StoredLine } from './line.ts';
import { isGenuine, readSeal, type Seal } from './seal.ts';
import { installationChain } from './write.ts';

/**
 * What the proof can say, and what it cannot.
 *
 * Without the key (plain access to the database): a changed, missing, inserted or moved line breaks the chain at that
 * line, unless every later hash is computed anew. Then the hash at the sealed number differs from the seal, whose key
 * lies outside the database. Lines cut off at the end fall below the head, below the seal, or below the witness file.
 * Not provable: what the owner of the database does to lines younger than the last seal (a minute), and a consistent
 * forgery by somebody who also holds the master key and the witness file. Copy the witness file elsewhere against that.
 */
export type AuditProblem =
  /** The line does not have the hash it should: a field was changed. */
  | 'changed'
  /** The line's hash was computed anew; the following line remembers another one. */
  | 'replaced'
  | 'missing'
  | 'inserted'
  /** The line is genuine and belongs elsewhere. */
  | 'reordered'
  /** Lines at the end are gone. */
  | 'cut'
  /** The chain is sound in itself but not the one that was sealed: a line here or before was written anew. */
  | 'rewritten'
  /** A seal was not made with this installation's key. */
  | 'forged_seal';

export interface AuditBreak {
  readonly chain: string;
  readonly sequence: number;
  readonly problem: AuditProblem;
}

export interface ChainReport {
  readonly chain: string;
  /** Lines before the first one read: 0, or the seal's number. */
  readonly from: number;
  /** Lines that were read and are sound. */
  readonly lines: number;
  /** Number of the last line under a genuine seal. */
  readonly sealed: number;
  /** Hash of the last sound line. */
  readonly hash: string;
  readonly broken?: AuditBreak;
}

export interface VerifyOptions {
  readonly key: Buffer;
  /** Seals kept outside of the database. */
  readonly witness?: readonly Seal[];
  /** Begin after the last seal instead of at the first line: what the sealing job does. */
  readonly sinceSeal?: boolean;
  readonly batch?: number;
  onProgress?(chain: string, lines: number, total: number): void;
}

interface ChainEnd {
  readonly head: { readonly sequence: number; readonly hash: string } | undefined;
  readonly last: number;
  readonly unchained: number;
}

/** One statement, hence one snapshot: lines that are added meanwhile are left for the next time. */
async function readEnd(trx: Trx, chain: string): Promise<ChainEnd> {
  const { rows } = await sql<{ sequence: number | null; hash: string | null; last: number; unchained: number }>`
    select sequence, encode(hash, 'hex') as hash,
      (select coalesce(max(sequence), 0) from audit_entry where tenant_id = ${chain}) as last,
      (select count(*) from audit_entry where tenant_id = ${chain} and sequence is null) as unchained
    from (values (0)) as one left join audit_head on tenant_id = ${chain}`.execute(trx);
  const [{ sequence, hash, last, unchained }] = rows as [(typeof rows)[number]];
  return { head: sequence !== null && hash !== null ? { sequence, hash } : undefined, last, unchained };
}

async function hashAt(trx: Trx, chain: string, sequence: number): Promise<string | undefined> {
  if (sequence === 0) return firstHash;
  return (await readLines(trx, chain, sequence - 1, 1)).find((line) => line.sequence === sequence)?.hash;
}

async function isThere(trx: Trx, chain: string, hash: string): Promise<boolean> {
  const query = trx.selectFrom('audit_entry').select('sequence').where('tenant_id', '=', chain);
  return (await query.where('hash', '=', Buffer.from(hash, 'hex')).executeTakeFirst()) !== undefined;
}

/** A line whose hash is wrong: was it changed, or is it genuine and stood under another number? */
async function explain(trx: Trx, chain: string, line: StoredLine, end: number): Promise<AuditBreak> {
  const here = { chain, sequence: line.sequence };
  let origin = 1;
  while (origin <= end + 1 && hashOf(chain, line, origin) !== line.hash) origin += 1;
  if (origin > end + 1) return { ...here, problem: 'changed' };
  if (origin < line.sequence) {
    const inPlace = (await hashAt(trx, chain, origin - 1)) === line.previousHash;
    return inPlace ? { chain, sequence: origin, problem: 'inserted' } : { ...here, problem: 'reordered' };
  }
  return { ...here, problem: (await isThere(trx, chain, line.previousHash)) ? 'reordered' : 'missing' };
}

function checkEnd(chain: string, end: ChainEnd, lastHash: string): AuditBreak | undefined {
  const { head, last } = end;
  if (end.unchained > 0) return { chain, sequence: last + 1, problem: 'inserted' };
  if (!head) return last > 0 ? { chain, sequence: last + 1, problem: 'cut' } : undefined;
  if (head.sequence > last) return { chain, sequence: last + 1, problem: 'cut' };
  if (head.sequence < last) return { chain, sequence: head.sequence + 1, problem: 'inserted' };
  return head.hash === lastHash ? undefined : { chain, sequence: last, problem: 'replaced' };
}

async function checkSeal(trx: Trx, seal: Seal, end: ChainEnd, key: Buffer): Promise<AuditBreak | undefined> {
  const { chain, sequence } = seal;
  if (!isGenuine(key, seal)) return { chain, sequence, problem: 'forged_seal' };
  if (sequence > end.last) return { chain, sequence: end.last + 1, problem: 'cut' };
  return (await hashAt(trx, chain, sequence)) === seal.hash ? undefined : { chain, sequence, problem: 'rewritten' };
}

/** Walks one chain in batches and stops at the first line that is not as it should be. */
export async function verifyChain(database: Database, chain: string, options: VerifyOptions): Promise<ChainReport> {
  const read = <T>(work: (trx: Trx) => Promise<T>) => database.inTenant(chain, work);
  const { key, batch = 5000 } = options;
  const [end, seal] = await read(async (trx) => [await readEnd(trx, chain), await readSeal(trx, chain)] as const);
  const seals = [...(seal ? [seal] : []), ...(options.witness ?? []).filter((one) => one.chain === chain)];
  const genuine = seals.filter((one) => isGenuine(key, one));
  const sealed = Math.min(Math.max(0, ...genuine.map((one) => one.sequence)), end.last);
  const from = options.sinceSeal && seal && isGenuine(key, seal) ? seal : { sequence: 0, hash: firstHash };

  let last = from.sequence;
  let hash = from.hash;
  const report = (broken?: AuditBreak): ChainReport => ({
    chain,
    from: from.sequence,
    lines: last - from.sequence,
    sealed,
    hash,
    ...(broken ? { broken } : {}),
  });
  while (last < end.last) {
    const lines = await read((trx) => readLines(trx, chain, last, Math.min(batch, end.last - last)));
    if (!lines.length) return report({ chain, sequence: last + 1, problem: 'missing' });
    for (const line of lines) {
      if (line.sequence !== last + 1) return report({ chain, sequence: last + 1, problem: 'missing' });
      if (hashOf(chain, line) !== line.hash) return report(await read((trx) => explain(trx, chain, line, end.last)));
      if (line.previousHash !== hash) return report({ chain, sequence: Math.max(last, 1), problem: 'replaced' });
      last = line.sequence;
      hash = line.hash;
    }
    options.onProgress?.(chain, last - from.sequence, end.last - from.sequence);
  }
  const atEnd = checkEnd(chain, end, hash);
  if (atEnd) return report(atEnd);
  for (const one of seals) {
    const broken = await read((trx) => checkSeal(trx, one, end, key));
    if (broken) return report(broken);
  }
  return report();
}

/** Proves every chain: the installation's, those of the districts, and those the witness remembers. */
export async function verifyAudit(database: Database, options: VerifyOptions): Promise<ChainReport[]> {
  const tenants = await database.shared.selectFrom('tenant').select('id').orderBy('slug').execute();
  const chains = new Set([
    installationChain,
    ...tenants.map(({ id }) => id),
    ...(options.witness ?? []).map(({ chain }) => chain),
  ]);
  const reports: ChainReport[] = [];
  for (const chain of chains) reports.push(await verifyChain(database, chain, options));
  return reports;
}
