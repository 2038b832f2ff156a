import { uuidv5 } from '#platform/crypto';

/** Namespace of the ids that follow from other things; part of the interface, so it never changes. */
const namespace = '3d1f0c5e-6a47-5e0b-9a55-2f6b8c0d7e11';

/**
 * Id of a thing that has none of its own in our documents. What is of one entry names that entry; what the software brings
 * along (topics, target groups) has the same id in every installation, so that feeds of several can be merged.
 * @param parts kind of the thing, whose it is, and by what it is told apart from its siblings: its content, not its place in a list
 */
export function derivedId(...parts: readonly string[]): string {
  return uuidv5(namespace, parts.join('\u001f'));
}

/** Gives each item of a list its id; items that say the same are told apart by their order. */
export function withIds<T>(
  kind: string,
  owner: string,
  items: readonly T[],
  naming: (item: T) => string,
): { readonly id: string; readonly item: T }[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const name = naming(item);
    const again = seen.get(name) ?? 0;
    seen.set(name, again + 1);
    return { id: again ? derivedId(kind, owner, name, String(again)) : derivedId(kind, owner, name), item };
  });
}
