import type { Trx } from '#platform/database';
import { createTermFinder, districtTerms, type FoundTerm, type TermFinder, usesTerm } from '../../model/translation/terms.ts';
import { listOwnConcepts } from '../../store/glossary/concepts.ts';
import { readGlossary, readStopwords } from '../lexicon.ts';

let shared: TermFinder | undefined;

/** Finds the words of the maintained glossary, with those that the district added or took out. */
export async function termFinder(trx: Trx): Promise<TermFinder> {
  const own = await listOwnConcepts(trx);
  if (own.length) return createTermFinder(districtTerms(readGlossary(), own), readStopwords('de'));
  shared ??= createTermFinder(readGlossary(), readStopwords('de'));
  return shared;
}

/** A term beside a text, and whether the translation uses it. */
export interface TermCheck extends FoundTerm {
  readonly used: boolean;
}

export function checkTerms(finder: TermFinder, tag: string, german: string, translation: string | undefined): TermCheck[] {
  return finder
    .termsIn(german, tag)
    .map((term) => ({ ...term, used: translation !== undefined && usesTerm(translation, term.terms) }));
}
