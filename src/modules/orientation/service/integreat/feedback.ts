import { z } from 'zod';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import { dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import { answerDueOn } from '../../model/feedback/deadline.ts';
import { readComment } from '../../model/integreat/comment.ts';
import { slugOf } from '../../model/integreat/paths.ts';
import { type FeedbackKind, insertFeedback } from '../../store/feedback.ts';
import { countAppFeedback, findPageId } from '../../store/integreat.ts';

/** The eight kinds of the interface. */
export const appFeedbackKinds = [
  'page',
  'categories',
  'poi',
  'map',
  'event',
  'events',
  'imprint-page',
  'search',
] as const satisfies readonly FeedbackKind[];

/** Kinds of things that have a slug. */
const withSlug: ReadonlySet<string> = new Set(['page', 'poi', 'event']);

const fieldsSchema = z.object({
  rating: z.enum(['up', 'down']).optional(),
  comment: z.string().max(5200).default(''),
  query: z.string().max(2000).default(''),
  slug: z.string().max(1000).default(''),
});

/** More than this in an hour is no district's readers: the database is not for rubbish. */
const mostInAnHour = 300;
const hour = 3_600_000;

export type FeedbackFailure = 'feedback.malformed' | 'feedback.empty' | 'feedback.too_many';

/**
 * Keeps what a reader of the app says; nobody is asked who they are, an address is kept for the answer where there is one.
 * Neither words nor a judgement is nothing to keep.
 */
export async function receiveAppFeedback(
  context: Context,
  kind: (typeof appFeedbackKinds)[number],
  fields: unknown,
): Promise<Outcome<undefined, FeedbackFailure>> {
  const parsed = fieldsSchema.safeParse(fields);
  if (!parsed.success) return fail('feedback.malformed');
  const { rating, comment, query, slug: address } = parsed.data;
  if (rating === undefined && !comment.trim()) return fail('feedback.empty');
  const { text, email } = readComment(comment);
  const slug = withSlug.has(kind) ? slugOf(address).slice(0, 200) || null : null;
  const said = text.slice(0, 5000);
  const now = context.now();
  return context.transaction(async (trx) => {
    if ((await countAppFeedback(trx, new Date(now.getTime() - hour), mostInAnHour)) >= mostInAnHour)
      return fail('feedback.too_many');
    const id = uuidv7();
    const feedback = {
      id,
      kind,
      slug,
      pageId: kind === 'page' && slug ? await findPageId(trx, slug) : null,
      language: context.language.tag,
      rating: rating ?? null,
      comment: said,
      query: query.slice(0, 200),
      address: '',
      email,
      source: 'app',
      dueOn: answerDueOn({ kind, comment: said, email }, dayOf(now)),
    } as const;
    await insertFeedback(trx, context.tenant.id, feedback, now);
    await audit(trx, context, {
      action: 'orientation.feedback_received',
      subjectType: 'orientation_feedback',
      subjectId: id,
      details: { kind, source: 'app' },
    });
    return ok();
  });
}
