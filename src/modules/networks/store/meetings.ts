import { type Selectable, sql } from 'kysely';
import { uuidPattern } from '#platform/crypto';
import type { Tables, Trx } from '#platform/database';
import type { Meeting, MeetingState, MeetingText, MinutesState } from '../model/meeting.ts';
import { type BodyReach, reachesBody } from './bodies.ts';

type MeetingRow = Selectable<Tables['network_meeting']> & {
  slug: string;
  name: string;
  territory: string;
  public: boolean;
  contact_email: string | null;
};

const toMeeting = (row: MeetingRow): Meeting => ({
  id: row.id,
  bodyId: row.body_id,
  title: row.title,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  place: row.place,
  onlineUrl: row.online_url,
  state: row.state as MeetingState,
  sequence: row.sequence,
  invitedAt: row.invited_at,
  cancelledReason: row.cancelled_reason,
  minutes: row.minutes,
  minutesState: row.minutes_state as MinutesState,
  fromSchedule: row.from_schedule,
  version: row.version,
  updatedAt: row.updated_at,
  body: {
    slug: row.slug,
    name: row.name,
    territory: row.territory,
    public: row.public,
    contactEmail: row.contact_email,
  },
});

const meetings = (trx: Trx) =>
  trx
    .selectFrom('network_meeting as m')
    .innerJoin('network_body as b', (join) => join.onRef('b.tenant_id', '=', 'm.tenant_id').onRef('b.id', '=', 'm.body_id'))
    .selectAll('m')
    .select(['b.slug', 'b.name', 'b.territory', 'b.public', 'b.contact_email']);

/** The meeting; undefined for what is no id, or the id of another district. */
export async function findMeeting(trx: Trx, id: string): Promise<Meeting | undefined> {
  if (!uuidPattern.test(id)) return undefined;
  const row = await meetings(trx).where('m.id', '=', id).executeTakeFirst();
  return row && toMeeting(row);
}

/** The meeting, held until the end of the transaction: whoever else writes to it or its agenda waits. */
export async function lockMeeting(trx: Trx, id: string): Promise<Meeting | undefined> {
  if (!uuidPattern.test(id)) return undefined;
  const row = await meetings(trx).where('m.id', '=', id).forUpdate('m').executeTakeFirst();
  return row && toMeeting(row);
}

/** Place in a list of meetings. */
export interface MeetingPlace {
  readonly startsAt: Date;
  readonly id: string;
}

export interface MeetingQuery {
  readonly reach: BodyReach;
  readonly bodyId?: string | undefined;
  readonly direction: 'upcoming' | 'past';
  readonly now: Date;
  readonly after?: MeetingPlace | undefined;
  readonly limit: number;
}

/** Upcoming meetings soonest first, past ones latest first; rides on network_meeting_time, of one body on network_meeting_body. */
export async function listMeetings(trx: Trx, query: MeetingQuery): Promise<Meeting[]> {
  const { reach, bodyId, direction, now, after, limit } = query;
  const [side, order, beyond] = direction === 'upcoming' ? (['>=', 'asc', '>'] as const) : (['<', 'desc', '<'] as const);
  let select = meetings(trx).where('m.ends_at', side, now).where(reachesBody(reach, 'b'));
  if (bodyId) select = select.where('m.body_id', '=', bodyId);
  if (after) select = select.where(sql<boolean>`(m.starts_at, m.id) ${sql.raw(beyond)} (${after.startsAt}, ${after.id}::uuid)`);
  const rows = await select.orderBy('m.starts_at', order).orderBy('m.id', order).limit(limit).execute();
  return rows.map(toMeeting);
}

/** All meetings of a body since a moment, for its calendar. */
export async function listMeetingsSince(trx: Trx, bodyId: string, since: Date, limit: number): Promise<Meeting[]> {
  const rows = await meetings(trx)
    .where('m.body_id', '=', bodyId)
    .where('m.starts_at', '>=', since)
    .orderBy('m.starts_at')
    .limit(limit)
    .execute();
  return rows.map(toMeeting);
}

const columnsOf = ({ title, startsAt, endsAt, place, onlineUrl }: MeetingText) => ({
  title,
  starts_at: startsAt,
  ends_at: endsAt,
  place,
  online_url: onlineUrl,
});

export interface NewMeeting extends MeetingText {
  readonly id: string;
  readonly fromSchedule?: boolean;
}

export async function insertMeetings(
  trx: Trx,
  tenantId: string,
  rows: readonly (NewMeeting & { readonly bodyId: string })[],
  now: Date,
): Promise<void> {
  if (!rows.length) return;
  await trx
    .insertInto('network_meeting')
    .values(
      rows.map((row) => ({
        tenant_id: tenantId,
        id: row.id,
        body_id: row.bodyId,
        ...columnsOf(row),
        from_schedule: row.fromSchedule ?? false,
        created_at: now,
        updated_at: now,
      })),
    )
    .execute();
}

/** What somebody wrote; from then on it is no mere proposal of the schedule. */
export async function saveMeetingText(trx: Trx, id: string, meeting: MeetingText, now: Date): Promise<void> {
  await trx
    .updateTable('network_meeting')
    .set({ ...columnsOf(meeting), from_schedule: false, version: sql`version + 1`, updated_at: now })
    .where('id', '=', id)
    .execute();
}

export interface MeetingProgress {
  readonly state?: MeetingState;
  readonly sequence?: number;
  readonly invitedAt?: Date;
  readonly cancelledReason?: string;
  readonly minutes?: string;
  readonly minutesState?: MinutesState;
}

/** How far a meeting has come; raises its version. */
export async function saveMeetingProgress(trx: Trx, id: string, progress: MeetingProgress, now: Date): Promise<void> {
  const { state, sequence, invitedAt, cancelledReason, minutes, minutesState } = progress;
  await trx
    .updateTable('network_meeting')
    .set({
      ...(state && { state }),
      ...(sequence !== undefined && { sequence }),
      ...(invitedAt && { invited_at: invitedAt }),
      ...(cancelledReason !== undefined && { cancelled_reason: cancelledReason }),
      ...(minutes !== undefined && { minutes }),
      ...(minutesState && { minutes_state: minutesState }),
      from_schedule: false,
      version: sql`version + 1`,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute();
}

/** Somebody works on it: the schedule leaves it alone from now on. */
export async function keepMeeting(trx: Trx, id: string): Promise<void> {
  await trx.updateTable('network_meeting').set({ from_schedule: false }).where('id', '=', id).execute();
}
