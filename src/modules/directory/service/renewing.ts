import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { JobServices } from '#platform/module';
import { touchContent } from '#platform/tenancy';
import { writePublicOffers } from '../store/public-offers.ts';
import { hasOutdatedOffers, lockOutdatedOffers, type OutdatedOffer } from '../store/renewing.ts';
import { readGround, readTowns } from './ground.ts';
import { readModel, toPublicOffer } from './publishing.ts';

export const renewJob = 'directory.renew_public_offers';

const portion = 200;

/**
 * Makes the public offers of a district anew that an older program, or one with an older glossary, wrote. Nothing of them
 * was changed by anybody, so dates of publication, confirmations and stages stay. Doing it twice changes nothing.
 */
export async function renewOffers(context: Context): Promise<number> {
  const { id: tenantId } = context.tenant;
  const model = readModel();
  if (!(await context.transaction((trx) => hasOutdatedOffers(trx, tenantId, model)))) return 0;
  const towns = await readTowns(context);
  let renewed = 0;
  for (let after: string | null = null; ; ) {
    const from: string | null = after;
    const offers: OutdatedOffer[] = await context.transaction(async (trx) => {
      const some = await lockOutdatedOffers(trx, tenantId, model, from, portion);
      const ground = await readGround(trx, towns);
      await writePublicOffers(
        trx,
        some.map((one) => ({
          ...toPublicOffer(context, ground, one, one.content, one.organisation),
          publishedAt: one.publishedAt,
        })),
      );
      return some;
    });
    renewed += offers.length;
    after = offers.at(-1)?.id ?? null;
    if (offers.length < portion) break;
  }
  await context.transaction(async (trx) => {
    await touchContent(trx, tenantId);
    await audit(trx, context, {
      action: 'directory.offers_renewed',
      subjectType: 'directory',
      subjectId: null,
      details: { offers: renewed, model },
    });
  });
  return renewed;
}

/** After every start, one district after the other; where nothing is out of date, it only looks. */
export async function renewPublicOffers(_payload: unknown, services: JobServices): Promise<void> {
  for (const tenantId of services.tenantIds()) await renewOffers(services.contextOf(tenantId, renewJob));
}
