import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import type { Meeting, MeetingRecord } from '../model/meeting.ts';
import { listAgenda } from '../store/meeting-agenda.ts';
import { listMeetingResolutions, listSeats } from '../store/meeting-attendance.ts';
import { findMeeting, lockMeeting } from '../store/meetings.ts';
import { listPapers } from '../store/papers.ts';
import { editableBody, mayEditBody, readableBody } from './scope.ts';

/** Where a meeting is found: in its body. */
export interface MeetingRef {
  readonly body: string;
  readonly meeting: string;
}

/** Everything about a meeting, whoever asks. */
export async function recordOf(trx: Trx, meeting: Meeting): Promise<MeetingRecord> {
  return {
    meeting,
    agenda: await listAgenda(trx, meeting.id),
    papers: await listPapers(trx, meeting.id),
    seats: await listSeats(trx, meeting, dayOf(meeting.startsAt)),
    resolutions: await listMeetingResolutions(trx, meeting.id),
  };
}

/** The meeting when the actor may read its body's record. */
export async function readableMeeting(trx: Trx, context: Context, ref: MeetingRef): Promise<Outcome<Meeting, FailureCode>> {
  const body = await readableBody(trx, context, ref.body);
  if (!body.ok) return body;
  const meeting = await findMeeting(trx, ref.meeting);
  return meeting?.bodyId === body.value.id ? ok(meeting) : fail('networks.unknown_meeting');
}

/** A meeting for its pages. */
export function readMeeting(
  context: Context,
  ref: MeetingRef,
): Promise<Outcome<MeetingRecord & { readonly mayEdit: boolean }, FailureCode>> {
  return context.transaction(async (trx) => {
    const meeting = await readableMeeting(trx, context, ref);
    if (!meeting.ok) return meeting;
    return ok({ ...(await recordOf(trx, meeting.value)), mayEdit: mayEditBody(context, meeting.value.body) });
  });
}

/**
 * The meeting, locked, when the actor keeps its body and nothing stands against changing it: it was not called off, its minutes
 * are not approved, and, where a version is given, nobody saved it meanwhile.
 */
export async function meetingToEdit(
  trx: Trx,
  context: Context,
  ref: MeetingRef,
  version?: number,
): Promise<Outcome<Meeting, FailureCode>> {
  const body = await editableBody(trx, context, ref.body);
  if (!body.ok) return body;
  const meeting = await lockMeeting(trx, ref.meeting);
  if (meeting?.bodyId !== body.value.id) return fail('networks.unknown_meeting');
  if (version !== undefined && version !== meeting.version) return fail('networks.changed', { version: meeting.version });
  if (meeting.state === 'cancelled') return fail('networks.meeting_cancelled');
  if (meeting.minutesState === 'approved') return fail('networks.minutes_approved');
  return ok(meeting);
}
