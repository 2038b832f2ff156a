import type { InterfaceLanguage } from '#platform/i18n';

const zone = 'Europe/Berlin';

/** `Intl` has no Sorani list words and no short Dari dates; the closest language that has them stands in. */
const listLocales: Readonly<Record<string, string>> = { ckb: 'fa' };
const dateLocales: Readonly<Record<string, string>> = { prs: 'fa-IR-u-ca-gregory' };

/** Numbers, dates and lists as a language writes them. Made once per language: the objects of `Intl` are dear. */
export interface Formats {
  list(items: readonly string[]): string;
  number(value: number): string;
  /** Kilometres, with a decimal below ten. */
  kilometres(value: number): string;
  price(cents: number): string;
  /** `24. November 2026`, from an ISO date. */
  day(isoDate: string): string;
  /** `Dienstag, 24. November 2026`. */
  weekdayAndDay(isoDate: string): string;
  /** `Di., 24. Nov.`, from a moment. */
  shortDay(moment: Date): string;
  /** `16:00`, from a moment. */
  clock(moment: Date): string;
  /** `16:00`, from minutes since midnight. */
  clockOf(minutes: number): string;
  /** `Dienstag`, from an ISO weekday. */
  weekday(number: number): string;
}

const noon = (isoDate: string) => new Date(`${isoDate}T12:00:00Z`);
// 5 January 2026 was a Monday.
const someDay = (weekday: number) => new Date(Date.UTC(2026, 0, 4 + weekday, 12));

export function createFormats({ tag, locale }: InterfaceLanguage): Formats {
  const dateLocale = dateLocales[tag] ?? locale;
  const list = new Intl.ListFormat(listLocales[tag] ?? locale, { type: 'conjunction' });
  const number = new Intl.NumberFormat(locale);
  const far = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const near = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const price = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', trailingZeroDisplay: 'stripIfInteger' });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone });
  const weekdayAndDay = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: zone,
  });
  const shortDay = new Intl.DateTimeFormat(dateLocale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: zone });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone });
  const clockUtc = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return {
    list: (items) => (items.length === 1 ? (items[0] ?? '') : list.format(items)),
    number: (value) => number.format(value),
    kilometres: (value) => (value < 10 ? near : far).format(value),
    price: (cents) => price.format(cents / 100),
    day: (isoDate) => day.format(noon(isoDate)),
    weekdayAndDay: (isoDate) => weekdayAndDay.format(noon(isoDate)),
    shortDay: (moment) => shortDay.format(moment),
    clock: (moment) => clock.format(moment),
    clockOf: (minutes) => clockUtc.format(new Date(minutes * 60_000)),
    weekday: (one) => weekday.format(someDay(one)),
  };
}
