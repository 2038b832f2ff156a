import { readCell } from 'official-tables';
import type { Marker } from './vocabulary.ts';

export type Mark = ',' | '.';

/** A cell: number or sign, or why it is neither. */
export interface ReadValue {
  readonly value: number | null;
  readonly marker: Marker | null;
  readonly rejected: 'value.not_a_number' | 'value.other_decimal_mark' | 'value.formula_without_result' | 'value.error' | null;
}

const bad = (rejected: NonNullable<ReadValue['rejected']>): ReadValue => ({ value: null, marker: null, rejected });

/** One group of three digits: 1.234 is 1234 or 1.234, and only the rest of the file tells. */
const oneGroup = /^[+-]?\d{1,3}[.,]\d{3}$/;
const groupsBefore: Readonly<Record<Mark, RegExp>> = {
  ',': /^([+-]?\d{1,3}(?:\.\d{3})+)$/,
  '.': /^([+-]?\d{1,3}(?:,\d{3})+)$/,
};

const bare = (text: string): string =>
  text
    .trim()
    .replace(/^−/, '-')
    .replace(/\s*(?:%|‰|€)$/, '')
    .replaceAll("'", '');

/** What a cell shows of the file's way of writing numbers. */
export function markShown(text: string): { readonly decimal?: Mark; readonly groups?: Mark } {
  const digits = bare(text).replace(/^\((.+)\)$/, '$1');
  if (/^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/.test(digits)) return { decimal: ',', groups: '.' };
  if (/^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/.test(digits)) return { decimal: '.', groups: ',' };
  if (/^[+-]?\d{1,3}(?:\.\d{3}){2,}$/.test(digits)) return { groups: '.' };
  if (/^[+-]?\d{1,3}(?:,\d{3}){2,}$/.test(digits)) return { groups: ',' };
  if (oneGroup.test(digits) && !/^[+-]?0/.test(digits)) return {};
  const [, mark] = /^[+-]?\d+([.,])\d+$/.exec(digits) ?? [];
  return mark ? { decimal: mark as Mark } : {};
}

/**
 * How the file writes numbers.
 * - `decimal`: as its cells show; null: none of them has decimals
 * - `groups`: the other mark stands between thousands, so that `1.234` is 1234
 */
export interface NumberStyle {
  readonly decimal: Mark | null;
  readonly groups: boolean;
}

/** @param chosen what the mapping says: who chose has looked at the file */
export function numberStyle(cells: Iterable<string>, chosen: Mark | 'auto'): NumberStyle {
  if (chosen !== 'auto') return { decimal: chosen, groups: true };
  const seen = { ',': 0, '.': 0 };
  const grouping = { ',': 0, '.': 0 };
  for (const cell of cells) {
    const { decimal, groups } = markShown(cell);
    if (decimal) seen[decimal] += 1;
    if (groups) grouping[groups] += 1;
  }
  if (grouping['.'] || grouping[',']) return { decimal: grouping['.'] >= grouping[','] ? ',' : '.', groups: true };
  return { decimal: seen[','] || seen['.'] ? (seen[','] >= seen['.'] ? ',' : '.') : null, groups: false };
}

/** @param kind letter of the cell in a workbook; '' in CSV */
export function readValue(text: string, kind: string, style: NumberStyle): ReadValue {
  if (kind === 'f') return bad('value.formula_without_result');
  if (kind === 'e' || /^#(?:DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!|WERT!|BEZUG!|NV|ZAHL!)$/.test(text))
    return bad('value.error');
  // A number of a workbook has no spelling: what the file holds is the number itself.
  if (kind === 'n')
    return Number.isFinite(Number(text)) ? { value: Number(text) + 0, marker: null, rejected: null } : bad('value.not_a_number');
  const cell = bare(text);
  if (/^(?:k\. ?A\.|n\/?a|nicht verfügbar)$/i.test(cell)) return { value: null, marker: '.', rejected: null };
  const inner = cell.replace(/^\(\s*(.+?)\s*\)$/, '$1');
  if (oneGroup.test(inner) && !/^[+-]?0/.test(inner)) {
    if (style.decimal === null || (!style.groups && inner.includes(style.decimal === ',' ? '.' : ',')))
      return bad('value.other_decimal_mark');
    if (style.groups && groupsBefore[style.decimal].test(inner))
      return { value: Number(inner.replaceAll(/[.,]/g, '')), marker: inner === cell ? null : '()', rejected: null };
  }
  const { value, marker, rejected } = readCell(cell, style.decimal);
  return { value, marker, rejected };
}

/** Words for the sum over all categories; a dimension with one of these says nothing. */
const totals = /^(?:insgesamt|gesamt|zusammen|summe|alle|total|gesamtzahl|ingesamt|ohne unterscheidung|_?t(?:otal)?)$/i;

export const isTotal = (text: string): boolean => text === '' || totals.test(text.trim());
