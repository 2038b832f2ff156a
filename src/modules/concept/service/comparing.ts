import type { Context } from '#platform/access';
import type { EditionTree } from '../model/edition.ts';
import { type ComparedRow, compareEditions } from '../model/lineage.ts';
import { listLineage } from '../store/tree.ts';
import { editionTreeIn } from './reading.ts';

export interface Comparison {
  readonly older: EditionTree;
  readonly newer: EditionTree;
  readonly rows: readonly ComparedRow[];
}

/**
 * Two editions of one concept side by side, the later one as the newer; undefined when one is a draft and the reader the public, or they
 * are of different concepts.
 * @param internal false: as the public sees them, whoever asks
 */
export async function compare(
  context: Context,
  oneId: string,
  otherId: string,
  internal: boolean,
): Promise<Comparison | undefined> {
  return context.transaction(async (trx) => {
    const one = await editionTreeIn(trx, context, oneId, internal);
    const other = await editionTreeIn(trx, context, otherId, internal);
    if (!one || !other || one.concept.id !== other.concept.id || oneId === otherId) return undefined;
    const [older, newer] = one.edition.position < other.edition.position ? [one, other] : [other, one];
    return { older, newer, rows: compareEditions(older, newer, await listLineage(trx, older.edition.id)) };
  });
}
