import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';
import { type Concept, createLexicon, type Lexicon } from '../model/lexicon.ts';

const folder = join(projectRoot, 'src/modules/directory/glossary');
const readJson = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;

let loaded: Lexicon | undefined;

/** All concepts of the maintained glossary. */
export function readGlossary(): Concept[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'stopwords.json' && file !== 'compounds.json')
    .sort()
    .flatMap((file) => readJson<Concept[]>(file));
}

/** The lexicon of the glossary files; read on first use, the same for every district. */
export function lexicon(): Lexicon {
  loaded ??= createLexicon(
    readGlossary(),
    Object.values(readJson<Record<string, string[]>>('stopwords.json')).flat(),
    readJson<{ parts: string[] }>('compounds.json').parts,
  );
  return loaded;
}
