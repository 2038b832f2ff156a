/** Groups of three letters as PostgreSQL's pg_trgm makes them: two blanks before a word, one after. */
export function trigrams(word: string): Set<string> {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, index) => padded.slice(index, index + 3)));
}

/** Share of common groups among all groups, 0 to 1. */
export function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const group of a) if (b.has(group)) common += 1;
  return common / (a.size + b.size - common);
}

// Below this a word is another word; tried on the misspellings of the search tests.
const threshold = 0.4;

/** The candidate most like `word`, if one is like enough; candidates of very different length are not looked at. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const own = trigrams(word);
  let best: { word: string; score: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > 3) continue;
    const score = similarity(own, trigrams(candidate));
    if (score >= threshold && score > (best?.score ?? 0)) best = { word: candidate, score };
  }
  return best?.word;
}
