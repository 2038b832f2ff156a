import { type AskFailure, askMachine, type MachineTranslator } from '#modules/directory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import { longestText } from '../../model/text/reading.ts';
import { joined, segmentsOf } from '../../model/writing/translating.ts';
import { changeState, insertText, latestText, listTexts, openStates } from '../../store/texts.ts';
import { authorOf, pageToRead, pageToWrite } from './ground.ts';

/**
 * Writes a draft in another language by machine, of the German text as it is public (else as it is being worked on).
 * It says that a machine made it until a person has read it, in public too; people's drafts stay among the versions.
 * @returns how many pieces stayed German because something of them was lost
 */
export async function translateText(
  context: Context,
  translator: MachineTranslator | undefined,
  { pageId, language, base }: { readonly pageId: string; readonly language: string; readonly base: number },
): Promise<Outcome<number, FailureCode | AskFailure>> {
  const german = await context.transaction(async (trx) => {
    const page = await pageToRead(trx, context, pageId);
    if (!page) return undefined;
    const texts = (await listTexts(trx, [pageId], ['published', ...openStates])).filter((text) => text.language === 'de');
    return { page, text: texts.find(({ state }) => state === 'published') ?? texts[0] };
  });
  if (!german) return fail('orientation.unknown_page');
  if (german.page.archivedAt) return fail('orientation.archived');
  if (!german.text || language === 'de') return fail('orientation.no_german');
  const { title, summary, body, version } = german.text;
  const segments = segmentsOf(body);
  // A title without words would be none.
  const asked = [{ text: title }, { text: summary || title }, ...segments.map(({ text, keep }) => ({ text, keep }))];
  const answer = await askMachine(context, translator, language, asked);
  if (!answer.ok) return answer;
  const [newTitle, newSummary, ...rest] = answer.value;
  const { text, left } = joined(body, segments, rest);
  const lost = left + (newTitle ? 0 : 1) + (newSummary ? 0 : 1);
  return context.transaction(async (trx): Promise<Outcome<number, FailureCode>> => {
    const page = await pageToWrite(trx, context, pageId);
    if (!page.ok) return page;
    const latest = await latestText(trx, pageId, language);
    if ((latest?.version ?? 0) !== base) return fail('orientation.changed', { version: latest?.version ?? 0 });
    await changeState(trx, { pageId, language, from: openStates }, { state: 'superseded', publishAt: null });
    const made = {
      pageId,
      language,
      version: base + 1,
      baseVersion: latest?.version ?? null,
      state: 'draft' as const,
      title: (newTitle ?? title).slice(0, 200),
      summary: summary ? (newSummary ?? summary).slice(0, 500) : '',
      body: text.slice(0, longestText),
      madeBy: 'machine' as const,
      germanVersion: version,
      minor: false,
      note: '',
      authorUserId: authorOf(context),
      publishAt: null,
      publishedAt: null,
    };
    await insertText(trx, context.tenant.id, made, context.now());
    await audit(trx, context, {
      action: 'orientation.text_translated',
      subjectType: 'orientation_page',
      subjectId: pageId,
      details: { language, version: base + 1, left: lost },
    });
    return ok(lost);
  });
}
