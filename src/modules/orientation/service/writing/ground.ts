import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import { findPage, lockPage, type Page } from '../../store/pages.ts';
import { mayFor } from '../rights.ts';

export const authorOf = ({ actor }: Context): string | null => (actor.kind === 'user' ? actor.userId : null);

/** A page whose texts the actor may write; what they may not is not there for them. */
export async function pageToRead(trx: Trx, context: Context, id: string): Promise<Page | undefined> {
  const page = await findPage(trx, id);
  return page && mayFor(context, 'orientation.write', page) ? page : undefined;
}

/** The same for a change of one of its texts, one at a time. Nothing is written for a page in the archive. */
export async function pageToWrite(
  trx: Trx,
  context: Context,
  id: string,
  permission: 'orientation.write' | 'orientation.publish' = 'orientation.write',
): Promise<Outcome<Page, FailureCode>> {
  const page = await lockPage(trx, id);
  if (!page || !mayFor(context, 'orientation.write', page)) return fail('orientation.unknown_page');
  if (!mayFor(context, permission, page)) return fail('orientation.not_allowed');
  return page.archivedAt ? fail('orientation.archived') : ok(page);
}
