import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { projectRoot } from '#platform/config';
import { mergeConcepts, type OwnConcept } from '../model/glossary/concept.ts';
import { type Concept, createLexicon, type Lexicon } from '../model/lexicon.ts';

const folder = join(projectRoot, 'src/modules/directory/glossary');
const readJson = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;

let concepts: readonly Concept[] | undefined;
let words: Omit<Parameters<typeof createLexicon>[0], 'concepts'> | undefined;
/** Some hundred districts with words of their own, in a few languages each; those without share one per language. */
const lexicons = new LRUCache<string, Lexicon>({ max: 200 });

/** All concepts of the maintained glossary. */
export function readGlossary(): readonly Concept[] {
  concepts ??= readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'stopwords.json' && file !== 'compounds.json')
    .sort()
    .flatMap((file) => readJson<Concept[]>(file));
  return concepts;
}

let mark: string | undefined;

/** Changes when a release of the software changes its glossary or the words that compounds are made of. */
export function glossaryMark(): string {
  mark ??= createHash('sha256')
    .update(JSON.stringify([readGlossary(), readJson('compounds.json'), readJson('stopwords.json')]))
    .digest('base64url')
    .slice(0, 8);
  return mark;
}

/** Small words of a language that a search ignores. */
export function readStopwords(tag: string): readonly string[] {
  return readJson<Record<string, string[]>>('stopwords.json')[tag] ?? [];
}

/** Whose terms a visitor of an interface language types: their own, and German, which they meet every day. */
function readLanguages(tag: string): string[] {
  const near: Readonly<Record<string, readonly string[]>> = { 'de-simple': [], fa: ['prs'], prs: ['fa'] };
  return [...new Set(['de', ...(tag === 'de-simple' ? [] : [tag]), ...(near[tag] ?? [])])];
}

/**
 * The lexicon for queries of a language, or for German texts; made on first use, the same for every district that has
 * the same words.
 * @param own what the district added to the glossary
 */
export function lexicon(tag = 'de', own: readonly OwnConcept[] = []): Lexicon {
  const key = own.length ? `${tag} ${createHash('sha256').update(JSON.stringify(own)).digest('base64url')}` : tag;
  let reader = lexicons.get(key);
  if (!reader) {
    words ??= {
      stopwords: readJson<Record<string, string[]>>('stopwords.json'),
      compoundParts: readJson<{ parts: string[] }>('compounds.json').parts,
    };
    reader = createLexicon({ ...words, concepts: mergeConcepts(readGlossary(), own) }, readLanguages(tag));
    lexicons.set(key, reader);
  }
  return reader;
}
