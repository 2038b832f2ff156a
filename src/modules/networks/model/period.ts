import { isDay } from '#platform/days';

/** First and last day of an ISO 8601 period: a year, month, day, or an interval of two of them; undefined when it is none. */
export function daysOfPeriod(period: string): { readonly from: string; readonly to: string } | undefined {
  const [first = '', last = first] = period.split('/');
  const from = `${first}${'-01-01'.slice(first.length === 4 ? 0 : first.length === 7 ? 3 : 6)}`;
  const end = last.length === 4 ? `${last}-12` : last;
  const to = end.length === 7 ? lastOfMonth(end) : end;
  return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
}

function lastOfMonth(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return `${month}-${new Date(Date.UTC(year ?? 0, number ?? 0, 0)).getUTCDate()}`;
}
