import type { Nodes, Parents } from 'mdast';
import { directiveFromMarkdown } from 'mdast-util-directive';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { directive } from 'micromark-extension-directive';
import { gfm } from 'micromark-extension-gfm';
import { linksIn } from '../text/blocks.ts';
import { readText } from '../text/reading.ts';

/** A piece of a text that is translated for itself: the words of a paragraph, a heading, a cell. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Where its links lead: no matter of language. */
  readonly keep: readonly string[];
  readonly inTable: boolean;
}

function* holders(node: Nodes): Generator<Parents> {
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
    // The label of a form's field stays as the German form prints it.
    const isLabel = node.type === 'paragraph' && node.data && 'directiveLabel' in node.data;
    if (!isLabel) yield node;
  } else if ('children' in node) for (const child of node.children) yield* holders(child);
}

function* targets(node: Nodes): Generator<string> {
  if (node.type === 'link' || node.type === 'image') yield node.url;
  if ('children' in node) for (const child of node.children) yield* targets(child);
}

/** Takes a text apart for a machine: its words, and nothing that makes it what it is. */
export function segmentsOf(markdown: string): Segment[] {
  const tree = fromMarkdown(markdown, {
    extensions: [gfm(), directive()],
    mdastExtensions: [gfmFromMarkdown(), directiveFromMarkdown()],
  });
  return [...holders(tree)].flatMap((node): Segment[] => {
    const from = node.children[0]?.position?.start.offset;
    const to = node.children.at(-1)?.position?.end.offset;
    const [only] = node.children;
    // A picture alone: its alternative text is written with it, by people.
    if (from === undefined || to === undefined || (node.children.length === 1 && only?.type === 'image')) return [];
    const text = markdown.slice(from, to).replaceAll(/\s*\n[ \t>]*/g, ' ');
    return [{ from, to, text, keep: [...targets(node)], inTable: node.type === 'tableCell' }];
  });
}

const hrefs = (markdown: string) => linksIn(readText(markdown).blocks).toSorted().join(' ');

/** True while a translated piece is still one piece with the same links, and nothing else than words. */
export function fitsSegment(segment: Segment, translated: string): boolean {
  const { blocks, problems } = readText(translated);
  const [only] = blocks;
  return !problems.length && blocks.length === 1 && only?.type === 'paragraph' && hrefs(translated) === hrefs(segment.text);
}

/** The text with its pieces translated; one that was lost stays German. */
export function joined(
  markdown: string,
  segments: readonly Segment[],
  translated: readonly (string | undefined)[],
): { readonly text: string; readonly left: number } {
  let text = markdown;
  let left = 0;
  for (const [index, segment] of [...segments.entries()].reverse()) {
    const answer = translated[index]?.replaceAll(/\s+/g, ' ').trim();
    if (!answer || !fitsSegment(segment, answer)) {
      left += 1;
      continue;
    }
    const safe = segment.inTable ? answer.replaceAll(/(?<!\\)\|/g, '\\|') : answer;
    text = text.slice(0, segment.from) + safe + text.slice(segment.to);
  }
  return { text, left };
}
