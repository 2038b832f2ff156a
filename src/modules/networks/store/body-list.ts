import { sql } from 'kysely';
import { uuidPattern } from '#platform/crypto';
import type { Trx } from '#platform/database';
import type { BodyKind } from '../model/bodies.ts';
import { type BodyReach, reachesBody } from './bodies.ts';

export const bodyStates = ['open', 'closed', 'all'] as const;

export interface BodyFilter {
  readonly reach: BodyReach;
  readonly kind?: BodyKind | undefined;
  /** Key of an area; bodies of the areas within it count, too. */
  readonly territory?: string | undefined;
  /** Part of the name or the purpose. */
  readonly text?: string | undefined;
  readonly state: (typeof bodyStates)[number];
  /** Open bodies that have not met since this moment, though they were there before it. */
  readonly quietSince?: Date | undefined;
  readonly now: Date;
  readonly today: string;
}

export interface BodyRow {
  readonly id: string;
  readonly name: string;
  readonly kind: BodyKind;
  readonly territory: string;
  readonly public: boolean;
  readonly recurrence: string;
  readonly endedOn: string | null;
  /** Held today. */
  readonly seats: number;
  readonly nextMeeting: Date | null;
  readonly lastMeeting: Date | null;
}

/** `%text%` with its own wildcards taken literally. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

const lastHeld = sql`(select max(meeting.starts_at) from network_meeting meeting
  where meeting.tenant_id = body.tenant_id and meeting.body_id = body.id and meeting.state = 'held')`;

function filtered(trx: Trx, filter: BodyFilter) {
  const { kind, territory, text, state, quietSince, today } = filter;
  const open = sql<boolean>`(body.ended_on is null or body.ended_on >= ${today}::date)`;
  return trx
    .selectFrom('network_body as body')
    .where(reachesBody(filter.reach, 'body'))
    .$if(kind !== undefined, (query) => query.where('body.kind', '=', kind as BodyKind))
    .$if(territory !== undefined, (query) => query.where(sql<boolean>`starts_with(body.territory, ${territory})`))
    .$if(text !== undefined, (query) =>
      query.where(({ eb, or }) =>
        or([eb('body.name', 'ilike', containing(text as string)), eb('body.purpose', 'ilike', containing(text as string))]),
      ),
    )
    .$if(state === 'open', (query) => query.where(open))
    .$if(state === 'closed', (query) => query.where(sql<boolean>`not ${open}`))
    .$if(quietSince !== undefined, (query) =>
      query
        .where(sql<boolean>`coalesce(${lastHeld}, '-infinity') < ${quietSince}`)
        .where(sql<boolean>`(body.founded_on is null or body.founded_on < ${quietSince}::date)`)
        .where(open),
    );
}

/**
 * Bodies by name with what a list shows of them, in one statement; rides on `network_body_list`, the counts on
 * `network_member_body` and `network_meeting_body`.
 * @param after id of the last body of the page before
 */
export async function listBodyRows(trx: Trx, filter: BodyFilter, after: string | undefined, limit: number): Promise<BodyRow[]> {
  const rows = await filtered(trx, filter)
    .select([
      'body.id',
      'body.name',
      'body.kind',
      'body.territory',
      'body.public',
      'body.recurrence',
      'body.ended_on as endedOn',
      sql<number>`(select count(*)::int from network_member seat where seat.tenant_id = body.tenant_id and seat.body_id = body.id
        and (seat.from_on is null or seat.from_on <= ${filter.today}::date) and (seat.to_on is null or seat.to_on >= ${filter.today}::date))`.as(
        'seats',
      ),
      sql<Date | null>`(select min(meeting.starts_at) from network_meeting meeting where meeting.tenant_id = body.tenant_id
        and meeting.body_id = body.id and meeting.state in ('planned', 'invited') and meeting.starts_at >= ${filter.now})`.as(
        'nextMeeting',
      ),
      sql<Date | null>`${lastHeld}`.as('lastMeeting'),
    ])
    .$if(after !== undefined && uuidPattern.test(after), (query) =>
      query.where(
        sql<boolean>`(body.name, body.id) > (select last.name, last.id from network_body last where last.tenant_id = body.tenant_id and last.id = ${after}::uuid)`,
      ),
    )
    .orderBy('body.name')
    .orderBy('body.id')
    .limit(limit)
    .execute();
  return rows as BodyRow[];
}

export async function countBodies(trx: Trx, filter: BodyFilter): Promise<number> {
  const row = await filtered(trx, filter).select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow();
  return row.count;
}
