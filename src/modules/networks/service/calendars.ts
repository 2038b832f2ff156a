import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Context } from '#platform/access';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import type { Meeting } from '../model/meeting.ts';
import { findPublicBody } from '../store/bodies.ts';
import { listMeetingsSince } from '../store/meetings.ts';
import { readableBody } from './scope.ts';

/** What a calendar of many meetings holds: half a year back, and everything that is planned. */
const daysBack = 183;
const mostMeetings = 300;

interface CalendarLook {
  readonly name: string;
  readonly method: ICalCalendarMethod;
  /** The public is not told how to enter the online room. */
  readonly internal: boolean;
  /** Text of an event. */
  readonly describe?: (meeting: Meeting) => string;
  readonly organizer?: { readonly name: string; readonly email: string };
  readonly attendee?: string;
}

/** Meetings as iCalendar (RFC 5545) in UTC, so that no program has to know our time zone; the same meeting keeps its UID. */
function calendarOf(meetings: readonly Meeting[], look: CalendarLook): string {
  const calendar = ical({
    name: look.name,
    method: look.method,
    prodId: { company: 'Dreiklang', product: 'Netzwerke', language: 'DE' },
  });
  for (const meeting of meetings) {
    const place = [meeting.place, look.internal ? meeting.onlineUrl : null].filter(Boolean).join(', ');
    const event = calendar.createEvent({
      id: `${meeting.id}@dreiklang`,
      sequence: meeting.sequence,
      stamp: meeting.updatedAt,
      start: meeting.startsAt,
      end: meeting.endsAt,
      summary: `${meeting.body.name}: ${meeting.title}`,
      status: meeting.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(place ? { location: place } : {}),
      ...(look.describe ? { description: look.describe(meeting) } : {}),
      ...(look.organizer ? { organizer: look.organizer } : {}),
    });
    // Answers come by the personal link, so no program need send them by mail.
    if (look.attendee) event.createAttendee({ email: look.attendee, rsvp: false });
  }
  return calendar.toString();
}

/** Whom the calendar entry names as the one who invites; mails to it reach the body or the district. */
function organizerOf(context: Context, meeting: Meeting): { name: string; email: string } {
  const email = meeting.body.contactEmail ?? context.tenant.settings.legal?.email;
  return { name: meeting.body.name, email: email ?? `noreply@${new URL(context.publicUrl).hostname}` };
}

/** One meeting for one person's calendar: put it in, or take it out (iTIP, RFC 5546). */
export function appointmentOf(
  context: Context,
  meeting: Meeting,
  appointment: { readonly method: 'REQUEST' | 'CANCEL'; readonly to: string; readonly text: string },
): string {
  return calendarOf([meeting], {
    name: meeting.body.name,
    method: ICalCalendarMethod[appointment.method],
    internal: true,
    describe: () => appointment.text,
    organizer: organizerOf(context, meeting),
    attendee: appointment.to,
  });
}

/** The next meetings of a public body, for its public page. */
export function publicMeetings(context: Context, bodyId: string, limit: number): Promise<Meeting[]> {
  return context.transaction((trx) => listMeetingsSince(trx, bodyId, context.now(), limit));
}

const since = (context: Context) => new Date(context.now().getTime() - daysBack * 86_400_000);

/** The meetings of a public body, for everybody's calendar. */
export function publicCalendar(context: Context, slug: string): Promise<string | undefined> {
  return context.transaction(async (trx) => {
    const body = await findPublicBody(trx, slug);
    if (!body) return undefined;
    const meetings = await listMeetingsSince(trx, body.id, since(context), mostMeetings);
    return calendarOf(meetings, { name: body.name, method: ICalCalendarMethod.PUBLISH, internal: false });
  });
}

/** The same for those who may read the body's record, with the links to online rooms. */
export function staffCalendar(
  context: Context,
  bodyId: string,
): Promise<Outcome<{ readonly slug: string; readonly text: string }, FailureCode>> {
  return context.transaction(async (trx) => {
    const body = await readableBody(trx, context, bodyId);
    if (!body.ok) return fail(body.code);
    const { name, slug } = body.value;
    const meetings = await listMeetingsSince(trx, bodyId, since(context), mostMeetings);
    const base = `${context.publicUrl}/intern/${context.tenant.slug}/gremien/${bodyId}/sitzungen`;
    const describe = ({ id }: Meeting) => `${base}/${id}`;
    return ok({ slug, text: calendarOf(meetings, { name, method: ICalCalendarMethod.PUBLISH, internal: true, describe }) });
  });
}
