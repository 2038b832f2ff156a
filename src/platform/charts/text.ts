import type { InterfaceLanguage } from '#platform/i18n';

/** What an SVG can hold: control characters would make it unreadable where it is read as XML, in a PDF for instance. */
export function clean(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\p{Noncharacter_Code_Point}]+/gu, ' ');
}

/**
 * A text that keeps its own direction: the drawing itself is always left-to-right, so that positions mean the same in every
 * language, and isolates (U+2067, U+2066 … U+2069) order the words inside of a label.
 */
export function label(text: string, language: InterfaceLanguage): string {
  if (language.dir !== 'rtl') return clean(text);
  // A German name on an Arabic page keeps its own order; figures alone follow the page.
  const foreign = /\p{L}/u.test(text) && !/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text);
  return `${foreign ? '\u2066' : '\u2067'}${clean(text)}\u2069`;
}

const narrow = /[iljtfr.,;:|!'()[\] ]/;
const wide = /[mwMW@%]/;

/** Width in pixels, estimated: the server has no fonts to measure with. A little more than Noto Sans needs. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) {
    // Accents and isolates take no room of their own.
    if (/[\p{M}\p{Cf}]/u.test(character)) continue;
    if (narrow.test(character)) ems += 0.34;
    else if (wide.test(character)) ems += 0.92;
    else if (/\p{Lu}/u.test(character)) ems += 0.7;
    else ems += 0.57;
  }
  return ems * size;
}

/** Lines no wider than `width` where words allow it. */
export function wrap(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Figures as people of the language read them, with as many decimals as the most exact value has, two at most, unless given. */
export function numberFormat(language: InterfaceLanguage, values: readonly (number | null)[], given?: number): Intl.NumberFormat {
  const decimals = given ?? Math.max(0, ...values.map((value) => (value === null ? 0 : decimalsOf(value))));
  return new Intl.NumberFormat(language.locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

function decimalsOf(value: number): number {
  for (let decimals = 0; decimals < 2; decimals++) if (Math.abs(value - Number(value.toFixed(decimals))) < 1e-9) return decimals;
  return 2;
}
