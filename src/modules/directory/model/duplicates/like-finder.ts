import type { Features } from './features.ts';
import { commonFrom, keysOf } from './keys.ts';
import { type Comparison, compareEntries, shownFrom } from './score.ts';

const mostLike = 3;

/** Finds among many entries the few that may be the same as one that is not stored yet. */
export class LikeFinder<Known extends { readonly id: string }> {
  readonly #byKey = new Map<string, { readonly known: Known; readonly features: Features }[]>();

  add(known: Known, features: Features): void {
    for (const key of keysOf(features)) {
      const list = this.#byKey.get(key);
      if (list) list.push({ known, features });
      else this.#byKey.set(key, [{ known, features }]);
    }
  }

  /** The likest first, at most three; none that is clearly another. */
  find(one: Features, except: (known: Known) => boolean = () => false): (Comparison & { readonly known: Known })[] {
    const seen = new Set<string>();
    const found: (Comparison & { readonly known: Known })[] = [];
    for (const key of keysOf(one)) {
      const list = this.#byKey.get(key) ?? [];
      if (list.length > commonFrom) continue;
      for (const { known, features } of list) {
        if (seen.has(known.id)) continue;
        seen.add(known.id);
        if (except(known)) continue;
        const comparison = compareEntries(one, features);
        if (comparison.score >= shownFrom) found.push({ ...comparison, known });
      }
    }
    return found.sort((a, b) => b.score - a.score || (a.known.id < b.known.id ? -1 : 1)).slice(0, mostLike);
  }
}
