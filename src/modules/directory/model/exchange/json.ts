import { UnreadableFile } from './record.ts';

const deepest = 60;

/** Refuses a text that nests deeper than any document of people's; strings are passed over. */
function checkDepth(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      for (at++; at < text.length && text.charCodeAt(at) !== 34; at++) if (text.charCodeAt(at) === 92) at++;
    } else if (code === 91 || code === 123) {
      depth += 1;
      if (depth > deepest) throw new UnreadableFile('exchange.too_deep', { limit: deepest });
    } else if (code === 93 || code === 125) depth -= 1;
  }
}

/** JSON in UTF-8 or UTF-16. Throws `UnreadableFile`. */
export function readJson(bytes: Uint8Array): unknown {
  const mark = `${bytes[0]},${bytes[1]}`;
  const encoding = mark === '255,254' ? 'utf-16le' : mark === '254,255' ? 'utf-16be' : 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFile('exchange.encoding');
  }
  if (!text.trim()) throw new UnreadableFile('exchange.empty');
  checkDepth(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, position] = /position (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
    const line = position === undefined ? 1 : text.slice(0, Number(position)).split('\n').length;
    throw new UnreadableFile('exchange.json', { line });
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const objects = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
/** A text or number as text; '' for anything else. */
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
