import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { JobServices } from '#platform/module';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { ShortList } from '../../model/short-list/list.ts';
import { findPublicOffers, type PublicOfferRow } from '../../store/public-offers.ts';
import { deleteList, deleteRunOutLists, findList, insertList } from '../../store/short-list/lists.ts';
import { rowOf, seal, unseal } from './sealing.ts';

const aDay = 24 * 3_600_000;

/** A list as its link opens it. */
export interface OpenedList {
  readonly note: string | undefined;
  readonly expiresAt: Date;
  readonly offers: readonly { readonly row: PublicOfferRow; readonly note: string | undefined }[];
  /** Offers that were on the list and are no longer public. */
  readonly gone: number;
}

/** Seals a list for `days` days and answers the last part of its link, which nobody can find out again. */
export async function handOver(context: Context, list: ShortList, days: number): Promise<string> {
  const { token, id, sealed } = seal(list);
  await context.transaction(async (trx) => {
    await insertList(trx, context.tenant.id, { id, sealed, expiresAt: new Date(context.now().getTime() + days * aDay) });
    await audit(trx, context, {
      action: 'short_list.created',
      subjectType: 'short_list',
      subjectId: null,
      details: { offers: list.offers.length, days },
    });
  });
  return token;
}

export async function openList(context: Context, token: string): Promise<Outcome<OpenedList, 'short_list.gone'>> {
  const id = rowOf(token);
  const stored = id && (await context.transaction((trx) => findList(trx, id, context.now())));
  if (!stored) return fail('short_list.gone');
  const { offers, note } = unseal(token, stored.sealed);
  const rows = await findPublicOffers(
    context.database.shared,
    context.tenant.id,
    offers.map((one) => one.id),
  );
  const notes = new Map(offers.map((one) => [one.id, one.note]));
  return ok({
    note,
    expiresAt: stored.expiresAt,
    offers: rows.map((row) => ({ row, note: notes.get(row.offerId) })),
    gone: offers.length - rows.length,
  });
}

/** Whoever has the link may take the list back. */
export async function takeBack(context: Context, token: string): Promise<Outcome<undefined, 'short_list.gone'>> {
  const id = rowOf(token);
  if (!id) return fail('short_list.gone');
  return context.transaction(async (trx) => {
    if (!(await deleteList(trx, id))) return fail('short_list.gone');
    await audit(trx, context, { action: 'short_list.deleted', subjectType: 'short_list', subjectId: null, details: {} });
    return ok();
  });
}

/** Every night: lists that have run out go. */
export async function clearShortLists(_payload: unknown, services: JobServices): Promise<void> {
  for (const tenantId of services.tenantIds()) {
    const context = services.contextOf(tenantId, 'directory.clear_short_lists');
    await context.transaction((trx) => deleteRunOutLists(trx, context.now()));
  }
}
