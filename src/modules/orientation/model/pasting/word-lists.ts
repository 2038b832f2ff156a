import type { Element, ElementContent, RootContent } from 'hast';

// Word writes the points of a list as paragraphs: `mso-list:l0 level2 lfo1` says how deep, and a span with
// `mso-list:Ignore` holds the bullet or the number.

/** Which list a paragraph belongs to, and how deep it stands; level 0: to none. */
function placeOf(node: RootContent): { readonly id: string; readonly level: number } {
  const style = node.type === 'element' && node.tagName === 'p' ? String(node.properties.style ?? '') : '';
  const [, id = '', level = '0'] = /mso-list:\s*(l\d+)\s+level(\d+)/i.exec(style) ?? [];
  return { id, level: Math.min(9, Number(level)) };
}

const textOf = (node: ElementContent): string =>
  node.type === 'text' ? node.value : node.type === 'element' ? node.children.map(textOf).join('') : '';

const isMarker = (node: ElementContent): boolean =>
  node.type === 'element' && /mso-list:\s*ignore/i.test(String(node.properties.style ?? ''));

/** What stands before the first word, taken out of the paragraph. */
function withoutMarker(children: readonly ElementContent[]): { marker: string; rest: ElementContent[] } {
  let marker = '';
  const rest = children.flatMap((child): ElementContent[] => {
    if (isMarker(child)) {
      marker ||= textOf(child).trim();
      return [];
    }
    if (child.type !== 'element') return [child];
    const inner = withoutMarker(child.children);
    marker ||= inner.marker;
    return [{ ...child, children: inner.rest }];
  });
  return { marker, rest };
}

const element = (tagName: string, children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties: {},
  children,
});

const isBlank = (node: RootContent) => node.type === 'comment' || (node.type === 'text' && !node.value.trim());

/** Turns runs of Word's list paragraphs into lists, one inside the other as their levels say. */
export function withWordLists<T extends RootContent>(nodes: readonly T[]): (T | Element)[] {
  const out: (T | Element)[] = [];
  /** Lists that are open, the outermost first. */
  let open: { readonly id: string; readonly level: number; readonly list: Element }[] = [];
  for (const node of nodes) {
    const { id, level } = placeOf(node);
    if (!level || node.type !== 'element') {
      if (!isBlank(node)) open = [];
      if (!open.length) out.push(node);
      continue;
    }
    const { marker, rest } = withoutMarker(node.children);
    const item = element('li', rest);
    while (open.length && (open.at(-1)?.level ?? 0) > level) open.pop();
    // Another list on the same level begins anew.
    if (open.at(-1)?.level === level && open.at(-1)?.id !== id) open.pop();
    const last = open.at(-1);
    if (last?.level === level) {
      last.list.children.push(item);
      continue;
    }
    const list = element(/^\(?[\da-z]{1,4}[.)]/i.test(marker) ? 'ol' : 'ul', [item]);
    const above = last?.list.children.at(-1);
    if (above?.type === 'element') above.children.push(list);
    else out.push(list);
    open.push({ id, level, list });
  }
  return out;
}
