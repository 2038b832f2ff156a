import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import { type Directives, directiveFromMarkdown } from 'mdast-util-directive';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { directive } from 'micromark-extension-directive';
import { gfm } from 'micromark-extension-gfm';
import type { Block, Inline } from './blocks.ts';
import { videoHosts } from './video-hosts.ts';

/** What cannot stay as it is; `line` counts from 1. The text says the rest. */
export interface TextProblem {
  readonly code:
    | 'text.html'
    | 'text.link'
    | 'text.image'
    | 'text.image_alt'
    | 'text.directive'
    | 'text.directive_name'
    | 'text.video'
    | 'text.video_title'
    | 'text.subtitles'
    | 'text.field_label'
    | 'text.too_deep'
    | 'text.too_dense';
  readonly line: number;
  /** The piece of text in question. */
  readonly what: string;
}

export interface Reading {
  readonly blocks: readonly Block[];
  readonly problems: readonly TextProblem[];
}

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const deepest = 6;

/** Whether a text may lead there. */
export function isLink(href: string): boolean {
  const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/.exec(href) ?? [];
  if (scheme === 'page' || scheme === 'offer' || scheme === 'organisation') return slugPattern.test(rest);
  if (scheme === 'tel') return /^\+?[0-9]{2,20}$/.test(rest);
  if (scheme === 'mailto') return /^[^\s@?]+@[^\s@?]+$/.test(rest);
  if (scheme !== 'https' && scheme !== 'http') return false;
  const url = URL.parse(href);
  return url?.hostname.includes('.') === true && !url.username;
}

/** A WebVTT file at an `https:` address. */
const isSubtitles = (href: string) => URL.parse(href)?.protocol === 'https:' && /\.vtt$/.test(URL.parse(href)?.pathname ?? '');

const positive = (text: string | null | undefined): number | null => {
  const number = Number(text ?? '');
  return Number.isFinite(number) && number > 0 && number < 10_000 ? number : null;
};

/** The words in brackets of a directive. */
function labelOf(nodes: readonly Nodes[]): string {
  return nodes
    .map((node) => ('value' in node ? node.value : 'children' in node ? labelOf(node.children) : ''))
    .join('')
    .trim();
}

class Reader {
  readonly problems: TextProblem[] = [];

  #note(code: TextProblem['code'], node: Nodes, what: string): void {
    this.problems.push({ code, line: node.position?.start.line ?? 1, what: what.slice(0, 120) });
  }

  inlines(nodes: readonly PhrasingContent[]): Inline[] {
    const out: Inline[] = [];
    const add = (part: Inline) => {
      const last = out.at(-1);
      if (typeof part === 'string' && typeof last === 'string') out[out.length - 1] = last + part;
      else out.push(part);
    };
    for (const node of nodes) for (const part of this.#inline(node)) add(part);
    return out;
  }

  #inline(node: PhrasingContent): Inline[] {
    switch (node.type) {
      case 'text':
        return [node.value.replaceAll('\n', ' ')];
      case 'strong':
      case 'emphasis':
        return [{ type: node.type, content: this.inlines(node.children) }];
      case 'break':
        return [{ type: 'break' }];
      case 'inlineCode':
        return [node.value];
      case 'delete':
        return this.inlines(node.children);
      case 'link': {
        const content = this.inlines(node.children);
        if (isLink(node.url)) return [{ type: 'link', href: node.url, content }];
        this.#note('text.link', node, node.url);
        return content;
      }
      case 'html':
        this.#note('text.html', node, node.value);
        return [];
      case 'image':
        this.#note('text.image', node, node.url);
        return [];
      case 'textDirective':
        // "um 8:Uhr" is no directive of ours: the words stay as they were typed.
        return [`:${node.name}`, ...(node.children.length ? ['[', ...this.inlines(node.children), ']'] : [])];
      default:
        return [];
    }
  }

  blocks(nodes: readonly RootContent[], depth = 0): Block[] {
    return nodes.flatMap((node) => this.#block(node, depth));
  }

  #block(node: RootContent, depth: number): Block[] {
    if (depth > deepest) {
      this.#note('text.too_deep', node, '');
      return [];
    }
    switch (node.type) {
      case 'heading': {
        const level = Math.min(4, Math.max(2, node.depth)) as 2 | 3 | 4;
        return [{ type: 'heading', level, content: this.inlines(node.children) }];
      }
      case 'paragraph':
        return this.#paragraph(node);
      case 'list': {
        const items = node.children.map((item) => this.blocks(item.children, depth + 1));
        if (node.children.some(({ checked }) => typeof checked === 'boolean')) return [{ type: 'steps', items }];
        const start = node.ordered && node.start && node.start !== 1 ? { start: node.start } : {};
        return [{ type: 'list', ordered: node.ordered === true, ...start, items }];
      }
      case 'blockquote':
        return [{ type: 'quote', content: this.blocks(node.children, depth + 1) }];
      case 'table': {
        const [head, ...rows] = node.children.map(({ children }) => children.map((cell) => this.inlines(cell.children)));
        return [{ type: 'table', head: head ?? [], rows }];
      }
      case 'code':
        return node.value ? [{ type: 'paragraph', content: [node.value] }] : [];
      case 'html':
        this.#note('text.html', node, node.value);
        return [];
      case 'leafDirective':
      case 'containerDirective':
        return this.#directive(node, depth);
      default:
        return [];
    }
  }

  #paragraph(node: Extract<RootContent, { type: 'paragraph' }>): Block[] {
    const [first] = node.children;
    if (node.children.length === 1 && first?.type === 'image') {
      const [, id = ''] = /^image:(.+)$/.exec(first.url) ?? [];
      if (!uuidPattern.test(id)) this.#note('text.image', node, first.url);
      else if (!first.alt?.trim()) this.#note('text.image_alt', node, first.url);
      else return [{ type: 'image', id, alt: first.alt.trim() }];
      return [];
    }
    const content = this.inlines(node.children);
    return content.length ? [{ type: 'paragraph', content }] : [];
  }

  #directive(node: Extract<Directives, { type: 'leafDirective' | 'containerDirective' }>, depth: number): Block[] {
    if (node.type === 'leafDirective') {
      const label = labelOf(node.children);
      if (node.name === 'video' || node.name === 'sign') return this.#video(node, label);
      if (node.name !== 'offer' && node.name !== 'organisation' && node.name !== 'offers') {
        this.#note('text.directive', node, node.name);
        return [];
      }
      if (!slugPattern.test(label)) {
        this.#note('text.directive_name', node, `::${node.name}[${label}]`);
        return [];
      }
      return [node.name === 'offers' ? { type: 'offers', category: label } : { type: node.name, slug: label }];
    }
    const [first] = node.children;
    const labelled = first?.type === 'paragraph' && first.data && 'directiveLabel' in first.data ? first : undefined;
    const content = this.blocks(labelled ? node.children.slice(1) : node.children, depth + 1);
    if (node.name === 'note') return [{ type: 'note', content }];
    if (node.name !== 'field') {
      this.#note('text.directive', node, node.name);
      return content;
    }
    const label = labelled ? labelOf(labelled.children) : '';
    if (label) return [{ type: 'field', label, content }];
    this.#note('text.field_label', node, '');
    return content;
  }

  #video(node: Extract<Directives, { type: 'leafDirective' }>, label: string): Block[] {
    const { title = '', subtitles = '', minutes, megabytes } = node.attributes ?? {};
    const url = URL.parse(label);
    const wrong =
      url?.protocol !== 'https:' || !videoHosts.has(url.hostname)
        ? 'text.video'
        : !title?.trim()
          ? 'text.video_title'
          : subtitles && !isSubtitles(subtitles)
            ? 'text.subtitles'
            : undefined;
    if (wrong || !url) {
      this.#note(wrong ?? 'text.video', node, label);
      return [];
    }
    return [
      {
        type: 'video',
        url: url.href,
        title: (title ?? '').trim(),
        sign: node.name === 'sign',
        subtitles: subtitles ?? '',
        minutes: positive(minutes),
        megabytes: positive(megabytes),
      },
    ];
  }
}

/** Longest text of a page in one language, in characters: some ten printed pages. */
export const longestText = 30_000;
/** Marks in one paragraph; the time to read them grows with their square. */
const mostMarks = 1000;

/** The first paragraph that nobody wrote by hand: so many marks that reading it would take minutes. */
function tooDense(markdown: string): TextProblem | undefined {
  let line = 1;
  for (const paragraph of markdown.split(/\n[ \t]*\n/)) {
    if (paragraph.replace(/[^*_~[\]:|<`]/g, '').length > mostMarks)
      return { code: 'text.too_dense', line, what: paragraph.slice(0, 120) };
    line += paragraph.split('\n').length + 1;
  }
  return undefined;
}

/** Reads a page's Markdown: what can be shown, and what is wrong with the rest. Nothing of it is ever put out as HTML. */
export function readText(markdown: string): Reading {
  const dense = tooDense(markdown);
  if (dense) return { blocks: [], problems: [dense] };
  const tree = fromMarkdown(markdown, {
    extensions: [gfm(), directive()],
    mdastExtensions: [gfmFromMarkdown(), directiveFromMarkdown()],
  });
  const reader = new Reader();
  return { blocks: reader.blocks(tree.children), problems: reader.problems };
}
