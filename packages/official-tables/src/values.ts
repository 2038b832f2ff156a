import type { Marker } from './types.ts';

export type DecimalMark = ',' | '.';

/** `mark`: the decimal mark that the number shows; `rejected`: why the cell is no value. */
export interface Cell {
  readonly value: number | null;
  readonly marker: Marker | null;
  readonly mark: DecimalMark | null;
  readonly rejected: 'value.not_a_number' | 'value.other_decimal_mark' | null;
}

const only = (value: number | null, marker: Marker | null): Cell => ({ value, marker, mark: null, rejected: null });

// The dash and the ellipsis also come as the characters that word processors make of them.
const signs: ReadonlyMap<string, Cell> = new Map([
  ['', only(null, null)],
  ['-', only(0, '-')],
  ['–', only(0, '-')],
  ['.', only(null, '.')],
  ['...', only(null, '...')],
  ['…', only(null, '...')],
  ['/', only(null, '/')],
  ['x', only(null, 'x')],
  ['X', only(null, 'x')],
  ['*', only(null, '*')],
  ['()', only(null, '()')],
  ['( )', only(null, '()')],
]);

const notANumber: Cell = { value: null, marker: null, mark: null, rejected: 'value.not_a_number' };
const otherMark: Cell = { value: null, marker: null, mark: null, rejected: 'value.other_decimal_mark' };
const plain = /^[+-]?\d+(?:([.,])\d+)?$/;
// Points or blanks between groups of three, then a comma; or the English way round. One group alone would be ambiguous.
const groupedComma = /^[+-]?\d{1,3}(?:(?:\.\d{3})+(?=,)|(?:\.\d{3}){2,}|(?:[ \u00a0\u202f]\d{3})+)(?:,\d+)?$/;
const groupedPoint = /^[+-]?\d{1,3}(?:(?:,\d{3})+(?=\.)|(?:,\d{3}){2,})(?:\.\d+)?$/;

/**
 * Reads one cell. `mark` is the file's decimal mark as far as known; a number with the other one is rejected, because
 * `1.234` is 1234 in one language and 1.234 in the other, and nothing in the cell tells which.
 */
export function readCell(text: string, mark: DecimalMark | null): Cell {
  const sign = signs.get(text);
  if (sign) return sign;
  const digits = Number(text);
  // Most cells are integers: no expression is needed for them. Number() alone would let "0x1F" and "1e5" through.
  if (Number.isSafeInteger(digits) && isDigits(text)) return { value: digits, marker: null, mark: null, rejected: null };
  const trimmed = text.trim();
  if (trimmed !== text) return readCell(trimmed, mark);
  if (text.startsWith('(') && text.endsWith(')')) {
    const inner = readCell(text.slice(1, -1).trim(), mark);
    if (inner.rejected) return inner;
    return inner.marker || inner.value === null ? notANumber : { ...inner, marker: '()' };
  }
  const match = plain.exec(text);
  if (match) {
    const found = (match[1] ?? null) as DecimalMark | null;
    if (found && mark && found !== mark) return otherMark;
    return {
      value: positiveZero(Number(found === ',' ? text.replace(',', '.') : text)),
      marker: null,
      mark: found,
      rejected: null,
    };
  }
  if (groupedComma.test(text)) return grouped(text.replace(/[. \u00a0\u202f]/g, '').replace(',', '.'), ',', mark);
  if (groupedPoint.test(text)) return grouped(text.replaceAll(',', ''), '.', mark);
  return notANumber;
}

function grouped(digits: string, found: DecimalMark, mark: DecimalMark | null): Cell {
  return mark && mark !== found ? otherMark : { value: Number(digits), marker: null, mark: found, rejected: null };
}

function isDigits(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

const positiveZero = (value: number): number => (value === 0 ? 0 : value);
