/** A page's place in the tree. */
export interface Placed {
  readonly id: string;
  readonly parentId: string | null;
  readonly position: number;
}

export interface Branch<T extends Placed> {
  readonly page: T;
  readonly depth: number;
  readonly children: readonly Branch<T>[];
}

/** Deeper trees nobody finds their way in. */
export const deepestLevel = 5;

/** Addresses that the Integreat app takes for its own pages, and the one of our tree's start. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  'search',
  'imprint',
  'disclaimer',
  'events',
  'news',
  'places',
  'locations',
  'pois',
  'offers',
  'main-disclaimer',
  'aktuelles',
  'formulare',
  'offline',
  'rueckmeldung',
]);

/** Siblings in their order; a page whose parent is not among them hangs nowhere and is left out, with all below it. */
export function treeOf<T extends Placed>(pages: readonly T[]): readonly Branch<T>[] {
  const byParent = Map.groupBy(pages, ({ parentId }) => parentId);
  const grow = (parentId: string | null, depth: number): Branch<T>[] =>
    depth > 20
      ? []
      : (byParent.get(parentId) ?? [])
          .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
          .map((page) => ({ page, depth, children: grow(page.id, depth + 1) }));
  return grow(null, 1);
}

/** The tree as a list, parents before children. */
export function* inOrder<T extends Placed>(branches: readonly Branch<T>[]): Generator<Branch<T>> {
  for (const branch of branches) {
    yield branch;
    yield* inOrder(branch.children);
  }
}

/** From the top to the page's parent. A circle in the data ends it. */
export function ancestorsOf<T extends Placed>(byId: ReadonlyMap<string, T>, page: T): T[] {
  const out: T[] = [];
  const seen = new Set([page.id]);
  for (let at = page.parentId; at !== null && !seen.has(at); ) {
    const parent = byId.get(at);
    if (!parent) break;
    seen.add(parent.id);
    out.unshift(parent);
    at = parent.parentId;
  }
  return out;
}

export type MoveFailure = 'page.parent_missing' | 'page.under_itself' | 'page.too_deep';

/** Whether a page may hang under `parentId` (null: at the top), with everything below it. */
export function mayMove(pages: readonly Placed[], pageId: string, parentId: string | null): MoveFailure | undefined {
  if (parentId === null) return undefined;
  const byId = new Map(pages.map((page) => [page.id, page]));
  const parent = byId.get(parentId);
  if (!parent) return 'page.parent_missing';
  const above = [...ancestorsOf(byId, parent), parent];
  if (above.some(({ id }) => id === pageId)) return 'page.under_itself';
  const heightOf = (id: string, seen: ReadonlySet<string>): number => {
    const children = pages.filter((page) => page.parentId === id && !seen.has(page.id));
    return 1 + Math.max(0, ...children.map((child) => heightOf(child.id, new Set([...seen, id]))));
  };
  return above.length + heightOf(pageId, new Set()) > deepestLevel ? 'page.too_deep' : undefined;
}
