import type { Trx } from '#platform/database';
import { createTermFinder, type FoundTerm, type TermFinder, usesTerm, withDistrictTerms } from '../../model/translation/terms.ts';
import { listDistrictTerms } from '../../store/translation/terms.ts';
import { readGlossary, readStopwords } from '../lexicon.ts';

let shared: TermFinder | undefined;

/** Finds the words of the maintained glossary, with those that the district added or took out. */
export async function termFinder(trx: Trx): Promise<TermFinder> {
  const own = await listDistrictTerms(trx);
  if (own.length) return createTermFinder(withDistrictTerms(readGlossary(), own), readStopwords('de'));
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
