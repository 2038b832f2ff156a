import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { findInterfaceLanguage, german, translator } from '#platform/i18n';
import { ombudsOffice } from '#platform/legal';
import { queueMail } from '#platform/mail';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { InboxFilter } from '../../model/feedback/inbox.ts';
import {
  countOpen,
  countVotes,
  type FeedbackRow,
  findFeedback,
  listInbox,
  lockOpen,
  type OpenCounts,
  saveInterim,
  settle,
} from '../../store/feedback-inbox.ts';
import { paths } from '../addresses.ts';
import { feedbackReach } from './reach.ts';

export type HandleFailure =
  | 'orientation.not_allowed'
  | 'orientation.unknown_feedback'
  | 'orientation.feedback_settled'
  | 'orientation.feedback_without_address';

export interface Inbox {
  readonly rows: readonly FeedbackRow[];
  /** The last one shown, when there are more. */
  readonly next: string | undefined;
  readonly counts: OpenCounts;
  readonly today: string;
}

const pageSize = 50;

export async function readInbox(context: Context, filter: InboxFilter, after: string | undefined): Promise<Inbox> {
  const reach = feedbackReach(context);
  const today = dayOf(context.now());
  return context.transaction(async (trx) => {
    const rows = await listInbox(trx, { ...filter, reach, today, after, limit: pageSize + 1 });
    const shown = rows.slice(0, pageSize);
    return {
      rows: shown,
      next: rows.length > pageSize ? shown.at(-1)?.id : undefined,
      counts: await countOpen(trx, reach, today),
      today,
    };
  });
}

export interface FeedbackRecord {
  readonly row: FeedbackRow;
  /** What others say of the same page. */
  readonly votes: { readonly up: number; readonly down: number } | undefined;
  readonly today: string;
}

export async function readFeedback(context: Context, id: string): Promise<FeedbackRecord | undefined> {
  return context.transaction(async (trx) => {
    const row = await findFeedback(trx, feedbackReach(context), id);
    return row && { row, votes: row.pageId ? await countVotes(trx, row.pageId) : undefined, today: dayOf(context.now()) };
  });
}

/** The public address that a message is about; undefined: none of ours. */
export function subjectHref(context: Context, { kind, slug, query }: FeedbackRow): string | undefined {
  const place = { tenant: context.tenant, language: german };
  if (kind === 'page' && slug) return paths.page(place, encodeURIComponent(slug));
  if (kind === 'poi' || kind === 'event')
    return slug ? `/${context.tenant.slug}/de/angebote/${encodeURIComponent(slug.replace(/[$].*$/, ''))}` : undefined;
  if (kind === 'search') return `${paths.search(place)}?${new URLSearchParams({ q: query })}`;
  if (kind === 'categories') return paths.guide(place);
  return undefined;
}

/** Sends words of the staff to who wrote, in the language they wrote in; a barrier's mail names the ombuds office (§ 5 Abs. 2 BITVNRW). */
async function mail(trx: Trx, row: FeedbackRow & { email: string }, kind: 'answer' | 'interim', words: string): Promise<void> {
  const language = findInterfaceLanguage(row.language) ?? german;
  const t = translator(language);
  const about = row.kind === 'barrier' ? 'barrier' : 'feedback';
  const { name, address, email } = ombudsOffice;
  await queueMail(trx, {
    to: row.email,
    language,
    subject: t(`orientation:mail.${about}.subject`),
    text: [
      t(`orientation:mail.${about}.${kind}`),
      words,
      t('orientation:mail.feedback.yours', { message: row.comment }),
      ...(row.kind === 'barrier' ? [t('orientation:mail.barrier.ombuds', { office: [name, address, email].join('\n') })] : []),
    ].join('\n\n'),
  });
}

/** One open message of the actor's, kept from others until the transaction ends. */
async function lockOne(
  trx: Trx,
  context: Context,
  id: string,
): Promise<Outcome<FeedbackRow, 'orientation.unknown_feedback' | 'orientation.feedback_settled'>> {
  const reach = feedbackReach(context);
  const [row] = await lockOpen(trx, reach, [id]);
  if (row) return ok(row);
  return fail((await findFeedback(trx, reach, id)) ? 'orientation.feedback_settled' : 'orientation.unknown_feedback');
}

const actorId = ({ actor }: Context) => (actor.kind === 'user' ? actor.userId : null);

/** Answers a message, by mail when its sender left an address; else the answer is kept as what was done. */
export async function answerFeedback(
  context: Context,
  id: string,
  answer: string,
): Promise<Outcome<{ readonly mailed: boolean }, HandleFailure>> {
  if (!context.may('orientation.answer')) return fail('orientation.not_allowed');
  return context.transaction(async (trx) => {
    const found = await lockOne(trx, context, id);
    if (!found.ok) return found;
    const { email } = found.value;
    await settle(trx, [id], { state: 'answered', answer, by: actorId(context), at: context.now() });
    if (email) await mail(trx, { ...found.value, email }, 'answer', answer);
    await audit(trx, context, {
      action: 'orientation.feedback_answered',
      subjectType: 'orientation_feedback',
      subjectId: id,
      details: { mailed: email !== null },
    });
    return ok({ mailed: email !== null });
  });
}

/** Says that it takes longer (§ 5 Abs. 2 Satz 3 BITVNRW); the message stays open, and its deadline too. */
export async function sendInterim(context: Context, id: string, words: string): Promise<Outcome<undefined, HandleFailure>> {
  if (!context.may('orientation.answer')) return fail('orientation.not_allowed');
  return context.transaction(async (trx) => {
    const found = await lockOne(trx, context, id);
    if (!found.ok) return found;
    const { email } = found.value;
    if (!email) return fail('orientation.feedback_without_address');
    await saveInterim(trx, id, words, context.now());
    await mail(trx, { ...found.value, email }, 'interim', words);
    await audit(trx, context, { action: 'orientation.feedback_interim', subjectType: 'orientation_feedback', subjectId: id });
    return ok();
  });
}

/** Closes messages without an answer; those that somebody else dealt with meanwhile, or that belong to others, stay as they are. */
export async function closeFeedback(context: Context, ids: readonly string[]): Promise<Outcome<number, HandleFailure>> {
  if (!context.may('orientation.answer')) return fail('orientation.not_allowed');
  return context.transaction(async (trx) => {
    const open = await lockOpen(trx, feedbackReach(context), ids);
    if (!open.length) return ok(0);
    const closed = open.map(({ id }) => id);
    await settle(trx, closed, { state: 'closed', answer: '', by: actorId(context), at: context.now() });
    await audit(trx, context, {
      action: 'orientation.feedback_closed',
      subjectType: 'orientation_feedback',
      subjectId: closed.length === 1 ? (closed[0] ?? null) : null,
      details: { feedback: closed },
    });
    return ok(closed.length);
  });
}
