import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { enqueue } from '#platform/jobs';
import type { JobHandler } from '#platform/module';
import type { OfferContent, OrganisationContent } from '../../model/content.ts';
import { type Features, offerFeatures, organisationFeatures } from '../../model/duplicates/features.ts';
import { keysOf } from '../../model/duplicates/keys.ts';
import { compareEntries, shownFrom } from '../../model/duplicates/score.ts';
import {
  type Comparable,
  type FoundPair,
  listCandidates,
  listComparable,
  listUnchecked,
  putPairs,
  replaceKeys,
} from '../../store/duplicates/finding.ts';

export const duplicatesJob = 'directory.find_duplicates';

const portion = 1000;
/** Entries whose features a run remembers: those that one portion looks at are met again by the next ones. */
const remembered = 20_000;

export function featuresOf({ kind, content, organisationId }: Comparable): Features | undefined {
  if (!content) return undefined;
  return kind === 'offer'
    ? offerFeatures(content as OfferContent, organisationId ?? undefined)
    : organisationFeatures(content as OrganisationContent);
}

/** Looks at entries that changed; answers how many there were. `known`: features of what was looked at before, as it stood. */
async function checkSome(trx: Trx, tenantId: string, known: LRUCache<string, Features>): Promise<number> {
  const changed = await listUnchecked(trx, portion);
  if (!changed.length) return 0;
  const ids = changed.map(({ id }) => id);
  const features = new Map(changed.map((one) => [one.id, featuresOf(one)]));
  await replaceKeys(
    trx,
    tenantId,
    changed.map(({ id }) => ({ id, keys: keysOfEntry(features.get(id)) })),
  );
  const candidates = await listCandidates(trx, tenantId, ids);
  const others = [...new Set(candidates.flatMap(({ first, second }) => [first, second]))].filter((id) => !features.has(id));
  for (const id of others) features.set(id, known.get(id));
  const unread = others.filter((id) => !features.get(id));
  for (const one of await listComparable(trx, unread)) features.set(one.id, featuresOf(one));
  for (const [id, one] of features) if (one) known.set(id, one);
  const pairs = candidates.flatMap(({ first, second }): FoundPair[] => {
    const [a, b] = [features.get(first), features.get(second)];
    const compared = a && b ? compareEntries(a, b) : undefined;
    return compared && compared.score >= shownFrom ? [{ first, second, ...compared }] : [];
  });
  await putPairs(trx, tenantId, ids, pairs);
  return changed.length;
}

const keysOfEntry = (features: Features | undefined): string[] => (features ? keysOf(features) : []);

/** Finds what may be there twice among the entries that changed since the last time, a portion in each transaction. */
export async function findDuplicates(context: Context): Promise<number> {
  const known = new LRUCache<string, Features>({ max: remembered });
  let checked = 0;
  for (;;) {
    const some = await context.transaction((trx) => checkSome(trx, context.tenant.id, known));
    checked += some;
    if (some < portion) return checked;
  }
}

const payloadSchema = z.object({ tenantId: z.uuid().optional() });

/** Every night all districts; after an entry was published or imported, its district. */
export const findDuplicatesJob: JobHandler = async (payload, services) => {
  const { tenantId } = payloadSchema.parse(payload ?? {});
  for (const id of tenantId ? [tenantId] : services.tenantIds()) await findDuplicates(services.contextOf(id, duplicatesJob));
};

/** Asks for the search after something changed; many changes at once are one job. */
export async function orderDuplicateSearch(trx: Trx, tenantId: string): Promise<void> {
  await enqueue(trx, duplicatesJob, { tenantId }, { key: `${duplicatesJob}.${tenantId}` });
}
