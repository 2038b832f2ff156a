import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toMdast } from 'hast-util-to-mdast';
import type { Root } from 'mdast';
import { directiveToMarkdown } from 'mdast-util-directive';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';
import { cleaned } from './pasting/cleaning.ts';
import { tidied } from './pasting/tidying.ts';

/** Longest HTML that is converted; Word writes some thirty characters for each of the text. */
export const longestHtml = 400_000;

/** Elements inside of each other; what goes deeper is no text that somebody wrote. */
const deepestHtml = 200;
/** Elements without an end. */
const single = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|o:p|!doctype)$/;

/** True when elements stand so deep inside of each other that the ways through a tree would end. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  let most = 0;
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z!][a-z0-9:]*)/gi)) {
    if (single.test(name.toLowerCase())) continue;
    depth = end ? Math.max(0, depth - 1) : depth + 1;
    most = Math.max(most, depth);
  }
  return most > deepestHtml;
}

const wordsAlone = (html: string) =>
  html
    .replaceAll(/<(script|style)\b.*?<\/\1>|<!--.*?-->/gis, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

const writing: Options = {
  bullet: '-',
  emphasis: '*',
  strong: '*',
  rule: '-',
  listItemIndent: 'one',
  extensions: [gfmToMarkdown({ tablePipeAlign: false }), directiveToMarkdown()],
};

const write = (tree: Root) =>
  toMarkdown(tree, writing)
    // "Bürger:innen" begins no directive.
    .replaceAll(/(?<=[\p{L}\p{N}])\\:(?=[\p{L}\p{N}]+(?![\p{L}\p{N}_[{-]))/gu, ':')
    .trim();

/**
 * HTML from a word processor or a website as the Markdown of our texts: words, headings, lists, tables, bold, italic and
 * links that lead somewhere. No word that can be seen is lost; of everything else nothing is left.
 */
export function markdownOf(html: string): string {
  const text = html.slice(0, longestHtml);
  if (isTooDeep(text))
    return write({
      type: 'root',
      children: [{ type: 'paragraph', children: [{ type: 'text', value: wordsAlone(text).trim() }] }],
    });
  const tree = toMdast(cleaned(fromHtml(text, { fragment: true })), {
    handlers: {
      'video-link': (_state: unknown, node: Element) => ({
        type: 'leafDirective',
        name: 'video',
        attributes: { title: String(node.properties.title ?? '') },
        children: [{ type: 'text', value: String(node.properties.href ?? '') }],
      }),
    },
  });
  return write(tidied(tree.type === 'root' ? tree : ({ type: 'root', children: [tree] } as Root)));
}

const opening =
  /<(?:!doctype|!--|html|head|meta|body|div|p|h[1-6]|ul|ol|li|table|tr|td|th|span|font|section|article|main|b|strong|i|em|u|a|br|img|iframe|script|style|o:p)(?:\s[^<>]*|\/)?>|<!--/i;
const anyTag = /<\/?[a-z!][^<>]*>|-->/gi;

/** A text into which somebody pasted HTML, with that part converted; undefined when there is none in it. */
export function withoutHtml(text: string): string | undefined {
  const from = opening.exec(text)?.index;
  if (from === undefined) return undefined;
  const to = [...text.slice(from).matchAll(anyTag)].reduce(
    (end, found) => Math.max(end, from + found.index + found[0].length),
    from,
  );
  const before = text.slice(0, from).trimEnd();
  // A word that stood right after the last element belongs to it.
  const [tail = ''] = /^[^\n]*/.exec(text.slice(to)) ?? [];
  const end = to + tail.length;
  return [before, markdownOf(text.slice(from, end)), text.slice(end).trim()].filter(Boolean).join('\n\n');
}
