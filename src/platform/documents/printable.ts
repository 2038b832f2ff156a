import { documentFonts } from './fonts.ts';

const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });
// Written German, English and most of what is ever printed: no look-up needed.
const plainText = /^[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u017f\u2010-\u2014\u2018-\u201f\u2022\u2026\u20ac]*$/;
// Control characters draw nothing, PDF/UA forbids U+0000, U+FEFF and U+FFFE, the embedding and override marks
// (U+202A–U+202E) of a pasted text would turn the order of everything that follows them, and the emoji font is black and
// white: it draws a tone of skin as a hatched box.
const undrawable = /[\p{Cc}\p{Emoji_Modifier}\u202a-\u202e\ufeff\ufffe\uffff\u{e0000}-\u{e0fff}]/gu;
const ignorable = /^\p{Default_Ignorable_Code_Point}$/u;

/**
 * The text as the fonts at hand can show it. PDF/UA-1 refuses a document with a single character that no font can draw, so
 * such a character becomes U+FFFD and a mark that does not fit its letter is left out: nobody's input may stop a print sheet.
 */
export function printableText(text: string): string {
  if (plainText.test(text)) return text;
  const clean = text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(undrawable, (character) => (character === '\n' ? '\n' : ''))
    .normalize('NFC');
  let out = '';
  for (const { segment } of clusters.segment(clean)) out += plainText.test(segment) ? segment : printableCluster(segment);
  return out;
}

function printableCluster(cluster: string): string {
  const characters = [...cluster];
  const drawn = characters.filter((character) => !ignorable.test(character)).map(codePoint);
  const fonts = documentFonts();
  if (fonts.some(({ covers }) => drawn.every((code) => covers.has(code)))) return cluster;
  const font = fonts.find(({ covers }) => drawn[0] !== undefined && covers.has(drawn[0]));
  if (!font) return '\ufffd';
  return characters.filter((character) => font.covers.has(codePoint(character))).join('');
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** `printableText` for every text inside a JSON value; keys, numbers and the shape stay. */
export function printable(value: unknown): unknown {
  if (typeof value === 'string') return printableText(value);
  if (Array.isArray(value)) return value.map(printable);
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, printable(inner)]));
  }
  return value;
}
