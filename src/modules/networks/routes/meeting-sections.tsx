import type { Context } from '#platform/access';
import type { Body } from '../model/bodies.ts';
import { MeetingsSection, PublicMeetingsSection } from '../pages/meeting-sections.tsx';
import { publicMeetings } from '../service/calendars.ts';
import { listOwnMeetings } from '../service/meetings.ts';

const shown = 3;

/** On the record of a body: the next meetings, or the way to the first one. */
export async function meetingsSection(context: Context, body: Body) {
  const { meetings } = await listOwnMeetings(context, { direction: 'upcoming', bodyId: body.id });
  return <MeetingsSection bodyId={body.id} meetings={meetings.slice(0, shown)} />;
}

/** On the public page of a body: when it meets, and its calendar. */
export async function publicMeetingsSection(context: Context, body: Body) {
  const meetings = await publicMeetings(context, body.id, shown);
  return meetings.length ? <PublicMeetingsSection slug={body.slug} meetings={meetings} /> : null;
}
