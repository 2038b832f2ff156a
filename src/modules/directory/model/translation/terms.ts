import type { Concept } from '../lexicon.ts';
import { stem, words } from '../text.ts';

/** A term of the glossary that stands in a German text, and what a language says for it. */
export interface FoundTerm {
  readonly german: string;
  /** Maintained terms of the language, the district's own first. */
  readonly terms: readonly string[];
}

/** What a district adds to a concept of the glossary, or takes away from it. */
export interface DistrictTerms {
  readonly id: string;
  readonly terms: Readonly<Record<string, readonly string[]>>;
  readonly removed: Readonly<Record<string, readonly string[]>>;
}

export interface TermFinder {
  termsIn(german: string, tag: string): FoundTerm[];
}

const longest = 5;
const most = 12;
const keyOf = (tokens: readonly string[]) => tokens.map(stem).join(' ');

/** The glossary with the district's own words in it. */
export function withDistrictTerms(concepts: readonly Concept[], own: readonly DistrictTerms[]): Concept[] {
  const changes = new Map(own.map((one) => [one.id, one]));
  const merged = concepts.map((concept) => {
    const change = changes.get(concept.id);
    if (!change) return concept;
    changes.delete(concept.id);
    const tags = new Set([...Object.keys(concept.terms), ...Object.keys(change.terms)]);
    const terms = [...tags].map((tag) => {
      const removed = change.removed[tag] ?? [];
      const kept = (concept.terms[tag] ?? []).filter((term) => !removed.includes(term));
      return [tag, [...new Set([...(change.terms[tag] ?? []), ...kept])]] as const;
    });
    return { ...concept, terms: Object.fromEntries(terms) };
  });
  return [...merged, ...[...changes.values()].map(({ id, terms }) => ({ id, terms }))];
}

/**
 * Finds the glossary's terms in German texts. A term of several concepts says nothing certain and is left out, as are
 * the small words of a search.
 */
export function createTermFinder(concepts: readonly Concept[], ignored: readonly string[]): TermFinder {
  const byKey = new Map<string, Concept | undefined>();
  const small = new Set(ignored.flatMap((word) => words(word)).map(stem));
  for (const concept of concepts) {
    for (const term of concept.terms.de ?? []) {
      const key = keyOf(words(term));
      if (!key || small.has(key)) continue;
      const known = byKey.get(key);
      byKey.set(key, byKey.has(key) && known?.id !== concept.id ? undefined : concept);
    }
  }
  return {
    termsIn(german, tag) {
      const tokens = words(german);
      const found = new Map<string, FoundTerm>();
      for (let index = 0; index < tokens.length && found.size < most; ) {
        let length = Math.min(longest, tokens.length - index);
        let concept: Concept | undefined;
        for (; length > 0; length--) {
          concept = byKey.get(keyOf(tokens.slice(index, index + length)));
          if (concept) break;
        }
        const terms = concept?.terms[tag] ?? [];
        if (concept && terms.length && !found.has(concept.id))
          found.set(concept.id, { german: tokens.slice(index, index + length).join(' '), terms });
        index += Math.max(1, length);
      }
      return [...found.values()];
    },
  };
}

/** True when a text uses one of the terms, endings aside. */
export function usesTerm(text: string, terms: readonly string[]): boolean {
  const tokens = words(text).map((word) => ({ word, stem: stem(word) }));
  return terms.some((term) => {
    const wanted = words(term).map((word) => ({ word, stem: stem(word) }));
    if (!wanted.length) return false;
    return tokens.some((_, start) =>
      wanted.every((part, offset) => {
        const token = tokens[start + offset];
        if (!token) return false;
        // Languages that add endings (Turkish) or articles (Arabic) to the word keep its beginning or its core.
        return token.stem === part.stem || (part.stem.length >= 4 && token.word.includes(part.stem));
      }),
    );
  });
}
