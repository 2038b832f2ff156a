import { type Block, linksIn } from '../text/blocks.ts';

/**
 * Names for the steps of a list, under which a browser remembers which are done. A step is named by the page it leads
 * to, else by its number: so it stays the same in every language, and mostly when another step comes before it.
 */
export function stepNames(items: readonly (readonly Block[])[]): readonly string[] {
  const seen = new Map<string, number>();
  return items.map((item, index) => {
    const [page] = linksIn(item).flatMap((href) => (href.startsWith('page:') ? href.slice('page:'.length) : []));
    const name = page ?? String(index + 1);
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before ? `${name}.${before + 1}` : name;
  });
}
