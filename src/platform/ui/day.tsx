import { useView } from './view.tsx';

/** A day (`2026-11-23`) in the reader's language; the day itself has no zone. */
export function Day({ day }: { day: string }) {
  const { language } = useView();
  const text = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(day));
  return <time dateTime={day}>{text}</time>;
}
