import { addDays } from '#platform/days';
import type { Indicator } from './indicator.ts';
import type { UpdateRule } from './indicator-schema.ts';
import type { Periodicity } from './vocabulary.ts';

const two = (number: number) => String(number).padStart(2, '0');

/** The first day of a rule that lies after a day. */
export function nextByRule({ months, day }: UpdateRule, after: string): string {
  const year = Number(after.slice(0, 4));
  const days = [year, year + 1].flatMap((one) =>
    months.toSorted((a, b) => a - b).map((month) => `${one}-${two(month)}-${two(day)}`),
  );
  return days.find((one) => one > after) as string;
}

const stepMonths: Readonly<Record<Periodicity, number | null>> = {
  year: 12,
  school_year: 12,
  half_year: 6,
  quarter: 3,
  month: 1,
  several_years: 48,
  irregular: null,
};

/** The same day so many months later; the last of a month where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const first = (at: number) => `${Math.floor(at / 12)}-${two((at % 12) + 1)}-01`;
  return [addDays(first(index), date - 1), addDays(first(index + 1), -1)].toSorted()[0] as string;
}

/** When the next figures are due after these were brought in: by the indicator's rhythm, after today; null: nobody knows. */
export function dayAfterUpdate(due: string | null, periodicity: Periodicity, today: string): string | null {
  const months = stepMonths[periodicity];
  if (!months) return null;
  const start = due ?? today;
  for (let count = 1; count <= 600; count += 1) {
    const next = addMonths(start, count * months);
    if (next > today) return next;
  }
  return null;
}

/** Days between two mails about the same indicator. */
export const reminderPause = 14;

export type Due = Pick<Indicator, 'id' | 'key' | 'names' | 'nextUpdateOn' | 'state'> & { readonly remindedOn: string | null };

/** Indicators whose figures should be there and of which nobody was told in the last two weeks. */
export function toRemind<One extends Due>(all: readonly One[], today: string): One[] {
  const quiet = addDays(today, -reminderPause);
  return all.filter(
    ({ nextUpdateOn, remindedOn, state }) =>
      isPlanned(state) && nextUpdateOn !== null && nextUpdateOn <= today && (remindedOn === null || remindedOn <= quiet),
  );
}

/** Drafts and retired indicators wait for nothing. */
export const isPlanned = (state: Indicator['state']): boolean => state === 'public' || state === 'internal';
