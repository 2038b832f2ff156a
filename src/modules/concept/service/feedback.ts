import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { findInterfaceLanguage, german, translator } from '#platform/i18n';
import { queueMail } from '#platform/mail';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FeedbackState } from '../model/feedback.ts';
import {
  decideFeedback,
  type FeedbackRow,
  findFeedback,
  insertFeedback,
  listFeedback,
  lockFeedback,
  type NewFeedback,
} from '../store/feedback.ts';

/** Keeps what a visitor wrote about a public recommendation; the route has read it from the public side. */
export async function giveFeedback(context: Context, feedback: NewFeedback): Promise<void> {
  await context.transaction(async (trx) => {
    const id = await insertFeedback(trx, context.tenant.id, feedback);
    if (!id) return;
    await audit(trx, context, {
      action: 'concept.feedback_received',
      subjectType: 'concept_recommendation',
      subjectId: feedback.recommendationId,
      details: { feedback: id },
    });
  });
}

export async function readFeedback(
  context: Context,
  query: { readonly state: FeedbackState; readonly after: string | undefined; readonly limit: number },
): Promise<FeedbackRow[]> {
  if (!context.may('concept.edit')) return [];
  return context.transaction((trx) => listFeedback(trx, query.state, query.after, query.limit));
}

export async function oneFeedback(context: Context, id: string): Promise<FeedbackRow | undefined> {
  if (!context.may('concept.edit')) return undefined;
  return context.transaction((trx) => findFeedback(trx, id));
}

export type FeedbackFailure = 'concept.unknown_feedback' | 'concept.feedback_settled' | 'concept.not_allowed';

/** Answers a message, by mail when its sender left an address, or closes it without an answer (`answer` null). */
export async function settleFeedback(
  context: Context,
  id: string,
  answer: string | null,
): Promise<Outcome<{ readonly mailed: boolean }, FeedbackFailure>> {
  if (!context.may('concept.edit')) return fail('concept.not_allowed');
  return context.transaction(async (trx) => {
    const row = await lockFeedback(trx, id);
    if (!row) return fail('concept.unknown_feedback');
    if (row.state !== 'open') return fail('concept.feedback_settled');
    await decideFeedback(trx, id, {
      state: answer === null ? 'closed' : 'answered',
      answer: answer ?? '',
      by: context.actor.kind === 'user' ? context.actor.userId : null,
      at: context.now(),
    });
    const mailed = answer !== null && row.email !== null;
    if (answer !== null && row.email !== null) {
      const language = findInterfaceLanguage(row.language) ?? german;
      const t = translator(language);
      const about = { number: row.number, title: row.title };
      await queueMail(trx, {
        to: row.email,
        language,
        subject: t('concept:mail.feedback.subject', about),
        text: t('concept:mail.feedback.text', { ...about, answer, message: row.text }),
      });
    }
    await audit(trx, context, {
      action: answer === null ? 'concept.feedback_closed' : 'concept.feedback_answered',
      subjectType: 'concept_recommendation',
      subjectId: row.recommendationId,
      details: { feedback: id, mailed },
    });
    return ok({ mailed });
  });
}
