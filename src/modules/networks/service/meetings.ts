import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../failures.ts';
import type { Meeting, MeetingText } from '../model/meeting.ts';
import { forgetAnswers } from '../store/meeting-attendance.ts';
import { insertMeetings, listMeetings, type MeetingPlace, saveMeetingProgress, saveMeetingText } from '../store/meetings.ts';
import { mailCancellation } from './invitations.ts';
import { type MeetingRef, meetingToEdit } from './meeting-record.ts';
import { bodyReach, editableBody, mayEditBody, readableBody } from './scope.ts';

export const meetingsPerPage = 50;

export interface MeetingList {
  readonly meetings: readonly Meeting[];
  /** Where the next page begins. */
  readonly next: MeetingPlace | undefined;
}

/** The meetings of all bodies whose record the actor may read, or of one of them. */
export async function listOwnMeetings(
  context: Context,
  query: { readonly direction: 'upcoming' | 'past'; readonly after?: MeetingPlace | undefined; readonly bodyId?: string },
): Promise<MeetingList> {
  const found = await context.transaction((trx) =>
    listMeetings(trx, { ...query, reach: bodyReach(context), now: context.now(), limit: meetingsPerPage + 1 }),
  );
  const meetings = found.slice(0, meetingsPerPage);
  const last = meetings.at(-1);
  return { meetings, next: found.length > meetingsPerPage && last ? { startsAt: last.startsAt, id: last.id } : undefined };
}

/** A body with its meetings, for its page of meetings. */
export async function listBodyMeetings(
  context: Context,
  bodyId: string,
  query: { readonly direction: 'upcoming' | 'past'; readonly after?: MeetingPlace | undefined },
) {
  const body = await context.transaction((trx) => readableBody(trx, context, bodyId));
  if (!body.ok) return body;
  const list = await listOwnMeetings(context, { ...query, bodyId });
  return ok({ body: body.value, mayEdit: mayEditBody(context, body.value), ...list });
}

async function record(trx: Trx, context: Context, meeting: Pick<Meeting, 'id' | 'body'>, action: string): Promise<void> {
  await audit(trx, context, { action: `network.${action}`, subjectType: 'network_meeting', subjectId: meeting.id });
  if (meeting.body.public) await touchContent(trx, context.tenant.id);
}

/** Plans a meeting of a body. Past ones may be entered too: minutes are older than this program. */
export function createMeeting(context: Context, bodyId: string, text: MeetingText): Promise<Outcome<string, FailureCode>> {
  return context.transaction(async (trx) => {
    const body = await editableBody(trx, context, bodyId);
    if (!body.ok) return body;
    const id = uuidv7();
    await insertMeetings(trx, context.tenant.id, [{ ...text, id, bodyId: body.value.id }], context.now());
    await record(trx, context, { id, body: body.value }, 'meeting_added');
    return ok(id);
  });
}

/** Changes day, times, place. Answers to another day or hour are none any more: the body has to be invited anew. */
export function saveMeeting(
  context: Context,
  ref: MeetingRef,
  text: MeetingText,
  version: number,
): Promise<Outcome<undefined, FailureCode>> {
  return context.transaction(async (trx) => {
    const meeting = await meetingToEdit(trx, context, ref, version);
    if (!meeting.ok) return meeting;
    const { id, startsAt, endsAt } = meeting.value;
    await saveMeetingText(trx, id, text, context.now());
    const moved = text.startsAt.getTime() !== startsAt.getTime() || text.endsAt.getTime() !== endsAt.getTime();
    if (moved) await forgetAnswers(trx, id, context.now());
    await record(trx, context, meeting.value, 'meeting_saved');
    return ok();
  });
}

/** Calls a meeting off; whoever was invited is told why, and their calendars take it out. */
export function cancelMeeting(
  context: Context,
  ref: MeetingRef,
  reason: string,
  version: number,
): Promise<Outcome<undefined, FailureCode>> {
  return context.transaction(async (trx) => {
    const found = await meetingToEdit(trx, context, ref, version);
    if (!found.ok) return found;
    const meeting = found.value;
    const now = context.now();
    if (meeting.startsAt <= now || meeting.state === 'held') return fail('networks.meeting_begun');
    const sequence = meeting.sequence + 1;
    await saveMeetingProgress(trx, meeting.id, { state: 'cancelled', cancelledReason: reason, sequence }, now);
    if (meeting.invitedAt)
      await mailCancellation(trx, context, { ...meeting, sequence, state: 'cancelled', updatedAt: now }, reason);
    await record(trx, context, meeting, 'meeting_cancelled');
    return ok();
  });
}
