import { german, translator } from '#platform/i18n';
import { type AgendaItem, type Meeting, plannedMinutes } from '../model/meeting.ts';
import { timeOf } from '../model/meeting-time.ts';

/** What letters and papers of a body say about a meeting; they are German. */

const t = translator(german);
const longDay = new Intl.DateTimeFormat('de-DE', { dateStyle: 'full', timeZone: 'Europe/Berlin' });

export function dayInWords(moment: Date): string {
  return longDay.format(moment);
}

export function timesInWords({ startsAt, endsAt }: Pick<Meeting, 'startsAt' | 'endsAt'>): string {
  return t('networks:staff.meeting.times', { from: timeOf(startsAt), to: timeOf(endsAt) });
}

/** Term and value for each thing known about when and where. */
export function factsOf(meeting: Meeting): [term: string, value: string][] {
  return [
    [t('networks:staff.meeting.day'), dayInWords(meeting.startsAt)],
    [t('networks:staff.meeting.time'), timesInWords(meeting)],
    ...(meeting.place ? [[t('networks:staff.meeting.place'), meeting.place] as [string, string]] : []),
    ...(meeting.onlineUrl ? [[t('networks:staff.meeting.online'), meeting.onlineUrl] as [string, string]] : []),
  ];
}

export function whenAndWhere(meeting: Meeting): string {
  return factsOf(meeting)
    .map(([term, value]) => `${term}: ${value}`)
    .join('\n');
}

/** "1. Begrüßung (5 Minuten)" for each item, or that there is none yet. */
export function agendaLines(agenda: readonly AgendaItem[]): string {
  if (!agenda.length) return t('networks:staff.agenda.none');
  return agenda.map((item, index) => `${index + 1}. ${itemTitle(item)}`).join('\n');
}

export function itemTitle({ title, minutesPlanned }: AgendaItem): string {
  return minutesPlanned === null ? title : t('networks:staff.agenda.timed', { title, count: minutesPlanned });
}

export function durationInWords(agenda: readonly AgendaItem[]): string | undefined {
  const count = plannedMinutes(agenda);
  return count === null ? undefined : t('networks:staff.agenda.duration', { count });
}
