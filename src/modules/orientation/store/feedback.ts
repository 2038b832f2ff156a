import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/** What a voice is about, as the Integreat interface names it; `barrier` is the report of a barrier. */
export const feedbackKinds = [
  'page',
  'categories',
  'poi',
  'map',
  'event',
  'events',
  'imprint-page',
  'search',
  'barrier',
] as const;

export type FeedbackKind = (typeof feedbackKinds)[number];

export interface NewFeedback {
  readonly id: string;
  readonly kind: FeedbackKind;
  /** Of the page or offer; null: not about one. */
  readonly slug: string | null;
  /** Of the page, when there is one with this slug. */
  readonly pageId: string | null;
  /** Interface language tag. */
  readonly language: string;
  readonly rating: 'up' | 'down' | null;
  readonly comment: string;
  /** What was looked for; '' when it is not about a search. */
  readonly query: string;
  /** Where a barrier is; '' otherwise. */
  readonly address: string;
  /** For the answer. */
  readonly email: string | null;
  readonly source: 'web' | 'app';
  /** ISO day until which somebody has to answer. */
  readonly dueOn: string | null;
}

/** Keeps a message under the id that its form carried; false: it was sent before. */
export async function insertFeedback(trx: Trx, tenantId: string, feedback: NewFeedback, createdAt: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('orientation_feedback')
    .values({
      tenant_id: tenantId,
      id: feedback.id,
      kind: feedback.kind,
      slug: feedback.slug,
      page_id: feedback.pageId,
      language: feedback.language,
      rating: feedback.rating,
      comment: feedback.comment,
      query: feedback.query,
      address: feedback.address,
      email: feedback.email,
      source: feedback.source,
      due_on: feedback.dueOn,
      created_at: createdAt,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Whether anybody has ever said anything. */
export async function hasFeedback(trx: Trx): Promise<boolean> {
  return (await trx.selectFrom('orientation_feedback').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function isKnown(trx: Trx, id: string): Promise<boolean> {
  return (await trx.selectFrom('orientation_feedback').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/** How much has come in of late through our own pages, and how much of it from one address; rides on the inbox' index. */
export async function countRecent(
  trx: Trx,
  email: string | null,
  hourAgo: Date,
  dayAgo: Date,
): Promise<{ all: number; toAddress: number }> {
  return await trx
    .selectFrom('orientation_feedback')
    .select([
      sql<number>`count(*) filter (where source = 'web' and created_at > ${hourAgo})::int`.as('all'),
      sql<number>`count(*) filter (where lower(email) = lower(${email}) and kind = 'barrier')::int`.as('toAddress'),
    ])
    .where('created_at', '>', dayAgo)
    .executeTakeFirstOrThrow();
}
