import { z } from 'zod';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { JobHandler } from '#platform/module';
import type { Translation } from '../../model/translation/fields.ts';
import { machineTranslation, type OpenText, stillFits } from '../../model/translation/open.ts';
import { withTranslation } from '../../model/translation/state.ts';
import { lockPublicEntries, type TranslatableEntry } from '../../store/translation/entries.ts';
import {
  advanceRun,
  beginRun,
  endRun,
  findRun,
  giveBackWords,
  reserveWords,
  type TranslationRun,
} from '../../store/translation/machine.ts';
import { readGround, readTowns } from '../ground.ts';
import { inRequests } from './asking.ts';
import type { MachineTranslator } from './machine/translator.ts';
import { publishTranslations } from './publishing.ts';
import { districtProtector, monthOf, type OpenEntry, openEntries, translateJob } from './runs.ts';

/** Entries that are translated and made public together. */
const portion = 20;
interface Asked extends OpenText {
  readonly entryId: string;
}

interface Translated extends Asked {
  readonly translation: Translation;
}

/** Texts of one language in requests of a bearable size. */
function requests(entries: readonly OpenEntry[]): Asked[][] {
  const byTag = new Map<string, Asked[]>();
  for (const { entry, texts } of entries)
    for (const text of texts) byTag.set(text.tag, [...(byTag.get(text.tag) ?? []), { ...text, entryId: entry.id }]);
  return [...byTag.values()].flatMap(inRequests);
}

/** Asks the service for what the budget still allows; `problem` says why not all of it was translated. */
async function ask(
  context: Context,
  translator: MachineTranslator,
  texts: readonly Asked[],
): Promise<{ translated: Translated[]; leftOut: number; words: number; problem?: string }> {
  const nothing = { translated: [], leftOut: 0, words: 0 };
  const tag = (texts[0] as Asked).tag;
  const words = texts.reduce((sum, one) => sum + one.words, 0);
  const month = monthOf(context.now());
  const reserved = await context.transaction((trx) => reserveWords(trx, context.tenant.id, month, tag, words));
  // The rest of the budget may do for the half of it.
  if (reserved !== 'taken') {
    if (texts.length === 1 || reserved === 'machine.not_enabled') return { ...nothing, problem: reserved };
    const middle = Math.ceil(texts.length / 2);
    const first = await ask(context, translator, texts.slice(0, middle));
    if (first.problem) return first;
    const second = await ask(context, translator, texts.slice(middle));
    return {
      translated: [...first.translated, ...second.translated],
      leftOut: first.leftOut + second.leftOut,
      words: first.words + second.words,
      ...(second.problem ? { problem: second.problem } : {}),
    };
  }
  const answer = await translator.translate(
    tag,
    texts.map(({ text }) => text),
  );
  if (!answer.ok) {
    // Whoever answers nonsense has counted the words all the same.
    if (answer.code !== 'machine.nonsense') await context.transaction((trx) => giveBackWords(trx, month, tag, words));
    return { ...nothing, words: answer.code === 'machine.nonsense' ? words : 0, problem: answer.code };
  }
  const translated = texts.flatMap((one, index) => {
    const translation = machineTranslation(one, answer.value[index] ?? '');
    return translation ? [{ ...one, translation }] : [];
  });
  return { translated, leftOut: texts.length - translated.length, words };
}

/** Makes translations public that still fit: what people did meanwhile stays. */
async function save(
  context: Context,
  run: TranslationRun,
  translated: readonly Translated[],
  counts: { readonly leftOut: number; readonly words: number },
): Promise<boolean> {
  const towns = await readTowns(context);
  return context.transaction(async (trx) => {
    const entries = await lockPublicEntries(trx, 'district', [...new Set(translated.map(({ entryId }) => entryId))]);
    let done = 0;
    const changed = entries.flatMap((entry): TranslatableEntry[] => {
      const fitting = translated.filter((one) => one.entryId === entry.id && stillFits(entry.content, one, one.translation));
      done += fitting.length;
      const content = fitting.reduce((made, one) => withTranslation(made, one.tag, one.field, one.translation), entry.content);
      return fitting.length ? [{ ...entry, content }] : [];
    });
    await publishTranslations(trx, context, await readGround(trx, towns), changed, run.createdBy);
    return advanceRun(trx, run.id, { done, leftOut: counts.leftOut + translated.length - done, words: counts.words });
  });
}

async function finish(context: Context, run: TranslationRun, problem: string | undefined): Promise<void> {
  await context.transaction(async (trx) => {
    const end = { state: problem ? 'stopped' : 'done', problem: problem ?? null, at: context.now() } as const;
    if (!(await endRun(trx, run.id, end))) return;
    const known = await findRun(trx, run.id);
    await audit(trx, context, {
      action: 'directory.machine_translated',
      subjectType: 'directory',
      subjectId: run.id,
      details: { texts: known?.done ?? 0, leftOut: known?.leftOut ?? 0, words: known?.words ?? 0, problem: problem ?? null },
    });
  });
}

/** Works through a run; begun again after a break it goes on with what is still open. */
export async function workThrough(context: Context, translator: MachineTranslator | undefined, runId: string): Promise<void> {
  const run = await context.transaction(async (trx) => ((await beginRun(trx, runId)) ? findRun(trx, runId) : undefined));
  if (!run) return;
  if (!translator) return finish(context, run, 'machine.not_configured');
  const protect = await districtProtector(context);
  const scope = { reach: 'district', town: run.scope.town, organisationId: run.scope.organisation } as const;
  let after: string | undefined;
  do {
    const { entries, next } = await context.transaction((trx) =>
      openEntries(trx, scope, { tags: run.languages, protect, after, limit: portion }),
    );
    const translated: Translated[] = [];
    const counts = { leftOut: 0, words: 0 };
    let problem: string | undefined;
    for (const texts of requests(entries)) {
      const answer = await ask(context, translator, texts);
      translated.push(...answer.translated);
      counts.leftOut += answer.leftOut;
      counts.words += answer.words;
      problem = answer.problem;
      if (problem) break;
    }
    // What has come is paid for and kept, whatever went wrong after it.
    if (!(await save(context, run, translated, counts))) return;
    if (problem) return finish(context, run, problem);
    after = next;
  } while (after);
  await finish(context, run, undefined);
}

const payloadSchema = z.object({ tenantId: z.uuid(), run: z.uuid() });

export const translateTexts =
  (translator: MachineTranslator | undefined): JobHandler =>
  async (payload, services) => {
    const { tenantId, run } = payloadSchema.parse(payload);
    await workThrough(services.contextOf(tenantId, translateJob), translator, run);
  };
