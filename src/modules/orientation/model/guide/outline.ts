import { type Block, wordsOf } from '../text/blocks.ts';

type Heading = Extract<Block, { type: 'heading' }>;

/** A heading with the name under which links of the page lead to it. */
export interface OutlineEntry {
  readonly id: string;
  readonly heading: Heading;
  readonly text: string;
}

/** Texts shorter than this need no table of contents. */
export const fewestHeadings = 3;

/**
 * The headings of a text in their order. Their names count them, so that a link to a part of a page leads to the same
 * part in every language.
 */
export function outlineOf(blocks: readonly Block[]): readonly OutlineEntry[] {
  const headings = blocks.filter((block): block is Heading => block.type === 'heading');
  return headings.map((heading, index) => ({ id: `abschnitt-${index + 1}`, heading, text: wordsOf(heading.content) }));
}
