import { type Kysely, sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import type { PageKind, Situation } from '../model/situations.ts';
import type { Block } from '../model/text/blocks.ts';
import type { Placed } from '../model/tree.ts';

/** A page in one language as the tree shows it. */
export interface PublicTitle extends Placed {
  readonly language: string;
  readonly slug: string;
  readonly kind: PageKind;
  readonly situations: readonly Situation[];
  readonly town: string | null;
  readonly mirrorOf: string | null;
  readonly title: string;
  readonly summary: string;
  readonly publishedAt: Date;
}

/** The whole page in one language. */
export interface PublicPage extends PublicTitle {
  readonly content: readonly Block[];
  /** Slug of the organisation that answers for it. */
  readonly organisation: string | null;
  readonly formUrl: string | null;
  readonly madeBy: 'human' | 'machine';
  readonly outdated: boolean;
  readonly confirmedOn: string | null;
  readonly checkedOn: string | null;
}

/** Texts by weight, read through the glossary: title, summary, the rest. */
export interface IndexedPage extends PublicPage {
  readonly words: { readonly a: string; readonly b: string; readonly c: string };
}

/** Replaces what is public of these pages by the rows given. */
export async function replacePublicPages(
  trx: Trx,
  tenantId: string,
  pageIds: readonly string[],
  rows: readonly IndexedPage[],
): Promise<void> {
  if (!pageIds.length) return;
  await sql`delete from orientation_public_page where tenant_id = ${tenantId}::uuid and page_id = any(${[...pageIds]}::uuid[])`.execute(
    trx,
  );
  for (let from = 0; from < rows.length; from += 100) {
    const fresh = rows.slice(from, from + 100).map((row) => ({
      ...row,
      confirmedOn: row.confirmedOn,
      publishedAt: row.publishedAt.toISOString(),
    }));
    await sql`insert into orientation_public_page (tenant_id, page_id, language, slug, parent_id, position, kind, situations, town, mirror_of,
        title, summary, content, organisation, form_url, made_by, outdated, confirmed_on, checked_on, document, published_at)
      select ${tenantId}::uuid, (row ->> 'id')::uuid, row ->> 'language', row ->> 'slug', (row ->> 'parentId')::uuid, (row ->> 'position')::int,
        row ->> 'kind', array(select jsonb_array_elements_text(row -> 'situations')), row ->> 'town', (row ->> 'mirrorOf')::uuid, row ->> 'title', row ->> 'summary',
        row -> 'content', row ->> 'organisation', row ->> 'formUrl', row ->> 'madeBy', (row ->> 'outdated')::boolean,
        (row ->> 'confirmedOn')::date, (row ->> 'checkedOn')::date,
        setweight(to_tsvector('german', row #>> '{words,a}'), 'A') || setweight(to_tsvector('german', row #>> '{words,b}'), 'B')
          || setweight(to_tsvector('german', row #>> '{words,c}'), 'C'),
        (row ->> 'publishedAt')::timestamptz
      from jsonb_array_elements(${JSON.stringify(fresh)}::jsonb) as fresh (row)`.execute(trx);
  }
}

/** Takes over where some pages hang; their content stays as it is. */
export async function placePublicPages(trx: Trx, tenantId: string, pageIds: readonly string[]): Promise<void> {
  await sql`update orientation_public_page as shown set parent_id = page.parent_id, position = page.position
    from orientation_page as page
    where shown.tenant_id = ${tenantId}::uuid and shown.page_id = page.id and page.id = any(${[...pageIds]}::uuid[])`.execute(
    trx,
  );
}

const titleColumns = [
  'page_id as id',
  'parent_id as parentId',
  'position',
  'language',
  'slug',
  'kind',
  'situations',
  'town',
  'mirror_of as mirrorOf',
  'title',
  'summary',
  'published_at as publishedAt',
] as const;

const pageColumns = [
  ...titleColumns,
  'content',
  'organisation',
  'form_url as formUrl',
  'made_by as madeBy',
  'outdated',
  'confirmed_on as confirmedOn',
  'checked_on as checkedOn',
] as const;

/** Titles of all public pages in some languages. */
export async function listPublicTitles(
  shared: Kysely<Tables>,
  tenantId: string,
  languages: readonly string[],
): Promise<PublicTitle[]> {
  const rows = await shared
    .selectFrom('orientation_public_page')
    .select(titleColumns)
    .where('tenant_id', '=', tenantId)
    .where('language', 'in', [...languages])
    .execute();
  return rows as PublicTitle[];
}

/** Public pages in some languages, whole. @param slugs of some of them; without it all, e.g. for reading without a network */
export async function listPublicPages(
  shared: Kysely<Tables>,
  tenantId: string,
  languages: readonly string[],
  slugs?: readonly string[],
): Promise<PublicPage[]> {
  let select = shared
    .selectFrom('orientation_public_page')
    .select(pageColumns)
    .where('tenant_id', '=', tenantId)
    .where('language', 'in', [...languages]);
  if (slugs) select = select.where('slug', 'in', [...slugs]);
  return (await select.execute()) as unknown as PublicPage[];
}

/** Where the public pages are, in which languages, and when the newest of those was published. */
export async function listPublicAddresses(
  shared: Kysely<Tables>,
  tenantId: string,
): Promise<{ slug: string; languages: string[]; changed: Date }[]> {
  const { rows } = await sql<{ slug: string; languages: string[]; changed: Date }>`
    select slug, array_agg(language order by language) as languages, max(published_at) as changed
    from orientation_public_page where tenant_id = ${tenantId} group by slug order by slug`.execute(shared);
  return rows;
}

/** Languages in which there are public pages. */
export async function listPublicLanguages(shared: Kysely<Tables>, tenantId: string): Promise<readonly string[]> {
  const rows = await shared
    .selectFrom('orientation_public_page')
    .select('language')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .execute();
  return rows.map(({ language }) => language);
}
