const parts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** What a clock in Germany shows, as `2026-03-31T16:00`. */
export function wallTimeOf(moment: Date): string {
  return parts.format(moment).replace(' ', 'T').slice(0, 16);
}

export const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/**
 * The moment at which a clock in Germany shows this day and time. The hour that the summer begins with does not exist and
 * becomes the one after; of the hour that occurs twice in autumn it is the first (RFC 5545, 3.3.5).
 */
export function momentOf(day: string, time: string): Date {
  const asIfUtc = Date.parse(`${day}T${time}:00Z`);
  const offsetAt = (utc: number) => Date.parse(`${parts.format(new Date(utc)).replace(' ', 'T')}Z`) - utc;
  const before = offsetAt(asIfUtc - 86_400_000);
  const after = offsetAt(asIfUtc + 86_400_000);
  const fits = [asIfUtc - before, asIfUtc - after].filter((utc) => offsetAt(utc) === asIfUtc - utc);
  return new Date(fits.length ? Math.min(...fits) : asIfUtc - before);
}
