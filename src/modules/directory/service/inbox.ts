import type { Context } from '#platform/access';
import type { EntryKind } from '../store/entries.ts';
import { countWaiting, type InboxRow, listProposals } from '../store/inbox.ts';
import { reachOf } from './reach.ts';

export interface InboxQuery {
  readonly kind?: EntryKind | undefined;
  readonly town?: string | undefined;
  /** Only what waits for more days than this. */
  readonly olderThanDays?: number | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface Inbox {
  readonly rows: readonly InboxRow[];
  /** Cursor of the next page; absent on the last. */
  readonly next: string | undefined;
  readonly waiting: { readonly proposals: number; readonly corrections: number };
}

/** What waits for the actor's decision, oldest first. */
export async function readInbox(context: Context, query: InboxQuery): Promise<Inbox> {
  const reach = reachOf(context, 'directory.review');
  const waitingSince =
    query.olderThanDays === undefined ? undefined : new Date(context.now().getTime() - query.olderThanDays * 24 * 3_600_000);
  return context.transaction(async (trx) => {
    const rows = await listProposals(
      trx,
      { reach, kind: query.kind, town: query.town, waitingSince },
      query.after,
      query.limit + 1,
    );
    const page = rows.slice(0, query.limit);
    return {
      rows: page,
      next: rows.length > query.limit ? page.at(-1)?.cursor : undefined,
      waiting: await countWaiting(trx, reach),
    };
  });
}
