import type { Context } from '#platform/access';
import type { PublicOfferRow } from '../../store/public-offers.ts';
import { groundOf } from '../showing/ground.ts';
import { describeOffer, type OfferView } from '../showing/offer-view.ts';

/** One offer on a list, in the reader's language. */
export interface ListedOffer {
  readonly id: string;
  readonly href: string;
  readonly view: OfferView;
  readonly note: string | undefined;
}

/** Rows of public offers as a list shows them. */
export async function listedOffers(
  context: Context,
  rows: readonly { readonly row: PublicOfferRow; readonly note?: string | undefined }[],
): Promise<ListedOffer[]> {
  const ground = await groundOf(context);
  return rows.map(({ row, note }) => {
    const view = describeOffer(row, context.language, { context, ground, visitor: {} });
    return { id: row.offerId, href: view.address.slice(context.publicUrl.length), view, note };
  });
}
