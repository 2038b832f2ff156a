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

export async function insertFeedback(trx: Trx, tenantId: string, feedback: NewFeedback, createdAt: Date): Promise<void> {
  await trx
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
    .execute();
}
