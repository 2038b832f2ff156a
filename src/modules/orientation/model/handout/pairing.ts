import type { Block } from '../text/blocks.ts';

/** Blocks that stand beside each other in two languages. */
export type Pair = readonly [readonly Block[], readonly Block[]];

/** Parts of a text, each beginning with its heading; the first may have none. */
function partsOf(blocks: readonly Block[]): Block[][] {
  const parts: Block[][] = [];
  for (const block of blocks) {
    if (block.type === 'heading' || !parts.length) parts.push([]);
    parts.at(-1)?.push(block);
  }
  return parts;
}

const alike = (one: readonly Block[], other: readonly Block[]) =>
  one.length === other.length && one.every((block, index) => block.type === other[index]?.type);

const oneByOne = (one: readonly Block[], other: readonly Block[]): Pair[] =>
  one.map((block, index) => [[block], other.slice(index, index + 1)]);

/**
 * A text and its translation, so that two people who read them together are at the same place: block by block where both
 * are built alike, part by part where only the headings agree, else as a whole. Nothing is left out.
 */
export function pairBlocks(one: readonly Block[], other: readonly Block[]): Pair[] {
  if (alike(one, other)) return oneByOne(one, other);
  const [parts, others] = [partsOf(one), partsOf(other)];
  if (parts.length !== others.length) return [[one, other]];
  return parts.flatMap((part, index) => {
    const beside = others[index] ?? [];
    return alike(part, beside) ? oneByOne(part, beside) : [[part, beside] as const];
  });
}
