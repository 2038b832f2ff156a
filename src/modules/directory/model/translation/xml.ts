import { fail, type Outcome, ok } from '#platform/outcome';

/** An element of a document; text between elements is part of `content`. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly content: readonly (XmlElement | string)[];
}

export type XmlFailure = 'xml.malformed' | 'xml.doctype' | 'xml.entity' | 'xml.too_deep' | 'xml.encoding';

const deepest = 40;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const name = '[\\p{L}_][\\p{L}\\p{N}._:-]*';
const startTag = new RegExp(`^<(${name})((?:\\s+${name}\\s*=\\s*(?:"[^<"]*"|'[^<']*'))*)\\s*(/?)>$`, 'u');
const attribute = new RegExp(`(${name})\\s*=\\s*(?:"([^<"]*)"|'([^<']*)')`, 'gu');
const endTag = new RegExp(`^</(${name})\\s*>$`, 'u');
/** What XML 1.0 allows as a character. */
const allowed = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

class XmlError extends Error {
  readonly code: XmlFailure;
  readonly at: number;
  constructor(code: XmlFailure, at: number) {
    super(code);
    this.code = code;
    this.at = at;
  }
}

/** Only the five entities of XML itself and character references; nothing is ever looked up. */
function unescaped(text: string, at: number): string {
  return text.replace(/&([^;&<\s]{0,12};?)/g, (_whole, reference: string) => {
    const [, hex, decimal, named] = /^(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));$/.exec(reference) ?? [];
    if (named !== undefined && Object.hasOwn(entities, named)) return entities[named] as string;
    const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : Number.NaN;
    const letter = code <= 0x10ffff ? String.fromCodePoint(code) : '';
    if (!letter || !allowed.test(letter)) throw new XmlError('xml.entity', at);
    return letter;
  });
}

/** End of the tag that begins at `at`; a `>` within quotes does not end it. */
function endOfTag(text: string, at: number): number {
  let quote = '';
  for (let index = at; index < text.length; index++) {
    const letter = text[index] as string;
    if (quote) quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return index + 1;
  }
  throw new XmlError('xml.malformed', at);
}

function attributesOf(text: string, at: number): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, key = '', double, single] of text.matchAll(attribute)) {
    if (found.has(key)) throw new XmlError('xml.malformed', at);
    found.set(key, unescaped(double ?? single ?? '', at).replaceAll(/[\t\n\r]/g, ' '));
  }
  return found;
}

interface Open {
  readonly element: XmlElement;
  readonly content: (XmlElement | string)[];
}

function parse(text: string): XmlElement {
  const root: Open = { element: { name: '', attributes: new Map(), content: [] }, content: [] };
  const open: Open[] = [root];
  const top = () => open.at(-1) as Open;
  const say = (piece: string, at: number) => {
    if (open.length === 1 && piece.trim()) throw new XmlError('xml.malformed', at);
    if (piece && open.length > 1) top().content.push(piece);
  };
  const skip = (at: number, begin: string, end: string) => {
    const until = text.indexOf(end, at + begin.length);
    if (until < 0) throw new XmlError('xml.malformed', at);
    return until + end.length;
  };
  for (let at = 0; at < text.length; ) {
    if (text[at] !== '<') {
      const next = text.indexOf('<', at);
      const piece = text.slice(at, next < 0 ? text.length : next);
      if (piece.includes(']]>')) throw new XmlError('xml.malformed', at);
      say(unescaped(piece, at), at);
      at = next < 0 ? text.length : next;
    } else if (text.startsWith('<!--', at)) at = skip(at, '<!--', '-->');
    else if (text.startsWith('<![CDATA[', at)) {
      const end = skip(at, '<![CDATA[', ']]>');
      say(text.slice(at + 9, end - 3), at);
      at = end;
    } else if (text.startsWith('<?', at)) at = skip(at, '<?', '?>');
    // A document type can bring entities that grow without end or read files: none is taken, whatever is in it.
    else if (text.startsWith('<!', at)) throw new XmlError('xml.doctype', at);
    else {
      const end = endOfTag(text, at);
      const tag = text.slice(at, end);
      const [, closing] = endTag.exec(tag) ?? [];
      if (closing !== undefined) {
        if (open.length < 2 || top().element.name !== closing) throw new XmlError('xml.malformed', at);
        open.pop();
      } else {
        const [, opening, said = '', empty] = startTag.exec(tag) ?? [];
        if (opening === undefined || (open.length === 1 && root.content.length)) throw new XmlError('xml.malformed', at);
        const content: (XmlElement | string)[] = [];
        const element = { name: opening, attributes: attributesOf(said, at), content };
        top().content.push(element);
        if (!empty) open.push({ element, content });
        if (open.length > deepest) throw new XmlError('xml.too_deep', at);
      }
      at = end;
    }
  }
  const [document] = root.content;
  if (open.length !== 1 || typeof document !== 'object') throw new XmlError('xml.malformed', text.length);
  return document;
}

/**
 * Reads a small XML document: elements, attributes, text, CDATA. No document type, no entities but XML's own, bounded
 * depth; what is not well-formed is a failure that names the line. The caller bounds the size.
 */
export function parseXml(text: string): Outcome<XmlElement, XmlFailure> {
  if (!allowed.test(text)) return fail('xml.encoding', { line: 1 });
  try {
    return ok(parse(text.replaceAll(/\r\n?/g, '\n')));
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return fail(error.code, { line: text.slice(0, error.at).split('\n').length });
  }
}

/** Bytes as text: UTF-8, or UTF-16 with its mark. A file that says it is in something else is refused. */
export function decodeXml(bytes: Uint8Array): Outcome<string, 'xml.encoding'> {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    const [, declared] = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(text) ?? [];
    const fits =
      declared === undefined || declared.toLowerCase().startsWith(encoding.slice(0, 6)) || declared.toLowerCase() === 'us-ascii';
    return fits ? ok(text) : fail('xml.encoding', { line: 1 });
  } catch {
    return fail('xml.encoding', { line: 1 });
  }
}

/** Text for an element or attribute; characters that XML does not know are left out. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

export const childrenOf = (element: XmlElement, wanted?: string): XmlElement[] =>
  element.content.filter((one): one is XmlElement => typeof one !== 'string' && (wanted === undefined || one.name === wanted));
