import type { InterfaceLanguage } from '#platform/i18n';

const zone = 'Europe/Berlin';

/** A day, e.g. "22.11.2026". */
export function day(value: Date | string, { locale }: Pick<InterfaceLanguage, 'locale'>): string {
  const date = typeof value === 'string' ? new Date(`${value}T12:00Z`) : value;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone }).format(date);
}

/** Day and time of day. */
export function moment(value: Date, { locale }: Pick<InterfaceLanguage, 'locale'>): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(value);
}

/** Whole days between two moments. */
export const daysBetween = (from: Date, to: Date): number => Math.floor((to.getTime() - from.getTime()) / 86_400_000);
