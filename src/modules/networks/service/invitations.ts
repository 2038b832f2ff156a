import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { addDays, dayOf } from '#platform/days';
import { german, translator } from '#platform/i18n';
import { queueMail } from '#platform/mail';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import type { Attendance, Meeting, MeetingRecord, Paper } from '../model/meeting.ts';
import { momentOf } from '../model/meeting-time.ts';
import { listAgenda } from '../store/meeting-agenda.ts';
import { findInvited, type Invited, listSeats, saveAnswer, saveInvitations } from '../store/meeting-attendance.ts';
import { findMeeting, saveMeetingProgress } from '../store/meetings.ts';
import { findPaper } from '../store/papers.ts';
import { appointmentOf } from './calendars.ts';
import { type MeetingRef, meetingToEdit, recordOf } from './meeting-record.ts';
import { agendaLines, whenAndWhere } from './meeting-words.ts';

/** A link opens until so many days after the meeting. */
const daysOpen = 30;

// The body's letters are German, like its papers; whoever reads the page behind the link chooses a language there.
const t = translator(german);
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

interface Addressee extends Attendance {
  readonly email: string;
}

const withAddress = (seats: readonly Attendance[]): Addressee[] =>
  seats.flatMap((seat) => (seat.email ? [{ ...seat, email: seat.email }] : []));

const seatsOf = (trx: Trx, meeting: Meeting) => listSeats(trx, meeting, dayOf(meeting.startsAt));

/** Gives every seat with an address a new link; the links of earlier mails end. Answers them by seat. */
async function giveLinks(
  trx: Trx,
  context: Context,
  meeting: Meeting,
  seats: readonly Attendance[],
): Promise<ReadonlyMap<string, string>> {
  const tokens = new Map(withAddress(seats).map(({ memberId }) => [memberId, randomBytes(32).toString('base64url')]));
  const now = context.now();
  const last = new Date(Math.max(meeting.endsAt.getTime(), now.getTime()));
  const rows = seats.map(({ memberId }) => {
    const token = tokens.get(memberId);
    return { memberId, tokenHash: token === undefined ? null : hashOf(token) };
  });
  const end = momentOf(addDays(dayOf(last), daysOpen + 1), '00:00');
  await saveInvitations(trx, context.tenant.id, meeting.id, rows, end, now);
  const base = `${context.publicUrl}/${context.tenant.slug}/${german.tag}/einladung`;
  return new Map([...tokens].map(([memberId, token]) => [memberId, `${base}/${token}`]));
}

/** Invites the body, or invites it anew: a mail with a calendar entry and a personal link to each seat with an address. */
export function invite(
  context: Context,
  ref: MeetingRef,
  version: number,
): Promise<Outcome<{ readonly mails: number }, FailureCode>> {
  return context.transaction(async (trx) => {
    const found = await meetingToEdit(trx, context, ref, version);
    if (!found.ok) return found;
    const before = found.value;
    const now = context.now();
    if (before.startsAt <= now) return fail('networks.meeting_begun');
    const seats = await seatsOf(trx, before);
    const addressees = withAddress(seats);
    if (!addressees.length) return fail('networks.nobody_to_invite');
    const sequence = before.invitedAt ? before.sequence + 1 : before.sequence;
    await saveMeetingProgress(trx, before.id, { state: 'invited', sequence, invitedAt: now }, now);
    const meeting: Meeting = { ...before, sequence, state: 'invited', updatedAt: now };
    // A seat that lost its address since loses its link, too; one that never had any is called or written to by hand.
    const links = await giveLinks(
      trx,
      context,
      meeting,
      seats.filter(({ email, state }) => email || state),
    );
    const facts = whenAndWhere(meeting);
    const agenda = agendaLines(await listAgenda(trx, meeting.id));
    for (const { memberId, email } of addressees) {
      const link = links.get(memberId) ?? '';
      const kind = before.invitedAt ? 'invitation_again' : 'invitation';
      const text = t(`networks:staff.mail.${kind}.text`, { body: meeting.body.name, title: meeting.title, facts, agenda, link });
      // Calendars are often shared: the personal link stays in the mail.
      const calendar = {
        method: 'REQUEST',
        content: appointmentOf(context, meeting, { method: 'REQUEST', to: email, text: agenda }),
      } as const;
      const subject = t(`networks:staff.mail.${kind}.subject`, { body: meeting.body.name, title: meeting.title });
      await queueMail(trx, { to: email, language: german, subject, text, calendar });
    }
    await audit(trx, context, {
      action: 'network.meeting_invited',
      subjectType: 'network_meeting',
      subjectId: meeting.id,
      details: { sequence, mails: addressees.length },
    });
    return ok({ mails: addressees.length });
  });
}

/** Tells everybody who had been invited that the meeting is called off, and why. */
export async function mailCancellation(trx: Trx, context: Context, meeting: Meeting, reason: string): Promise<void> {
  const invited = (await seatsOf(trx, meeting)).filter(({ state }) => state !== null);
  const words = { body: meeting.body.name, title: meeting.title, facts: whenAndWhere(meeting), reason };
  const [subject, text] = [t('networks:staff.mail.cancelled.subject', words), t('networks:staff.mail.cancelled.text', words)];
  for (const { email } of withAddress(invited)) {
    const content = appointmentOf(context, meeting, { method: 'CANCEL', to: email, text });
    await queueMail(trx, { to: email, language: german, subject, text, calendar: { method: 'CANCEL', content } });
  }
}

/** Sends the body a link to its approved minutes. */
export async function mailMinutes(trx: Trx, context: Context, meeting: Meeting): Promise<void> {
  const seats = await seatsOf(trx, meeting);
  const links = await giveLinks(trx, context, meeting, withAddress(seats));
  for (const { memberId, email } of withAddress(seats)) {
    const words = {
      body: meeting.body.name,
      title: meeting.title,
      facts: whenAndWhere(meeting),
      link: links.get(memberId) ?? '',
    };
    const subject = t('networks:staff.mail.minutes.subject', words);
    await queueMail(trx, { to: email, language: german, subject, text: t('networks:staff.mail.minutes.text', words) });
  }
}

export type LinkFailure = 'unknown' | 'expired';

async function invitedBy(
  trx: Trx,
  context: Context,
  token: string,
): Promise<Outcome<{ readonly invited: Invited; readonly meeting: Meeting }, LinkFailure>> {
  const invited = /^[\w-]{43}$/.test(token) ? await findInvited(trx, hashOf(token)) : undefined;
  const meeting = invited && (await findMeeting(trx, invited.meetingId));
  if (!invited || !meeting) return fail('unknown');
  return invited.expiresAt > context.now() ? ok({ invited, meeting }) : fail('expired');
}

/** What somebody without an account sees: the meeting, not who else was invited. */
export interface Invitation {
  readonly record: Omit<MeetingRecord, 'seats'>;
  readonly invited: Invited;
  /** The meeting has not begun and was not called off. */
  readonly open: boolean;
}

const isOpen = ({ state, startsAt }: Meeting, now: Date) => state === 'invited' && startsAt > now;

/** What a personal link leads to; changes nothing, for mail scanners open links too. */
export function readInvitation(context: Context, token: string): Promise<Outcome<Invitation, LinkFailure>> {
  return context.transaction(async (trx) => {
    const found = await invitedBy(trx, context, token);
    if (!found.ok) return found;
    const { invited, meeting } = found.value;
    const { seats: _others, ...record } = await recordOf(trx, meeting);
    return ok({ record, invited, open: isOpen(meeting, context.now()) });
  });
}

/** Everything about the meeting, for the minutes behind a link; undefined while they are not approved. */
export function readMinutes(context: Context, token: string): Promise<Outcome<MeetingRecord | undefined, LinkFailure>> {
  return context.transaction(async (trx) => {
    const found = await invitedBy(trx, context, token);
    if (!found.ok) return found;
    const { meeting } = found.value;
    return ok(meeting.minutesState === 'approved' ? await recordOf(trx, meeting) : undefined);
  });
}

/** Accepts or declines; the last answer before the meeting counts. False: it is too late, or the meeting was called off. */
export function answerInvitation(
  context: Context,
  token: string,
  answer: 'accepted' | 'declined',
): Promise<Outcome<boolean, LinkFailure>> {
  return context.transaction(async (trx) => {
    const found = await invitedBy(trx, context, token);
    if (!found.ok) return found;
    const { invited, meeting } = found.value;
    if (!isOpen(meeting, context.now())) return ok(false);
    await saveAnswer(trx, invited, answer, context.now());
    await audit(trx, context, {
      action: 'network.invitation_answered',
      subjectType: 'network_meeting',
      subjectId: meeting.id,
      details: { answer },
    });
    return ok(true);
  });
}

/** A paper of the meeting behind a personal link. */
export function readInvitedPaper(
  context: Context,
  token: string,
  paperId: string,
): Promise<Outcome<Paper | undefined, LinkFailure>> {
  return context.transaction(async (trx) => {
    const found = await invitedBy(trx, context, token);
    return found.ok ? ok(await findPaper(trx, found.value.meeting.id, paperId)) : found;
  });
}
