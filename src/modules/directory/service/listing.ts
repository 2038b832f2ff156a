import type { Context } from '#platform/access';
import { readCategories } from '../store/categories.ts';
import {
  countEntries,
  countPublished,
  type EntryFilter,
  type EntryOrder,
  type EntryRow,
  listEntries,
  listEntryNames,
} from '../store/entry-list.ts';
import { countWaiting } from '../store/inbox.ts';
import { type ListQuery, leavesOf } from './exporting.ts';
import { reachOf } from './reach.ts';
import { today } from './releasing.ts';

export interface EntryList {
  readonly rows: readonly EntryRow[];
  readonly count: number;
  readonly next: string | undefined;
}

export async function readEntries(
  context: Context,
  query: ListQuery,
  page: { readonly order: EntryOrder; readonly after?: string | undefined; readonly limit: number },
): Promise<EntryList> {
  const filter: EntryFilter = { ...query, reach: reachOf(context, 'directory.edit') };
  return context.transaction(async (trx) => {
    const leaves = leavesOf(await readCategories(trx), query.category);
    const rows = await listEntries(trx, filter, leaves, page.after, page.limit + 1, page.order);
    const shown = rows.slice(0, page.limit);
    return {
      rows: shown,
      count: await countEntries(trx, filter, leaves),
      next: rows.length > page.limit ? shown.at(-1)?.cursor : undefined,
    };
  });
}

/** Names of chosen entries, before something is done to all of them; others' and unknown ones are left out. */
export async function readNames(
  context: Context,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly name: string }[]> {
  if (!ids.length) return [];
  return context.transaction((trx) => listEntryNames(trx, reachOf(context, 'directory.edit'), ids));
}

/** What waits for the actor, for the tabs of every page of the desk. */
export interface Waiting {
  readonly proposals: number;
  readonly corrections: number;
}

export async function readWaiting(context: Context): Promise<Waiting> {
  return context.transaction((trx) => countWaiting(trx, reachOf(context, 'directory.review')));
}

export interface DeskFigures {
  readonly waiting: Waiting;
  /** Public entries that nobody has confirmed for a year. */
  readonly unconfirmed: { readonly offers: number; readonly organisations: number; readonly before: string };
  readonly published: { readonly offers: number; readonly organisations: number };
}

/** The day a year ago: whoever has not confirmed an entry since then should look at it again. */
export function aYearAgo(now: Date): string {
  return today(new Date(now.getFullYear() - 1, now.getMonth(), now.getDate()));
}

/** Tasks and figures of the actor's part of the directory. */
export async function readDesk(context: Context): Promise<DeskFigures> {
  const reach = reachOf(context, 'directory.edit');
  const before = aYearAgo(context.now());
  return context.transaction(async (trx) => {
    const offers = await countPublished(trx, reach, 'offer', before);
    const organisations = await countPublished(trx, reach, 'organisation', before);
    return {
      waiting: await countWaiting(trx, reachOf(context, 'directory.review')),
      unconfirmed: { offers: offers.unconfirmed, organisations: organisations.unconfirmed, before },
      published: { offers: offers.published, organisations: organisations.published },
    };
  });
}
