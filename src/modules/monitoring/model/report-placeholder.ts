import { readBreakdown } from './breakdown.ts';
import { spanOf } from './period.ts';

/**
 * Placeholders in the texts of reports:
 *
 *     {{ort}} {{kreis}} {{land}} {{stand}}
 *     {{key[breakdown]@territory#period.vorher.part}}
 *
 * Everything but the key may be left out: the total, the document's territory, the newest period, the value itself.
 * - breakdown: `dimension=category`, joined by `;`
 * - territory: a key, or `ort`, `kreis`, `land`
 * - period: as stored, or a year: the last period that ends in it
 * - `vorher`: the period before that one
 * - part: `zeit`, `veraenderung`, `einheit`, `ort`, `name`, `quelle`
 * `.vorher` and ` vorher` mean the same.
 */
export const parts = ['zeit', 'veraenderung', 'einheit', 'ort', 'name', 'quelle'] as const;
export type PlaceholderPart = (typeof parts)[number] | 'wert';

export const words = ['ort', 'kreis', 'land', 'stand'] as const;
export type PlaceholderWord = (typeof words)[number];

export interface Selection {
  readonly indicator: string;
  readonly breakdown: string;
  /** `own`, `district`, `land`, or a key. */
  readonly territory: string;
  /** Undefined: the newest. */
  readonly period: string | undefined;
  readonly before: boolean;
  readonly part: PlaceholderPart;
}

export type Token =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'word'; readonly word: PlaceholderWord }
  | { readonly kind: 'figure'; readonly raw: string; readonly selection: Selection }
  /** Opened and not closed, or not of the grammar. */
  | { readonly kind: 'fault'; readonly raw: string };

const shape =
  /^([a-z][a-z0-9_]{0,59})(?:\[([^\][]{1,200})\])?(?:@([0-9A-Za-z-]{2,80}))?(?:#([0-9A-Z/-]{4,20}))?((?:[. ]+[a-z]+){0,2})$/;
const territories: Readonly<Record<string, string>> = { ort: 'own', kreis: 'district', land: 'land' };

/** What stands between the braces, read; undefined when it is no selection. */
export function readSelection(text: string): Selection | undefined {
  const match = shape.exec(text);
  if (!match) return undefined;
  const [, indicator = '', breakdown = '', territory = 'ort', period, tail = ''] = match;
  if (breakdown && !readBreakdown(breakdown)) return undefined;
  const place = territories[territory] ?? (/^([0-9]{2,9}|DG|[0-9]{8}-[a-z0-9-]+)$/.test(territory) ? territory : undefined);
  if (!place || (period !== undefined && !spanOf(period))) return undefined;
  const facets = tail.split(/[. ]+/).filter(Boolean);
  const before = facets[0] === 'vorher';
  const [part = 'wert', ...more] = before ? facets.slice(1) : facets;
  if (more.length > 0 || (part !== 'wert' && !(parts as readonly string[]).includes(part))) return undefined;
  return { indicator, breakdown, territory: place, period, before, part: part as PlaceholderPart };
}

/** A text as plain pieces and placeholders, in their order. Never throws, whatever somebody wrote. */
export function readPlaceholders(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const plain = (to: number) => {
    if (to > at) tokens.push({ kind: 'plain', text: text.slice(at, to) });
  };
  while (at < text.length) {
    const open = text.indexOf('{{', at);
    if (open < 0) break;
    const close = text.indexOf('}}', open + 2);
    const again = text.indexOf('{{', open + 2);
    plain(open);
    // Opened twice before it is closed: the first one is the fault, the second may be sound.
    const end = close < 0 ? text.length : again >= 0 && again < close ? again : close + 2;
    const raw = text.slice(open, end);
    const closed = close >= 0 && end === close + 2;
    tokens.push(closed ? placeholder(raw) : { kind: 'fault', raw });
    at = end;
  }
  plain(text.length);
  return tokens;
}

function placeholder(raw: string): Token {
  const inside = raw.slice(2, -2).trim();
  const word = words.find((one) => one === inside);
  if (word) return { kind: 'word', word };
  const selection = readSelection(inside);
  return selection ? { kind: 'figure', raw, selection } : { kind: 'fault', raw };
}

/** All selections in a text. */
export function selectionsIn(text: string): readonly Selection[] {
  return readPlaceholders(text).flatMap((token) => (token.kind === 'figure' ? [token.selection] : []));
}
