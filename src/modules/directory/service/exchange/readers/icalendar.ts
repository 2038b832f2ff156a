import ICAL from 'ical.js';
import { plainText } from '../../../model/exchange/plain-text.ts';
import {
  columnsOf,
  type IncomingRecord,
  mostRecords,
  type Reading,
  type Remark,
  UnreadableFile,
} from '../../../model/exchange/record.ts';
import { isRecurrenceRule, recurrences } from '../../../model/recurrence.ts';
import { joinList, joinParts } from '../../../model/table/cells.ts';
import { wallTime } from './wall-time.ts';

const day = 24 * 60;
/** A single date may last a week (model/content.ts); what lasts longer becomes a date on each of its days. */
const longest = 7 * day;
const mostDays = 3 * 365;
/** Dates and breaks that an offer holds. */
const mostDates = 30;
/** Nobody's course began before; a rule from the year 1 would be walked through day by day. */
const earliest = '1990';

/** When an event takes place, in local time. */
interface When {
  readonly start: string;
  readonly minutes: number;
  readonly rule: string | undefined;
}

const minutesBetween = (from: string, to: string) => (Date.parse(`${to}:00Z`) - Date.parse(`${from}:00Z`)) / 60_000;
const firstOf = (event: ICAL.Component, name: string) => event.getFirstPropertyValue(name);
const text = (event: ICAL.Component, name: string): string => {
  const value = firstOf(event, name);
  return typeof value === 'string' ? plainText(value).trim() : '';
};

/** Local times of a property such as EXDATE, which may stand there several times with several values. */
function timesOf(event: ICAL.Component, name: string): string[] {
  return event
    .getAllProperties(name)
    .flatMap((property) => property.getValues())
    .flatMap((value: unknown) =>
      value instanceof ICAL.Time ? [wallTime(value)] : value instanceof ICAL.Period ? [wallTime(value.start)] : [],
    );
}

/** The rule in local time: what the file says in UTC or of whole days ends at that moment here. */
function ruleOf(recur: ICAL.Recur): string {
  const parts = recur
    .toString()
    .split(';')
    .filter((part) => !part.startsWith('UNTIL='));
  if (recur.until) {
    const until = recur.until.isDate ? `${wallTime(recur.until).slice(0, 10)}T23:59` : wallTime(recur.until);
    parts.push(`UNTIL=${until.replaceAll(/[-:]/g, '')}00`);
  }
  return parts.join(';');
}

type Say = (field: string, name: string, parameters?: Remark['parameters']) => void;

function whenOf(event: ICAL.Component, refuse: Say): When | undefined {
  const begin = firstOf(event, 'dtstart');
  if (!(begin instanceof ICAL.Time)) {
    refuse('DTSTART', 'no_start');
    return undefined;
  }
  const start = wallTime(begin);
  if (start < earliest || start > '2100') {
    refuse('DTSTART', 'start_far', { value: start.slice(0, 10) });
    return undefined;
  }
  const end = firstOf(event, 'dtend');
  const duration = firstOf(event, 'duration');
  const whole = begin.isDate ? day : 0;
  let minutes =
    end instanceof ICAL.Time
      ? minutesBetween(start, wallTime(end))
      : duration instanceof ICAL.Duration
        ? duration.toSeconds() / 60
        : whole;
  // An event without an end, or with one before its start, is over when it begins (RFC 5545, 3.6.1): an hour is said.
  if (!(minutes >= 5)) minutes = whole || 60;
  const recur = firstOf(event, 'rrule');
  if (minutes > longest) {
    const days = Math.ceil(minutes / day);
    if (days > mostDays) refuse('DTEND', 'event_long', { days });
    return days > mostDays ? undefined : { start: `${start.slice(0, 10)}T00:00`, minutes: day, rule: `FREQ=DAILY;COUNT=${days}` };
  }
  if (!(recur instanceof ICAL.Recur)) return { start, minutes: Math.round(minutes), rule: undefined };
  const rule = ruleOf(recur);
  if (!isRecurrenceRule(rule) || rule.length > 300) {
    refuse('RRULE', 'rule', { value: rule.slice(0, 60) });
    return undefined;
  }
  return { start, minutes: Math.round(minutes), rule };
}

/** The first moments from now on; none when all is over. */
function ahead({ start, minutes, rule }: When, now: Date): boolean {
  if (!rule || /COUNT=|UNTIL=/.test(rule)) {
    const farthest = new Date(now.getTime() + 10 * 365 * day * 60_000);
    return recurrences(start, minutes, rule, now, farthest).length > 0;
  }
  return true;
}

interface Group {
  readonly event: ICAL.Component;
  readonly place: number;
  /** Dates of the series that were moved or changed (RECURRENCE-ID). */
  readonly moved: ICAL.Component[];
}

/** Events by their id; a second one of the same id is none of its moved dates but a mistake. */
function groupsOf(
  events: readonly ICAL.Component[],
  reject: (place: number, field: string, name: string, parameters?: Remark['parameters']) => void,
): Map<string, Group> {
  const groups = new Map<string, Group>();
  const moved: [string, ICAL.Component][] = [];
  events.forEach((event, index) => {
    const place = index + 1;
    const uid = text(event, 'uid').slice(0, 300) || `#${text(event, 'summary')}|${firstOf(event, 'dtstart')}`.slice(0, 300);
    if (event.hasProperty('recurrence-id')) moved.push([uid, event]);
    else if (groups.has(uid)) reject(place, 'UID', 'same_id', { other: groups.get(uid)?.place ?? 0 });
    else groups.set(uid, { event, place, moved: [] });
  });
  for (const [uid, event] of moved) groups.get(uid)?.moved.push(event);
  return groups;
}

const cancelled = (event: ICAL.Component) => text(event, 'status').toUpperCase() === 'CANCELLED';

/** Cells for dates and breaks. */
function timeCells({ event, moved }: Group, when: When, today: string, say: Say): Record<string, string> {
  const dates = [joinParts([when.start, when.minutes, when.rule])];
  const off = timesOf(event, 'exdate');
  for (const other of moved) {
    const id = firstOf(other, 'recurrence-id');
    if (!(id instanceof ICAL.Time)) continue;
    const instead = cancelled(other) ? undefined : whenOf(other, () => undefined);
    // A break takes the whole day, so a date that moves within its day cannot be told from the one it replaces.
    if (instead && instead.start.slice(0, 10) === wallTime(id).slice(0, 10)) {
      if (instead.start !== wallTime(id)) say('RECURRENCE-ID', 'moved_within_day', { day: instead.start.slice(0, 10) });
      continue;
    }
    off.push(wallTime(id));
    if (instead) dates.push(joinParts([instead.start, instead.minutes]));
  }
  for (const start of timesOf(event, 'rdate')) if (start.slice(0, 10) >= today) dates.push(joinParts([start, when.minutes]));
  const days = [...new Set(off.map((time) => time.slice(0, 10)))].filter((one) => one >= today).sort();
  if (dates.length > mostDates) say('RDATE', 'too_many_dates', { limit: mostDates });
  if (days.length > mostDates) say('EXDATE', 'too_many_dates', { limit: mostDates });
  return {
    dates: joinList(dates.slice(0, mostDates)),
    breaks: joinList(days.slice(0, mostDates).map((one) => joinParts([one, one]))),
  };
}

function cellsOf(event: ICAL.Component): Record<string, string> {
  const organizer = event.getFirstProperty('organizer');
  const geo = firstOf(event, 'geo');
  const [lat, lon] = Array.isArray(geo) ? geo.map(String) : typeof geo === 'string' ? geo.split(/[;,]/) : [];
  const name = organizer?.getParameter('cn');
  return {
    name: text(event, 'summary'),
    description: text(event, 'description'),
    organisation: typeof name === 'string' ? name.trim() : '',
    categories: joinList(
      event.getAllProperties('categories').flatMap((one) => one.getValues().map((value) => String(value).trim())),
    ),
    address: text(event, 'location'),
    ...(lat && lon ? { lat: lat.trim(), lon: lon.trim() } : {}),
    website: text(event, 'url'),
    email: String(organizer?.getFirstValue() ?? '').replace(/^mailto:/i, ''),
  };
}

/** Nothing but the events and time zones of a file; the parser goes by lines, so no file nests too deep for it. */
function parse(bytes: Uint8Array): ICAL.Component[] {
  const mark = `${bytes[0]},${bytes[1]}`;
  const encoding = mark === '255,254' ? 'utf-16le' : mark === '254,255' ? 'utf-16be' : 'utf-8';
  const decoded = new TextDecoder(encoding).decode(bytes);
  const content = decoded.includes('\ufffd') ? new TextDecoder('windows-1252').decode(bytes) : decoded;
  if (!/^\s*BEGIN:VCALENDAR/i.test(content)) throw new UnreadableFile('exchange.no_calendar');
  try {
    const parsed = ICAL.parse(content.trim()) as unknown[];
    const calendars = Array.isArray(parsed[0]) ? (parsed as unknown[][]) : [parsed];
    return calendars.map((one) => new ICAL.Component(one as never));
  } catch {
    throw new UnreadableFile(/END:VCALENDAR\s*$/i.test(content) ? 'exchange.broken_calendar' : 'exchange.cut_calendar');
  }
}

/** iCalendar (RFC 5545): each event, with all its dates, is one record. Events that are over are not read. */
export function readCalendar(bytes: Uint8Array, now: Date): Reading {
  const events = parse(bytes).flatMap((calendar) => calendar.getAllSubcomponents('vevent'));
  if (!events.length) throw new UnreadableFile('exchange.empty');
  if (events.length > mostRecords) throw new UnreadableFile('exchange.too_many', { limit: mostRecords });
  const [records, rejected, remarks]: [IncomingRecord[], Remark[], Remark[]] = [[], [], []];
  const passed = new Set<string>();
  const into =
    (list: Remark[]) =>
    (place: number, field: string, name: string, parameters: Remark['parameters'] = {}) =>
      list.push({ place, field, key: `directory:staff.exchange.remark.${name}`, parameters });
  const reject = into(rejected);
  const remark = into(remarks);
  const today = wallTime(ICAL.Time.fromJSDate(now, true)).slice(0, 10);
  for (const [id, group] of groupsOf(events, reject)) {
    const { event, place, moved } = group;
    if (cancelled(event)) continue;
    try {
      const when = whenOf(event, (field, name, parameters) => reject(place, field, name, parameters));
      if (!when) continue;
      const later = [...timesOf(event, 'rdate'), ...moved.flatMap((one) => timesOf(one, 'dtstart'))].some(
        (time) => time.slice(0, 10) >= today,
      );
      if (!ahead(when, now) && !later) {
        passed.add(id);
        continue;
      }
      const times = timeCells(group, when, today, (field, name, parameters) => remark(place, field, name, parameters));
      const cells = { ...cellsOf(event), ...times };
      records.push({ place, id, cells: Object.fromEntries(Object.entries(cells).filter(([, value]) => value)) });
    } catch {
      // ical.js throws where a value is not of its type; which one it was it does not say.
      reject(place, 'VEVENT', 'event');
    }
  }
  return { columns: columnsOf(records), records, rejected, remarks, passed };
}
