import { type AskFailure, askMachine, type MachineTranslator } from '#modules/directory';
import type { Context } from '#platform/access';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import { longestNews, longestTitle } from '../../model/news/news.ts';
import { joined, segmentsOf } from '../../model/writing/translating.ts';
import { keepNewsText, readNews } from './editing.ts';

/**
 * Has the machine write a message in another language; it says so, in public too, until a person has saved it.
 * A message of which a piece was lost on the way is not kept: nobody would look for it in so short a text.
 */
export async function translateNews(
  context: Context,
  translator: MachineTranslator | undefined,
  { id, version, tag }: { readonly id: string; readonly version: number; readonly tag: string },
): Promise<Outcome<undefined, FailureCode | AskFailure>> {
  const news = await readNews(context, id);
  if (!news || tag === 'de') return fail('orientation.unknown_news');
  // Before words of the budget are spent.
  if (news.version !== version) return fail('orientation.changed', { version: news.version });
  const { title, text } = news.texts.de;
  const segments = segmentsOf(text);
  const answer = await askMachine(context, translator, tag, [
    { text: title },
    ...segments.map(({ text: one, keep }) => ({ text: one, keep })),
  ]);
  if (!answer.ok) return answer;
  const [newTitle = '', ...rest] = answer.value;
  const made = joined(text, segments, rest);
  if (!newTitle || made.left || newTitle.length > longestTitle || made.text.length > longestNews) return fail('machine.nonsense');
  const kept = await keepNewsText(context, id, version, tag, {
    title: newTitle.replaceAll(/\s+/g, ' '),
    text: made.text,
    by: 'machine',
  });
  return kept.ok ? ok() : kept;
}
