export const meetingStates = ['planned', 'invited', 'held', 'cancelled'] as const;
export type MeetingState = (typeof meetingStates)[number];

export type MinutesState = 'none' | 'draft' | 'approved';

export const attendanceStates = ['present', 'excused', 'absent'] as const;
/** Before a meeting somebody is invited and answers, afterwards it is noted who was there. */
export type AttendanceState = 'invited' | 'accepted' | 'declined' | (typeof attendanceStates)[number];

export interface Meeting {
  readonly id: string;
  readonly bodyId: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
  readonly onlineUrl: string | null;
  readonly state: MeetingState;
  /** Of the iCalendar event; 0: nobody was invited yet. */
  readonly sequence: number;
  readonly invitedAt: Date | null;
  readonly cancelledReason: string;
  readonly minutes: string;
  readonly minutesState: MinutesState;
  readonly fromSchedule: boolean;
  readonly version: number;
  readonly updatedAt: Date;
  /** The body, as far as its meetings need it. */
  readonly body: {
    readonly slug: string;
    readonly name: string;
    readonly territory: string;
    readonly public: boolean;
    readonly contactEmail: string | null;
  };
}

export interface AgendaItem {
  readonly id: string;
  readonly meetingId: string;
  readonly position: number;
  readonly title: string;
  readonly detail: string;
  readonly minutesPlanned: number | null;
  /** What was said. */
  readonly outcome: string;
  readonly version: number;
}

export interface Paper {
  readonly id: string;
  readonly meetingId: string;
  readonly agendaItemId: string | null;
  readonly title: string;
  readonly fileName: string;
  readonly fileKey: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** A seat of the body with what is known about it and this meeting. */
export interface Attendance {
  readonly memberId: string;
  readonly personName: string | null;
  readonly organisationName: string | null;
  readonly email: string | null;
  readonly function: string;
  /** Null: neither invited nor noted. */
  readonly state: AttendanceState | null;
}

/** A resolution as the minutes repeat it. */
export interface MeetingResolution {
  readonly id: string;
  readonly agendaItemId: string | null;
  readonly number: string;
  readonly title: string;
  readonly wording: string;
  readonly state: string;
  readonly votes: { readonly yes: number; readonly no: number; readonly abstain: number };
}

/** Everything that belongs to one meeting. */
export interface MeetingRecord {
  readonly meeting: Meeting;
  /** In their order. */
  readonly agenda: readonly AgendaItem[];
  readonly papers: readonly Paper[];
  readonly seats: readonly Attendance[];
  readonly resolutions: readonly MeetingResolution[];
}

/** What somebody writes about a meeting. */
export interface MeetingText {
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
  readonly onlineUrl: string | null;
}

/** How long an agenda is planned to take, in minutes; null when no item says. */
export function plannedMinutes(agenda: readonly AgendaItem[]): number | null {
  const known = agenda.flatMap(({ minutesPlanned }) => (minutesPlanned === null ? [] : [minutesPlanned]));
  return known.length ? known.reduce((sum, minutes) => sum + minutes, 0) : null;
}

const letters: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss' };

/** A file name out of a title that every system takes: `Vorlage 3/2026 (Entwurf)` → `Vorlage-3-2026-Entwurf`. */
export function fileNameOf(title: string, extension: string): string {
  const name = title
    .replace(/[äöüÄÖÜß]/g, (letter) => letters[letter] ?? '')
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return `${name || 'Datei'}.${extension}`;
}
