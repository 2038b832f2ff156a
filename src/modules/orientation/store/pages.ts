import type { Trx } from '#platform/database';
import type { PageKind, Situation } from '../model/situations.ts';
import type { Placed } from '../model/tree.ts';

/** A page's place and what is the same in every language. */
export interface Page extends Placed {
  readonly slug: string;
  readonly kind: PageKind;
  readonly situations: readonly Situation[];
  /** AGS; null: the district's. */
  readonly town: string | null;
  readonly organisationId: string | null;
  readonly mirrorOf: string | null;
  readonly mirrorOwn: 'before' | 'after';
  readonly formUrl: string | null;
  /** ISO days. */
  readonly confirmedOn: string | null;
  readonly checkedOn: string | null;
  readonly archivedAt: Date | null;
  readonly version: number;
}

/** More pages than any district has had so far; the tree of a district is read whole. */
export const mostPages = 3000;

const columns = [
  'id',
  'parent_id as parentId',
  'position',
  'slug',
  'kind',
  'situations',
  'town',
  'organisation_id as organisationId',
  'mirror_of as mirrorOf',
  'mirror_own as mirrorOwn',
  'form_url as formUrl',
  'confirmed_on as confirmedOn',
  'checked_on as checkedOn',
  'archived_at as archivedAt',
  'version',
] as const;

/** All pages of the district, archived ones too. */
export async function listPages(trx: Trx): Promise<Page[]> {
  const rows = await trx
    .selectFrom('orientation_page')
    .select(columns)
    .orderBy('position')
    .orderBy('id')
    .limit(mostPages)
    .execute();
  return rows as Page[];
}

export async function findPage(trx: Trx, id: string): Promise<Page | undefined> {
  return (await trx.selectFrom('orientation_page').select(columns).where('id', '=', id).executeTakeFirst()) as Page | undefined;
}

/** The same, kept from others until the transaction ends. */
export async function lockPage(trx: Trx, id: string): Promise<Page | undefined> {
  const row = await trx.selectFrom('orientation_page').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
  return row as Page | undefined;
}

/** Nobody else changes the tree until the transaction ends: two moves at once could make a circle. */
export async function lockTree(trx: Trx): Promise<void> {
  await trx.selectFrom('orientation_page').select('id').orderBy('id').limit(mostPages).forUpdate().execute();
}

export async function findPageBySlug(trx: Trx, slug: string): Promise<Page | undefined> {
  return (await trx.selectFrom('orientation_page').select(columns).where('slug', '=', slug).executeTakeFirst()) as
    | Page
    | undefined;
}

type PageValues = Omit<Page, 'id' | 'version' | 'archivedAt'>;

const valuesOf = (page: Partial<PageValues>) =>
  Object.fromEntries(
    Object.entries({
      parent_id: page.parentId,
      position: page.position,
      slug: page.slug,
      kind: page.kind,
      situations: page.situations && [...page.situations],
      town: page.town,
      organisation_id: page.organisationId,
      mirror_of: page.mirrorOf,
      mirror_own: page.mirrorOwn,
      form_url: page.formUrl,
      confirmed_on: page.confirmedOn,
      checked_on: page.checkedOn,
    }).filter(([, value]) => value !== undefined),
  );

export async function insertPage(trx: Trx, tenantId: string, id: string, page: PageValues): Promise<void> {
  await trx
    .insertInto('orientation_page')
    .values({ tenant_id: tenantId, id, slug: page.slug, ...valuesOf(page) })
    .execute();
}

/** Changes a page's place or facts; the caller has compared `version`. */
export async function updatePage(
  trx: Trx,
  id: string,
  change: Partial<PageValues> & { archivedAt?: Date | null },
): Promise<void> {
  const archived = change.archivedAt === undefined ? {} : { archived_at: change.archivedAt };
  await trx
    .updateTable('orientation_page')
    .set((eb) => ({ ...valuesOf(change), ...archived, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}
