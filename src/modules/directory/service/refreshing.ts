import type { JobServices } from '#platform/module';
import { touchContent } from '#platform/tenancy';
import { occurrences } from '../model/occurrences.ts';
import { listScheduledOffers, updateOpenings } from '../store/public-offers.ts';
import { horizon } from './publishing.ts';

/** Moves the window of worked-out dates on, every night, one district after the other. */
export async function refreshOpenings(_payload: unknown, services: JobServices): Promise<void> {
  for (const tenantId of services.tenantIds()) {
    const context = services.contextOf(tenantId, 'directory.refresh_openings');
    const { from, to } = horizon(context.now());
    await context.transaction(async (trx) => {
      let after: string | null = null;
      for (;;) {
        const offers = await listScheduledOffers(trx, tenantId, after, 500);
        if (!offers.length) break;
        await updateOpenings(
          trx,
          tenantId,
          offers.map((offer) => ({ offerId: offer.offerId, openings: occurrences(offer.content, from, to) })),
        );
        after = (offers.at(-1) as (typeof offers)[number]).offerId;
      }
      await touchContent(trx, tenantId);
    });
  }
}
