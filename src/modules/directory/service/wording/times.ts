import type { Translate } from '#platform/i18n';
import type { Schedule } from '../../model/content.ts';
import type { Interval } from '../../model/opening-hours.ts';
import { isoDay, readSeries } from '../../model/series.ts';
import { readWeeklyHours, type TimeSpan, type WeeklyHours, type WeeklyRule } from '../../model/weekly-hours.ts';
import type { Formats } from './formats.ts';

/** Times in words: "dienstags 16–18 Uhr, nicht in den Schulferien". */
export interface TimeWording {
  /** Days alone: "montags bis mittwochs und freitags". */
  days(days: readonly number[]): string;
  /** Each rule of the week as a phrase, holidays with the last one. */
  hours(hours: WeeklyHours): string[];
  /** OSM opening hours in words; "at changing times" where no sentence says them. */
  hoursText(text: string): string[];
  schedule(schedule: Schedule): string[];
  /** The days and times alone, without holidays and first and last dates, for lists. */
  brief(schedule: Schedule): string[];
  /** One date with its begin and end: "Tuesday, 24 November 2026, 16–18". */
  span(interval: Interval): string;
  /** When it is on next: "today 16:00", "Tue, 24 Nov, 16:00", or "now". */
  next(moment: Date, now: Date, open: boolean): string;
}

/** Runs of three or more days are said as a range, the rest one by one. */
function runs(days: readonly number[]): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = [];
  for (const day of days) {
    const last = out.at(-1);
    if (last && last.to === day - 1) out[out.length - 1] = { from: last.from, to: day };
    else out.push({ from: day, to: day });
  }
  return out.flatMap(({ from, to }) =>
    to - from === 1
      ? [
          { from, to: from },
          { from: to, to },
        ]
      : [{ from, to }],
  );
}

function sameBerlinDay(a: Date, b: Date): boolean {
  // The process runs in Europe/Berlin.
  return a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate();
}

export function createTimeWording(t: Translate, formats: Formats): TimeWording {
  const days = (numbers: readonly number[]): string => {
    if (numbers.length === 7) return t('directory:when.daily');
    const parts = runs(numbers).map(({ from, to }) =>
      from === to
        ? t(`directory:when.every.${from}`)
        : t('directory:when.days', { from: t(`directory:when.every.${from}`), to: t(`directory:when.every.${to}`) }),
    );
    return formats.list(parts);
  };
  const timeSpan = ({ from, to }: TimeSpan): string => {
    const end = to % (24 * 60) || 24 * 60;
    const whole = from % 60 === 0 && end % 60 === 0;
    return t(whole ? 'directory:when.hours' : 'directory:when.times', {
      from: formats.clockOf(from),
      to: formats.clockOf(end),
      fromHour: formats.number(from / 60),
      toHour: formats.number(end / 60),
    });
  };
  const rule = ({ days: numbers, nth, times }: WeeklyRule): string => {
    const said = times.length
      ? t('directory:when.rule', { days: days(numbers), times: formats.list(times.map(timeSpan)) })
      : days(numbers);
    if (!nth.length) return said;
    const ordinals = nth.map((one) => t(`directory:when.ordinal.${one < 0 ? 'last' : one}`));
    return t('directory:when.nth', { rule: said, ordinals: formats.list(ordinals) });
  };
  const hours = (week: WeeklyHours): string[] => {
    if (week.always) return [t('directory:when.always')];
    const said = week.rules.map(rule);
    const { closedOnHolidays, closedInSchoolHolidays } = week;
    if (!closedOnHolidays && !closedInSchoolHolidays) return said;
    const exception = closedOnHolidays && closedInSchoolHolidays ? 'both' : closedOnHolidays ? 'holidays' : 'school';
    return [...said.slice(0, -1), t(`directory:when.except.${exception}`, { hours: said.at(-1) ?? '' })];
  };
  const hoursText = (text: string): string[] => {
    const week = readWeeklyHours(text);
    return week ? hours(week) : [t('directory:when.irregular')];
  };
  /** Dates that lie at the ends of a series. */
  const within = (said: string, first: string | null, last: string | null): string => {
    if (first && last) return t('directory:when.period', { rule: said, from: formats.day(first), to: formats.day(last) });
    if (first) return t('directory:when.from', { rule: said, date: formats.day(first) });
    return last ? t('directory:when.until', { rule: said, date: formats.day(last) }) : said;
  };
  return {
    days,
    hours,
    hoursText,
    schedule(schedule) {
      if (schedule.kind === 'weekly') {
        const said = hoursText(schedule.hours);
        const { validFrom = null, validTo = null } = schedule;
        return validFrom || validTo ? said.map((one) => within(one, validFrom, validTo)) : said;
      }
      const series = readSeries(schedule);
      if (series.kind === 'once') {
        const times = timeSpan({ from: series.from, to: series.from + series.minutes });
        return [t('directory:when.once', { date: formats.weekdayAndDay(series.day), times })];
      }
      if (series.kind === 'irregular') return [within(t('directory:when.irregular'), series.first, series.last)];
      const said = rule(series.rule);
      return [
        within(
          series.weeks > 1 ? t('directory:when.weeks', { count: series.weeks, rule: said }) : said,
          series.first,
          series.last,
        ),
      ];
    },
    brief(schedule) {
      if (schedule.kind === 'weekly') {
        const week = readWeeklyHours(schedule.hours);
        return week && !week.always ? week.rules.map(rule) : hoursText(schedule.hours);
      }
      const series = readSeries(schedule);
      return series.kind === 'regular' && series.weeks === 1 ? [rule(series.rule)] : this.schedule(schedule);
    },
    span({ from, to }) {
      const begin = from.getHours() * 60 + from.getMinutes();
      const times = timeSpan({ from: begin, to: begin + Math.round((to.getTime() - from.getTime()) / 60_000) });
      return t('directory:when.date_times', { date: formats.weekdayAndDay(isoDay(from)), times });
    },
    next(moment, now, open) {
      if (open) return t('directory:when.now');
      const time = formats.clock(moment);
      if (sameBerlinDay(moment, now)) return t('directory:when.today', { time });
      const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
      if (sameBerlinDay(moment, tomorrow)) return t('directory:when.tomorrow', { time });
      return t('directory:when.on', { date: formats.shortDay(moment), time });
    },
  };
}
