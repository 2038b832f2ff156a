import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/** A body that meets by a rule, held until the end of the transaction so that nobody plans it twice. */
export interface ScheduledBody {
  readonly id: string;
  readonly recurrence: string;
  readonly public: boolean;
  /** Day from which the rule counts when there was no meeting yet. */
  readonly since: string;
  readonly endedOn: string | null;
}

/** Bodies with a rule that have not ended; one of them, or all. */
export async function lockScheduledBodies(trx: Trx, today: string, bodyId?: string): Promise<ScheduledBody[]> {
  let select = trx
    .selectFrom('network_body')
    .where('recurrence', '<>', '')
    .where(({ eb, or }) => or([eb('ended_on', 'is', null), eb('ended_on', '>=', today)]));
  if (bodyId) select = select.where('id', '=', bodyId);
  const rows = await select
    .select(['id', 'recurrence', 'public', 'ended_on'])
    .select(sql<string>`coalesce(founded_on, (created_at at time zone 'Europe/Berlin')::date)::text`.as('since'))
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => ({
    id: row.id,
    recurrence: row.recurrence,
    public: row.public,
    since: row.since,
    endedOn: row.ended_on,
  }));
}

export interface PlannedMeeting {
  readonly id: string;
  readonly bodyId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
  readonly cancelled: boolean;
  /** Made by the schedule and not touched since. */
  readonly untouched: boolean;
}

/** The meetings of these bodies since a moment, in their order; rides on network_meeting_body. */
export async function listPlanned(trx: Trx, bodyIds: readonly string[], since: Date): Promise<PlannedMeeting[]> {
  if (!bodyIds.length) return [];
  const rows = await trx
    .selectFrom('network_meeting')
    .where('body_id', 'in', [...bodyIds])
    .where('starts_at', '>=', since)
    .select(['id', 'body_id', 'starts_at', 'ends_at', 'place', 'state', 'from_schedule'])
    .orderBy('starts_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    bodyId: row.body_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    cancelled: row.state === 'cancelled',
    untouched: row.from_schedule,
  }));
}

/** Takes proposals of the schedule back, unless something hangs on them by now. */
export async function deleteUntouched(trx: Trx, ids: readonly string[]): Promise<void> {
  if (!ids.length) return;
  await sql`delete from network_meeting m where m.id = any(${ids}::uuid[]) and m.from_schedule and m.state = 'planned'
    and not exists (select from network_resolution r where r.tenant_id = m.tenant_id and r.meeting_id = m.id)
    and not exists (select from network_task t where t.tenant_id = m.tenant_id and t.meeting_id = m.id)`.execute(trx);
}
