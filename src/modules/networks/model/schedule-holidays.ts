import { addDays } from '#platform/days';

/** Easter Sunday of a year in the Gregorian calendar (the anonymous algorithm, Nature 1876). */
function easter(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((8 * b + 13) / 25) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const number = h + l - 7 * m + 114;
  const [month, day] = [Math.floor(number / 31), (number % 31) + 1];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Good Friday, Easter Monday, Ascension, Whit Monday, Corpus Christi, in days after Easter Sunday. */
const movable = [-2, 1, 39, 50, 60];
const fixed = ['01-01', '05-01', '10-03', '11-01', '12-25', '12-26'];

/** True on a public holiday in North Rhine-Westphalia (§ 2 Feiertagsgesetz NW). */
export function isPublicHoliday(day: string): boolean {
  const sunday = easter(Number(day.slice(0, 4)));
  return fixed.includes(day.slice(5)) || movable.some((days) => addDays(sunday, days) === day);
}
