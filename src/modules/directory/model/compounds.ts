import { LRUCache } from 'lru-cache';

/** Splits German compounds into known parts: `frauensprachcafe` → frauen, sprach, cafe. */
export interface Decompounder {
  /** The parts, or nothing when the word is not wholly made of known parts. */
  split(word: string): readonly string[];
}

const links = ['', 's', 'n', 'en', 'es', 'er', 'e'];
const endings = ['', 'e', 'n', 'en', 'er', 'ern', 's', 'es'];
const shortestPart = 3;

/** @param parts word parts in normal form */
export function createDecompounder(parts: Iterable<string>): Decompounder {
  const known = new Set([...parts].filter((part) => part.length >= shortestPart));
  const memory = new LRUCache<string, readonly string[]>({ max: 50_000 });

  /** The split of `rest` with the fewest parts. */
  function best(rest: string, depth: number): readonly string[] | undefined {
    if (depth > 5) return undefined;
    for (const ending of endings) {
      if (rest.endsWith(ending) && known.has(rest.slice(0, rest.length - ending.length)))
        return [rest.slice(0, rest.length - ending.length)];
    }
    let found: readonly string[] | undefined;
    for (let length = rest.length - shortestPart; length >= shortestPart; length--) {
      const part = rest.slice(0, length);
      if (!known.has(part)) continue;
      for (const link of links) {
        if (!rest.startsWith(link, length)) continue;
        const tail = best(rest.slice(length + link.length), depth + 1);
        if (tail && (!found || tail.length + 1 < found.length)) found = [part, ...tail];
      }
    }
    return found;
  }

  return {
    split(word) {
      if (word.length < shortestPart * 2 + 1 || word.length > 60) return [];
      let result = memory.get(word);
      if (!result) {
        const split = best(word, 0);
        result = split && split.length > 1 ? split : [];
        memory.set(word, result);
      }
      return result;
    },
  };
}
