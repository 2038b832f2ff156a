import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { Placed } from '../model/tree.ts';
import type { Page } from './pages.ts';
import type { TextState } from './texts.ts';

/** What the tree says of a page's texts. */
export interface TextSummary {
  readonly pageId: string;
  /** German: the public one, else the one being written. */
  readonly title: string | null;
  /** Tags of the languages in each state. */
  readonly published: readonly string[];
  readonly draft: readonly string[];
  readonly review: readonly string[];
  readonly scheduled: readonly string[];
}

/** One row per page with a text that is public or being worked on. Rides on the partial indexes of both. */
export async function listTextSummaries(trx: Trx): Promise<TextSummary[]> {
  const { rows } = await sql<TextSummary>`
    select page_id as "pageId",
      coalesce(max(title) filter (where language = 'de' and state = 'published'), max(title) filter (where language = 'de')) as title,
      coalesce(array_agg(language order by language) filter (where state = 'published'), '{}') as published,
      coalesce(array_agg(language order by language) filter (where state = 'draft'), '{}') as draft,
      coalesce(array_agg(language order by language) filter (where state = 'review'), '{}') as review,
      coalesce(array_agg(language order by language) filter (where state = 'scheduled'), '{}') as scheduled
    from orientation_text
    where state = 'published' or state in ('draft', 'review', 'scheduled')
    group by page_id`.execute(trx);
  return rows;
}

/** A text without its words. */
export interface TextFacts {
  readonly pageId: string;
  readonly language: string;
  readonly version: number;
  readonly state: TextState;
  readonly title: string;
  readonly madeBy: 'human' | 'machine';
  readonly publishAt: Date | null;
  readonly publishedAt: Date | null;
  readonly createdAt: Date;
}

/** The texts of some pages that are public or being worked on. */
export async function listTextFacts(trx: Trx, pageIds: readonly string[]): Promise<TextFacts[]> {
  if (!pageIds.length) return [];
  const rows = await trx
    .selectFrom('orientation_text')
    .select([
      'page_id as pageId',
      'language',
      'version',
      'state',
      'title',
      'made_by as madeBy',
      'publish_at as publishAt',
      'published_at as publishedAt',
      'created_at as createdAt',
    ])
    .where('page_id', 'in', [...pageIds])
    .where('state', 'in', ['published', 'draft', 'review', 'scheduled'])
    .orderBy('page_id')
    .orderBy('language')
    .orderBy('version')
    .execute();
  return rows as TextFacts[];
}

/** Whether any text of these pages was public at any time: then people may have kept the address. */
export async function wasEverPublic(trx: Trx, pageIds: readonly string[]): Promise<boolean> {
  const row = await trx
    .selectFrom('orientation_text')
    .select('version')
    .where('page_id', 'in', [...pageIds])
    .where('published_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives some pages their places in one statement; the version is raised of the one that was moved. */
export async function placePages(trx: Trx, places: readonly Placed[], movedId: string): Promise<void> {
  if (!places.length) return;
  await sql`update orientation_page as page
    set parent_id = place."parentId", position = place.position,
      version = page.version + case when page.id = ${movedId}::uuid then 1 else 0 end
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as place (id uuid, "parentId" uuid, position integer)
    where page.id = place.id`.execute(trx);
}

/** Archives pages, or takes them out of the archive. */
export async function setArchived(trx: Trx, ids: readonly string[], archivedAt: Date | null): Promise<void> {
  await trx
    .updateTable('orientation_page')
    .set((eb) => ({ archived_at: archivedAt, version: eb('version', '+', 1) }))
    .where('id', 'in', [...ids])
    .execute();
}

/** What belongs to the content follows from a page to those that mirror it. */
export async function updateMirrors(
  trx: Trx,
  sourceId: string,
  values: { readonly kind: string; readonly formUrl: string | null; readonly checkedOn: string | null },
): Promise<void> {
  await trx
    .updateTable('orientation_page')
    .set((eb) => ({
      kind: values.kind,
      form_url: values.formUrl,
      checked_on: values.checkedOn,
      version: eb('version', '+', 1),
    }))
    .where('mirror_of', '=', sourceId)
    .execute();
}

/** Notes on which day pages were found right. The version stays: nobody's form is about that. */
export async function setConfirmed(trx: Trx, ids: readonly string[], confirmedOn: string | null): Promise<void> {
  await trx
    .updateTable('orientation_page')
    .set({ confirmed_on: confirmedOn })
    .where('id', 'in', [...ids])
    .execute();
}

/** Adds many pages in one statement, parents before children. */
export async function insertPages(trx: Trx, tenantId: string, pages: readonly Page[]): Promise<void> {
  await trx
    .insertInto('orientation_page')
    .values(
      pages.map((page) => ({
        tenant_id: tenantId,
        id: page.id,
        parent_id: page.parentId,
        position: page.position,
        slug: page.slug,
        kind: page.kind,
        situations: [...page.situations],
        town: page.town,
        organisation_id: page.organisationId,
        mirror_of: page.mirrorOf,
        mirror_own: page.mirrorOwn,
        form_url: page.formUrl,
        confirmed_on: page.confirmedOn,
        checked_on: page.checkedOn,
      })),
    )
    .execute();
}
