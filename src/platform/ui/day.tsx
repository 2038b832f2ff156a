import { useView } from './view.tsx';

/** A day (`2026-11-23`) in the reader's language; the day itself has no zone. */
export function Day({ day }: { day: string }) {
  const { language } = useView();
  const text = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(day));
  return <time dateTime={day}>{text}</time>;
}

/** A day and a time of day by a clock in Germany, in the reader's language. */
export function useMoment(): (at: Date) => string {
  const { language } = useView();
  const format = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Berlin' });
  return (at) => format.format(at);
}

export function Moment({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{useMoment()(at)}</time>;
}
