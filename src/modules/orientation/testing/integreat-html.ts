import type { Element, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';

/** What the app lets through of the HTML in our answers, and where its frames may come from. */
const tags = new Set(
  'a blockquote br dd div dl dt em h2 h3 h4 iframe img li ol p span strong table tbody td th thead tr ul'.split(' '),
);
const attributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'className', 'rel'],
  div: ['className', 'lang', 'dir'],
  h4: ['lang', 'dir'],
  iframe: ['src', 'title', 'allowFullScreen'],
  img: ['src', 'alt'],
  ol: ['start'],
  span: ['lang', 'dir'],
};

function* elements(node: Nodes): Generator<Element> {
  if (node.type === 'element') yield node;
  if ('children' in node) for (const child of node.children) yield* elements(child);
}

export interface ReadHtml {
  /** Everything that is not written down above. */
  readonly faults: readonly string[];
  readonly links: readonly string[];
  readonly text: string;
}

const textOf = (node: Nodes): string =>
  node.type === 'text' ? node.value : 'children' in node ? node.children.map(textOf).join('') : '';

/** Reads HTML as a browser would. */
export function readHtml(html: string): ReadHtml {
  const root = fromHtml(html, { fragment: true });
  const faults: string[] = [];
  const links: string[] = [];
  for (const { tagName, properties } of elements(root)) {
    if (!tags.has(tagName)) faults.push(`<${tagName}>`);
    for (const name of Object.keys(properties)) if (!attributes[tagName]?.includes(name)) faults.push(`${tagName} ${name}`);
    const address = String(properties.href ?? properties.src ?? '');
    if (tagName === 'a') {
      links.push(address);
      if (!/^(https?:\/\/|mailto:|tel:)/.test(address)) faults.push(`link ${address}`);
    }
    if (tagName === 'img' && (!/^https?:\/\//.test(address) || !properties.alt)) faults.push(`picture ${address}`);
    if (tagName === 'iframe' && !address.startsWith('https://player.vimeo.com/video/')) faults.push(`frame ${address}`);
  }
  return { faults, links, text: textOf(root) };
}
