import type { Element, ElementContent, Properties, Root, RootContent } from 'hast';
import { videoHosts } from '../text/video-hosts.ts';
import { linkOf } from './addresses.ts';
import { withWordLists } from './word-lists.ts';

/** Elements whose content nobody reads. */
const unread = new Set([
  ...[
    'script',
    'style',
    'template',
    'head',
    'title',
    'meta',
    'link',
    'base',
    'object',
    'embed',
    'applet',
    'param',
    'svg',
    'math',
  ],
  ...['audio', 'video', 'canvas', 'noscript', 'xml', 'select', 'datalist', 'map', 'area', 'col', 'colgroup', 'hr', 'wbr'],
]);

const styleOf = ({ style }: Properties) => String(style ?? '').toLowerCase();

const isHidden = ({ properties }: Element) =>
  properties.hidden !== undefined || /display:\s*none|mso-hide:\s*all|visibility:\s*hidden/.test(styleOf(properties));

const element = (tagName: string, children: ElementContent[], properties: Properties = {}): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});
const text = (value: string): ElementContent => ({ type: 'text', value });

/** A frame of a known video platform is kept for the reader of directives; of any other only the way there. */
function frame({ properties }: Element): ElementContent[] {
  const href = linkOf(properties.src);
  if (!href) return [];
  const title = String(properties.title ?? '').trim();
  const { hostname, protocol } = new URL(href);
  if (protocol === 'https:' && videoHosts.has(hostname)) return [element('video-link', [], { href, title: title || 'Video' })];
  return [element('p', [element('a', [text(title || hostname)], { href })])];
}

/** Marks that Word and Docs write as styles. */
function marked(node: Element, children: ElementContent[]): ElementContent[] {
  const style = styleOf(node.properties);
  const { tagName } = node;
  const plainWeight = /font-weight:\s*(normal|[1-4]00)/.test(style);
  const bold = tagName === 'b' || tagName === 'strong' ? !plainWeight : /font-weight:\s*(bold|[6-9]00)/.test(style);
  const italic = tagName === 'i' || tagName === 'em' ? !/font-style:\s*normal/.test(style) : /font-style:\s*italic/.test(style);
  const inner = italic ? [element('em', children)] : children;
  return bold ? [element('strong', inner)] : inner;
}

function clean(node: RootContent): ElementContent[] {
  // Soft hyphens and marks that nobody sees would stay inside of words.
  if (node.type === 'text') return [text(node.value.replaceAll(/[\u00ad\u200b\ufeff]/g, '').replaceAll('\u00a0', ' '))];
  if (node.type !== 'element' || unread.has(node.tagName) || isHidden(node)) return [];
  const { tagName, properties } = node;
  if (tagName === 'iframe') return frame(node);
  if (tagName === 'img') return properties.alt ? [text(` ${String(properties.alt)} `)] : [];
  if (tagName === 'input') return String(properties.type) === 'checkbox' ? [element('input', [], { type: 'checkbox' })] : [];
  const children = withWordLists(node.children).flatMap(clean);
  if (['b', 'strong', 'i', 'em', 'span', 'font', 'u'].includes(tagName)) return marked(node, children);
  if (tagName === 'a') {
    const href = linkOf(properties.href);
    return href ? [element('a', children, { href })] : children;
  }
  if (tagName === 'p' && /\bMsoTitle\b/.test(String(properties.className ?? ''))) return [element('h1', children)];
  // Of all attributes these alone mean something for the words.
  const kept: Properties = {};
  if (tagName === 'ol' && Number(properties.start) > 1) kept.start = Number(properties.start);
  if (tagName === 'td' || tagName === 'th') {
    for (const name of ['colSpan', 'rowSpan']) {
      const span = Number(properties[name]);
      // A cell of a million columns would be written out a million times.
      if (span > 1 && span <= 20) kept[name] = span;
    }
  }
  return [element(tagName, children, kept)];
}

/** A tree with the words, their structure and safe addresses, and nothing else. */
export function cleaned(root: Root): Root {
  return { type: 'root', children: withWordLists(root.children).flatMap(clean) };
}
