import { cutSentences, sentencesOf, type WrittenText, wordsIn } from './sentences.ts';

/** Rules of Leichte Sprache; texts: `orientation:staff.easy.<rule>`, with `what` and `instead`. */
export const easyRules = [
  'long_sentence',
  'passive',
  'genitive',
  'subordinate',
  'compound',
  'long_word',
  'hard_word',
  'abbreviation',
  'number',
  'symbol',
  'negation',
  'conjunctive',
  'preterite',
  'address',
] as const;
export type EasyRule = (typeof easyRules)[number];

/** A sentence that is not Leichte Sprache. */
export interface EasyFinding {
  readonly rule: EasyRule;
  readonly sentence: string;
  /** The words of the sentence in question. */
  readonly what: string;
  /** What could stand there; '' when only the author knows. */
  readonly instead: string;
  /** Key of the text that says what to do, with `what` and `instead` as parameters. */
  readonly hint: string;
}

/** Longest sentence, in words. */
export const longestSentence = 12;

/** Where a text in Leichte Sprache breaks its rules, sentence by sentence. */
export function checkEasy(text: WrittenText): EasyFinding[] {
  const sentences = [text.title, text.summary].flatMap(cutSentences).concat(sentencesOf(text.blocks));
  return sentences.flatMap((sentence) => {
    const { length } = wordsIn(sentence);
    if (length <= longestSentence) return [];
    return [
      {
        rule: 'long_sentence' as const,
        sentence,
        what: String(length),
        instead: '',
        hint: 'orientation:staff.easy.long_sentence',
      },
    ];
  });
}
