import { findTown } from '#modules/territory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { findInterfaceLanguage } from '#platform/i18n';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../../failures.ts';
import type { News, NewsState, NewsText, NewsTexts } from '../../model/news/news.ts';
import { deleteNews, findNews, insertNews, listNews, lockNews, type NewsChange, updateNews } from '../../store/news.ts';
import { findGuidePage } from '../guide.ts';
import { managesGuide } from '../rights.ts';
import { makePublic } from './publishing.ts';
import { newsMark } from './reading.ts';

/** What the form of a message says: its facts, and its German words. */
export interface NewsDraft {
  readonly channel: News['channel'];
  readonly towns: readonly string[];
  readonly path: string;
  readonly push: boolean;
  readonly title: string;
  readonly text: string;
}

export async function readNewsDesk(
  context: Context,
  state: NewsState | undefined,
  after: string | undefined,
  limit: number,
): Promise<{ readonly rows: readonly News[]; readonly next: string | undefined }> {
  if (!managesGuide(context)) return { rows: [], next: undefined };
  const found = await context.transaction((trx) => listNews(trx, state, after, limit + 1));
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? rows.at(-1)?.id : undefined };
}

export async function readNews(context: Context, id: string): Promise<News | undefined> {
  return managesGuide(context) ? context.transaction((trx) => findNews(trx, id)) : undefined;
}

const authorOf = ({ actor }: Context) => (actor.kind === 'user' ? actor.userId : null);

const audited = (trx: Trx, context: Context, action: string, id: string, details = {}) =>
  audit(trx, context, { action: `orientation.news_${action}`, subjectType: 'orientation_news', subjectId: id, details });

/** Why a message cannot be kept as it is. */
async function faultOf(context: Context, draft: NewsDraft): Promise<FailureCode | undefined> {
  if (!managesGuide(context)) return 'orientation.not_allowed';
  const towns = await Promise.all(draft.towns.map((town) => findTown(context, town)));
  if (towns.some((town, index) => town?.key !== draft.towns[index])) return 'orientation.unknown_town';
  const [, slug] = /^\/ankommen\/([^/]+)$/.exec(draft.path) ?? [];
  if (slug && slug !== 'aktuelles' && !(await findGuidePage(context, slug))) return 'orientation.news_path';
  return undefined;
}

export async function addNews(context: Context, id: string, draft: NewsDraft): Promise<Outcome<string, FailureCode>> {
  const fault = await faultOf(context, draft);
  if (fault) return fail(fault);
  const { title, text, ...facts } = draft;
  return context.transaction(async (trx): Promise<Outcome<string, FailureCode>> => {
    const added = await insertNews(trx, context.tenant.id, {
      id,
      ...facts,
      texts: { de: { title, text, by: 'human' } },
      createdAt: context.now(),
      authorUserId: authorOf(context),
    });
    // The same form once more; an id of another district is nobody's here.
    if (!added && !(await findNews(trx, id))) return fail('orientation.unknown_news');
    if (added) await audited(trx, context, 'added', id);
    return ok(id);
  });
}

/**
 * Changes a message that the actor opened in a version; what is public already is so at once.
 * @param change what becomes of it, or why not
 */
async function change(
  context: Context,
  id: string,
  version: number,
  action: string,
  change: (news: News, trx: Trx) => Outcome<NewsChange, FailureCode> | Promise<Outcome<NewsChange, FailureCode>>,
): Promise<Outcome<undefined, FailureCode>> {
  if (!managesGuide(context)) return fail('orientation.not_allowed');
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    const news = await lockNews(trx, id);
    if (!news) return fail('orientation.unknown_news');
    if (news.version !== version) return fail('orientation.changed', { version: news.version });
    const made = await change(news, trx);
    if (!made.ok) return made;
    await updateNews(trx, id, made.value);
    const state = made.value.state ?? news.state;
    if (news.state === 'published' || state === 'published') await touchContent(trx, context.tenant.id);
    await audited(trx, context, action, id, { number: news.number });
    return ok();
  });
}

/** With other German words: translations of the old ones stay current after a small correction only. */
function withGerman(texts: NewsTexts, german: Pick<NewsText, 'title' | 'text'>, minor: boolean): NewsTexts {
  const before = newsMark(texts.de);
  const now = newsMark(german);
  const others = Object.entries(texts).map(([tag, one]) => [tag, minor && one.of === before ? { ...one, of: now } : one]);
  return { ...Object.fromEntries(others), de: { ...german, by: 'human' } };
}

/** Keeps facts and German words. */
export async function saveNews(
  context: Context,
  id: string,
  version: number,
  draft: NewsDraft & { readonly minor: boolean },
): Promise<Outcome<undefined, FailureCode>> {
  const fault = await faultOf(context, draft);
  if (fault) return fail(fault);
  const { title, text, minor, ...facts } = draft;
  return change(context, id, version, 'changed', (news) =>
    ok({ ...facts, texts: withGerman(news.texts, { title, text }, minor) }),
  );
}

/** Keeps the words in another language than German; undefined takes them away. */
export async function keepNewsText(
  context: Context,
  id: string,
  version: number,
  tag: string,
  words: Pick<NewsText, 'title' | 'text' | 'by'> | undefined,
): Promise<Outcome<undefined, FailureCode>> {
  if (tag === 'de' || !findInterfaceLanguage(tag)) return fail('orientation.unknown_news');
  return change(context, id, version, words ? 'translated' : 'translation_removed', ({ texts }) => {
    const { [tag]: _old, de, ...others } = texts;
    return ok({ texts: { ...others, de, ...(words ? { [tag]: { ...words, of: newsMark(de) } } : {}) } });
  });
}

export function publishNews(context: Context, id: string, version: number): Promise<Outcome<undefined, FailureCode>> {
  return change(context, id, version, 'published', async (news, trx) =>
    news.state === 'published' ? fail('orientation.news_state') : ok(await makePublic(trx, context, news)),
  );
}

/** Two years are longer than anybody plans a message ahead. */
const furthest = 731 * 86_400_000;

export function scheduleNews(context: Context, id: string, version: number, at: Date): Promise<Outcome<undefined, FailureCode>> {
  return change(context, id, version, 'scheduled', (news) => {
    if (news.state === 'published') return fail('orientation.news_state');
    const ahead = at.getTime() - context.now().getTime();
    if (ahead <= 0 || ahead > furthest) return fail('orientation.not_in_future');
    return ok({ state: 'scheduled', publishAt: at });
  });
}

/** Takes a message out of public, or out of what will be public. */
export function withdrawNews(context: Context, id: string, version: number): Promise<Outcome<undefined, FailureCode>> {
  return change(context, id, version, 'withdrawn', (news) => {
    if (news.state === 'published') return ok({ state: 'withdrawn' });
    return news.state === 'scheduled' ? ok({ state: 'draft', publishAt: null }) : fail('orientation.news_state');
  });
}

/** Throws a draft away that nobody has ever seen. */
export async function discardNews(context: Context, id: string, version: number): Promise<Outcome<undefined, FailureCode>> {
  if (!managesGuide(context)) return fail('orientation.not_allowed');
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    const news = await lockNews(trx, id);
    if (!news) return fail('orientation.unknown_news');
    if (news.version !== version) return fail('orientation.changed', { version: news.version });
    if (news.state !== 'draft' || news.publishedAt) return fail('orientation.news_state');
    await deleteNews(trx, id);
    await audited(trx, context, 'discarded', id, { number: news.number });
    return ok();
  });
}
