import type { Context } from '#platform/access';
import { findSuccessor } from '../../store/duplicates/merges.ts';
import type { EntryKind } from '../../store/entries.ts';

/** The slug of the entry that stands for one that was merged; looked up only where an address leads nowhere. */
export async function successorOf(context: Context, kind: EntryKind, slug: string): Promise<string | undefined> {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug) || slug.length > 200) return undefined;
  return context.transaction((trx) => findSuccessor(trx, kind, slug));
}
