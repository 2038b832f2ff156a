import { type Block, eachBlock, linksIn } from '../text/blocks.ts';

/** A link that a public device shows as a QR code instead of following it. */
export interface HandedLink {
  readonly href: string;
  /** What it is about; empty: the address says it. */
  readonly label: string;
}

const away = /^https?:\/\//i;

/** What a text leads away to, each once: websites, videos, and the full lists of offers. */
export function handedLinks(
  blocks: readonly Block[],
  lists: ReadonlyMap<string, { readonly href: string; readonly name: string; readonly total: number }>,
): HandedLink[] {
  const titles = new Map<string, string>();
  for (const block of eachBlock(blocks)) if (block.type === 'video') titles.set(block.url, block.title);
  const links = linksIn(blocks)
    .filter((href) => away.test(href))
    .map((href) => ({ href, label: titles.get(href) ?? '' }));
  const shelves = [...eachBlock(blocks)].flatMap((block) => {
    const list = block.type === 'offers' ? lists.get(block.category) : undefined;
    return list?.total ? [{ href: list.href, label: list.name }] : [];
  });
  const all = new Map([...links, ...shelves].map((link) => [link.href, link]));
  return [...all.values()];
}
