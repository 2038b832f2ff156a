/** The last day of a year, month or day given as ISO text. */
function lastDay(text: string): string {
  if (text.length === 4) return `${text}-12-31`;
  return text.length === 7 ? `${text}-31` : text;
}

/** True when a day lies in an ISO 8601 period: a year, month, day, or an interval of two of them. */
export function periodIncludes(period: string, day: string): boolean {
  const [from = '', to = from] = period.split('/');
  return from <= day && day <= lastDay(to);
}
