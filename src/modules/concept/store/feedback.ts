import { sql } from 'kysely';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import type { FeedbackState } from '../model/feedback.ts';

export interface FeedbackRow {
  readonly id: string;
  readonly recommendationId: string;
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly email: string | null;
  readonly language: string;
  readonly state: FeedbackState;
  readonly answer: string;
  readonly decidedAt: Date | null;
  readonly createdAt: Date;
}

export interface NewFeedback {
  readonly recommendationId: string;
  readonly text: string;
  readonly email: string | null;
  readonly language: string;
  readonly submissionKey: string;
}

/** Adds a message; the same form sent twice adds one. Its id when it is new. */
export async function insertFeedback(trx: Trx, tenantId: string, feedback: NewFeedback): Promise<string | undefined> {
  const row = await trx
    .insertInto('concept_feedback')
    .values({
      tenant_id: tenantId,
      id: uuidv7(),
      recommendation_id: feedback.recommendationId,
      text: feedback.text,
      email: feedback.email,
      language: feedback.language,
      submission_key: feedback.submissionKey,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'submission_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

function feedback(trx: Trx) {
  return trx
    .selectFrom('concept_feedback as f')
    .innerJoin('concept_recommendation as r', (join) =>
      join.onRef('r.tenant_id', '=', 'f.tenant_id').onRef('r.id', '=', 'f.recommendation_id'),
    )
    .select([
      'f.id',
      'f.recommendation_id as recommendationId',
      'r.number',
      'r.title',
      'f.text',
      'f.email',
      'f.language',
      sql<FeedbackState>`f.state`.as('state'),
      'f.answer',
      'f.decided_at as decidedAt',
      'f.created_at as createdAt',
    ]);
}

/** One page of the inbox: open ones oldest first (on `concept_feedback_open`), settled ones newest first; `after` is the last id before. */
export async function listFeedback(
  trx: Trx,
  state: FeedbackState,
  after: string | undefined,
  limit: number,
): Promise<FeedbackRow[]> {
  const direction = state === 'open' ? 'asc' : 'desc';
  const beyond = state === 'open' ? sql`>` : sql`<`;
  return feedback(trx)
    .where('f.state', '=', state)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(f.created_at, f.id) ${beyond} (select c.created_at, c.id from concept_feedback c where c.tenant_id = f.tenant_id and c.id = ${after ?? ''})`,
      ),
    )
    .orderBy('f.created_at', direction)
    .orderBy('f.id', direction)
    .limit(limit)
    .execute();
}

export async function findFeedback(trx: Trx, id: string): Promise<FeedbackRow | undefined> {
  return feedback(trx).where('f.id', '=', id).executeTakeFirst();
}

/** The same, held until the end of the transaction, so that two people do not answer one message. */
export async function lockFeedback(trx: Trx, id: string): Promise<FeedbackRow | undefined> {
  return feedback(trx).where('f.id', '=', id).forUpdate('f').executeTakeFirst();
}

export async function decideFeedback(
  trx: Trx,
  id: string,
  decision: { readonly state: FeedbackState; readonly answer: string; readonly by: string | null; readonly at: Date },
): Promise<void> {
  await trx
    .updateTable('concept_feedback')
    .set({ state: decision.state, answer: decision.answer, decided_by: decision.by, decided_at: decision.at })
    .where('id', '=', id)
    .execute();
}
