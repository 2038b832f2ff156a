import { spendPuzzle } from '#modules/directory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { ombudsOffice } from '#platform/legal';
import { queueMail } from '#platform/mail';
import { fail, type Outcome, ok } from '#platform/outcome';
import { answerDueOn } from '../../model/feedback/deadline.ts';
import { countRecent, insertFeedback, isKnown, type NewFeedback } from '../../store/feedback.ts';
import type { Puzzle } from './guard.ts';

export type GiveFailure = 'feedback.puzzle' | 'feedback.too_many';
export type GivenFeedback = Omit<NewFeedback, 'dueOn' | 'source'>;

/** Messages of an hour without a solved puzzle, in the whole district: more are not its readers. */
const mostInAnHour = 200;
/** Receipts to one address in a day: nobody is buried in mail through us. */
const receiptsPerDay = 3;

const hour = 3_600_000;

/** Says that a report has arrived, until when it is answered, and who helps otherwise. It repeats nothing of the report. */
async function sendReceipt(trx: Trx, context: Context, email: string, due: string): Promise<void> {
  const { t, language } = context;
  const until = new Intl.DateTimeFormat(language.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(due));
  const office = Object.values(ombudsOffice).join('\n');
  await queueMail(trx, {
    to: email,
    language,
    subject: t('orientation:mail.barrier.subject'),
    text: [t('orientation:mail.barrier.received', { until }), t('orientation:mail.barrier.ombuds', { office })].join('\n\n'),
  });
}

/** Keeps what a visitor says. The same form sent twice is kept once; nobody is asked who they are. */
export async function giveFeedback(
  context: Context,
  feedback: GivenFeedback,
  puzzle: Puzzle | undefined,
): Promise<Outcome<undefined, GiveFailure>> {
  const now = context.now();
  const dueOn = answerDueOn(feedback, dayOf(now));
  return context.transaction(async (trx) => {
    const recent = await countRecent(trx, feedback.email, new Date(now.getTime() - hour), new Date(now.getTime() - 24 * hour));
    if (!puzzle && recent.all >= mostInAnHour) return fail('feedback.too_many');
    if (puzzle && !(await spendPuzzle(trx, context.tenant.id, puzzle.id, puzzle.expiresAt)))
      return (await isKnown(trx, feedback.id)) ? ok() : fail('feedback.puzzle');
    if (!(await insertFeedback(trx, context.tenant.id, { ...feedback, source: 'web', dueOn }, now))) return ok();
    if (feedback.kind === 'barrier' && feedback.email && dueOn && recent.toAddress < receiptsPerDay)
      await sendReceipt(trx, context, feedback.email, dueOn);
    await audit(trx, context, {
      action: 'orientation.feedback_received',
      subjectType: 'orientation_feedback',
      subjectId: feedback.id,
      details: { kind: feedback.kind, source: 'web' },
    });
    return ok();
  });
}
