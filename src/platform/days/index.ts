export { isTime, momentOf, wallTimeOf } from './wall-time.ts';

const berlin = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' });

/** The ISO date on a calendar in Germany. */
export function dayOf(now: Date): string {
  return berlin.format(now);
}

/** The ISO day so many days after another (before it, when negative). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** True for a day that the calendar has, as `YYYY-MM-DD`: not for 2026-02-31. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}
