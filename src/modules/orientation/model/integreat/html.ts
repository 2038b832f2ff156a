import type { Block, Inline } from '../text/blocks.ts';

/** Pieces of HTML that the app lets through: written here, every text escaped, no attribute but the ones named here. */
export type Html = string & { readonly __html: true };

const html = (text: string) => text as Html;

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const plain = (text: string): Html => html(text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark));

/** Joins pieces; texts among them are escaped. */
export function write(pieces: TemplateStringsArray, ...values: readonly (Html | readonly Html[])[]): Html {
  return html(pieces.reduce((all, piece, at) => `${all}${[values[at - 1] ?? ''].flat().join('')}${piece}`));
}

export interface Script {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

/** A piece in another language than what surrounds it. */
export const foreign = ({ lang, dir }: Script, inner: Html): Html =>
  write`<div lang="${plain(lang)}" dir="${html(dir)}">${inner}</div>`;

export function link(href: string, inner: Html, own: boolean): Html {
  return own
    ? write`<a href="${plain(href)}">${inner}</a>`
    : write`<a href="${plain(href)}" class="link-external" rel="noopener noreferrer">${inner}</a>`;
}

/** What a text leads to and shows, in the form of the app. */
export interface HtmlGround {
  /** Whole address of `page:slug`, `offer:slug`, `organisation:slug`; undefined: not public, so the words stand alone. */
  readonly hrefOf: (scheme: 'page' | 'offer' | 'organisation', slug: string) => string | undefined;
  readonly imageHref: (id: string) => string;
  readonly offer: (slug: string) => Html;
  readonly organisation: (slug: string) => Html;
  readonly offers: (category: string) => Html;
  /** What stands before the title of a video: "German Sign Language", "5 minutes, 20 MB". */
  readonly videoFacts: (video: Extract<Block, { type: 'video' }>) => readonly string[];
}

function inline(part: Inline, ground: HtmlGround): Html {
  if (typeof part === 'string') return plain(part);
  if (part.type === 'break') return html('<br>');
  const inner = inlines(part.content, ground);
  if (part.type !== 'link') return part.type === 'strong' ? write`<strong>${inner}</strong>` : write`<em>${inner}</em>`;
  const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/.exec(part.href) ?? [];
  if (scheme === 'page' || scheme === 'offer' || scheme === 'organisation') {
    const own = ground.hrefOf(scheme, rest);
    return own === undefined ? inner : link(own, inner, true);
  }
  return link(part.href, inner, scheme === 'tel' || scheme === 'mailto');
}

function inlines(content: readonly Inline[], ground: HtmlGround): Html {
  return html(content.map((part) => inline(part, ground)).join(''));
}

/** A video of Vimeo stands in the page: it is the only frame that the app lets through. All others are links. */
function video(block: Extract<Block, { type: 'video' }>, ground: HtmlGround): Html {
  const facts = [block.title, ...ground.videoFacts(block)].join(' · ');
  const [, number] = /^https:\/\/(?:player\.)?vimeo\.com\/(?:video\/)?(\d+)/.exec(block.url) ?? [];
  if (number === undefined) return write`<p>${link(block.url, plain(facts), false)}</p>`;
  const address = `https://player.vimeo.com/video/${number}?dnt=1`;
  return write`<div class="iframe-container"><iframe src="${plain(address)}" title="${plain(block.title)}" allowfullscreen></iframe></div><p>${plain(facts)}</p>`;
}

const items = (all: readonly (readonly Block[])[], ground: HtmlGround): readonly Html[] =>
  all.map((item) => {
    const [only] = item;
    const inner = item.length === 1 && only?.type === 'paragraph' ? inlines(only.content, ground) : blocksToHtml(item, ground);
    return write`<li>${inner}</li>`;
  });

function table({ head, rows }: Extract<Block, { type: 'table' }>, ground: HtmlGround): Html {
  const cells = (tag: 'th' | 'td', row: readonly (readonly Inline[])[]) =>
    row.map((cell) => write`<${html(tag)}>${inlines(cell, ground)}</${html(tag)}>`);
  return write`<table><thead><tr>${cells('th', head)}</tr></thead><tbody>${rows.map((row) => write`<tr>${cells('td', row)}</tr>`)}</tbody></table>`;
}

function block(one: Block, ground: HtmlGround): Html {
  switch (one.type) {
    case 'heading':
      return write`<${html(`h${one.level}`)}>${inlines(one.content, ground)}</${html(`h${one.level}`)}>`;
    case 'paragraph':
      return write`<p>${inlines(one.content, ground)}</p>`;
    case 'list':
      if (!one.ordered) return write`<ul>${items(one.items, ground)}</ul>`;
      return one.start && one.start > 1
        ? write`<ol start="${plain(String(one.start))}">${items(one.items, ground)}</ol>`
        : write`<ol>${items(one.items, ground)}</ol>`;
    case 'steps':
      return write`<ol>${items(one.items, ground)}</ol>`;
    case 'table':
      return table(one, ground);
    case 'quote':
    case 'note':
      return write`<blockquote>${blocksToHtml(one.content, ground)}</blockquote>`;
    case 'field':
      return write`<h4 lang="de" dir="ltr">${plain(one.label)}</h4>${blocksToHtml(one.content, ground)}`;
    case 'image':
      return write`<p><img src="${plain(ground.imageHref(one.id))}" alt="${plain(one.alt)}"></p>`;
    case 'video':
      return video(one, ground);
    case 'offer':
      return ground.offer(one.slug);
    case 'organisation':
      return ground.organisation(one.slug);
    case 'offers':
      return ground.offers(one.category);
  }
}

/** A page's text as HTML. */
export function blocksToHtml(blocks: readonly Block[], ground: HtmlGround): Html {
  return html(blocks.map((one) => block(one, ground)).join(''));
}
