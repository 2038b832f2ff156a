import type { FileStore } from '#platform/files';
import type { App } from '#platform/http';
import { calendarRoutes } from './calendars.ts';
import { invitationRoutes } from './invitations.tsx';
import { meetingAgendaRoutes } from './meeting-agenda.tsx';
import { meetingMinutesRoutes } from './meeting-minutes.tsx';
import { meetingListRoutes } from './meetings.tsx';
import { paperRoutes } from './papers.ts';

/** Everything about meetings: planning, agenda, papers, invitation, minutes, calendars. */
export function meetingRoutes(app: App, files: FileStore): void {
  meetingListRoutes(app);
  meetingAgendaRoutes(app);
  paperRoutes(app, files);
  meetingMinutesRoutes(app);
  invitationRoutes(app, files);
  calendarRoutes(app);
}
