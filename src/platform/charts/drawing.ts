import { createHash } from 'node:crypto';
import { DOMParser } from 'linkedom';
import { seriesLook } from './looks.ts';
import { clean } from './text.ts';

const namespace = 'http://www.w3.org/2000/svg';

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * An empty document for Plot to draw in; the server has no DOM of its own. XML, because linkedom leaves `&` and `<` in the
 * attributes of an HTML document as they are, and a PDF reads the drawing as XML.
 */
export function newDocument(): Document {
  return new DOMParser().parseFromString('<drawing/>', 'image/svg+xml') as unknown as Document;
}

/** Appends an SVG element with a text or without. */
export function append(parent: Element, name: string, attributes: Attributes, text?: string): Element {
  const element = parent.ownerDocument.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  parent.appendChild(element);
  return element;
}

/** The same drawing has the same id each time, and two different ones on a page do not clash. */
export function drawingId(description: unknown): string {
  return `c${createHash('sha256').update(JSON.stringify(description)).digest('hex').slice(0, 10)}`;
}

/** The patterns of the first `count` series. */
export function appendPatterns(svg: Element, id: string, count: number): void {
  const definitions = append(svg, 'defs', {});
  for (let index = 0; index < count; index++) {
    const { pattern, color, className } = seriesLook(index);
    if (!pattern) continue;
    const { size, rotate, path } = pattern;
    const tile = append(definitions, 'pattern', {
      id: `${id}-p${index + 1}`,
      width: size,
      height: size,
      patternUnits: 'userSpaceOnUse',
      patternTransform: `rotate(${rotate})`,
    });
    append(tile, 'rect', { width: size, height: size, fill: color, class: className });
    append(tile, 'path', { d: path, stroke: '#fff', 'stroke-width': 2, fill: 'none', class: 'chart-pattern' });
  }
}

export interface DrawingFrame {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly className: string;
  /** `group` where there are links inside: what is inside of an `img` does not exist for a screen reader. */
  readonly role: 'img' | 'group';
}

/**
 * The finished SVG. The site's Content-Security-Policy allows no inline style, so Plot's `<style>` goes; its labels for
 * screen readers go too, because title, description and the table beside say more. The font is that of the page.
 */
export function finish(svg: Element, frame: DrawingFrame): string {
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const element of [svg, ...svg.querySelectorAll('*')]) tidy(element);
  svg.setAttribute('xmlns', namespace);
  svg.setAttribute('class', frame.className);
  svg.setAttribute('direction', 'ltr');
  svg.setAttribute('role', frame.role);
  svg.setAttribute('aria-labelledby', `${frame.id}-t`);
  svg.setAttribute('aria-describedby', `${frame.id}-d`);
  for (const [name, suffix, text] of [
    ['desc', 'd', frame.description],
    ['title', 't', frame.title],
  ] as const) {
    const element = append(svg, name, { id: `${frame.id}-${suffix}` }, clean(text));
    svg.insertBefore(element, svg.firstChild);
  }
  return svg.outerHTML;
}

const geometry = new Set(['d', 'cx', 'cy', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'width', 'height', 'transform']);

function tidy(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    if (name === 'style' || name === 'font-family') element.removeAttribute(name);
    else if (name === 'class' && value.startsWith('plot-')) element.removeAttribute(name);
    else if (name.startsWith('aria-') && element.tagName.toLowerCase() !== 'a') element.removeAttribute(name);
    else if (geometry.has(name))
      element.setAttribute(
        name,
        value.replace(/-?\d+\.\d{2,}(e-\d+)?/g, (number) => String(Number(Number(number).toFixed(1)))),
      );
  }
}
