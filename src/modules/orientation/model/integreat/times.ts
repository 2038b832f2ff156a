const two = (value: number) => String(value).padStart(2, '0');

/** A moment as ISO 8601 with the offset of the process's zone (Europe/Berlin). */
export function moment(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const distance = Math.abs(offset);
  return `${dayIn(date)}T${timeIn(date)}${offset < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
}

export const dayIn = (date: Date): string => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

export const timeIn = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;

/** The form that the app's reader of rules expects: the first date in UTC but without Z, the rule on wall-clock days. */
export function recurrenceRule(first: Date, rule: string): string {
  const start = first.toISOString().replace(/[-:]|\.\d{3}Z$/g, '');
  return `DTSTART:${start}\nRRULE:${rule}`;
}
