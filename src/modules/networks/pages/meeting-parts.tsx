import { type FormErrors, type FormValues, StateMark, useView, type WorkState } from '#platform/ui';
import type { Meeting, MeetingRecord } from '../model/meeting.ts';
import { timeOf } from '../model/meeting-time.ts';

const looks: Record<Meeting['state'], WorkState> = { planned: 'planned', invited: 'running', held: 'done', cancelled: 'stopped' };

export function MeetingMark({ meeting }: { meeting: Pick<Meeting, 'state' | 'minutesState'> }) {
  const { t } = useView();
  return <StateMark state={looks[meeting.state]}>{t(`networks:staff.meeting.state.${meeting.state}`)}</StateMark>;
}

/** "Dienstag, 12. Mai 2026, 10:00–12:00" in the language of the page and the time of Europe/Berlin. */
export function MeetingTime({ meeting, short = false }: { meeting: Pick<Meeting, 'startsAt' | 'endsAt'>; short?: boolean }) {
  const { language } = useView();
  const format = new Intl.DateTimeFormat(language.locale, {
    weekday: short ? 'short' : 'long',
    day: 'numeric',
    month: short ? 'short' : 'long',
    year: 'numeric',
    timeZone: 'Europe/Berlin',
  });
  return (
    <time dateTime={meeting.startsAt.toISOString()}>
      {format.format(meeting.startsAt)}, <bdi dir="ltr">{`${timeOf(meeting.startsAt)}–${timeOf(meeting.endsAt)}`}</bdi>
    </time>
  );
}

/** Where a meeting's pages are. */
export const meetingPaths = (district: string, bodyId: string) => {
  const bodies = `/intern/${district}/gremien`;
  const body = `${bodies}/${bodyId}`;
  const list = `${body}/sitzungen`;
  return {
    bodies,
    all: `${bodies}/sitzungen`,
    body,
    list,
    new: `${list}/neu`,
    plan: `${list}/planen`,
    calendar: `${body}/kalender.ics`,
    of: (id: string) => `${list}/${id}`,
  };
};

/** What the page of one meeting shows. */
export interface MeetingPageProps extends MeetingRecord {
  readonly mayEdit: boolean;
  readonly now: Date;
  readonly paper: { readonly endings: readonly string[]; readonly megabytes: number };
  /** A rejected form on this page: a new agenda item, a paper, or a button. */
  readonly rejected?:
    | { readonly form: 'agenda' | 'paper' | 'page'; readonly values: FormValues; readonly errors: FormErrors }
    | undefined;
}
