import { addDays, dayOf } from '#platform/days';
import { words } from '../text.ts';

/** Below this a number could be about one person, and words could be a name: neither is kept or shown. */
export const fewest = 5;

/** For so many days equal searches are added up before their words are given up. */
export const rememberedDays = 90;

export const demandKinds = ['search', 'outside'] as const;
export type DemandKind = (typeof demandKinds)[number];

const longestQuery = 100;
const mostWords = 8;
// biome-ignore lint/suspicious/noControlCharactersInRegex: nobody types these; programs that try things out do
const nonsense = /[\u0000-\u001f\u007f<>{}|\\^`]|https?:|www\.|\.\.\/|--/i;

/** False for what no visitor types: over-long, with control characters, addresses or pieces of code, without a letter. */
export function isPlausibleQuery(query: string): boolean {
  if (query.length > longestQuery || nonsense.test(query)) return false;
  const asked = words(query);
  return asked.length <= mostWords && asked.some((word) => /\p{L}{2}/u.test(word));
}

/** The query in the form under which equal ones are counted together. */
export const countedForm = (query: string): string => words(query).join(' ');

/** False for what looks like an address or a number of somebody: its words are never kept, however often it is asked. */
export function mayBeKept(query: string): boolean {
  return !query.includes('@') && !/\d(?:[\s/.-]?\d){5}/.test(query) && countedForm(query).length <= 60;
}

/** Monday of the week in which a moment lies. */
export function weekOf(now: Date): string {
  const day = dayOf(now);
  const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** The town as it is counted: one of the district's stays, of another postcode only the region is kept. */
export function countedTown(
  postcode: string | undefined,
  towns: readonly { key: string; postcodes: readonly string[] }[],
): string {
  if (!postcode) return '';
  const own = towns.filter((town) => town.postcodes.includes(postcode));
  if (!own.length) return postcode.slice(0, 2);
  // A postcode that several towns share says no more than "in the district".
  return own.length === 1 ? (own[0]?.key ?? '') : '';
}
