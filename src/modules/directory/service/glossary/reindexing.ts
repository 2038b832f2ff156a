import { z } from 'zod';
import { listTowns } from '#modules/territory';
import type { Context } from '#platform/access';
import type { JobServices } from '#platform/module';
import { touchContent } from '#platform/tenancy';
import {
  type IndexableOffer,
  listIndexableOffers,
  type ReindexProgress,
  readReindex,
  reportReindex,
  updateDocuments,
} from '../../store/glossary/reindex.ts';
import { indexedText, publishingReader } from '../publishing.ts';
import { reindexJob } from './editing.ts';

const batch = 200;
const payloadSchema = z.object({ tenantId: z.uuid() });

/** How far reading the offers again is; undefined: the district never changed its glossary. */
export async function reindexProgress(context: Context): Promise<ReindexProgress | undefined> {
  return context.transaction(readReindex);
}

/**
 * Reads all published offers again with the district's words as they are now. Each batch is a transaction of its own, so
 * that the progress can be seen; doing it twice changes nothing.
 */
export async function reindexOffers(payload: unknown, services: JobServices): Promise<void> {
  const { tenantId } = payloadSchema.parse(payload);
  const context = services.contextOf(tenantId, reindexJob);
  const towns = new Map((await listTowns(context)).map((town) => [town.key, town]));
  let after: string | null = null;
  let done = 0;
  for (;;) {
    const from: string | null = after;
    const offers: IndexableOffer[] = await context.transaction(async (trx) => {
      const some = await listIndexableOffers(trx, tenantId, from, batch);
      const ground = { towns, reader: await publishingReader(trx) };
      const texts = some.map(({ offerId, content, facets, organisation }) => ({
        offerId,
        text: indexedText(ground, content, facets, organisation),
      }));
      if (texts.length) await updateDocuments(trx, tenantId, texts);
      await reportReindex(trx, done + some.length, null);
      return some;
    });
    done += offers.length;
    after = offers.at(-1)?.offerId ?? null;
    if (offers.length < batch) break;
  }
  await context.transaction(async (trx) => {
    await reportReindex(trx, done, context.now());
    await touchContent(trx, tenantId);
  });
}
