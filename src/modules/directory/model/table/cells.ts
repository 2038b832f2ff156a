/**
 * Cells that hold several things: divided by ` | ` (or a line break), the parts of one thing by ` // `, both with blanks
 * around, so that internet addresses and opening hours (`||`) stand there as they are.
 */
const plain = (text: string) => text.replaceAll(' | ', ' / ').replaceAll(' // ', ' / ');

/** `['a', undefined, 'c']` → `a //  // c`; parts that are missing at the end are left out. */
export function joinParts(parts: readonly (string | number | undefined)[]): string {
  const filled = parts.map((part) => (part === undefined ? '' : plain(String(part))));
  while (filled.length > 1 && filled.at(-1) === '') filled.pop();
  return filled.join(' // ');
}

export const joinList = (items: readonly string[]): string => items.join(' | ');
export const joinTexts = (items: readonly string[]): string => joinList(items.map(plain));

/** The things of a cell. */
export function splitList(cell: string): string[] {
  if (cell === '') return [];
  return cell
    .split(/ +\| +|\n/)
    .map((item) => item.trim())
    .filter(Boolean);
}

/** The things of a cell, each with its parts; empty parts are undefined. */
export function splitParts(cell: string): (string | undefined)[][] {
  return splitList(cell).map((item) => item.split(/(?:^| +)\/\/(?= |$)/).map((part) => part.trim() || undefined));
}
