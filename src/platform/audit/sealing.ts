import type { Database } from '#platform/database';
import { readWitness, type Seal, signSeal, storeSeal, writeWitness } from './seal.ts';
import { type AuditBreak, verifyChain } from './verify.ts';
import { installationChain } from './write.ts';

/** The log is not what it was; nothing more is sealed until somebody has looked. */
export class AuditBrokenError extends Error {
  override name = 'AuditBrokenError';
  readonly broken: AuditBreak;

  constructor(broken: AuditBreak) {
    super(`Audit chain ${broken.chain}: ${broken.problem} at line ${broken.sequence}`);
    this.broken = broken;
  }
}

/**
 * Checks what every chain gained since its last seal and seals the new head, in the database and in the witness file.
 * All sound chains are sealed before a broken one is reported.
 * @throws {AuditBrokenError} for the first chain that does not hold
 */
export async function sealChains(
  database: Database,
  options: { key: Buffer; witnessFile: string; tenantIds: readonly string[]; now: Date },
): Promise<void> {
  const witness = readWitness(options.witnessFile);
  const seals = new Map<string, Seal>(witness.map((seal) => [seal.chain, seal]));
  let broken: AuditBreak | undefined;
  for (const chain of [installationChain, ...options.tenantIds]) {
    const report = await verifyChain(database, chain, { key: options.key, witness, sinceSeal: true });
    if (report.broken) {
      broken ??= report.broken;
      continue;
    }
    if (!report.lines) continue;
    const sequence = report.from + report.lines;
    const seal = signSeal(options.key, { chain, sequence, hash: report.hash, sealedAt: options.now.toISOString() });
    await database.inTenant(chain, (trx) => storeSeal(trx, seal));
    seals.set(chain, seal);
  }
  if (seals.size) writeWitness(options.witnessFile, [...seals.values()]);
  if (broken) throw new AuditBrokenError(broken);
}
