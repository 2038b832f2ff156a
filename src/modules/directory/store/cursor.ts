/** A row's place in a list, as it stands in an address: its sort key and its id. Anybody may write anything there. */
export interface Place {
  readonly key: string;
  readonly id: string;
}

/** True for a day that the calendar has, as PostgreSQL writes it. */
export function isDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** True for a moment in UTC; a JavaScript date would lose PostgreSQL's microseconds, so it stays a text. */
export function isMoment(text: string): boolean {
  const [, day = ''] = /^(\S{10}) (?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,6})?\+00$/.exec(text) ?? [];
  return isDay(day);
}

/** Place in the list; anything that is none starts at the beginning. */
export function placeOf(cursor: string | undefined, isKey: (key: string) => boolean): Place | undefined {
  const [, key = '', id] = /^(.+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/su.exec(cursor ?? '') ?? [];
  return id && isKey(key) ? { key, id } : undefined;
}
