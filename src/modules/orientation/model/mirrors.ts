import { ancestorsOf, deepestLevel, inOrder, type Placed, treeOf } from './tree.ts';
import { branchOf, siblingsUnder } from './tree-moves.ts';

/** What a plan of mirrors must know of a page. */
export interface Mirrorable extends Placed {
  readonly town: string | null;
  readonly mirrorOf: string | null;
}

export interface PlannedMirror extends Placed {
  readonly mirrorOf: string;
  readonly town: string;
}

/** The highest page that is a town's own, first among its siblings: where its mirrors hang unless somebody says otherwise. */
export function topPageOf<T extends Mirrorable>(pages: readonly T[], town: string): T | undefined {
  let best: { page: T; depth: number } | undefined;
  for (const { page, depth } of inOrder(treeOf(pages)))
    if (page.town === town && (!best || depth < best.depth)) best = { page, depth };
  return best?.page;
}

/**
 * The pages that a town gets to show a page, or it and everything below it. What it mirrors already, what is its own and
 * what is a mirror itself is left out; what hangs below such a page hangs below the nearest one that is mirrored.
 * @param pages that are not archived
 * @param newId called once for each page of the plan
 * @returns undefined when a page would hang too deep
 */
export function planMirrors(
  pages: readonly Mirrorable[],
  wish: { readonly sourceId: string; readonly branch: boolean; readonly town: string; readonly parentId: string | null },
  newId: () => string,
): readonly PlannedMirror[] | undefined {
  const byId = new Map(pages.map((page) => [page.id, page]));
  const parent = wish.parentId === null ? undefined : byId.get(wish.parentId);
  const levels = new Map<string | null, number>([
    [null, 0],
    ...pages.map((page): [string, number] => [page.id, ancestorsOf(byId, page).length + 1]),
  ]);
  const there = new Map(pages.flatMap((page) => (page.mirrorOf && page.town === wish.town ? [[page.mirrorOf, page.id]] : [])));
  /** Page of the branch → page of the town below which its children hang. */
  const under = new Map<string, string | null>();
  const next = new Map<string | null, number>();
  const planned: PlannedMirror[] = [];
  const sources = branchOf(pages, wish.sourceId).slice(0, wish.branch ? undefined : 1);
  for (const [at, source] of sources.entries()) {
    const above = at === 0 ? (parent?.id ?? null) : (under.get(source.parentId ?? '') ?? null);
    const existing = there.get(source.id);
    if (existing !== undefined || source.mirrorOf || source.town === wish.town) {
      under.set(source.id, existing ?? above);
      continue;
    }
    const level = (levels.get(above) ?? 0) + 1;
    if (level > deepestLevel) return undefined;
    const position = next.get(above) ?? (siblingsUnder(pages, above).at(-1)?.position ?? 0) + 10;
    next.set(above, position + 10);
    const id = newId();
    levels.set(id, level);
    under.set(source.id, id);
    planned.push({ id, parentId: above, position, mirrorOf: source.id, town: wish.town });
  }
  return planned;
}
