import { inOrder, type Placed, treeOf } from './tree.ts';

/** One step of a page through the tree, as the buttons make it. */
export const steps = ['up', 'down', 'in', 'out', 'top'] as const;
export type Step = (typeof steps)[number];

export const dropSides = ['before', 'into', 'after'] as const;
export type DropSide = (typeof dropSides)[number];

/** Where a page goes: `index` counts its siblings there without itself. */
export interface Destination {
  readonly parentId: string | null;
  readonly index: number;
}

/** Siblings in the order in which the tree shows them. */
export function siblingsUnder<T extends Placed>(pages: readonly T[], parentId: string | null): readonly T[] {
  return pages.filter((page) => page.parentId === parentId).toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}

/** Where a step leads; undefined: the page is there already (first, last, at the top), or there is none. */
export function afterStep(pages: readonly Placed[], id: string, step: Step): Destination | undefined {
  const page = pages.find((one) => one.id === id);
  if (!page) return undefined;
  if (step === 'top') return { parentId: null, index: siblingsUnder(pages, null).filter((one) => one.id !== id).length };
  const siblings = siblingsUnder(pages, page.parentId);
  const at = siblings.indexOf(page);
  if (step === 'up') return at > 0 ? { parentId: page.parentId, index: at - 1 } : undefined;
  if (step === 'down') return at < siblings.length - 1 ? { parentId: page.parentId, index: at + 1 } : undefined;
  if (step === 'in') {
    const before = siblings[at - 1];
    return before && { parentId: before.id, index: siblingsUnder(pages, before.id).length };
  }
  const parent = pages.find((one) => one.id === page.parentId);
  if (!parent) return undefined;
  return { parentId: parent.parentId, index: siblingsUnder(pages, parent.parentId).indexOf(parent) + 1 };
}

/** Where a page goes that was let go of before, in or after another; undefined when that is no longer there. */
export function afterDrop(pages: readonly Placed[], id: string, targetId: string, side: DropSide): Destination | undefined {
  const target = pages.find((one) => one.id === targetId);
  if (!target || targetId === id) return undefined;
  if (side === 'into') return { parentId: targetId, index: siblingsUnder(pages, targetId).filter((one) => one.id !== id).length };
  const others = siblingsUnder(pages, target.parentId).filter((one) => one.id !== id);
  return { parentId: target.parentId, index: others.indexOf(target) + (side === 'after' ? 1 : 0) };
}

/** The pages whose place changes when one goes to its destination; its new siblings are numbered anew, with gaps. */
export function arranged(pages: readonly Placed[], id: string, { parentId, index }: Destination): Placed[] {
  const moved = pages.find((one) => one.id === id);
  if (!moved) return [];
  const others = siblingsUnder(pages, parentId).filter((one) => one.id !== id);
  return others
    .toSpliced(index, 0, moved)
    .map((page, at) => ({ id: page.id, parentId, position: (at + 1) * 10 }))
    .filter((place) => {
      const before = pages.find((one) => one.id === place.id);
      return before?.position !== place.position || before.parentId !== place.parentId;
    });
}

/** Pages that hang nowhere: below a page that is gone, or in a circle. */
export function straysOf<T extends Placed>(pages: readonly T[]): readonly T[] {
  const found = new Set([...inOrder(treeOf(pages))].map(({ page }) => page.id));
  return pages.filter(({ id }) => !found.has(id));
}

/** A page and everything below it, parents before children; a circle is walked once. */
export function branchOf<T extends Placed>(pages: readonly T[], id: string): readonly T[] {
  const root = pages.find((one) => one.id === id);
  if (!root) return [];
  const byParent = Map.groupBy(pages, ({ parentId }) => parentId);
  const out = [root];
  const seen = new Set([id]);
  for (let at = 0; at < out.length; at++)
    for (const child of byParent.get(out[at]?.id ?? '') ?? [])
      if (!seen.has(child.id)) {
        seen.add(child.id);
        out.push(child);
      }
  return out;
}
