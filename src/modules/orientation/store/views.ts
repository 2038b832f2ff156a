import { sql } from 'kysely';
import type { Trx } from '#platform/database';

export interface ViewCount {
  /** ISO day. */
  readonly day: string;
  /** Below `/{district}/{language}`. */
  readonly path: string;
  readonly language: string;
  readonly via: string;
  readonly views: number;
}

/** Adds to the counts of the days, in one statement and in the order of the key, so that two servers do not wait for each other. */
export async function addViews(trx: Trx, tenantId: string, counts: readonly ViewCount[]): Promise<void> {
  if (!counts.length) return;
  await sql`insert into orientation_view (tenant_id, day, path, language, via, views)
    select ${tenantId}::uuid, day, path, language, via, views
    from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as counted (day date, path text, language text, via text, views integer)
    order by day, path, language, via
    on conflict (tenant_id, day, path, language, via) do update set views = orientation_view.views + excluded.views`.execute(trx);
}

export interface MonthCell {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly path: string;
  readonly language: string;
  readonly views: number;
}

/** Views by month, page and language, of the days from the first to before the last. Rides on the primary key. */
export async function listMonthCells(trx: Trx, from: string, before: string): Promise<MonthCell[]> {
  return await trx
    .selectFrom('orientation_view')
    .select([sql<string>`to_char(day, 'YYYY-MM')`.as('month'), 'path', 'language', sql<number>`sum(views)::int`.as('views')])
    .where('day', '>=', from)
    .where('day', '<', before)
    .groupBy(['month', 'path', 'language'])
    .orderBy('month')
    .orderBy('path')
    .orderBy('language')
    .execute();
}

/** Views of all pages by a part of the key. */
async function totals(trx: Trx, by: 'day' | 'via', from: string, before: string): Promise<{ key: string; views: number }[]> {
  const key = by === 'day' ? sql<string>`day::text` : sql<string>`via`;
  return await trx
    .selectFrom('orientation_view')
    .select([key.as('key'), sql<number>`sum(views)::int`.as('views')])
    .where('day', '>=', from)
    .where('day', '<', before)
    .groupBy('key')
    .orderBy('key')
    .execute();
}

export const totalsByDay = (trx: Trx, from: string, before: string) => totals(trx, 'day', from, before);
export const totalsByVia = (trx: Trx, from: string, before: string) => totals(trx, 'via', from, before);

export async function totalBetween(trx: Trx, from: string, before: string): Promise<number> {
  const { views } = await trx
    .selectFrom('orientation_view')
    .select(sql<number>`coalesce(sum(views), 0)::int`.as('views'))
    .where('day', '>=', from)
    .where('day', '<', before)
    .executeTakeFirstOrThrow();
  return views;
}

export async function deleteViewsBefore(trx: Trx, day: string): Promise<number> {
  const { numDeletedRows } = await trx.deleteFrom('orientation_view').where('day', '<', day).executeTakeFirst();
  return Number(numDeletedRows);
}

/** What visitors judged of pages in these days, by slug. Rides on the inbox' index. */
export async function listVotes(trx: Trx, from: string, before: string): Promise<{ slug: string; up: number; down: number }[]> {
  const rows = await trx
    .selectFrom('orientation_feedback')
    .select([
      'slug',
      sql<number>`count(*) filter (where rating = 'up')::int`.as('up'),
      sql<number>`count(*) filter (where rating = 'down')::int`.as('down'),
    ])
    .where('kind', '=', 'page')
    .where('slug', 'is not', null)
    .where('rating', 'is not', null)
    .where('created_at', '>=', sql<Date>`${from}::date`)
    .where('created_at', '<', sql<Date>`${before}::date`)
    .groupBy('slug')
    .execute();
  return rows as { slug: string; up: number; down: number }[];
}
