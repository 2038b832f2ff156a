/**
 * Lists inside one cell. The export writes each item on its own line after `• `, and what belongs to an item in brackets
 * behind it: `• Kurse planen [bis: 31.12.2026; Stand: Begonnen]`. A backslash takes a sign's meaning away, so that every text
 * comes back as it was.
 */

// Noncharacters of Unicode stand for escaped signs while a cell is taken apart; no text may hold them.
const signs = ['\\', '[', ']', ';', '\n', '•', '('] as const;
const guard = (index: number) => String.fromCharCode(0xfdd0 + index);

export function escapeItem(text: string): string {
  return text.replace(/[\\[\];\n•]/g, (sign) => `\\${sign}`);
}

function protect(cell: string): string {
  return cell.replace(/\\([\\[\];\n•(])/g, (_, sign: string) => guard(signs.indexOf(sign as (typeof signs)[number])));
}

/** The text that was meant, with every escaped sign as itself. */
export function unescapeItem(text: string): string {
  return text.replace(/[\ufdd0-\ufdd6]/g, (one) => signs[one.charCodeAt(0) - 0xfdd0] ?? '');
}

// What Word and Excel make of bullets: signs, dashes, and the private signs of the fonts Symbol and Wingdings.
const bullet = /^\s*(?:[●▪■◦‣∙·*➢\uf0b7\uf0a7\uf0d8\ufffd]|[-–—])\s+/;
const number = /^\s*(?:\d{1,2}|[a-z])[.)]\s+/;

/**
 * The items of a cell, still protected. Items are lines when there are bullets, numbers or several lines; a line without a
 * bullet in a list with bullets goes on with the item before. Without lines, semicolons separate, and commas when asked for.
 */
export function splitItems(cell: string, commas = false): string[] {
  const text = protect(cell).trim();
  if (!text) return [];
  if (text.includes('•')) {
    const [before = '', ...items] = text.split('•').map((one) => one.replace(/\s*\n\s*/g, ' ').trim());
    return [before, ...items].filter(Boolean);
  }
  const lines = text.split('\n').filter((line) => line.trim());
  for (const mark of [bullet, number]) {
    const marked = lines.filter((line) => mark.test(line)).length;
    if (marked === 0 || (mark === number && marked < 2)) continue;
    const items: string[] = [];
    for (const line of lines) {
      if (mark.test(line) || !items.length) items.push(line.replace(mark, '').trim());
      else items.push(`${items.pop()} ${line.trim()}`);
    }
    return items.filter(Boolean);
  }
  if (lines.length > 1) return lines.map((line) => line.trim());
  // Not within brackets: "Schulen (Grundschulen, Berufskollegs)" is one.
  return splitOutside(text, commas && !outside(text).includes(';') ? ',' : ';');
}

const outside = (text: string): string => text.replace(/[([][^)\]]*[)\]]/g, '');

/** Splits where the separator stands outside of brackets. */
export function splitOutside(text: string, separator: ',' | ';'): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '(' || sign === '[') depth += 1;
    else if ((sign === ')' || sign === ']') && depth > 0) depth -= 1;
    else if (sign === separator && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)].map((one) => one.trim()).filter(Boolean);
}

export interface Item {
  /** Still protected. */
  readonly text: string;
  /** Detail by its name, small; already plain text. */
  readonly details: ReadonlyMap<string, string>;
}

/** Takes the details off an item. Brackets that hold anything else than these names are part of the text. */
export function readItem(item: string, names: readonly string[]): Item {
  const found = /^(.*?)\s*\[([^[\]]*)\]$/s.exec(item.trim());
  const details = new Map<string, string>();
  if (found) {
    for (const part of (found[2] ?? '').split(';')) {
      const [, name = '', value = ''] = /^\s*([^:]+?)\s*:\s*(.*?)\s*$/s.exec(part) ?? [];
      if (!names.some((one) => one.toLowerCase() === name.toLowerCase())) return { text: item.trim(), details: new Map() };
      details.set(name.toLowerCase(), unescapeItem(value));
    }
    return { text: found[1] ?? '', details };
  }
  return { text: item.trim(), details };
}

/** One item with its details; those that are empty are left out. */
export function writeItem(
  text: string,
  details: readonly (readonly [string, string | number | null | undefined])[] = [],
): string {
  const said = details.flatMap(([name, value]) =>
    value === '' || value === null || value === undefined ? [] : [`${name}: ${escapeItem(String(value))}`],
  );
  return said.length ? `${escapeItem(text)} [${said.join('; ')}]` : escapeItem(text);
}

export const writeItems = (items: readonly string[]): string => items.map((item) => `• ${item}`).join('\n');
