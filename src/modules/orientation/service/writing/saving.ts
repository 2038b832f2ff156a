import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import { readWritten } from '../../model/writing/problems.ts';
import { germanVersionOf } from '../../model/writing/states.ts';
import type { Page } from '../../store/pages.ts';
import { changeState, insertText, latestText, listTexts, type NewText, openStates, type PageText } from '../../store/texts.ts';
import { refreshPublic } from '../publishing.ts';
import { authorOf, pageToWrite } from './ground.ts';

/** What a form of the writing page holds. */
export interface Written {
  readonly pageId: string;
  readonly language: string;
  /** Newest version when the form was opened; 0: there was none. */
  readonly base: number;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly minor: boolean;
  /** Message to whoever reviews it. */
  readonly note: string;
  /** German version that stood beside it; null: none. */
  readonly german: number | null;
  /** Somebody says that it fits that German text. */
  readonly says: boolean;
  /** Somebody read what a machine had written. */
  readonly checked: boolean;
}

export type Goal =
  | { readonly state: 'draft' | 'review' | 'published' }
  | { readonly state: 'scheduled'; readonly publishAt: Date };

/** No hour further away can be chosen: a mistyped year would hide a text for ever. */
const furthest = 2 * 366 * 86_400_000;

const sameWords = (text: PageText, written: NewText) =>
  text.title === written.title &&
  text.summary === written.summary &&
  text.body === written.body &&
  text.minor === written.minor &&
  text.madeBy === written.madeBy &&
  text.germanVersion === written.germanVersion;

const actions = {
  draft: 'orientation.text_saved',
  review: 'orientation.text_sent',
  published: 'orientation.text_published',
  scheduled: 'orientation.text_scheduled',
} as const;

/** Puts the open version in the place of the public one. The caller has locked the page. */
export async function publishOpen(trx: Trx, context: Context, page: Page, language: string, version: number): Promise<void> {
  const of = { pageId: page.id, language };
  await changeState(trx, { ...of, from: ['published'] }, { state: 'superseded' });
  await changeState(trx, { ...of, version, from: openStates }, { state: 'published', publishedAt: context.now() });
  await refreshPublic(trx, context, [page.id]);
}

/** German text to which a translation can refer: the public one, else the one being worked on. */
async function germanVersions(trx: Trx, pageId: string): Promise<readonly number[]> {
  const texts = await listTexts(trx, [pageId], [...openStates, 'published']);
  return texts.filter(({ language }) => language === 'de').map(({ version }) => version);
}

/**
 * Saves a text and takes it where it is to go. Every saved text is a version of its own and none is lost. When somebody
 * saved the same text meanwhile, nothing is written: the form is shown with theirs beside it.
 * @returns the version that holds the text
 */
export async function saveText(context: Context, written: Written, goal: Goal): Promise<Outcome<number, FailureCode>> {
  const { pageId, language } = written;
  const now = context.now();
  const { problems, whole } = readWritten(written.body);
  if (!whole) return fail('orientation.text_too_deep', { line: problems[0]?.line ?? 1 });
  const goesOut = goal.state === 'published' || goal.state === 'scheduled';
  if (goal.state !== 'draft' && problems.length) return fail('orientation.text_problems', { count: problems.length });
  if (goal.state === 'scheduled' && !(goal.publishAt > now && goal.publishAt.getTime() < now.getTime() + furthest))
    return fail('orientation.not_in_future');
  return context.transaction(async (trx): Promise<Outcome<number, FailureCode>> => {
    const found = await pageToWrite(trx, context, pageId, goesOut ? 'orientation.publish' : 'orientation.write');
    if (!found.ok) return found;
    const page = found.value;
    const latest = await latestText(trx, pageId, language);
    if ((latest?.version ?? 0) !== written.base) return fail('orientation.changed', { version: latest?.version ?? 0 });
    const germans = language === 'de' ? [] : await germanVersions(trx, pageId);
    if (language !== 'de' && !germans.length && !page.mirrorOf) return fail('orientation.no_german');
    const shown =
      written.german !== null && written.german <= Math.max(0, ...germans) ? written.german : (germans.at(-1) ?? null);
    const text: NewText = {
      pageId,
      language,
      version: (latest?.version ?? 0) + 1,
      baseVersion: latest?.version ?? null,
      state: goal.state === 'published' ? 'draft' : goal.state,
      title: written.title,
      summary: written.summary,
      body: written.body,
      madeBy: latest?.madeBy === 'machine' && !written.checked ? 'machine' : 'human',
      germanVersion: germanVersionOf({
        language,
        shown,
        before: latest?.germanVersion ?? null,
        isFirst: !latest,
        says: written.says,
      }),
      minor: written.minor,
      note: goal.state === 'review' ? written.note : '',
      authorUserId: authorOf(context),
      publishAt: goal.state === 'scheduled' ? goal.publishAt : null,
      publishedAt: null,
    };
    const isKept = latest !== undefined && sameWords(latest, text);
    // The public text sent again as it is.
    if (isKept && latest.state === 'published' && goal.state !== 'scheduled') return ok(latest.version);
    const stays = isKept && openStates.some((state) => state === latest.state);
    const version = stays ? latest.version : text.version;
    const of = { pageId, language };
    if (stays)
      await changeState(
        trx,
        { ...of, version, from: openStates },
        { state: text.state, publishAt: text.publishAt, note: text.note },
      );
    else {
      await changeState(trx, { ...of, from: openStates }, { state: 'superseded', publishAt: null });
      await insertText(trx, context.tenant.id, text, now);
    }
    if (goal.state === 'published') await publishOpen(trx, context, page, language, version);
    await audit(trx, context, {
      action: actions[goal.state],
      subjectType: 'orientation_page',
      subjectId: pageId,
      details: { language, version },
    });
    return ok(version);
  });
}
