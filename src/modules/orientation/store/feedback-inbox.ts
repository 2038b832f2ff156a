import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '#platform/database';
import { type FeedbackState, type InboxFilter, topics } from '../model/feedback/inbox.ts';
import type { FeedbackKind } from './feedback.ts';

/** Towns of whose pages somebody reads what is said; the whole district has no boundary. */
export type Reach = 'district' | readonly string[];

export interface FeedbackRow {
  readonly id: string;
  readonly kind: FeedbackKind;
  readonly slug: string | null;
  readonly pageId: string | null;
  /** German title of the page while it is public. */
  readonly title: string | null;
  readonly language: string;
  readonly rating: 'up' | 'down' | null;
  readonly comment: string;
  readonly query: string;
  readonly address: string;
  readonly email: string | null;
  readonly source: 'web' | 'app';
  readonly state: FeedbackState;
  readonly dueOn: string | null;
  readonly answer: string;
  readonly interim: string;
  readonly interimAt: Date | null;
  readonly handledAt: Date | null;
  readonly createdAt: Date;
}

const inReach = (reach: Reach): RawBuilder<boolean> =>
  reach === 'district' ? sql<boolean>`true` : sql<boolean>`page.town = any(${[...reach]}::text[])`;

/** A vote without words counts in the statistics and asks nothing of anybody. */
const asksSomething = sql<boolean>`(f.comment <> '' or f.kind = 'barrier')`;

function messages(trx: Trx, reach: Reach) {
  return trx
    .selectFrom('orientation_feedback as f')
    .leftJoin('orientation_page as page', (join) =>
      join.onRef('page.tenant_id', '=', 'f.tenant_id').onRef('page.id', '=', 'f.page_id'),
    )
    .leftJoin('orientation_public_page as public', (join) =>
      join
        .onRef('public.tenant_id', '=', 'f.tenant_id')
        .onRef('public.page_id', '=', 'f.page_id')
        .on('public.language', '=', 'de'),
    )
    .select([
      'f.id',
      'f.kind',
      'f.slug',
      'f.page_id as pageId',
      'public.title',
      'f.language',
      'f.rating',
      'f.comment',
      'f.query',
      'f.address',
      'f.email',
      'f.source',
      'f.state',
      'f.due_on as dueOn',
      'f.answer',
      'f.interim',
      'f.interim_at as interimAt',
      'f.handled_at as handledAt',
      'f.created_at as createdAt',
    ])
    .where(inReach(reach));
}

export interface InboxQuery extends InboxFilter {
  readonly reach: Reach;
  /** ISO day. */
  readonly today: string;
  /** The last one that was seen. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** A part of the inbox: what is open oldest first, what was dealt with newest first. Rides on `orientation_feedback_inbox`. */
export async function listInbox(trx: Trx, query: InboxQuery): Promise<FeedbackRow[]> {
  const { reach, state, topic, late, language, today, after, limit } = query;
  const direction = state === 'open' ? 'asc' : 'desc';
  const beyond = state === 'open' ? sql`>` : sql`<`;
  const rows = await messages(trx, reach)
    .where(asksSomething)
    .where('f.state', '=', state)
    .$if(topic !== undefined, (select) => select.where('f.kind', 'in', [...topics[topic as keyof typeof topics]]))
    .$if(late, (select) => select.where('f.due_on', '<', today))
    .$if(language !== undefined, (select) => select.where('f.language', '=', language as string))
    .$if(after !== undefined, (select) =>
      select.where(
        sql<boolean>`(f.created_at, f.id) ${beyond} (select c.created_at, c.id from orientation_feedback c where c.tenant_id = f.tenant_id and c.id = ${after}::uuid)`,
      ),
    )
    .orderBy('f.created_at', direction)
    .orderBy('f.id', direction)
    .limit(limit)
    .execute();
  return rows as FeedbackRow[];
}

/** Open messages with a deadline until this day, the most urgent first. Rides on `orientation_feedback_due`. */
export async function listDue(trx: Trx, reach: Reach, until: string, limit: number): Promise<FeedbackRow[]> {
  const rows = await messages(trx, reach)
    .where(asksSomething)
    .where('f.state', '=', 'open')
    .where('f.due_on', '<=', until)
    .orderBy('f.due_on')
    .orderBy('f.id')
    .limit(limit)
    .execute();
  return rows as FeedbackRow[];
}

export async function findFeedback(trx: Trx, reach: Reach, id: string): Promise<FeedbackRow | undefined> {
  return (await messages(trx, reach).where('f.id', '=', id).executeTakeFirst()) as FeedbackRow | undefined;
}

/** Those of these messages that are open and within reach, kept from others until the transaction ends. */
export async function lockOpen(trx: Trx, reach: Reach, ids: readonly string[]): Promise<FeedbackRow[]> {
  if (!ids.length) return [];
  const rows = await messages(trx, reach)
    .where('f.id', 'in', [...ids])
    .where('f.state', '=', 'open')
    .orderBy('f.id')
    .forUpdate('f')
    .execute();
  return rows as FeedbackRow[];
}

export async function settle(
  trx: Trx,
  ids: readonly string[],
  to: { readonly state: 'answered' | 'closed'; readonly answer: string; readonly by: string | null; readonly at: Date },
): Promise<void> {
  await trx
    .updateTable('orientation_feedback')
    .set({ state: to.state, answer: to.answer, handled_by: to.by, handled_at: to.at })
    .where('id', 'in', [...ids])
    .execute();
}

export async function saveInterim(trx: Trx, id: string, interim: string, at: Date): Promise<void> {
  await trx.updateTable('orientation_feedback').set({ interim, interim_at: at }).where('id', '=', id).execute();
}

export interface OpenCounts {
  readonly open: number;
  readonly late: number;
  readonly barriers: number;
}

export async function countOpen(trx: Trx, reach: Reach, today: string): Promise<OpenCounts> {
  return await trx
    .selectFrom('orientation_feedback as f')
    .leftJoin('orientation_page as page', (join) =>
      join.onRef('page.tenant_id', '=', 'f.tenant_id').onRef('page.id', '=', 'f.page_id'),
    )
    .select([
      sql<number>`count(*)::int`.as('open'),
      sql<number>`count(*) filter (where f.due_on < ${today}::date)::int`.as('late'),
      sql<number>`count(*) filter (where f.kind = 'barrier')::int`.as('barriers'),
    ])
    .where(inReach(reach))
    .where(asksSomething)
    .where('f.state', '=', 'open')
    .executeTakeFirstOrThrow();
}

/** Votes of a page: how many found it right, how many wrong. */
export async function countVotes(trx: Trx, pageId: string): Promise<{ up: number; down: number }> {
  return await trx
    .selectFrom('orientation_feedback')
    .select([
      sql<number>`count(*) filter (where rating = 'up')::int`.as('up'),
      sql<number>`count(*) filter (where rating = 'down')::int`.as('down'),
    ])
    .where('page_id', '=', pageId)
    .executeTakeFirstOrThrow();
}
