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
  // The kiosk's own start.
  'themen',
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

export type MoveFailure = 'orientation.parent_missing' | 'orientation.under_itself' | 'orientation.too_deep';

/** Levels of a page with everything below it: 1 for a page without children. A circle in the data is walked once. */
export function heightOf(pages: readonly Placed[], pageId: string): number {
  const byParent = Map.groupBy(pages, ({ parentId }) => parentId);
  const seen = new Set([pageId]);
  let level: readonly string[] = [pageId];
  let height = 0;
  while (level.length) {
    height += 1;
    level = level.flatMap((id) => (byParent.get(id) ?? []).map((child) => child.id)).filter((id) => !seen.has(id));
    for (const id of level) seen.add(id);
  }
  return height;
}

/** Whether a page may hang under `parentId` (null: at the top), with everything below it. */
export function mayMove(pages: readonly Placed[], pageId: string, parentId: string | null): MoveFailure | undefined {
  const height = heightOf(pages, pageId);
  if (parentId === null) return height > deepestLevel ? 'orientation.too_deep' : undefined;
  const byId = new Map(pages.map((page) => [page.id, page]));
  const parent = byId.get(parentId);
  if (!parent) return 'orientation.parent_missing';
  const above = [...ancestorsOf(byId, parent), parent];
  if (above.some(({ id }) => id === pageId)) return 'orientation.under_itself';
  return above.length + height > deepestLevel ? 'orientation.too_deep' : undefined;
}
