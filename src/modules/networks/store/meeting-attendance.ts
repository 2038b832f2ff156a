import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { Attendance, AttendanceState, MeetingResolution } from '../model/meeting.ts';

/** The seats of a body on the day of a meeting, and who else was invited or noted; rides on network_member_body. */
export async function listSeats(trx: Trx, meeting: { id: string; bodyId: string }, day: string): Promise<Attendance[]> {
  const rows = await trx
    .selectFrom('network_member as s')
    .leftJoin('network_attendance as a', (join) =>
      join.onRef('a.tenant_id', '=', 's.tenant_id').onRef('a.member_id', '=', 's.id').on('a.meeting_id', '=', meeting.id),
    )
    .where('s.body_id', '=', meeting.bodyId)
    .where(
      sql<boolean>`(a.member_id is not null or (coalesce(s.from_on <= ${day}::date, true) and coalesce(s.to_on >= ${day}::date, true)))`,
    )
    .select(['s.id', 's.person_name', 's.organisation_name', 's.email', 's.function', 'a.state'])
    .orderBy(sql`array_position(array['chair', 'deputy', 'secretary', 'member', 'adviser', 'guest'], s.function)`)
    .orderBy(sql`coalesce(s.organisation_name, s.person_name)`)
    .orderBy('s.id')
    .execute();
  return rows.map((row) => ({
    memberId: row.id,
    personName: row.person_name,
    organisationName: row.organisation_name,
    email: row.email,
    function: row.function,
    state: row.state as AttendanceState | null,
  }));
}

/** The secret of a new link for each seat; a seat that answered keeps its answer. */
export async function saveInvitations(
  trx: Trx,
  tenantId: string,
  meetingId: string,
  seats: readonly { readonly memberId: string; readonly tokenHash: Buffer | null }[],
  expiresAt: Date,
  now: Date,
): Promise<void> {
  if (!seats.length) return;
  await trx
    .insertInto('network_attendance')
    .values(
      seats.map(({ memberId, tokenHash }) => ({
        tenant_id: tenantId,
        meeting_id: meetingId,
        member_id: memberId,
        token_hash: tokenHash,
        token_expires_at: tokenHash && expiresAt,
        updated_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'meeting_id', 'member_id']).doUpdateSet(({ ref }) => ({
        token_hash: ref('excluded.token_hash'),
        token_expires_at: ref('excluded.token_expires_at'),
        updated_at: now,
      })),
    )
    .execute();
}

/** Answers to another day are no answers any more. */
export async function forgetAnswers(trx: Trx, meetingId: string, now: Date): Promise<void> {
  await trx
    .updateTable('network_attendance')
    .set({ state: 'invited', updated_at: now })
    .where('meeting_id', '=', meetingId)
    .where('state', 'in', ['accepted', 'declined'])
    .execute();
}

/** Who was there; only seats of the meeting's body. */
export async function saveAttendance(
  trx: Trx,
  tenantId: string,
  meetingId: string,
  seats: ReadonlyMap<string, AttendanceState>,
  now: Date,
): Promise<void> {
  await sql`insert into network_attendance (tenant_id, meeting_id, member_id, state, updated_at)
    select ${tenantId}, m.id, s.id, o.state, ${now}
    from unnest(${[...seats.keys()]}::uuid[], ${[...seats.values()]}::text[]) as o (id, state)
    join network_meeting m on m.id = ${meetingId}
    join network_member s on s.tenant_id = m.tenant_id and s.id = o.id and s.body_id = m.body_id
    on conflict (tenant_id, meeting_id, member_id) do update set state = excluded.state, updated_at = excluded.updated_at
    where network_attendance.state <> excluded.state`.execute(trx);
}

export interface Invited {
  readonly meetingId: string;
  readonly memberId: string;
  readonly state: AttendanceState;
  readonly expiresAt: Date;
  readonly name: { readonly personName: string | null; readonly organisationName: string | null };
}

/** Whose link this is; rides on network_attendance_token. */
export async function findInvited(trx: Trx, tokenHash: Buffer): Promise<Invited | undefined> {
  const row = await trx
    .selectFrom('network_attendance as a')
    .innerJoin('network_member as s', (join) => join.onRef('s.tenant_id', '=', 'a.tenant_id').onRef('s.id', '=', 'a.member_id'))
    .where('a.token_hash', '=', tokenHash)
    .select(['a.meeting_id', 'a.member_id', 'a.state', 'a.token_expires_at', 's.person_name', 's.organisation_name'])
    .executeTakeFirst();
  if (!row?.token_expires_at) return undefined;
  return {
    meetingId: row.meeting_id,
    memberId: row.member_id,
    state: row.state as AttendanceState,
    expiresAt: row.token_expires_at,
    name: { personName: row.person_name, organisationName: row.organisation_name },
  };
}

export async function saveAnswer(
  trx: Trx,
  { meetingId, memberId }: Invited,
  state: 'accepted' | 'declined',
  now: Date,
): Promise<void> {
  await trx
    .updateTable('network_attendance')
    .set({ state, updated_at: now })
    .where('meeting_id', '=', meetingId)
    .where('member_id', '=', memberId)
    .execute();
}

/** What was resolved in a meeting, for its minutes; rides on network_resolution_meeting. */
export async function listMeetingResolutions(trx: Trx, meetingId: string): Promise<MeetingResolution[]> {
  const rows = await trx
    .selectFrom('network_resolution')
    .where('meeting_id', '=', meetingId)
    .where('state', '<>', 'draft')
    .selectAll()
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    agendaItemId: row.agenda_item_id,
    number: row.number,
    title: row.title,
    wording: row.wording,
    state: row.state,
    votes: { yes: row.votes_yes, no: row.votes_no, abstain: row.votes_abstain },
  }));
}
