import type { Schedule } from '../content.ts';
import { canonicalHours } from '../opening-hours.ts';
import { courseCategories } from '../vocabulary.ts';
import { hoursOf, type Slot, weekPlanOf } from '../week-plan.ts';
import { type Fault, type FormValues, fieldsOf, rowNumbers, text } from './values.ts';

/**
 * Times in a form, three ways: rows of weekday, from and to (`slots.N.*`, one schedule together), opening hours as
 * text for those who know the syntax (`hours.N.*`), and single or repeated dates (`dates.N.*`). `position` remembers
 * the place in the content, so that nothing looks changed that was not.
 */
export interface ReadSchedules {
  readonly schedules: readonly unknown[];
  /** Form prefix of each schedule: `slots`, `hours.0`, `dates.2`. */
  readonly origins: readonly string[];
  readonly faults: readonly Fault[];
}

/** `16`, `16 Uhr`, `16.30`, `9:05` → `16:00`, `16:30`, `09:05`; nothing when there is no such time. */
export function clockTime(value: string): string | undefined {
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:[:.](\d{2}))?(?: ?(?:Uhr|h))?$/i.exec(value) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return `${hours.padStart(2, '0')}:${minutes}`;
}

const required = 'http:field.required';

interface Found {
  readonly position: number;
  readonly schedule: unknown;
  readonly origin: string;
}

function positionOf(values: FormValues, prefix: string): number {
  const value = text(values, `${prefix}.position`);
  return value !== undefined && /^\d{1,2}$/.test(value) ? Number(value) : Number.POSITIVE_INFINITY;
}

/** `off`, `on`, or `usual`, which a new offer begins with: courses pause with the schools, the rest goes on. */
function isOffInSchoolHolidays(values: FormValues): boolean {
  const chosen = text(values, 'slots.schoolHolidays');
  if (chosen !== 'usual') return chosen === 'off';
  return rowNumbers(values, 'categories').some((row) => courseCategories.includes(text(values, `categories.${row}`) ?? ''));
}

function readSlots(values: FormValues, faults: Fault[]): Found[] {
  const slots: Slot[] = [];
  let touched = false;
  for (const number of rowNumbers(values, 'slots')) {
    const at = (name: string) => `slots.${number}.${name}`;
    const [day, from, to] = [text(values, at('day')), text(values, at('from')), text(values, at('to'))];
    if (day === undefined && from === undefined && to === undefined) continue;
    touched = true;
    if (day === undefined || !/^[1-7]$/.test(day))
      faults.push({ field: at('day'), key: day === undefined ? required : 'http:field.choice' });
    const times = [from, to].map((value, index) => {
      const time = value === undefined ? undefined : clockTime(value);
      if (!time) faults.push({ field: at(index ? 'to' : 'from'), key: value === undefined ? required : 'http:field.time' });
      return time;
    });
    const [start, end] = times;
    if (start && end && start >= end) faults.push({ field: at('to'), key: 'directory:field.end_before_start' });
    if (day && start && end) slots.push({ day: Number(day), from: start, to: end });
  }
  const [validFrom, validTo, note] = ['validFrom', 'validTo', 'note'].map((name) => text(values, `slots.${name}`));
  if (!touched && (validFrom || validTo || note)) faults.push({ field: 'slots.0.from', key: 'directory:field.times_missing' });
  if (!slots.length) return [];
  const plan = {
    slots,
    offOnHolidays: text(values, 'slots.holidays') === 'off',
    offInSchoolHolidays: isOffInSchoolHolidays(values),
  };
  const schedule = { kind: 'weekly', hours: hoursOf(plan), validFrom, validTo, note };
  return [{ position: positionOf(values, 'slots'), schedule, origin: 'slots' }];
}

const germanHours = /(?:^|[^A-Za-z])(?:Di|Mi|Do|So|Uhr)(?![a-z])/;

function readHours(values: FormValues): Found[] {
  return rowNumbers(values, 'hours').flatMap((number) => {
    const prefix = `hours.${number}`;
    const field = (name: string) => text(values, `${prefix}.${name}`);
    const [validFrom, validTo, note] = [field('validFrom'), field('validTo'), field('note')];
    const typed = field('hours');
    // People write `Di` and `16 Uhr`; what is stored is the notation that other programs read.
    const hours = typed !== undefined && germanHours.test(typed) ? canonicalHours(typed.replaceAll(/ ?Uhr/g, '')) : typed;
    if (hours === undefined && !validFrom && !validTo && !note) return [];
    return [
      { position: positionOf(values, prefix), schedule: { kind: 'weekly', hours, validFrom, validTo, note }, origin: prefix },
    ];
  });
}

/** Local time on a scale of its own, in milliseconds: a course from 16:00 to 18:00 lasts two hours on every day. */
const wall = (local: string) => Date.parse(`${local}Z`);

/** `Date.parse` takes 30 February for 2 March; written back it is seen. */
function isLocal(value: string): boolean {
  const time = wall(value);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 16) === value;
}
const ordinal = (start: string) => Math.ceil(Number(start.slice(8, 10)) / 7);
const weekday = (start: string) => ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][new Date(wall(start)).getUTCDay()] as string;

/** The simple repetitions a form offers, as RRULE; `monthly` means "every second Wednesday" like the first date. */
const repetitions: Readonly<Record<string, (start: string) => string>> = {
  daily: () => 'FREQ=DAILY',
  weekly: () => 'FREQ=WEEKLY',
  fortnightly: () => 'FREQ=WEEKLY;INTERVAL=2',
  monthly: (start) => `FREQ=MONTHLY;BYDAY=${ordinal(start)}${weekday(start)}`,
};

export const repetitionKinds: readonly string[] = Object.keys(repetitions);

function ruleOf(repeat: string, start: string, until: string | undefined): string | undefined {
  const base = repetitions[repeat]?.(start);
  return base && until ? `${base};UNTIL=${until.replaceAll('-', '')}T235959` : base;
}

/** The form's words for a rule, when they say exactly the same. */
function repetitionOf(rule: string, start: string): { repeat: string; until?: string } | undefined {
  const [, year, month, day] = /;UNTIL=(\d{4})(\d{2})(\d{2})T235959$/.exec(rule) ?? [];
  const until = year ? `${year}-${month}-${day}` : undefined;
  const repeat = repetitionKinds.find((kind) => ruleOf(kind, start, until) === rule);
  return repeat ? { repeat, ...(until ? { until } : {}) } : undefined;
}

function readDates(values: FormValues, faults: Fault[]): Found[] {
  return rowNumbers(values, 'dates').flatMap((number) => {
    const prefix = `dates.${number}`;
    const field = (name: string) => text(values, `${prefix}.${name}`);
    const [start, end, repeat, until, rule, note] = ['start', 'end', 'repeat', 'until', 'rrule', 'note'].map(field);
    if (!start && !end && !until && !rule && !note && !repeat) return [];
    const fault = (name: string, key: string) => faults.push({ field: `${prefix}.${name}`, key });
    const known = start !== undefined && isLocal(start);
    if (!known) fault('start', start === undefined ? required : 'http:field.datetime');
    const ended = end !== undefined && isLocal(end);
    // Without a start nothing can be said of the length; one message is enough.
    const minutes = !known ? 60 : ended ? (wall(end) - wall(start)) / 60_000 : Number.NaN;
    if (!ended) fault('end', end === undefined ? required : 'http:field.datetime');
    else if (minutes <= 0) fault('end', 'directory:field.end_before_start');
    if (repeat && rule) fault('rrule', 'directory:field.repeat_twice');
    if (repeat && !repetitions[repeat]) fault('repeat', 'http:field.choice');
    const lasting = until === undefined || isLocal(`${until}T00:00`);
    if (!lasting) fault('until', 'http:field.date');
    else if (until && !repeat) fault('until', 'directory:field.until_without_repeat');
    else if (until && start && until < start.slice(0, 10)) fault('until', 'directory:field.end_before_start');
    const rrule = rule ?? (repeat && known && lasting ? ruleOf(repeat, start, until) : undefined);
    return [{ position: positionOf(values, prefix), schedule: { kind: 'dates', start, minutes, rrule, note }, origin: prefix }];
  });
}

export function readSchedules(values: FormValues): ReadSchedules {
  const faults: Fault[] = [];
  const found = [...readSlots(values, faults), ...readHours(values), ...readDates(values, faults)];
  // The sort is stable: new rows, which have no position, keep their order at the end.
  found.sort((a, b) => (a.position === b.position ? 0 : a.position - b.position));
  return { schedules: found.map((one) => one.schedule), origins: found.map((one) => one.origin), faults };
}

/** Form field of a path below `schedules`, e.g. `schedules.1.minutes` → `dates.0.end`. */
export function scheduleField(path: string, origins: readonly string[]): string | undefined {
  const [, index, name = ''] = /^schedules\.(\d+)(?:\.(\w+))?/.exec(path) ?? [];
  const origin = index === undefined ? undefined : origins[Number(index)];
  if (!origin) return undefined;
  if (origin === 'slots') return name === 'hours' || name === '' ? 'slots.0.from' : `slots.${name}`;
  return `${origin}.${name === 'minutes' ? 'end' : name || (origin.startsWith('hours') ? 'hours' : 'start')}`;
}

function addMinutes(start: string, minutes: number): string {
  return new Date(wall(start) + minutes * 60_000).toISOString().slice(0, 16);
}

export function scheduleValues(schedules: readonly Schedule[]): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  const counts = { hours: 0, dates: 0 };
  let rows = false;
  schedules.forEach((schedule, position) => {
    if (schedule.kind === 'dates') {
      const { start, minutes, rrule, note } = schedule;
      const simple = rrule === undefined ? undefined : repetitionOf(rrule, start);
      const prefix = `dates.${counts.dates++}`;
      const own = { start, end: addMinutes(start, minutes), ...(simple ?? { rrule }), note, position };
      Object.assign(
        fields,
        fieldsOf(Object.fromEntries(Object.entries(own).map(([name, value]) => [`${prefix}.${name}`, value]))),
      );
      return;
    }
    const { hours, validFrom, validTo, note } = schedule;
    const parsed = rows ? undefined : weekPlanOf(hours);
    const plan = parsed && parsed.slots.length <= 50 ? parsed : undefined;
    const prefix = plan ? 'slots' : `hours.${counts.hours++}`;
    const own = { validFrom, validTo, note, position };
    Object.assign(fields, fieldsOf(Object.fromEntries(Object.entries(own).map(([name, value]) => [`${prefix}.${name}`, value]))));
    if (!plan) {
      fields[`${prefix}.hours`] = hours;
      return;
    }
    rows = true;
    plan.slots.forEach((slot, index) => {
      Object.assign(fields, {
        [`slots.${index}.day`]: String(slot.day),
        [`slots.${index}.from`]: slot.from,
        [`slots.${index}.to`]: slot.to,
      });
    });
    if (plan.offOnHolidays) fields['slots.holidays'] = 'off';
    fields['slots.schoolHolidays'] = plan.offInSchoolHolidays ? 'off' : 'on';
  });
  return fields;
}
