import type { Context } from '#platform/access';
import { fail, type Outcome, ok } from '#platform/outcome';
import { restore, wordCount } from '../../model/translation/protect.ts';
import { findMachineSettings, giveBackWords, reserveWords } from '../../store/translation/machine.ts';
import type { MachineFailure, MachineTranslator } from './machine/types.ts';
import { districtProtector, monthOf } from './runs.ts';

/** Texts of one request; services refuse more than fifty, and long requests fail as a whole. */
const mostTexts = 25;
const mostLetters = 8000;

export type AskFailure =
  | MachineFailure
  | 'machine.not_configured'
  | 'machine.not_enabled'
  | 'machine.language'
  | 'machine.budget'
  | 'machine.nothing_open';

export interface AskedText {
  readonly text: string;
  /** Pieces of it that stay as they are, besides names, numbers and addresses. */
  readonly keep?: readonly string[];
}

/** Whether the district lets a machine translate into a language, and there is one that can. */
export async function mayAskMachine(context: Context, translator: MachineTranslator | undefined, tag: string): Promise<boolean> {
  if (!translator?.supports(tag)) return false;
  const { enabled, languages } = await context.transaction(findMachineSettings);
  return enabled && languages.includes(tag);
}

/** Texts in requests of a bearable size. */
export function inRequests<T extends { readonly text: string }>(texts: readonly T[]): T[][] {
  const made: T[][] = [];
  let letters = 0;
  for (const one of texts) {
    const last = made.at(-1);
    if (!last || last.length >= mostTexts || letters + one.text.length > mostLetters) {
      made.push([one]);
      letters = one.text.length;
    } else {
      last.push(one);
      letters += one.text.length;
    }
  }
  return made;
}

/**
 * Has the machine translate German texts of another module, within what the district allows and its budget of words.
 * A text of which something was lost on the way comes back as undefined; one without words as it is.
 */
export async function askMachine(
  context: Context,
  translator: MachineTranslator | undefined,
  tag: string,
  texts: readonly AskedText[],
): Promise<Outcome<readonly (string | undefined)[], AskFailure>> {
  if (!translator) return fail('machine.not_configured');
  if (!translator.supports(tag)) return fail('machine.language');
  const settings = await context.transaction(findMachineSettings);
  if (!settings.enabled) return fail('machine.not_enabled');
  if (!settings.languages.includes(tag)) return fail('machine.language');
  const protect = await districtProtector(context);
  const asked = texts.map(({ text, keep }, index) => {
    const shown = protect(text, keep);
    return { index, ...shown, words: wordCount(shown.text) };
  });
  const open = asked.filter(({ words }) => words > 0);
  if (!open.length) return fail('machine.nothing_open');
  const words = open.reduce((sum, one) => sum + one.words, 0);
  const month = monthOf(context.now());
  const reserved = await context.transaction((trx) => reserveWords(trx, context.tenant.id, month, tag, words));
  if (reserved !== 'taken') return fail(reserved);
  const answers: (string | undefined)[] = texts.map(({ text }, index) => (asked[index]?.words ? undefined : text));
  let left = words;
  for (const request of inRequests(open)) {
    const answer = await translator.translate(
      tag,
      request.map(({ text }) => text),
    );
    if (!answer.ok) {
      // What was not translated costs nothing; whoever answers nonsense has counted the words all the same.
      if (answer.code !== 'machine.nonsense') await context.transaction((trx) => giveBackWords(trx, month, tag, left));
      return answer;
    }
    for (const [at, { index, kept, words: own }] of request.entries()) {
      answers[index] =
        restore(answer.value[at] ?? '', kept)
          ?.normalize('NFC')
          .trim() || undefined;
      left -= own;
    }
  }
  return ok(answers);
}
