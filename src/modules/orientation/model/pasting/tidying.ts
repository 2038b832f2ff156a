import type { BlockContent, ListItem, PhrasingContent, Root, RootContent, Table } from 'mdast';
import { withAddresses } from './addresses.ts';

// What a text may be made of (model/text/reading.ts) is less than what Markdown can say.

const textOf = (node: RootContent | PhrasingContent): string =>
  'value' in node ? node.value : 'children' in node ? (node.children as PhrasingContent[]).map(textOf).join(' ') : '';

const oneLine = (value: string) => value.replaceAll(/\s+/g, ' ');

const linkTo = (url: string, words: string): PhrasingContent => ({
  type: 'link',
  url,
  children: [{ type: 'text', value: words }],
});

type Mark = Extract<PhrasingContent, { type: 'strong' | 'emphasis' }>;

/** Spaces at the ends of marked words move out: `** Wort **` marks nothing. */
function markedWords(node: Mark, inside: ReadonlySet<string>): PhrasingContent[] {
  const children = inlines(node.children, new Set([...inside, node.type]));
  if (inside.has(node.type)) return children;
  const whole = children.map(textOf).join('');
  if (!whole.trim()) return whole ? [{ type: 'text', value: ' ' }] : [];
  const out: PhrasingContent[] = [];
  const [first] = children;
  const last = children.at(-1);
  const before = first?.type === 'text' && /^\s/.test(first.value);
  const after = last?.type === 'text' && /\s$/.test(last.value);
  if (first?.type === 'text') first.value = first.value.replace(/^\s+/, '');
  if (last?.type === 'text') last.value = last.value.replace(/\s+$/, '');
  if (before) out.push({ type: 'text', value: ' ' });
  out.push({ type: node.type, children: children.filter((one) => one.type !== 'text' || one.value) } as Mark);
  if (after) out.push({ type: 'text', value: ' ' });
  return out;
}

/** Words with the marks that a text knows; neighbours of one kind become one. */
function inlines(nodes: readonly PhrasingContent[], inside: ReadonlySet<string> = new Set()): PhrasingContent[] {
  const out: PhrasingContent[] = [];
  const add = (node: PhrasingContent) => {
    const last = out.at(-1);
    const beforeLast = out.at(-2);
    const isMark = node.type === 'strong' || node.type === 'emphasis';
    if (isMark && last?.type === 'text' && !last.value.trim() && beforeLast?.type === node.type) {
      out.pop();
      beforeLast.children = inlines([...beforeLast.children, last, ...node.children], new Set([...inside, node.type]));
    } else if (node.type === 'text' && last?.type === 'text') last.value = oneLine(last.value + node.value);
    else if (isMark && last?.type === node.type) {
      last.children = inlines([...last.children, ...node.children], new Set([...inside, node.type]));
    } else out.push(node);
  };
  for (const node of nodes) {
    switch (node.type) {
      case 'text':
        for (const part of inside.has('link') ? [oneLine(node.value)] : withAddresses(oneLine(node.value)))
          add(typeof part === 'string' ? { type: 'text', value: part } : linkTo(part.href, part.words));
        break;
      case 'strong':
      case 'emphasis':
        for (const one of markedWords(node, inside)) add(one);
        break;
      case 'link': {
        const children = inlines(node.children, new Set([...inside, 'link']));
        if (children.map(textOf).join('').trim() && !inside.has('link')) add({ type: 'link', url: node.url, children });
        else for (const one of children) add(one);
        break;
      }
      case 'break':
        add({ type: 'break' });
        break;
      default:
        // Code, deleted words, pictures and whatever else: the words.
        if ('children' in node) for (const one of inlines(node.children as PhrasingContent[], inside)) add(one);
        else if ('value' in node) add({ type: 'text', value: oneLine(node.value) });
    }
  }
  return out;
}

/** A paragraph's words without empty ends. */
function trimmed(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const all = inlines(nodes);
  while (all.length && (all[0]?.type === 'break' || !textOf(all[0] as PhrasingContent).trim())) all.shift();
  while (all.length && (all.at(-1)?.type === 'break' || !textOf(all.at(-1) as PhrasingContent).trim())) all.pop();
  const [first] = all;
  const last = all.at(-1);
  if (first?.type === 'text') first.value = first.value.trimStart();
  if (last?.type === 'text') last.value = last.value.trimEnd();
  return all;
}

const hasWords = (nodes: readonly PhrasingContent[]) => nodes.some((node) => textOf(node).trim());

/** All words of blocks in one line, for the cells of a table. */
function inOneLine(nodes: readonly (RootContent | PhrasingContent)[]): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (['text', 'strong', 'emphasis', 'link', 'delete', 'inlineCode', 'image'].includes(node.type))
      return [node as PhrasingContent];
    const inner =
      'children' in node ? inOneLine(node.children as RootContent[]) : [{ type: 'text' as const, value: textOf(node) }];
    return [{ type: 'text', value: ' ' }, ...inner, { type: 'text', value: ' ' }];
  });
}

function table(node: Table): RootContent[] {
  const rows = node.children.map((row) => ({
    type: 'tableRow' as const,
    children: row.children.map((cell) => ({ type: 'tableCell' as const, children: trimmed(inOneLine(cell.children)) })),
  }));
  const filled = rows.filter(({ children }) => children.some((cell) => hasWords(cell.children)));
  const columns = Math.max(0, ...filled.map(({ children }) => children.length));
  // A table of one column or one row is a frame that somebody drew around a text.
  if (columns < 2 || filled.length < 2)
    return filled.flatMap(({ children }) =>
      children.filter((cell) => hasWords(cell.children)).map((cell) => ({ type: 'paragraph' as const, children: cell.children })),
    );
  for (const { children } of filled) while (children.length < columns) children.push({ type: 'tableCell', children: [] });
  return [{ type: 'table', children: filled }];
}

/** Deeper than this, points stand one after the other. */
const deepest = 4;

const isInline = (node: RootContent): node is PhrasingContent =>
  ['text', 'strong', 'emphasis', 'link', 'break', 'delete', 'inlineCode', 'image'].includes(node.type);

/** Words that stand beside blocks become paragraphs. */
function inParagraphs(nodes: readonly RootContent[]): RootContent[] {
  const out: RootContent[] = [];
  let run: PhrasingContent[] | undefined;
  for (const node of nodes) {
    if (!isInline(node)) {
      run = undefined;
      out.push(node);
    } else if (run) run.push(node);
    else {
      run = [node];
      out.push({ type: 'paragraph', children: run });
    }
  }
  return out;
}

function blocks(nodes: readonly RootContent[], depth = 0): RootContent[] {
  return inParagraphs(nodes).flatMap((node): RootContent[] => {
    switch (node.type) {
      case 'paragraph':
      case 'heading': {
        const children = trimmed(node.children);
        return hasWords(children) ? [{ ...node, children }] : [];
      }
      case 'blockquote': {
        const inner = blocks(node.children, depth + 1);
        if (depth >= deepest || !inner.length) return inner;
        return [{ type: 'blockquote', children: inner as BlockContent[] }];
      }
      case 'list': {
        const items = node.children
          .map((item) => ({ item, inner: blocks(item.children, depth + 1) }))
          .filter(({ inner }) => inner.length);
        if (depth >= deepest || !items.length) return items.flatMap(({ inner }) => inner);
        const children = items.map(
          ({ item, inner }): ListItem => ({
            type: 'listItem',
            spread: false,
            ...(typeof item.checked === 'boolean' ? { checked: false } : {}),
            children: inner as BlockContent[],
          }),
        );
        const start = node.ordered && node.start && node.start > 1 ? { start: node.start } : {};
        return [{ type: 'list', ordered: node.ordered === true, spread: false, ...start, children }];
      }
      case 'table':
        return table(node);
      case 'leafDirective':
        return [node];
      case 'thematicBreak':
        return [];
      default: {
        const children = trimmed([{ type: 'text', value: textOf(node) }]);
        return hasWords(children) ? [{ type: 'paragraph', children }] : [];
      }
    }
  });
}

/** The page's own title is its first heading; those of the text begin on the second level, however they did elsewhere. */
export function tidied(root: Root): Root {
  const children = blocks(root.children);
  const depths = children.flatMap((node) => (node.type === 'heading' ? node.depth : []));
  const shift = 2 - Math.min(...depths, 6);
  const levelled = children.map((node) =>
    node.type === 'heading' ? { ...node, depth: Math.max(2, Math.min(4, node.depth + shift)) as 2 | 3 | 4 } : node,
  );
  return { type: 'root', children: levelled };
}
