import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { addDays, dayOf } from '#platform/days';
import type { WorkLine } from '#platform/module';
import { topicOf } from '../../model/feedback/inbox.ts';
import { listDue } from '../../store/feedback-inbox.ts';
import { feedbackReach } from './reach.ts';

const mostLines = 20;
/** Ordinary messages show in the week before their deadline; a barrier from the day on which it was reported. */
const ahead = { usual: 7, most: 42 } as const;

/** Messages that somebody has to answer soon, and barriers, whose deadline is the law's. */
export async function feedbackWork(trx: Trx, context: Context): Promise<readonly WorkLine[]> {
  if (!context.may('orientation.answer')) return [];
  const today = dayOf(context.now());
  const due = await listDue(trx, feedbackReach(context), addDays(today, ahead.most), 200);
  const soon = addDays(today, ahead.usual);
  return due
    .filter(({ kind, dueOn }) => kind === 'barrier' || (dueOn ?? '') <= soon)
    .slice(0, mostLines)
    .map((row) => ({
      kind: `orientation:staff.feedback.work.${row.kind === 'barrier' ? 'barrier' : 'feedback'}`,
      title: row.title ?? context.t(`orientation:staff.feedback.topic.${topicOf(row.kind)}`),
      href: `/intern/${context.tenant.slug}/ankommen/rueckmeldungen/${row.id}`,
      dueOn: row.dueOn,
      late: (row.dueOn ?? '') < today,
    }));
}
