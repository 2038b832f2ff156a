import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';
import { type Concept, createLexicon, type Lexicon } from '../model/lexicon.ts';

const folder = join(projectRoot, 'src/modules/directory/glossary');
const readJson = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;

type Glossary = Parameters<typeof createLexicon>[0];
let glossary: Glossary | undefined;
const lexicons = new Map<string, Lexicon>();

/** All concepts of the maintained glossary. */
export function readGlossary(): Concept[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'stopwords.json' && file !== 'compounds.json')
    .sort()
    .flatMap((file) => readJson<Concept[]>(file));
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

/** The lexicon for queries of a language, or for German texts; read on first use, the same for every district. */
export function lexicon(tag = 'de'): Lexicon {
  glossary ??= {
    concepts: readGlossary(),
    stopwords: readJson<Record<string, string[]>>('stopwords.json'),
    compoundParts: readJson<{ parts: string[] }>('compounds.json').parts,
  };
  let reader = lexicons.get(tag);
  if (!reader) {
    reader = createLexicon(glossary, readLanguages(tag));
    lexicons.set(tag, reader);
  }
  return reader;
}
