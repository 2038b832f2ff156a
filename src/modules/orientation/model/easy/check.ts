import { rules, type Sentence } from './rules.ts';
import { cutSentences, sentencesOf, type WrittenText, wordsIn } from './sentences.ts';

export type EasyRule = keyof typeof rules;
/** Rules of Leichte Sprache; texts: `orientation:staff.easy.<rule>`, with `what` and `instead`. */
export const easyRules = Object.keys(rules) as readonly EasyRule[];

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

const quoted = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether sentences beside each other say what a word means: "X heißt: …", "Das heißt X.", "X. Das ist …", "X: …". */
function explainer(sentences: readonly string[]): (word: string) => boolean {
  const known = new Map<string, boolean>();
  const find = (word: string) => {
    const whole = new RegExp(`(?<![\\p{L}·-])${quoted(word)}(?![\\p{L}·-])`, 'iu');
    const saying = new RegExp(
      `(?<![\\p{L}·-])${quoted(word)}[“"»«]*,? (?:ist|sind|heißt|heißen|bedeutet|bedeuten)(?!\\p{L})`,
      'iu',
    );
    return sentences.some((sentence, at) => {
      if (!whole.test(sentence)) return false;
      return (
        sentence === `${word}:` ||
        saying.test(sentence) ||
        /(?<!\p{L})(?:heißt|heißen|nennt|nennen|Namen?|kurz|kurze)(?!\p{L})/iu.test(sentence) ||
        /(?:heißt|heißen|kurz|kurze Form ist|Namen?|nennt sie|nennt es):$/i.test(sentences[at - 1] ?? '') ||
        /^(?:Das|Dies|Diese \S+|Er|Es|Sie) (?:heißt|ist|sind|bedeutet)(?!\p{L})/u.test(sentences[at + 1] ?? '')
      );
    });
  };
  return (word) => {
    const answer = known.get(word) ?? find(word);
    known.set(word, answer);
    return answer;
  };
}

/** Rules that are about a word: said once, however often it stands there. */
const ofWords: ReadonlySet<EasyRule> = new Set(['compound', 'long_word', 'hard_word', 'abbreviation', 'number']);
/** Nobody writes longer sentences; the rest of one that somebody pasted is not looked through. */
const longestLook = 1000;

/** Where a text in Leichte Sprache breaks its rules: sentence by sentence, the same words once each. */
export function checkEasy(text: WrittenText): EasyFinding[] {
  const sentences = [text.title, text.summary].flatMap(cutSentences).concat(sentencesOf(text.blocks));
  const explains = explainer(sentences);
  const told = new Set<string>();
  return sentences.flatMap((sentence) => {
    const look = sentence.slice(0, longestLook);
    const checked: Sentence = { text: look, words: wordsIn(look), explains };
    return easyRules.flatMap((rule) =>
      rules[rule](checked).flatMap(([what, instead = '']) => {
        const key = `${rule} ${what} ${ofWords.has(rule) ? '' : sentence}`;
        if (told.has(key)) return [];
        told.add(key);
        return [{ rule, sentence, what, instead, hint: `orientation:staff.easy.${rule}` }];
      }),
    );
  });
}
