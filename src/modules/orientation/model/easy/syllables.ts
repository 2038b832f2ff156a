/** Two vowels that are one sound in German. */
const oneSound = /aa|ee|oo|ei|ai|ey|ay|au|eu|äu|oi|ie|ou/g;

/** Syllables of a German word, counted by its vowels: close enough for a mean over a page. */
export function syllables(word: string): number {
  const plain = word
    .toLowerCase()
    .replace(/[·\u00AD'’-]/g, '')
    // "Familie", "Linie", "Asyl-ien": the i is spoken for itself.
    .replace(/(?<=[aeiouäöü].*)i(?=e[nr]?$)(?<=(?:il|in|[aeo]r|d)i)/g, 'i|')
    .replace(/qu/g, 'q')
    .replace(/io(?=n)/g, 'i|o')
    .replace(oneSound, 'a');
  return Math.max(1, plain.match(/[aeiouyäöüáàâéèêíóôú]/g)?.length ?? 0);
}
