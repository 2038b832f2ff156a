import type { EmbeddedEntries, OfferCardView, OrganisationCardView } from '#modules/directory';
import type { Context } from '#platform/access';
import type { Block, Inline } from '../../model/text/blocks.ts';
import { paths } from '../addresses.ts';
import type { Guide } from '../guide.ts';

/** A text of a document with the interface language it is in. */
export interface PrintText {
  readonly text: string;
  readonly tag: string;
}

type PrintWords =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'strong' | 'emphasis'; readonly content: readonly PrintWords[] }
  /** `shown`: the address, for whoever holds paper; null where the words say it. */
  | { readonly kind: 'link'; readonly href: string; readonly shown: string | null; readonly content: readonly PrintWords[] };

/** Blocks as typst/page.typ sets them. */
export type PrintBlock =
  | { readonly type: 'heading'; readonly level: number; readonly content: readonly PrintWords[] }
  | { readonly type: 'paragraph'; readonly content: readonly PrintWords[] }
  | {
      readonly type: 'list' | 'steps';
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly (readonly PrintBlock[])[];
    }
  | {
      readonly type: 'table';
      readonly head: readonly (readonly PrintWords[])[];
      readonly rows: readonly (readonly (readonly PrintWords[])[])[];
    }
  | { readonly type: 'quote' | 'note'; readonly content: readonly PrintBlock[] }
  | { readonly type: 'fields'; readonly fields: readonly { readonly label: string; readonly content: readonly PrintBlock[] }[] }
  | { readonly type: 'image'; readonly svg: string; readonly alt: string; readonly credit: string }
  | {
      readonly type: 'card';
      readonly title: PrintText;
      readonly lines: readonly PrintText[];
      readonly href: string;
    };

/** A picture as typst takes it: an SVG around the file. */
export interface PrintImage {
  readonly svg: string;
  readonly credit: string;
}

export interface PrintGround {
  readonly context: Context;
  readonly guide: Guide;
  readonly embedded: EmbeddedEntries;
  readonly images: ReadonlyMap<string, PrintImage>;
}

type Phrase = OfferCardView['title'];

const absolute = ({ publicUrl }: Context, path: string) => `${publicUrl}${path}`;

/** Page, offer or organisation that an address of ours means; undefined: not public. */
function ownHref({ context, guide, embedded }: PrintGround, scheme: string, slug: string): string | undefined {
  if (scheme === 'page') return guide.bySlug.has(slug) ? absolute(context, paths.page(context, slug)) : undefined;
  const entry = scheme === 'offer' ? embedded.offers.get(slug) : embedded.organisations.get(slug);
  return entry && absolute(context, entry.href);
}

function printWords(content: readonly Inline[], ground: PrintGround): PrintWords[] {
  return content.flatMap((part): PrintWords[] => {
    if (typeof part === 'string') return [{ kind: 'text', text: part }];
    if (part.type === 'break') return [{ kind: 'break' }];
    const inner = printWords(part.content, ground);
    if (part.type !== 'link') return [{ kind: part.type, content: inner }];
    const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/.exec(part.href) ?? [];
    if (scheme === 'page' || scheme === 'offer' || scheme === 'organisation') {
      const href = ownHref(ground, scheme, rest);
      return href ? [{ kind: 'link', href, shown: null, content: inner }] : inner;
    }
    const shown = scheme.startsWith('http') ? part.href.replace(/^https?:\/\/(?:www\.)?|\/$/g, '') : rest;
    const said = inner.some((one) => one.kind === 'text' && one.text.replaceAll(' ', '').includes(shown));
    return [{ kind: 'link', href: part.href, shown: said ? null : shown, content: inner }];
  });
}

const inTag = ({ text, lang }: Phrase, tag: string): PrintText => ({ text, tag: lang ? 'de' : tag });

function offerCard(card: OfferCardView, { context }: PrintGround): PrintBlock {
  const { tag } = context.language;
  const own = (text: string | undefined): PrintText[] => (text ? [{ text, tag }] : []);
  return {
    type: 'card',
    title: inTag(card.title, tag),
    lines: [
      ...(card.provider ? [inTag(card.provider, tag)] : []),
      ...own(card.where),
      ...own([card.next, card.when].filter(Boolean).join(' · ') || undefined),
      ...own(card.languages),
    ],
    href: absolute(context, card.href),
  };
}

function organisationCard(card: OrganisationCardView, { context }: PrintGround): PrintBlock {
  const { tag } = context.language;
  return {
    type: 'card',
    title: inTag(card.name, tag),
    lines: [
      ...card.address.map((line) => inTag(line, tag)),
      ...card.hours.map((text) => ({ text, tag })),
      ...card.contacts.map(({ text }) => ({ text, tag: 'de' })),
    ],
    href: absolute(context, card.href),
  };
}

function printBlock(block: Exclude<Block, { type: 'field' }>, ground: PrintGround): PrintBlock[] {
  const { t } = ground.context;
  switch (block.type) {
    case 'heading':
      return [{ type: 'heading', level: block.level, content: printWords(block.content, ground) }];
    case 'paragraph':
      return [{ type: 'paragraph', content: printWords(block.content, ground) }];
    case 'list':
    case 'steps': {
      const items = block.items.map((item) => printBlocks(item, ground));
      const ordered = block.type === 'list' && block.ordered;
      return [{ type: block.type, ordered, start: (block.type === 'list' && block.start) || 1, items }];
    }
    case 'table':
      return [
        {
          type: 'table',
          head: block.head.map((cell) => printWords(cell, ground)),
          rows: block.rows.map((row) => row.map((cell) => printWords(cell, ground))),
        },
      ];
    case 'quote':
    case 'note':
      return [{ type: block.type, content: printBlocks(block.content, ground) }];
    case 'image': {
      const image = ground.images.get(block.id);
      return image ? [{ type: 'image', ...image, alt: block.alt }] : [];
    }
    case 'video': {
      const link: Inline = { type: 'link', href: block.url, content: [block.title] };
      const kind = t(block.sign ? 'orientation:text.sign_language' : 'orientation:text.video');
      return [{ type: 'paragraph', content: printWords([`${kind}: `, link], ground) }];
    }
    case 'offer': {
      const card = ground.embedded.offers.get(block.slug);
      return card ? [offerCard(card, ground)] : [];
    }
    case 'organisation': {
      const card = ground.embedded.organisations.get(block.slug);
      return card ? [organisationCard(card, ground)] : [];
    }
    case 'offers': {
      const shelf = ground.embedded.categories.get(block.category);
      if (!shelf?.total) return [];
      const href = absolute(ground.context, shelf.href);
      const all = t('orientation:text.all_offers', { count: shelf.total, category: shelf.name });
      const link: PrintWords = { kind: 'link', href, shown: null, content: [{ kind: 'text', text: all }] };
      return [...shelf.cards.map((card) => offerCard(card, ground)), { type: 'paragraph', content: [link] }];
    }
  }
}

/** A text as it is printed: cards filled in, addresses complete, the fields of a form in one table. */
export function printBlocks(blocks: readonly Block[], ground: PrintGround): PrintBlock[] {
  const out: PrintBlock[] = [];
  for (const block of blocks) {
    if (block.type !== 'field') {
      out.push(...printBlock(block, ground));
      continue;
    }
    const field = { label: block.label, content: printBlocks(block.content, ground) };
    const last = out.at(-1);
    if (last?.type === 'fields') out[out.length - 1] = { type: 'fields', fields: [...last.fields, field] };
    else out.push({ type: 'fields', fields: [field] });
  }
  return out;
}
