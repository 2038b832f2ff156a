import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import type { OfferContent } from '../../model/content.ts';
import { upsertPublicOffers } from '../../store/public-offers.ts';
import { markConfirmed } from '../../store/public-upkeep.ts';
import { listReleased } from '../../store/upkeep/stages.ts';
import { readGround, type Towns } from '../ground.ts';
import { toPublicOffer } from '../publishing.ts';

export interface Confirming {
  readonly on: string;
  readonly by: 'provider' | 'staff' | 'visitor';
  /** Interface languages whose texts were read and found right; German when absent. */
  readonly languages?: readonly string[];
}

/** Makes offers public again that were hidden; their entries have a stage that lets them. */
export async function showAgain(trx: Trx, context: Context, towns: Towns, ids: readonly string[]): Promise<void> {
  if (!ids.length) return;
  const ground = await readGround(trx, towns);
  const offers = await listReleased(trx, context.tenant.id, ids);
  await upsertPublicOffers(
    trx,
    offers.map(({ content, organisation, ...entry }) =>
      toPublicOffer(context, ground, entry, content as OfferContent, organisation),
    ),
  );
}

/** Renews "confirmed on" of public entries; what was hidden for want of it is public again at once. */
export async function confirmEntries(
  trx: Trx,
  context: Context,
  towns: Towns,
  ids: readonly string[],
  { on, by, languages = ['de'] }: Confirming,
): Promise<void> {
  const hidden = await markConfirmed(trx, context.tenant.id, ids, { on, by, languages });
  await showAgain(trx, context, towns, hidden);
}
