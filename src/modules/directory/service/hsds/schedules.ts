import type { OfferContent, Schedule } from '../../model/content.ts';
import { readWeeklyHours, type TimeSpan, type WeeklyRule } from '../../model/weekly-hours.ts';
import type { Wording } from '../wording.ts';
import { derivedId, withIds } from './ids.ts';
import type { Plain } from './plain.ts';

const dayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const minutesOfDay = 24 * 60;
const berlin = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', timeZoneName: 'longOffset' });

/** `+01:00`: offset of Berlin at noon of a day. HSDS wants times with one, our times are wall-clock times. */
function offsetOn(day: string): string {
  const part = berlin.formatToParts(new Date(`${day}T12:00:00Z`)).find(({ type }) => type === 'timeZoneName');
  return part?.value.replace('GMT', '') || '+00:00';
}

function clock(minutes: number, offset: string): string {
  const within = minutes % minutesOfDay;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(within / 60))}:${two(within % 60)}${offset}`;
}

const wholeDay: TimeSpan = { from: 0, to: minutesOfDay - 1 };

function ruleParts({ days, nth }: WeeklyRule): Plain {
  const codes = days.map((day) => dayCodes[day - 1] ?? '');
  return nth.length
    ? { freq: 'MONTHLY', interval: 1, byday: nth.flatMap((one) => codes.map((code) => `${one}${code}`)).join(',') }
    : { freq: 'WEEKLY', interval: 1, byday: codes.join(',') };
}

/** Each span of each day of a weekly plan; hours that no rule says (sunsets, seasons) keep their words and their OSM form. */
function weekly(schedule: Extract<Schedule, { kind: 'weekly' }>, reference: string): Plain[] {
  const period = { valid_from: schedule.validFrom, valid_to: schedule.validTo };
  const own = { dreiklang: { opening_hours: schedule.hours } };
  const hours = readWeeklyHours(schedule.hours);
  if (!hours) return [{ ...period, ...own }];
  const offset = offsetOn(schedule.validFrom ?? reference);
  const rules: readonly WeeklyRule[] = hours.always ? [{ days: [1, 2, 3, 4, 5, 6, 7], nth: [], times: [] }] : hours.rules;
  return rules.flatMap((rule) =>
    (rule.times.length ? rule.times : [wholeDay]).map((span) => ({
      ...period,
      ...ruleParts(rule),
      opens_at: clock(span.from, offset),
      closes_at: clock(span.to, offset),
      ...own,
    })),
  );
}

const known = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'WKST']);

/** The rule in the fields of HSDS, which knows weeks and months only; undefined: it cannot be said there. */
function recurrence(rrule: string): Plain | undefined {
  const parts = new Map(rrule.split(';').map((part) => part.split('=') as [string, string]));
  const freq = parts.get('FREQ');
  const daily = freq === 'DAILY' && (parts.get('INTERVAL') ?? '1') === '1' && !parts.has('BYDAY');
  if ([...parts.keys()].some((key) => !known.has(key)) || !(freq === 'WEEKLY' || freq === 'MONTHLY' || daily)) return undefined;
  const until = /^(\d{4})(\d{2})(\d{2})/.exec(parts.get('UNTIL') ?? '');
  const count = parts.get('COUNT');
  return {
    freq: daily ? 'WEEKLY' : freq,
    interval: Number(parts.get('INTERVAL') ?? 1),
    byday: daily ? dayCodes.join(',') : parts.get('BYDAY'),
    bymonthday: parts.get('BYMONTHDAY'),
    wkst: parts.get('WKST'),
    until: until ? until.slice(1).join('-') : undefined,
    count: count === undefined ? undefined : Number(count),
  };
}

function series(schedule: Extract<Schedule, { kind: 'dates' }>): Plain {
  const [day = '', time = ''] = schedule.start.split('T');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const offset = offsetOn(day);
  const begin = hour * 60 + minute;
  return {
    dtstart: day,
    ...(schedule.rrule ? recurrence(schedule.rrule) : { until: day, valid_from: day, valid_to: day }),
    opens_at: clock(begin, offset),
    closes_at: clock(begin + schedule.minutes, offset),
    dreiklang: { dtstart: schedule.start, minutes: schedule.minutes, rrule: schedule.rrule },
  };
}

/** What makes a schedule this one; its note may change. */
const naming = (schedule: Schedule): string =>
  schedule.kind === 'weekly'
    ? [schedule.hours, schedule.validFrom, schedule.validTo].join(' ')
    : [schedule.start, schedule.minutes, schedule.rrule].join(' ');

/**
 * When an offer takes place, in the terms of HSDS, with our own notation beside it under `dreiklang`.
 * @param reference ISO day whose offset stands at times that begin on no certain day
 */
export function schedulesOf(offerId: string, { schedules }: OfferContent, wording: Wording, reference: string): Plain[] {
  return withIds('schedule', offerId, schedules, naming).flatMap(({ id, item: schedule }) => {
    const parts = schedule.kind === 'weekly' ? weekly(schedule, reference) : [series(schedule)];
    const description = wording.list(wording.schedule(schedule));
    return parts.map((part, index) => ({
      id: index ? derivedId('schedule', id, String(index)) : id,
      service_id: offerId,
      ...part,
      description,
      notes: schedule.note,
    }));
  });
}
