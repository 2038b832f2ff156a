/** A run of words in a paragraph. */
export type Inline =
  | string
  | { readonly type: 'strong' | 'emphasis'; readonly content: readonly Inline[] }
  /** `https:`, `mailto:`, `tel:`, or `page:slug`, `offer:slug`, `organisation:slug` of our own. */
  | { readonly type: 'link'; readonly href: string; readonly content: readonly Inline[] }
  | { readonly type: 'break' };

/** One piece of a page; what pages, PDF, the Integreat interface, search and the checks of a text all work on. */
export type Block =
  | { readonly type: 'heading'; readonly level: 2 | 3 | 4; readonly content: readonly Inline[] }
  | { readonly type: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly start?: number; readonly items: readonly (readonly Block[])[] }
  /** What a reader does and ticks off. */
  | { readonly type: 'steps'; readonly items: readonly (readonly Block[])[] }
  | {
      readonly type: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly type: 'quote' | 'note'; readonly content: readonly Block[] }
  /** A field of an official form: its label as the form prints it, always German, and what it means. */
  | { readonly type: 'field'; readonly label: string; readonly content: readonly Block[] }
  /** `id` of orientation_image. */
  | { readonly type: 'image'; readonly id: string; readonly alt: string }
  | {
      readonly type: 'video';
      readonly url: string;
      readonly title: string;
      /** In German sign language. */
      readonly sign: boolean;
      /** Address of a WebVTT file, or empty: burnt in or none needed (sign language). */
      readonly subtitles: string;
      readonly minutes: number | null;
      readonly megabytes: number | null;
    }
  | { readonly type: 'offer' | 'organisation'; readonly slug: string }
  /** Some offers of a category of the directory. */
  | { readonly type: 'offers'; readonly category: string };

type Containing = Extract<Block, { content: readonly Block[] }>;

const holds = (block: Block): block is Containing => block.type === 'quote' || block.type === 'note' || block.type === 'field';

/** Every block, those inside of others after what holds them. */
export function* eachBlock(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (holds(block)) yield* eachBlock(block.content);
    if (block.type === 'list' || block.type === 'steps') for (const item of block.items) yield* eachBlock(item);
  }
}

/** Words without marks. */
export function wordsOf(content: readonly Inline[]): string {
  return content.map((part) => (typeof part === 'string' ? part : part.type === 'break' ? '\n' : wordsOf(part.content))).join('');
}

/** The runs of words that stand in the block itself: cells one by one. */
export function inlinesOf(block: Block): readonly (readonly Inline[])[] {
  if (block.type === 'heading' || block.type === 'paragraph') return [block.content];
  if (block.type === 'table') return [...block.head, ...block.rows.flat()];
  return [];
}

/** What the text says, a line per block, for search and for counting. */
export function plainText(blocks: readonly Block[]): string {
  const lines: string[] = [];
  for (const block of eachBlock(blocks)) {
    if (block.type === 'field') lines.push(block.label);
    if (block.type === 'image') lines.push(block.alt);
    if (block.type === 'video') lines.push(block.title);
    lines.push(...inlinesOf(block).map(wordsOf));
  }
  return lines.filter(Boolean).join('\n');
}

/** Addresses that the text leads to, each once. */
export function linksIn(blocks: readonly Block[]): string[] {
  const found = new Set<string>();
  const look = (content: readonly Inline[]) => {
    for (const part of content) {
      if (typeof part === 'string' || part.type === 'break') continue;
      if (part.type === 'link') found.add(part.href);
      look(part.content);
    }
  };
  for (const block of eachBlock(blocks)) {
    inlinesOf(block).forEach(look);
    if (block.type === 'video') found.add(block.url);
  }
  return [...found];
}

/** What of the directory and of the pictures the text shows. */
export interface Embedded {
  readonly offers: readonly string[];
  readonly organisations: readonly string[];
  readonly categories: readonly string[];
  readonly images: readonly string[];
  readonly pages: readonly string[];
}

export function embeddedIn(blocks: readonly Block[]): Embedded {
  const all = [...eachBlock(blocks)];
  const hrefs = linksIn(blocks);
  const linked = (scheme: string) => hrefs.filter((href) => href.startsWith(scheme)).map((href) => href.slice(scheme.length));
  const unique = (values: readonly string[]) => [...new Set(values)];
  return {
    offers: unique([...all.flatMap((block) => (block.type === 'offer' ? block.slug : [])), ...linked('offer:')]),
    organisations: unique([
      ...all.flatMap((block) => (block.type === 'organisation' ? block.slug : [])),
      ...linked('organisation:'),
    ]),
    categories: unique(all.flatMap((block) => (block.type === 'offers' ? block.category : []))),
    images: unique(all.flatMap((block) => (block.type === 'image' ? block.id : []))),
    pages: unique(linked('page:')),
  };
}
