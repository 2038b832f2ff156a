/** Months as `YYYY-MM`. */
export const monthOf = (day: string): string => day.slice(0, 7);

export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** First day of the month, and first day of the next. */
export const daysOfMonth = (month: string): { from: string; before: string } => ({
  from: `${month}-01`,
  before: `${addMonths(month, 1)}-01`,
});

/** So many months are kept; older ones are deleted every night. */
export const keptMonths = 36;

/** From the running month back to the first that is kept. */
export const monthsUntil = (month: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => addMonths(month, -index));

/** The month that an address asks for; the running one when it asks for none that there is. */
export function readMonth(asked: unknown, running: string): string {
  const month = [asked].flat().find((one) => typeof one === 'string') ?? '';
  return monthsUntil(running, keptMonths).includes(month) ? month : running;
}
