import type { Trx } from '#platform/database';
import type { Heard, Run, RunRecord } from '../../model/exchange/run.ts';
import { currentVersion, findOfferContents } from '../../store/bulk.ts';
import { listKnownOffers } from '../../store/exchange/known.ts';
import { claimedEntries, rewriteRecords } from '../../store/exchange/run-records.ts';
import { compared } from './comparing.ts';

/** Doubtful records that somebody called the same as an entry of ours: from now on they are compared to it. */
export async function recompare(
  trx: Trx,
  run: Run,
  same: readonly { readonly record: RunRecord; readonly entryId: string }[],
): Promise<void> {
  if (!same.length) return;
  const wanted = new Set(same.map((one) => one.entryId));
  const known = new Map((await listKnownOffers(trx)).filter((one) => wanted.has(one.id)).map((one) => [one.id, one]));
  const contents = await findOfferContents(trx, [...known.values()].map(currentVersion));
  // Two records cannot be one entry: the first one is, the other stays doubtful.
  const claimed = new Set(await claimedEntries(trx, run.id));
  const rewritten: Parameters<typeof rewriteRecords>[2][number][] = [];
  for (const { record, entryId } of same) {
    const [entry, ours] = [known.get(entryId), contents.get(entryId)];
    if (!entry || !ours || claimed.has(entryId) || record.kind !== 'doubtful') continue;
    claimed.add(entryId);
    rewritten.push(compared({ ...record, entryId }, record.content as Heard, ours, undefined, entry.publishedVersion !== null));
  }
  await rewriteRecords(trx, run.id, rewritten);
}
