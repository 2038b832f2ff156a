import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import { ancestorsOf, mayMove, type Placed } from '../../model/tree.ts';
import { branchOf, siblingsUnder } from '../../model/tree-moves.ts';
import { listPages, lockTree, type Page } from '../../store/pages.ts';
import { placePages, setArchived } from '../../store/tree.ts';
import { refreshPlaces, refreshPublic } from '../publishing.ts';
import { rightsFor, sees } from './rights.ts';

/** What becomes of the pages below one that is archived. */
export type ChildrenRule = 'with' | 'up';

const idsOf = (pages: readonly { readonly id: string }[]) => pages.map(({ id }) => id);

/** The page's children in its place among its siblings. */
function movedUp(pages: readonly Page[], page: Page): readonly Placed[] {
  return siblingsUnder(pages, page.parentId)
    .flatMap((one) => (one.id === page.id ? siblingsUnder(pages, page.id) : [one]))
    .map(({ id }, at) => ({ id, parentId: page.parentId, position: (at + 1) * 10 }));
}

/**
 * Takes a page out of the guide; nothing of it is lost. The pages below go with it, or up to where it hung. Pages that
 * mirror it are no longer public, for there is nothing they could show.
 * @param children needed only where pages hang below
 */
export function archivePage(
  context: Context,
  id: string,
  children: ChildrenRule | undefined,
): Promise<Outcome<undefined, FailureCode>> {
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    await lockTree(trx);
    const all = await listPages(trx);
    const page = all.find((one) => one.id === id);
    if (!page || !sees(context, page)) return fail('orientation.unknown_page');
    if (page.archivedAt) return ok();
    const living = all.filter(({ archivedAt }) => !archivedAt);
    const below = branchOf(living, id).slice(1);
    if (below.length && !children) return fail('orientation.children_undecided');
    const affected = children === 'up' ? [page, ...siblingsUnder(living, id)] : [page, ...below];
    if (affected.some((one) => !rightsFor(context, one).administers)) return fail('orientation.not_allowed');
    const gone = children === 'up' ? [page] : affected;
    if (children === 'up' && below.length) {
      const places = movedUp(living, page);
      await placePages(trx, places, id);
      await refreshPlaces(trx, context, idsOf(places));
    }
    await setArchived(trx, idsOf(gone), context.now());
    await refreshPublic(trx, context, idsOf(gone));
    await audit(trx, context, {
      action: 'orientation.page_archived',
      subjectType: 'orientation_page',
      subjectId: id,
      details: { pages: gone.map(({ slug }) => slug) },
    });
    return ok();
  });
}

/** Where a page hangs when it comes back: where it was, else below the nearest page above that is still there. */
function placeOnReturn(all: readonly Page[], page: Page, returning: readonly Page[]): string | null {
  const above = ancestorsOf(new Map(all.map((one) => [one.id, one])), page);
  const parentId = above.findLast(({ archivedAt }) => !archivedAt)?.id ?? null;
  const then = [...all.filter(({ archivedAt }) => !archivedAt), ...returning];
  return mayMove(then, page.id, parentId) ? null : parentId;
}

/** Takes a page out of the archive, alone or with the archived pages below it. */
export function restorePage(context: Context, id: string, withBelow: boolean): Promise<Outcome<undefined, FailureCode>> {
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    await lockTree(trx);
    const all = await listPages(trx);
    const page = all.find((one) => one.id === id);
    if (!page || !sees(context, page)) return fail('orientation.unknown_page');
    if (!page.archivedAt) return ok();
    const returning = withBelow ? branchOf(all, id).filter(({ archivedAt }) => archivedAt) : [page];
    if (returning.some((one) => !rightsFor(context, one).administers)) return fail('orientation.not_allowed');
    const parentId = placeOnReturn(all, page, returning);
    if (parentId !== page.parentId) {
      const last = siblingsUnder(
        all.filter(({ archivedAt }) => !archivedAt),
        parentId,
      ).at(-1);
      await placePages(trx, [{ id, parentId, position: (last?.position ?? 0) + 10 }], id);
    }
    await setArchived(trx, idsOf(returning), null);
    await refreshPublic(trx, context, idsOf(returning));
    await audit(trx, context, {
      action: 'orientation.page_restored',
      subjectType: 'orientation_page',
      subjectId: id,
      details: { pages: returning.map(({ slug }) => slug) },
    });
    return ok();
  });
}
