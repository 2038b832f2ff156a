import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { projectRoot } from '#platform/config';
import { uuidv7 } from '#platform/crypto';
import { dayOf } from '#platform/days';
import { answerDueOn } from '../../model/feedback/deadline.ts';
import { feedbackKinds, hasFeedback, insertFeedback } from '../../store/feedback.ts';
import { settle } from '../../store/feedback-inbox.ts';
import { findPageId } from '../../store/integreat.ts';

const fileSchema = z.array(
  z.object({
    kind: z.enum(feedbackKinds),
    slug: z.string().nullable(),
    language: z.string(),
    rating: z.enum(['up', 'down']).nullable(),
    comment: z.string(),
    query: z.string().default(''),
    address: z.string().default(''),
    email: z.email().nullable().default(null),
    source: z.enum(['web', 'app']),
    daysAgo: z.number(),
    closed: z.boolean().default(false),
    answer: z.string().default(''),
  }),
);

/** What invented readers of the demonstration say; does nothing where somebody has said something already. */
export async function loadDemonstrationFeedback(context: Context): Promise<void> {
  const all = fileSchema.parse(JSON.parse(readFileSync(join(projectRoot, 'districts/orientation/feedback.json'), 'utf8')));
  await context.transaction(async (trx) => {
    if (await hasFeedback(trx)) return;
    for (const { daysAgo, closed, answer, ...said } of all) {
      const at = new Date(context.now().getTime() - daysAgo * 86_400_000);
      const id = uuidv7(at.getTime());
      const pageId = said.slug === null ? null : await findPageId(trx, said.slug);
      await insertFeedback(trx, context.tenant.id, { ...said, id, pageId, dueOn: answerDueOn(said, dayOf(at)) }, at);
      if (closed || answer)
        await settle(trx, [id], { state: answer ? 'answered' : 'closed', answer, by: null, at: context.now() });
    }
    await audit(trx, context, {
      action: 'orientation.feedback_loaded',
      subjectType: 'orientation_feedback',
      subjectId: null,
      details: { messages: all.length },
    });
  });
}
