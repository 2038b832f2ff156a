import { isDay, wallTimeOf } from '#platform/days';

/** Meetings are entered and shown in the time of Europe/Berlin and kept as moments. */
export { isTime, momentOf, wallTimeOf } from '#platform/days';

export const timeOf = (moment: Date): string => wallTimeOf(moment).slice(11);

/** Days that a meeting can have: nobody plans centuries ahead, and papers older than the first concepts are not kept here. */
export const isMeetingDay = (text: string): boolean => isDay(text) && text >= '1990-01-01' && text <= '2099-12-31';
