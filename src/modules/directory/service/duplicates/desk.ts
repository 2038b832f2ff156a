import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { fail, type Outcome, ok } from '#platform/outcome';
import { differingFields, type FieldPair } from '../../model/duplicates/merging.ts';
import { type Comparison, compareEntries } from '../../model/duplicates/score.ts';
import { listMerges, type MergeRow } from '../../store/duplicates/merges.ts';
import { decidePair, listOpenPairs, type Pair, type PairKey } from '../../store/duplicates/pairs.ts';
import { reachOf } from '../reach.ts';
import { featuresOf } from './finding.ts';
import { fieldsOf, type PairEntry, readSide } from './merging.ts';

export async function readPairs(
  context: Context,
  query: { readonly kind: Pair['kind'] | undefined; readonly after: PairKey | undefined; readonly limit: number },
): Promise<Pair[]> {
  const reach = reachOf(context, 'directory.edit');
  return context.transaction((trx) => listOpenPairs(trx, reach, query.kind, query.after, query.limit));
}

export interface PairView {
  readonly kept: PairEntry;
  readonly gone: PairEntry;
  readonly comparison: Comparison;
  readonly fields: readonly FieldPair[];
}

/** Any two entries of one kind side by side, found by the search or not. */
export async function readPair(context: Context, keptId: string, goneId: string): Promise<Outcome<PairView, 'entry.not_found'>> {
  return context.transaction(async (trx) => {
    const [kept, gone] = keptId === goneId ? [] : [await readSide(trx, context, keptId), await readSide(trx, context, goneId)];
    if (!kept || !gone || kept.entry.kind !== gone.entry.kind) return fail('entry.not_found');
    const [a, b] = [kept, gone].map(({ entry, version }) => featuresOf({ ...entry, content: version.content }));
    return ok({
      kept,
      gone,
      comparison: a && b ? compareEntries(a, b) : { score: 0, reasons: [] },
      fields: differingFields(fieldsOf(kept.entry.kind), kept.version.content, gone.version.content),
    });
  });
}

/** "These are two": remembered, so that no later search brings the pair again. */
export async function markDifferent(
  context: Context,
  ids: readonly [string, string],
): Promise<Outcome<undefined, 'entry.not_found'>> {
  return context.transaction(async (trx) => {
    const [a, b] = [await readSide(trx, context, ids[0]), await readSide(trx, context, ids[1])];
    if (!a || !b || ids[0] === ids[1] || a.entry.kind !== b.entry.kind) return fail('entry.not_found');
    const decidedBy = context.actor.kind === 'user' ? context.actor.userId : null;
    await decidePair(trx, context.tenant.id, ids, { state: 'different', score: 0, reasons: [], decidedBy, at: context.now() });
    await audit(trx, context, {
      action: `${a.entry.kind}.not_duplicate`,
      subjectType: a.entry.kind,
      subjectId: a.entry.id,
      details: { other: b.entry.id },
    });
    return ok();
  });
}

export async function readMerges(context: Context, after: string | undefined, limit: number): Promise<MergeRow[]> {
  const reach = reachOf(context, 'directory.edit');
  return context.transaction((trx) => listMerges(trx, reach, after, limit));
}
