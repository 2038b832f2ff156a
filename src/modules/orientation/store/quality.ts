import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import { type PageReach, within } from './writing.ts';

/** A text that is public or being worked on, without its words. */
export interface TextHead {
  readonly pageId: string;
  readonly language: string;
  readonly version: number;
  readonly published: boolean;
  readonly madeBy: 'human' | 'machine';
  readonly at: Date;
  readonly pictures: boolean;
}

/** Texts of pages in reach that are not archived; rides on the partial indexes of published and open texts. */
export async function listTextHeads(trx: Trx, reach: PageReach): Promise<TextHead[]> {
  const { rows } = await sql<TextHead>`
    select text.page_id as "pageId", text.language, text.version, text.state = 'published' as published, text.made_by as "madeBy",
      coalesce(text.published_at, text.created_at) as at, text.body like '%](image:%' as pictures
    from orientation_text text
    join orientation_page page on page.tenant_id = text.tenant_id and page.id = text.page_id
    where (text.state = 'published' or text.state in ('draft', 'review', 'scheduled')) and page.archived_at is null and ${within(reach)}
    order by text.page_id, text.language, text.version`.execute(trx);
  return rows;
}

export interface TextKey {
  readonly pageId: string;
  readonly language: string;
  readonly version: number;
}

export interface TextWords extends TextKey {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
}

/** What some texts say. */
export async function listTextWords(trx: Trx, keys: readonly TextKey[]): Promise<TextWords[]> {
  if (!keys.length) return [];
  const { rows } = await sql<TextWords>`
    select text.page_id as "pageId", text.language, text.version, text.title, text.summary, text.body
    from orientation_text text
    join unnest(${keys.map(({ pageId }) => pageId)}::uuid[], ${keys.map(({ language }) => language)}::text[],
      ${keys.map(({ version }) => version)}::int[]) as wanted (page_id, language, version)
      on wanted.page_id = text.page_id and wanted.language = text.language and wanted.version = text.version`.execute(trx);
  return rows;
}

/** German titles of pages in reach that are not archived, of mirrors the one of what they show; by id. */
export async function listGermanTitles(trx: Trx, reach: PageReach): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; title: string }>`
    select distinct on (page.id) page.id, text.title from orientation_page page
    join orientation_text text on text.tenant_id = page.tenant_id and text.page_id in (page.id, page.mirror_of) and text.language = 'de'
      and text.state <> 'superseded'
    where page.archived_at is null and ${within(reach)}
    order by page.id, text.page_id = page.id desc, text.state = 'published' desc, text.version desc`.execute(trx);
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** Messages that nobody has answered, and those whose day has passed. A vote without words asks nothing of anybody. */
export async function countUnanswered(
  trx: Trx,
  reach: PageReach,
  today: string,
): Promise<{ readonly open: number; readonly late: number }> {
  const { rows } = await sql<{ open: number; late: number }>`
    select count(*)::int as open, count(*) filter (where feedback.due_on < ${today}::date)::int as late
    from orientation_feedback feedback
    left join orientation_page page on page.tenant_id = feedback.tenant_id and page.id = feedback.page_id
    where feedback.state = 'open' and (feedback.comment <> '' or feedback.kind = 'barrier') and ${within(reach)}`.execute(trx);
  return rows[0] ?? { open: 0, late: 0 };
}
