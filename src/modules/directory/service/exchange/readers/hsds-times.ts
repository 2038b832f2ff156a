import { asText, type JsonObject } from '../../../model/exchange/json.ts';
import { isOpeningHours } from '../../../model/opening-hours.ts';
import { isRecurrenceRule } from '../../../model/recurrence.ts';
import { joinList, joinParts } from '../../../model/table/cells.ts';

const days: Readonly<Record<string, string>> = { MO: 'Mo', TU: 'Tu', WE: 'We', TH: 'Th', FR: 'Fr', SA: 'Sa', SU: 'Su' };

/** `16:00` of `16:00`, `16:00:00` or `16:00+01:00`. */
const clock = (value: unknown): string => /^\d{2}:\d{2}/.exec(asText(value))?.[0] ?? '';
const dayOf = (value: unknown): string => /^\d{4}-\d{2}-\d{2}/.exec(asText(value))?.[0] ?? '';
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Every week, at hours: opening hours. Every month, every other week or so often: dates with their rule. */
export function hsdsTimes(schedules: readonly JsonObject[], say: (name: string) => void): { hours: string; dates: string } {
  const hours: string[] = [];
  const dates: string[] = [];
  for (const one of schedules) {
    const [opens, closes] = [clock(one.opens_at), clock(one.closes_at)];
    const byday = asText(one.byday)
      .toUpperCase()
      .split(',')
      .map((text) => text.trim())
      .filter(Boolean);
    const [from, to] = [dayOf(one.valid_from) || dayOf(one.dtstart), dayOf(one.valid_to) || dayOf(one.until)];
    const note = asText(one.notes).replaceAll(/\s+/g, ' ').slice(0, 300);
    const interval = Number(one.interval ?? 1) || 1;
    const count = Number(one.count ?? 0) || 0;
    const weekly =
      (one.freq === 'WEEKLY' || one.freq === undefined) && interval === 1 && !count && byday.every((day) => days[day]);
    if (weekly && byday.length && opens && closes) {
      const text = `${byday.map((day) => days[day]).join(',')} ${opens}-${closes}`;
      if (isOpeningHours(text)) hours.push(joinParts([text, dayOf(one.valid_from), to, note]));
      else say('times');
      continue;
    }
    const start = dayOf(one.dtstart) || from;
    if (!start || !opens || !closes) {
      if (opens || byday.length || start) say('times');
      continue;
    }
    const length = minutes(closes) - minutes(opens);
    const rule = [
      one.freq ? `FREQ=${asText(one.freq)}` : '',
      interval > 1 ? `INTERVAL=${interval}` : '',
      byday.length ? `BYDAY=${byday.join(',')}` : '',
      asText(one.bymonthday) ? `BYMONTHDAY=${asText(one.bymonthday)}` : '',
      count ? `COUNT=${count}` : to ? `UNTIL=${to.replaceAll('-', '')}T235900` : '',
    ]
      .filter(Boolean)
      .join(';');
    if (one.freq && !isRecurrenceRule(rule)) say('times');
    else dates.push(joinParts([`${start}T${opens}`, length > 0 ? length : length + 24 * 60, one.freq ? rule : '', note]));
  }
  return { hours: joinList([...new Set(hours)]), dates: joinList([...new Set(dates)]) };
}
