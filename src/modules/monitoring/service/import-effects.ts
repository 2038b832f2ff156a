import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { findContradictions } from './plausibility.ts';
import { withholdAfterImport } from './withholding.ts';

/** What has to follow when figures of some indicators came or went, in the same transaction. */
export type AfterImport = (trx: Trx, context: Context, indicatorIds: readonly string[]) => Promise<unknown>;

/** In this order: figures are withheld before anything is said about them. */
export const afterImport: readonly AfterImport[] = [withholdAfterImport, findContradictions];

export async function runAfterImport(trx: Trx, context: Context, indicatorIds: readonly string[]): Promise<void> {
  for (const effect of afterImport) await effect(trx, context, indicatorIds);
}
