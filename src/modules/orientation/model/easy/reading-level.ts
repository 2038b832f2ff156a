import type { Block } from '../text/blocks.ts';
import { sentencesOf, wordsIn } from './sentences.ts';
import { syllables } from './syllables.ts';

/** How hard a German text is to read. */
export interface ReadingLevel {
  readonly words: number;
  readonly sentences: number;
  /** First Wiener Sachtextformel (Bamberger and Vanecek 1984): about the school year in which one reads it, 4 to 15. */
  readonly wiener: number;
  /** Läsbarhetsindex (Björnsson 1968): below 30 children's books, above 60 learned ones. */
  readonly lix: number;
  readonly ease: Ease;
}

/** Of the Sachtextformel: up to 6, 8, 10, 12 and above. */
export const eases = ['very_easy', 'easy', 'middling', 'hard', 'very_hard'] as const;
export type Ease = (typeof eases)[number];

/** Fewer words say nothing: both measures are means. */
const fewestWords = 30;

const inTenths = (value: number) => Math.round(value * 10) / 10;

export function easeOf(wiener: number): Ease {
  if (wiener <= 6) return 'very_easy';
  if (wiener <= 8) return 'easy';
  if (wiener <= 10) return 'middling';
  return wiener <= 12 ? 'hard' : 'very_hard';
}

/** How hard a German text is; undefined for one too short to say. Other languages have other measures. */
export function readingLevel(blocks: readonly Block[]): ReadingLevel | undefined {
  const sentences = sentencesOf(blocks);
  const words = sentences.flatMap(wordsIn).filter((word) => /\p{L}/u.test(word));
  if (words.length < fewestWords) return undefined;
  const counts = words.map(syllables);
  const share = (number: number) => (100 * number) / words.length;
  const length = words.length / sentences.length;
  const many = share(counts.filter((count) => count >= 3).length);
  const single = share(counts.filter((count) => count === 1).length);
  const long = share(words.filter((word) => word.replace(/[·\u00AD-]/g, '').length > 6).length);
  const wiener = inTenths(Math.max(0, 0.1935 * many + 0.1672 * length + 0.1297 * long - 0.0327 * single - 0.875));
  return { words: words.length, sentences: sentences.length, wiener, lix: inTenths(length + long), ease: easeOf(wiener) };
}
