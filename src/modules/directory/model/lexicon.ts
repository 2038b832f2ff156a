import { LRUCache } from 'lru-cache';
import { createDecompounder, type Decompounder } from './compounds.ts';
import { normalise, stem, words } from './text.ts';
import { closest } from './trigrams.ts';

/** A concept of the integration glossary: its terms per interface language, and what it stands for in an offer. */
export interface Concept {
  readonly id: string;
  readonly terms: Readonly<Record<string, readonly string[]>>;
  /** Says little of what is wanted ("help", "information"): an offer need not meet it when more was asked for. */
  readonly generic?: boolean;
  /** A wider concept: who searches for that one finds this one too. */
  readonly broader?: string;
  /** Leaf or top category whose offers the concept means. */
  readonly category?: string;
  /** Facts of an offer that the concept means. */
  readonly facet?: Readonly<{
    childcare?: boolean;
    free?: boolean;
    gender?: string;
    language?: string;
    target?: string;
    residence?: string;
  }>;
}

/** One thing a visitor asked for: any of its alternatives will do; the units of a query must all be met. */
export interface QueryUnit {
  /** As typed, in normal form. */
  readonly text: string;
  readonly words: readonly string[];
  readonly concepts: readonly string[];
  /** Parts of a German compound, which together also meet it. */
  readonly parts: readonly string[];
  /** Known to say little of what is wanted; absent: no. */
  readonly generic?: boolean;
}

/** Reads texts and queries of any interface language through the glossary. */
export interface Lexicon {
  /** Concepts by id, as this lexicon has them. */
  readonly concepts: ReadonlyMap<string, Concept>;
  /** Glossary concepts named in a text, their wider ones included. */
  conceptsIn(text: string): string[];
  /** Parts of the German compounds in a text, to be indexed beside it. */
  partsIn(text: string): string[];
  /** Both at once, with the text in normal form. */
  read(text: string): { readonly normal: string; readonly parts: string[]; readonly concepts: string[] };
  /** Concepts that stand for a category or another fact of an offer. */
  conceptsOf(facts: readonly string[]): string[];
  analyse(query: string): QueryUnit[];
  /** A word that searches ignore: "in", "the", "für". */
  isSmall(word: string): boolean;
  /** The single-word term of the glossary that a misspelt word most likely means. */
  closestTerm(word: string): string | undefined;
}

const longestTerm = 5;
const longestQuery = 12;

const days = ['day-monday', 'day-tuesday', 'day-wednesday', 'day-thursday', 'day-friday', 'day-saturday', 'day-sunday'];

/** Facts by the concept's id, where the glossary's format has none. */
const factsById = new Map<string, readonly string[]>([
  ...days.map((id, index) => [id, [`tag:${index + 1}`]] as const),
  ['weekend', ['tag:6', 'tag:7']],
]);

/** The facts of an offer (`factsOf` in service/publishing.ts) that a concept's `facet` stands for. */
function facetWordsOf(facet: NonNullable<Concept['facet']>): string[] {
  return [
    ...(facet.childcare ? ['merkmal:childcare'] : []),
    ...(facet.free ? ['merkmal:free'] : []),
    ...(facet.gender === 'women' ? ['merkmal:women-only', 'zielgruppe:women'] : []),
    ...(facet.gender === 'men' ? ['gender:men', 'zielgruppe:men'] : []),
    ...(facet.residence ? [`residence:${facet.residence}`] : []),
    ...(facet.language ? [`sprache:${facet.language}`] : []),
    ...(facet.target ? [`zielgruppe:${facet.target}`] : []),
  ];
}

/**
 * A lexicon for some languages. Others stay out: Turkish "iş" (work) is the English "is" to a reader of both.
 * @param languages whose terms and stop words count, e.g. `['de']` for texts, `['de', 'tr']` for a Turkish visitor's query
 */
export function createLexicon(
  glossary: {
    concepts: readonly Concept[];
    stopwords: Readonly<Record<string, readonly string[]>>;
    compoundParts: Iterable<string>;
  },
  languages: readonly string[],
): Lexicon {
  const { concepts, compoundParts } = glossary;
  const byId = new Map(concepts.map((concept) => [concept.id, concept]));
  /** Category id or facet word → concepts that stand for it. */
  const byFact = new Map<string, string[]>();
  for (const { id, category, facet } of concepts) {
    for (const fact of [...(category ? [category] : []), ...(facet ? facetWordsOf(facet) : []), ...(factsById.get(id) ?? [])])
      byFact.set(fact, [...(byFact.get(fact) ?? []), id]);
  }
  const ignored = new Set(languages.flatMap((language) => glossary.stopwords[language] ?? []).flatMap((word) => words(word)));
  /** A letter alone is what is left of "l'école" or a slip of the finger. */
  const small = (word: string) => ignored.has(word) || /^\p{L}$/u.test(word);
  const isGeneric = (ids: Iterable<string>) => {
    const known = [...ids];
    return known.length > 0 && known.every((id) => byId.get(id)?.generic);
  };
  const terms = new Map<string, Set<string>>();
  const singleTerms = new Set<string>();
  /** First word of a term → words of the longest term that begins with it: most words of a text begin none. */
  const longestFrom = new Map<string, number>();
  const parts = new Set([...compoundParts].flatMap((part) => words(part)));

  const stems = new LRUCache<string, string>({ max: 50_000 });
  const stemOf = (word: string) => {
    let known = stems.get(word);
    if (known === undefined) {
      known = stem(word);
      stems.set(word, known);
    }
    return known;
  };
  const keyOf = (tokens: readonly string[]) => tokens.map(stemOf).join(' ');
  for (const concept of concepts) {
    for (const language of languages) {
      for (const term of concept.terms[language] ?? []) {
        const tokens = words(term);
        if (!tokens.length) continue;
        const key = keyOf(tokens);
        const ids = terms.get(key) ?? new Set();
        terms.set(key, ids.add(concept.id));
        const first = stemOf(tokens[0] as string);
        longestFrom.set(first, Math.max(longestFrom.get(first) ?? 0, Math.min(tokens.length, longestTerm)));
        if (tokens.length === 1 && (tokens[0] as string).length >= 4) singleTerms.add(tokens[0] as string);
        // German single words of the glossary take part in compounds: Kita + Platz.
        if (language === 'de' && tokens.length === 1 && (tokens[0] as string).length >= 4 && (tokens[0] as string).length <= 9)
          parts.add(tokens[0] as string);
      }
    }
  }
  const decompounder: Decompounder = createDecompounder(parts);

  const withBroader = (ids: Iterable<string>): string[] => {
    const all = new Set<string>();
    for (const id of ids) {
      for (let at: string | undefined = id; at && !all.has(at); at = byId.get(at)?.broader) all.add(at);
    }
    return [...all];
  };

  /** Longest glossary term that starts at `index`, as its concepts and length in words. */
  function termAt(tokens: readonly string[], index: number): { ids: Set<string>; length: number } | undefined {
    const longest = longestFrom.get(stemOf(tokens[index] as string)) ?? 0;
    for (let length = Math.min(longest, tokens.length - index); length > 0; length--) {
      const ids = terms.get(keyOf(tokens.slice(index, index + length)));
      if (ids) return { ids, length };
    }
    return undefined;
  }

  function conceptsOfParts(word: string): string[] {
    const split = decompounder.split(word);
    return split.flatMap((_, index) => [...(termAt(split, index)?.ids ?? [])]);
  }

  function conceptsOfTokens(tokens: readonly string[]): string[] {
    const found = new Set<string>();
    for (let index = 0; index < tokens.length; index++) {
      const longest = longestFrom.get(stemOf(tokens[index] as string)) ?? 0;
      for (let length = Math.min(longest, tokens.length - index); length > 0; length--) {
        for (const id of terms.get(keyOf(tokens.slice(index, index + length))) ?? []) found.add(id);
      }
      for (const id of conceptsOfParts(tokens[index] as string)) found.add(id);
    }
    return withBroader(found);
  }
  const partsOfTokens = (tokens: readonly string[]) => [...new Set(tokens.flatMap((word) => decompounder.split(word)))];

  return {
    concepts: byId,
    conceptsIn: (text) => conceptsOfTokens(words(text)),
    partsIn: (text) => partsOfTokens(words(text)),
    read(text) {
      const normal = normalise(text);
      const tokens = normal ? normal.split(' ') : [];
      return { normal, parts: partsOfTokens(tokens), concepts: conceptsOfTokens(tokens) };
    },
    conceptsOf: (facts) => withBroader(facts.flatMap((fact) => byFact.get(fact) ?? [])),
    analyse(query) {
      const tokens = words(query).slice(0, longestQuery * 2);
      const units: QueryUnit[] = [];
      for (let index = 0; index < tokens.length && units.length < longestQuery; ) {
        const term = termAt(tokens, index);
        const token = tokens[index] as string;
        if (term && (term.length > 1 || !small(token))) {
          const own = tokens.slice(index, index + term.length);
          units.push({
            text: own.join(' '),
            words: term.length === 1 ? own : [],
            concepts: [...term.ids],
            parts: term.length === 1 ? decompounder.split(token) : own.filter((word) => !small(word)),
            ...(isGeneric(term.ids) ? { generic: true } : {}),
          });
          index += term.length;
          continue;
        }
        if (!small(token)) units.push({ text: token, words: [token], concepts: [], parts: decompounder.split(token) });
        index += 1;
      }
      // Nothing but small words ("was ist das"): better to search for them than for everything.
      return units.length || !tokens.length
        ? units
        : tokens.map((token) => ({ text: token, words: [token], concepts: [], parts: [] }));
    },
    isSmall: small,
    closestTerm: (word) => closest(word, singleTerms),
  };
}
