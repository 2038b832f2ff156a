/** What the search over everything looks through, in the order in which it shows it. */
export const foundKinds = ['pages', 'offers', 'events', 'news'] as const;
export type FoundKind = (typeof foundKinds)[number];

/** The same query, for titles alone: input of `to_tsquery` as `searchWords` texts are weighted. */
export function inTitles(query: string): string {
  return query.replaceAll(/'([^']*)'(:\*)?/g, (_, word: string, open = '') => `'${word}'${open ? `${open}A` : ':A'}`);
}

/** How many of each are shown beside the others, and by themselves. */
export const shownTogether: Readonly<Record<FoundKind, number>> = { pages: 6, offers: 5, events: 3, news: 3 };
export const shownAlone = 50;

/** The same letters for everybody who types: small, without accents and vowel signs. */
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const wordsOf = (text: string) =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Whether every word typed so far begins a word of the title. */
export function titleBegins(title: string, typed: string): boolean {
  const own = wordsOf(title);
  const wanted = wordsOf(typed);
  return wanted.length > 0 && wanted.every((word) => own.some((one) => one.startsWith(word)));
}
