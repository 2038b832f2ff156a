import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { fewest } from '../../model/views/fewest.ts';
import { addMonths, daysOfMonth, keptMonths, monthOf, monthsUntil } from '../../model/views/period.ts';
import { released, sumsBy } from '../../model/views/release.ts';
import { listPublicTitles } from '../../store/public-pages.ts';
import { listMonthCells, listVotes, type MonthCell, totalsByDay, totalsByVia } from '../../store/views.ts';
import { type ReadingPlace, readingPlaces } from './counting.ts';

export interface PageViews {
  readonly path: string;
  readonly title: string;
  readonly views: number;
  /** Those that may be told, the largest first. */
  readonly languages: readonly { readonly tag: string; readonly views: number }[];
  readonly votes: { readonly up: number; readonly down: number } | undefined;
}

/** What is told of a month. Every number of pages and languages is a sum of numbers that may be told by themselves. */
export interface ViewStatistics {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly months: readonly string[];
  /** Null: fewer than five. */
  readonly total: number | null;
  /** Null: withheld. */
  readonly days: readonly { readonly day: string; readonly views: number | null }[];
  readonly pages: readonly PageViews[];
  readonly languages: readonly { readonly tag: string; readonly views: number }[];
  /** In whole percent; empty where there are too few views for a share to tell nothing. */
  readonly places: readonly { readonly via: ReadingPlace; readonly percent: number }[];
}

/** Below this a share in whole percent could be counted back. */
const fewestForShares = 200;

const ways: Readonly<Record<string, string>> = {
  '/ankommen': 'overview',
  '/ankommen/aktuelles': 'news',
  '/suche': 'search',
  '/kiosk': 'kiosk',
  '/angebote': 'offers',
  '/offline': 'offline',
};

/** Names of the pages that were read, in German: the staff's language. */
export async function pageNames(context: Context): Promise<(path: string) => string> {
  const titles = await listPublicTitles(context.database.shared, context.tenant.id, ['de']);
  const bySlug = new Map(titles.map(({ slug, title }) => [`/ankommen/${slug}`, title]));
  return (path) => bySlug.get(path) ?? (ways[path] ? context.t(`orientation:staff.statistics.way.${ways[path]}`) : path);
}

/** The cells of a month that may be told. */
export const tellable = (cells: readonly MonthCell[]): MonthCell[] =>
  [...Map.groupBy(cells, ({ month }) => month).values()].flatMap((ofMonth) => released(ofMonth));

function daysIn(month: string, today: string, counted: readonly { key: string; views: number }[]) {
  const told = new Map(released(counted).map(({ key, views }) => [key, views]));
  const known = new Set(counted.map(({ key }) => key));
  const { from, before } = daysOfMonth(month);
  const days: { day: string; views: number | null }[] = [];
  for (let at = Date.parse(from); at < Date.parse(before); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (day > today) break;
    days.push({ day, views: known.has(day) ? (told.get(day) ?? null) : 0 });
  }
  return days;
}

export async function readStatistics(context: Context, month: string): Promise<ViewStatistics> {
  const today = dayOf(context.now());
  const { from, before } = daysOfMonth(month);
  const [{ cells, days, places, votes }, nameOf] = await Promise.all([
    context.transaction(async (trx) => ({
      cells: await listMonthCells(trx, from, before),
      days: await totalsByDay(trx, from, before),
      places: await totalsByVia(trx, from, before),
      votes: await listVotes(trx, from, before),
    })),
    pageNames(context),
  ]);
  const told = tellable(cells);
  const total = cells.reduce((sum, { views }) => sum + views, 0);
  const votesOf = new Map(votes.map(({ slug, up, down }) => [`/ankommen/${slug}`, { up, down }]));
  const byPath = Map.groupBy(told, ({ path }) => path);
  return {
    month,
    months: monthsUntil(monthOf(today), keptMonths),
    total: total > 0 && total < fewest ? null : total,
    days: daysIn(month, today, days),
    pages: sumsBy(told, ({ path }) => path).map(({ key, views }) => ({
      path: key,
      title: nameOf(key),
      views,
      languages: sumsBy(byPath.get(key) ?? [], ({ language }) => language).map((one) => ({ tag: one.key, views: one.views })),
      votes: votesOf.get(key),
    })),
    languages: sumsBy(told, ({ language }) => language).map((one) => ({ tag: one.key, views: one.views })),
    places:
      total < fewestForShares
        ? []
        : readingPlaces.flatMap((via) => {
            const views = places.find(({ key }) => key === via)?.views ?? 0;
            return views ? [{ via, percent: Math.round((views / total) * 100) }] : [];
          }),
  };
}

/** Cells of whole months that may be told, the oldest first: what the district gives away. */
export async function openViews(context: Context): Promise<readonly MonthCell[]> {
  const running = monthOf(dayOf(context.now()));
  const from = `${addMonths(running, 1 - keptMonths)}-01`;
  return tellable(await context.transaction((trx) => listMonthCells(trx, from, `${running}-01`)));
}
