import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import type { Meeting } from '../model/meeting.ts';
import type { MinutesText } from '../model/meeting-forms.ts';
import { saveOutcomes } from '../store/meeting-agenda.ts';
import { saveAttendance } from '../store/meeting-attendance.ts';
import { lockMeeting, saveMeetingProgress } from '../store/meetings.ts';
import { mailMinutes } from './invitations.ts';
import { type MeetingRef, meetingToEdit } from './meeting-record.ts';
import { editableBody } from './scope.ts';

type Answer = Promise<Outcome<undefined, FailureCode>>;

const record = (trx: Trx, context: Context, meeting: Meeting, action: string, details: Record<string, string> = {}) =>
  audit(trx, context, { action: `network.${action}`, subjectType: 'network_meeting', subjectId: meeting.id, details });

/** Saves attendance, what was said on each item, and the text around it, as a draft. */
export function saveMinutes(context: Context, ref: MeetingRef, text: MinutesText, version: number): Answer {
  return context.transaction(async (trx) => {
    const found = await meetingToEdit(trx, context, ref, version);
    if (!found.ok) return found;
    const meeting = found.value;
    const now = context.now();
    if (meeting.startsAt > now) return fail('networks.meeting_ahead');
    await saveOutcomes(trx, meeting.id, text.outcomes);
    await saveAttendance(trx, context.tenant.id, meeting.id, text.seats, now);
    await saveMeetingProgress(trx, meeting.id, { minutes: text.minutes, minutesState: 'draft', state: 'held' }, now);
    await record(trx, context, meeting, 'minutes_saved');
    return ok();
  });
}

/** Approves the minutes: from now on the meeting stays as it is, and its body gets a link to them. */
export function approveMinutes(context: Context, ref: MeetingRef, version: number): Answer {
  return context.transaction(async (trx) => {
    const found = await meetingToEdit(trx, context, ref, version);
    if (!found.ok) return found;
    const meeting = found.value;
    if (meeting.minutesState !== 'draft') return fail('networks.minutes_missing');
    await saveMeetingProgress(trx, meeting.id, { minutesState: 'approved' }, context.now());
    await mailMinutes(trx, context, meeting);
    await record(trx, context, meeting, 'minutes_approved');
    return ok();
  });
}

/** Opens approved minutes again; the log keeps that and why. */
export function reopenMinutes(context: Context, ref: MeetingRef, reason: string, version: number): Answer {
  return context.transaction(async (trx) => {
    const body = await editableBody(trx, context, ref.body);
    if (!body.ok) return body;
    const meeting = await lockMeeting(trx, ref.meeting);
    if (meeting?.bodyId !== body.value.id) return fail('networks.unknown_meeting');
    if (meeting.version !== version) return fail('networks.changed', { version: meeting.version });
    if (meeting.minutesState !== 'approved') return fail('networks.minutes_missing');
    await saveMeetingProgress(trx, meeting.id, { minutesState: 'draft' }, context.now());
    await record(trx, context, meeting, 'minutes_reopened', { reason });
    return ok();
  });
}
