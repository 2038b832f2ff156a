import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import { slugify } from '../model/slug.ts';
import { type CategoryTree, placeCategories, readCategories } from '../store/categories.ts';

export type CategoryFailure = 'category.taken' | 'category.unknown' | 'category.too_many';

const limit = 300;

export async function readCategoryTree(context: Context): Promise<CategoryTree> {
  return context.transaction((trx) => readCategories(trx));
}

async function written(
  trx: Trx,
  context: Context,
  action: string,
  id: string,
  details: Record<string, string | boolean> = {},
): Promise<void> {
  await touchContent(trx, context.tenant.id);
  await audit(trx, context, {
    action: `category.${action}`,
    subjectType: 'category',
    subjectId: null,
    details: { category: id, ...details },
  });
}

/** The district's own names of a category, by interface language; an empty one goes back to the software's text. */
export async function renameCategory(
  context: Context,
  id: string,
  names: Readonly<Record<string, string>>,
): Promise<Outcome<undefined, CategoryFailure>> {
  const kept = Object.fromEntries(Object.entries(names).filter(([, name]) => name !== ''));
  return context.transaction(async (trx) => {
    const row = await trx
      .updateTable('directory_category')
      .set({ names: JSON.stringify(kept) })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (!row) return fail('category.unknown');
    await written(trx, context, 'renamed', id);
    return ok();
  });
}

/** Hidden categories are offered nowhere; entries that have them keep them. */
export async function showCategory(context: Context, id: string, active: boolean): Promise<Outcome<undefined, CategoryFailure>> {
  return context.transaction(async (trx) => {
    const row = await trx
      .updateTable('directory_category')
      .set({ active })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (!row) return fail('category.unknown');
    await written(trx, context, active ? 'shown' : 'hidden', id);
    return ok();
  });
}

/** A new top category, or a leaf below one; its key is made of the German name and stays for ever. */
export async function addCategory(
  context: Context,
  category: { readonly parentId: string | null; readonly names: Readonly<Record<string, string>> & { readonly de: string } },
): Promise<Outcome<{ id: string }, CategoryFailure>> {
  const id = slugify(category.names.de).slice(0, 60).replace(/-+$/, '');
  return context.transaction(async (trx) => {
    const tree = await readCategories(trx);
    const all = tree.tops.flatMap((top) => [top, ...tree.leavesOf(top.id)]);
    if (all.length >= limit) return fail('category.too_many', { limit });
    if (id.length < 2 || tree.find(id)) return fail('category.taken', { name: category.names.de });
    if (category.parentId !== null && tree.find(category.parentId)?.parentId !== null) return fail('category.unknown');
    const siblings = category.parentId === null ? tree.tops : tree.leavesOf(category.parentId);
    const names = Object.fromEntries(Object.entries(category.names).filter(([, name]) => name !== ''));
    const row = await trx
      .insertInto('directory_category')
      .values({
        tenant_id: context.tenant.id,
        id,
        parent_id: category.parentId,
        position: siblings.length,
        names: JSON.stringify(names),
      })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row) return fail('category.taken', { name: category.names.de });
    await written(trx, context, 'added', id, { parent: category.parentId ?? '' });
    return ok({ id });
  });
}

/** Moves a category one place up or down among its siblings; at the end it stays where it is. */
export async function moveCategory(context: Context, id: string, step: -1 | 1): Promise<Outcome<undefined, CategoryFailure>> {
  return context.transaction(async (trx) => {
    const tree = await readCategories(trx);
    const category = tree.find(id);
    if (!category) return fail('category.unknown');
    const order = (category.parentId === null ? tree.tops : tree.leavesOf(category.parentId)).map((one) => one.id);
    const from = order.indexOf(id);
    const to = from + step;
    if (to < 0 || to >= order.length) return ok();
    order.splice(to, 0, ...order.splice(from, 1));
    // All of them get their place anew: positions may have gaps, or be the same after an import.
    await placeCategories(trx, order);
    await written(trx, context, 'moved', id);
    return ok();
  });
}
