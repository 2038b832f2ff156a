import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import { defaultCategories } from '../model/vocabulary.ts';

export interface Category {
  readonly id: string;
  readonly parentId: string | null;
  /** The district's own names by language tag; empty: the software's text. */
  readonly names: Readonly<Record<string, string>>;
  readonly active: boolean;
}

export interface CategoryTree {
  readonly tops: readonly Category[];
  leavesOf(top: string): readonly Category[];
  topOf(leaf: string): string | undefined;
  find(id: string): Category | undefined;
}

function tree(categories: readonly Category[]): CategoryTree {
  const byId = new Map(categories.map((category) => [category.id, category]));
  return {
    tops: categories.filter((category) => category.parentId === null),
    leavesOf: (top) => categories.filter((category) => category.parentId === top),
    topOf: (leaf) => byId.get(leaf)?.parentId ?? undefined,
    find: (id) => byId.get(id),
  };
}

/** The district's categories in their order; two levels, some sixty rows. */
export async function readCategories(trx: Trx): Promise<CategoryTree> {
  const rows = await trx
    .selectFrom('directory_category')
    .select(['id', 'parent_id as parentId', 'names', 'active'])
    .orderBy('position')
    .orderBy('id')
    .limit(500)
    .execute();
  return tree(rows as unknown as Category[]);
}

/** Gives a new district the categories that every district starts with. */
export async function insertDefaultCategories(trx: Trx, tenantId: string): Promise<void> {
  const tops = Object.keys(defaultCategories);
  const rows = [
    ...tops.map((id, position) => ({ tenant_id: tenantId, id, parent_id: null, position })),
    ...tops.flatMap((top) =>
      (defaultCategories[top] ?? []).map((id, position) => ({ tenant_id: tenantId, id, parent_id: top, position })),
    ),
  ];
  await trx
    .insertInto('directory_category')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .execute();
}

/** Puts siblings into this order. */
export async function placeCategories(trx: Trx, ids: readonly string[]): Promise<void> {
  await sql`update directory_category category set position = placed.position - 1
    from unnest(${[...ids]}::text[]) with ordinality as placed (id, position)
    where category.id = placed.id`.execute(trx);
}
