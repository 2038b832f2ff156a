import { mergeConcepts, type OwnConcept } from '../glossary/concept.ts';
import type { Concept } from '../lexicon.ts';
import { stem, words } from '../text.ts';

/** A term of the glossary that stands in a German text, and what a language says for it. */
export interface FoundTerm {
  readonly german: string;
  /** Maintained terms of the language, the district's own first. */
  readonly terms: readonly string[];
}

export interface TermFinder {
  termsIn(german: string, tag: string): FoundTerm[];
}

const longest = 5;
const most = 12;
const keyOf = (tokens: readonly string[]) => tokens.map(stem).join(' ');

/** The glossary as the district has it, with the district's own words before those of the software. */
export function districtTerms(shared: readonly Concept[], own: readonly OwnConcept[]): Concept[] {
  const added = new Map(own.map(({ id, terms }) => [id, terms]));
  return mergeConcepts(shared, own).map((concept) => {
    const first = added.get(concept.id);
    if (!first) return concept;
    const terms = Object.entries(concept.terms).map(([tag, all]) => [tag, [...new Set([...(first[tag] ?? []), ...all])]]);
    return { ...concept, terms: Object.fromEntries(terms) };
  });
}

/**
 * Finds the glossary's terms in German texts. A term of several concepts says nothing certain and is left out, as are
 * the small words of a search.
 */
export function createTermFinder(concepts: readonly Concept[], ignored: readonly string[]): TermFinder {
  /** A key of two concepts is one of none. `noun`: only written with a capital letter, as "Fest" unlike "fest". */
  const byKey = new Map<string, { readonly concept: Concept | undefined; readonly noun: boolean }>();
  const small = new Set(ignored.flatMap((word) => words(word)).map(stem));
  for (const concept of concepts) {
    for (const term of concept.terms.de ?? []) {
      const key = keyOf(words(term));
      if (!key || small.has(key)) continue;
      const known = byKey.get(key);
      const noun = /^\p{Lu}/u.test(term) && (known?.noun ?? true);
      byKey.set(key, { concept: known && known.concept?.id !== concept.id ? undefined : concept, noun });
    }
  }
  return {
    termsIn(german, tag) {
      const tokens = words(german);
      // As they are written, where both ways of taking the text apart agree.
      const pieces = german.match(/[\p{L}\p{M}\p{N}§]+/gu) ?? [];
      const written = pieces.length === tokens.length ? pieces : tokens;
      const found = new Map<string, FoundTerm>();
      for (let index = 0; index < tokens.length && found.size < most; ) {
        let length = Math.min(longest, tokens.length - index);
        let concept: Concept | undefined;
        for (; length > 0; length--) {
          const known = byKey.get(keyOf(tokens.slice(index, index + length)));
          const fits = !known?.noun || written === tokens || /^\p{Lu}/u.test(written[index] ?? '');
          concept = fits ? known?.concept : undefined;
          if (concept) break;
        }
        const terms = concept?.terms[tag] ?? [];
        if (concept && terms.length && !found.has(concept.id))
          found.set(concept.id, { german: written.slice(index, index + length).join(' '), terms });
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
