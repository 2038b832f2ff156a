import { withoutEntities } from '../html-entities.ts';

const markup = /<(?:[a-z/!][^<>]*>)|&(?:#\w{1,8}|\w{2,8});/i;

/**
 * The words of a text that may be HTML: programs and styles fall away with all they hold, blocks become lines. A text
 * without markup stays as it is; what looks like markup once the entities are read stays text.
 */
export function plainText(text: string): string {
  if (!markup.test(text)) return text;
  const words = text
    .replaceAll(/<(script|style|template|noscript|iframe|svg|head)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replaceAll(/<li\b[^<>]*>/gi, '\n• ')
    .replaceAll(/<(?:br|hr)\b[^<>]*>|<\/(?:p|div|h[1-6]|li|ul|ol|tr|table|section|article|blockquote)\s*>/gi, '\n')
    .replaceAll(/<[a-z/!][^<>]*>/gi, '');
  return withoutEntities(words)
    .replaceAll(/[ \t\u00a0]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** The same on one line. */
export const oneLine = (text: string): string => plainText(text).replaceAll(/\s+/g, ' ').trim();

/** The first sentence of a text, at most so many characters, cut between words. */
export function firstSentence(text: string, maximum: number): string {
  const line = oneLine(text);
  // Not after "z. B." or "1.": a sentence ends where a capital letter follows a word of three letters or more.
  const [sentence = line] = /^.*?\p{L}{3,}[.!?](?= \p{Lu}|$)/u.exec(line) ?? [];
  const chosen = sentence.length <= maximum ? sentence : line;
  if (chosen.length <= maximum) return chosen;
  const cut = chosen.slice(0, maximum - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), maximum / 2)).trimEnd()}…`;
}
