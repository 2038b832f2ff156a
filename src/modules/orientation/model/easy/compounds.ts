import { compoundHeads, prefixes, wholeWords } from './words.ts';

/** Joints between the parts: "Beratungs-stelle". */
const joints = ['', 's', 'es', 'n', 'en'];

function lastPart(word: string): readonly [before: string, part: string] | undefined {
  for (const head of compoundHeads) {
    for (const joint of joints) {
      const tail = `${head}${joint}`;
      if (word.length > tail.length + 2 && word.endsWith(tail)) return [word.slice(0, -tail.length), tail];
    }
  }
  return undefined;
}

/** Parts of a word, first to last; one part for a word that is not joined of known ones. */
function partsOf(word: string, joined: boolean): string[] {
  const small = word.toLocaleLowerCase('de');
  if (wholeWords.has(small)) return [word];
  const head = compoundHeads.find((one) => small.endsWith(one) && small.length > one.length + 2);
  const last = joined ? lastPart(small) : head === undefined ? undefined : ([small.slice(0, -head.length), head] as const);
  if (!last) return [word];
  const [before, part] = last;
  if (prefixes.has(before) || !/[aeiouäöüy]/.test(before)) return [word];
  return [...partsOf(word.slice(0, before.length), true), part];
}

/** A compound with a Mediopunkt between its parts; undefined for what is none, or has its points already. */
export function splitCompound(word: string): string | undefined {
  if (!/^\p{Lu}\p{Ll}{6,}$/u.test(word)) return undefined;
  const parts = partsOf(word, false);
  return parts.length > 1 ? parts.join('·') : undefined;
}
